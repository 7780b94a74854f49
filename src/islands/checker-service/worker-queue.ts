import type { LessonData } from '../../lessons/content/lesson-data.ts';
import { loadLimit } from '../shared/time-limit.ts';
import type { Answers, FromWorker, Question, Questions, ToWorker, Topic } from './protocol.ts';

/** The end of the line that the page holds: a `Worker`. */
export interface WorkerPort {
  addEventListener(type: 'message', listener: (event: { readonly data: FromWorker }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
  postMessage(message: ToWorker): void;
  terminate(): void;
}

/** The clock of the browser; tests bring their own. */
export interface Clock {
  /** Calls back after so many milliseconds. @returns what takes it back. */
  wait(callback: () => void, ms: number): () => void;
}

/** There is no worker: the browser does not start one (`refused`), or its file does not come (`missing`). */
export class CheckerUnavailable extends Error {
  readonly kind: 'refused' | 'missing';

  constructor(kind: CheckerUnavailable['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** The worker gave no answer for a text: it took too long (`slow`), or the checker failed on it. */
export class TextRefused extends Error {
  readonly reason: 'slow' | 'failed';

  constructor(reason: TextRefused['reason']) {
    super(`The checker gave no answer for this text: ${reason}.`);
    this.reason = reason;
  }
}

/**
 * So long a question may take, counted from when the worker says that it has begun, so that loading does not count. It
 * is counted in tenths: of a page that slept or was held up no more than one of them passes.
 */
const limit = { tenths: 10, ms: 100 };

/** Texts that ended a worker; more than anybody goes back to. */
const mostRefused = 20;

interface Asked {
  readonly message: Question;
  resolve(answer: Answers[Topic] | undefined): void;
  reject(error: CheckerUnavailable | TextRefused): void;
}

/**
 * Asks a worker, one question at a time. Of each topic only the newest question counts: it takes the place of one that
 * waits, and an answer that comes while a newer question waits is dropped. A worker that takes too long is replaced, and
 * the text that it was asked about is not sent again.
 */
export class WorkerQueue {
  readonly #start: () => WorkerPort;
  readonly #lesson: LessonData;
  readonly #clock: Clock;
  readonly #onLearned: () => void;
  readonly #waiting = new Map<Topic, Asked>();
  #port: WorkerPort | undefined;
  #isReady = false;
  #underWay: Asked | undefined;
  /** Takes back what waits for the worker to load, or to answer. */
  #stopClock: () => void = () => undefined;
  #lost: CheckerUnavailable | undefined;
  #refused: readonly string[] = [];

  /**
   * @param start starts a worker; throws when the browser does not let us.
   * @param onLearned the worker knows more than when it gave its last grade, which was open: ask again.
   */
  constructor(
    start: () => WorkerPort,
    lesson: LessonData,
    onLearned: () => void = () => undefined,
    clock: Clock = browserClock,
  ) {
    this.#start = start;
    this.#lesson = lesson;
    this.#clock = clock;
    this.#onLearned = onLearned;
    this.#open();
  }

  /**
   * @returns the answer; undefined when a newer question has overtaken this one, or the page was left.
   * @throws TextRefused when the text took the checker too long, now or before, or it failed on it
   * @throws CheckerUnavailable when there is no worker
   */
  ask<T extends Topic>(topic: T, question: Questions[T]): Promise<Answers[T] | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.get(topic)?.resolve(undefined);
      this.#waiting.set(topic, {
        message: { topic, question } as Question,
        // The worker answers each question with its own topic.
        resolve: (answer) => resolve(answer as Answers[T] | undefined),
        reject,
      });
      if (this.#lost === undefined) this.#next();
      else this.#rejectAll(this.#lost);
    });
  }

  /** Tries again after the worker did not come. */
  restart(): void {
    if (this.#lost === undefined) return;
    this.#lost = undefined;
    this.#open();
  }

  /** Ends the worker; questions that are open count as overtaken. */
  dispose(): void {
    this.#underWay?.resolve(undefined);
    for (const asked of this.#waiting.values()) asked.resolve(undefined);
    this.#underWay = undefined;
    this.#waiting.clear();
    this.#lose(new CheckerUnavailable('missing', 'The page was left.'));
  }

  #open(): void {
    let port: WorkerPort;
    try {
      port = this.#start();
    } catch (cause) {
      this.#lose(new CheckerUnavailable('refused', 'The browser starts no worker for the checker.', { cause }));
      return;
    }
    this.#port = port;
    // What a worker before this one has left to say comes too late.
    const ifCurrent =
      <E>(handle: (event: E) => void) =>
      (event: E): void => {
        if (this.#port === port) handle(event);
      };
    port.addEventListener(
      'message',
      ifCurrent(({ data }) => this.#heard(data)),
    );
    const failed = ifCurrent((event: Event) => this.#failed(event));
    port.addEventListener('error', failed);
    port.addEventListener('messageerror', failed);
    this.#stopClock = this.#clock.wait(
      () => this.#lose(new CheckerUnavailable('missing', 'The checker did not come in time.')),
      loadLimit,
    );
    port.postMessage({ lesson: this.#lesson });
  }

  #next(): void {
    if (!this.#isReady || this.#underWay !== undefined) return;
    const [topic, asked] = this.#waiting.entries().next().value ?? [];
    if (topic === undefined || asked === undefined) return;
    this.#waiting.delete(topic);
    if (this.#refused.includes(keyOf(asked.message))) {
      asked.reject(new TextRefused('slow'));
      this.#next();
      return;
    }
    this.#underWay = asked;
    this.#port?.postMessage(asked.message);
  }

  #heard(message: FromWorker): void {
    if (message.is === 'begun') {
      this.#watch(limit.tenths);
      return;
    }
    // No answer: a question that is under way keeps its time.
    if (message.is === 'learned') {
      this.#onLearned();
      return;
    }
    this.#stopClock();
    if (message.is === 'ready') this.#isReady = true;
    else
      this.#settle((asked) => {
        if (message.is === 'fault') asked.reject(new TextRefused('failed'));
        else asked.resolve(this.#waiting.has(asked.message.topic) ? undefined : message.answer);
      });
    this.#next();
  }

  #settle(how: (asked: Asked) => void): void {
    const asked = this.#underWay;
    this.#underWay = undefined;
    if (asked !== undefined) how(asked);
  }

  #watch(tenths: number): void {
    this.#stopClock = this.#clock.wait(() => {
      if (tenths > 1) this.#watch(tenths - 1);
      else this.#replace('slow');
    }, limit.ms);
  }

  /** An event without a message means that the file did not load, which is nobody's bug. */
  #failed(event: Event): void {
    event.preventDefault();
    const message = 'message' in event ? String(event.message) : '';
    if (message !== '' || event.type === 'messageerror') console.error('Belay: the checker’s worker failed.', message);
    if (this.#isReady) this.#replace('failed');
    else this.#lose(new CheckerUnavailable('missing', `The worker failed: ${message || event.type}.`));
  }

  /** Puts a new worker in the place of one that is of no more use, at once: the next text shall not wait for it. */
  #replace(reason: TextRefused['reason']): void {
    this.#close();
    this.#settle((asked) => {
      this.#refused = [...this.#refused.slice(1 - mostRefused), keyOf(asked.message)];
      asked.reject(new TextRefused(reason));
    });
    this.#open();
  }

  #lose(lost: CheckerUnavailable): void {
    if (this.#lost !== undefined) return;
    this.#lost = lost;
    this.#close();
    this.#rejectAll(lost);
  }

  #rejectAll(lost: CheckerUnavailable): void {
    this.#settle((asked) => asked.reject(lost));
    for (const asked of this.#waiting.values()) asked.reject(lost);
    this.#waiting.clear();
  }

  #close(): void {
    this.#stopClock();
    this.#port?.terminate();
    this.#port = undefined;
    this.#isReady = false;
  }
}

/** Tells texts apart, whatever was asked about them. */
function keyOf({ question: { text, files } }: Question): string {
  return JSON.stringify([text, files]);
}

const browserClock: Clock = {
  wait(callback, ms) {
    const id = setTimeout(callback, ms);
    return () => clearTimeout(id);
  },
};
