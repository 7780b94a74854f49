import type { LessonData, LessonState } from '../../../lessons/content/lesson-data.ts';
import type { FromWorker, Question, ToWorker } from '../protocol.ts';
import { serve } from '../serve.ts';
import type { Clock, WorkerPort } from '../worker-queue.ts';

/** What tests of the page's side and of the worker's side share. */

export const starter = 'FROM alpine:3.24\nRUN apk add git make && make\nCMD ["/hello"]\n';
export const solution = starter.replace('apk add', 'apk add --no-cache');

function state(name: string, dockerfile: string): LessonState {
  return { name, title: name, dockerfile, files: {}, recording: undefined, recordCommand: '' };
}

export const lesson: LessonData = {
  version: 1,
  slug: 'example',
  title: 'Example',
  breaks: 'It breaks.',
  goal: 'Mend it.',
  keep: ['the base'],
  form: 'fix',
  task: {
    job: { runs: { made: 'hello' } },
    contracts: [{ run: 'make', makes: [{ path: '/hello', mode: 0o755 }] }],
    goals: [
      {
        id: 'no-index',
        says: 'No layer holds an index',
        symptom: 'It is still there.',
        holds: { absent: ['/var/cache/apk/*'], in: 'layers' },
      },
    ],
    allow: ['root-user'],
  },
  hints: [],
  states: [state('starter', starter), state('solution', solution)],
};

/** The real program of the worker within this process. It answers when told to; everything is cloned on its way. */
export class FakeWorker implements WorkerPort {
  readonly asked: ToWorker[] = [];
  isTerminated = false;
  readonly #listeners = new Map<string, (event: never) => void>();
  #done = 0;
  #serve: (event: { readonly data: ToWorker }) => void = () => undefined;

  constructor() {
    serve({
      addEventListener: (_, listener) => (this.#serve = listener),
      postMessage: (message) => this.says(message),
    });
  }

  addEventListener(type: string, listener: (event: never) => void): void {
    this.#listeners.set(type, listener);
  }

  postMessage(message: ToWorker): void {
    this.asked.push(structuredClone(message));
  }

  terminate(): void {
    this.isTerminated = true;
  }

  /** Answers everything that was asked, and what is asked next because of an answer. */
  work(): void {
    for (let data = this.asked[this.#done]; data !== undefined; data = this.asked[this.#done]) {
      this.#done++;
      this.#serve({ data });
    }
  }

  /** Has the checker fail on what was asked until now. */
  fail(): void {
    this.#done = this.asked.length;
    this.says({ is: 'begun' });
    this.says({ is: 'fault', words: 'Error: broken' });
  }

  says(message: FromWorker): void {
    this.emit('message', { data: structuredClone(message) });
  }

  emit(type: string, event: object): void {
    this.#listeners.get(type)?.(event as never);
  }

  get questions(): Question[] {
    return this.asked.filter((message) => 'topic' in message);
  }

  /** The texts that it was asked about. */
  get texts(): string[] {
    return this.questions.map(({ question }) => question.text);
  }
}

/** A clock that is moved by hand. */
export class HandClock implements Clock {
  #now = 0;
  #waits: { readonly at: number; readonly callback: () => void }[] = [];

  wait(callback: () => void, ms: number): () => void {
    const wait = { at: this.#now + ms, callback };
    this.#waits.push(wait);
    return () => (this.#waits = this.#waits.filter((each) => each !== wait));
  }

  /** Goes on, and calls back what has its time in between. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#waits.splice(this.#waits.indexOf(next), 1);
      this.#now = next.at;
      next.callback();
    }
    this.#now = end;
  }

  /** Goes on as for a computer that slept: each wait ends, those that begin now last as long as ever. */
  sleep(ms: number): void {
    this.#now += ms;
    const due = this.#waits.filter(({ at }) => at <= this.#now);
    this.#waits = this.#waits.filter(({ at }) => at > this.#now);
    for (const { callback } of due) callback();
  }

  get waits(): number {
    return this.#waits.length;
  }

  #next(end: number): { readonly at: number; readonly callback: () => void } | undefined {
    return this.#waits.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}
