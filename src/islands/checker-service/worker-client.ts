import type { LessonData } from '../../lessons/content/lesson-data.ts';
import type { Answers, Questions, Topic } from './lesson-grader.ts';
import { loadLimit, withinLimit } from '../workbench/time-limit.ts';
import type { Answer, FromWorker, Question, ToWorker } from './protocol.ts';

/** The end of the line that the page holds: a `Worker`. */
export interface WorkerPort {
  addEventListener(type: 'message', listener: (event: { readonly data: FromWorker }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
  postMessage(message: ToWorker): void;
  terminate(): void;
}

/** There is no worker, or no longer: what was asked is to be worked out on the page. */
export class WorkerLost extends Error {}

interface Asked {
  readonly message: Question;
  resolve(answer: Answer['answer']): void;
  reject(error: WorkerLost): void;
}

/** The questions of one topic: at most one is with the worker and one waits. */
interface Lane {
  underWay?: Asked | undefined;
  waiting?: Asked | undefined;
}

/**
 * Asks a worker. Of each topic only the newest question counts: it takes the place of one that waits, and an answer
 * that comes while a newer question waits is dropped. Once the worker has failed, or has not come in time, every question is
 * refused.
 */
export class WorkerClient {
  readonly #lanes: Readonly<Record<Topic, Lane>> = { grade: {}, fit: {} };
  #port: WorkerPort | undefined;
  /** Runs until the worker has said that it is there. */
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #lost: WorkerLost | undefined;

  /** @param start starts the worker; may fail, at once or later. */
  constructor(start: () => Promise<WorkerPort>, lesson: LessonData) {
    withinLimit(start()).then(
      (port) => this.#open(port, lesson),
      (cause: unknown) => this.#lose(new WorkerLost('The worker did not start.', { cause })),
    );
  }

  /** The worker has failed; it is of no more use. */
  get isLost(): boolean {
    return this.#lost !== undefined;
  }

  /**
   * @returns the answer; undefined when a newer question has overtaken this one.
   * @throws WorkerLost for the newest question when the worker fails.
   */
  ask<T extends Topic>(topic: T, question: Questions[T]): Promise<Answers[T] | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#lost !== undefined) return reject(this.#lost);
      const lane = this.#lanes[topic];
      lane.waiting?.resolve(undefined);
      lane.waiting = {
        message: { topic, question } as Question,
        // The worker answers each question with its own topic.
        resolve: (answer) => resolve(answer as Answers[T] | undefined),
        reject,
      };
      this.#send(lane);
    });
  }

  /** Ends the worker; questions that are open count as overtaken. */
  dispose(): void {
    for (const lane of Object.values(this.#lanes)) {
      lane.underWay?.resolve(undefined);
      lane.waiting?.resolve(undefined);
      lane.underWay = lane.waiting = undefined;
    }
    this.#lose(new WorkerLost('The page was left.'));
  }

  #open(port: WorkerPort, lesson: LessonData): void {
    if (this.#lost !== undefined) return port.terminate();
    this.#port = port;
    port.addEventListener('message', ({ data }) => this.#answered(data));
    port.addEventListener('error', (event) => this.#failed(event));
    port.addEventListener('messageerror', (event) => this.#failed(event));
    this.#waiting = setTimeout(() => this.#lose(new WorkerLost('The worker did not come in time.')), loadLimit);
    this.#post({ lesson });
    for (const lane of Object.values(this.#lanes)) this.#send(lane);
  }

  #send(lane: Lane): void {
    if (this.#port === undefined || lane.underWay !== undefined || lane.waiting === undefined) return;
    lane.underWay = lane.waiting;
    lane.waiting = undefined;
    this.#post(lane.underWay.message);
  }

  #post(message: ToWorker): void {
    try {
      this.#port?.postMessage(message);
    } catch (cause) {
      console.error('Belay: the engine could not be asked in its worker.', cause);
      this.#lose(new WorkerLost('A question cannot be sent.', { cause }));
    }
  }

  #answered(message: FromWorker): void {
    clearTimeout(this.#waiting);
    if ('ready' in message) return;
    const { topic, answer } = message;
    const lane = this.#lanes[topic];
    const asked = lane.underWay;
    lane.underWay = undefined;
    asked?.resolve(lane.waiting === undefined ? answer : undefined);
    this.#send(lane);
  }

  /** An event without a message means that the file did not load, which is nobody's bug. */
  #failed(event: Event): void {
    event.preventDefault();
    const message = 'message' in event ? String(event.message) : '';
    if (message !== '' || event.type === 'messageerror') {
      console.error('Belay: the engine failed in its worker and goes on in the page.', message);
    }
    this.#lose(new WorkerLost(`The worker failed: ${message || event.type}.`));
  }

  #lose(lost: WorkerLost): void {
    if (this.#lost !== undefined) return;
    this.#lost = lost;
    clearTimeout(this.#waiting);
    this.#port?.terminate();
    this.#port = undefined;
    for (const lane of Object.values(this.#lanes)) {
      const newest = lane.waiting ?? lane.underWay;
      if (lane.underWay !== newest) lane.underWay?.resolve(undefined);
      lane.underWay = lane.waiting = undefined;
      newest?.reject(lost);
    }
  }
}
