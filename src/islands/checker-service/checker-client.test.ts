import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checker as engine } from '../../checker/index.ts';
import type { LessonData, LessonState } from '../../lessons/content/lesson-data.ts';
import { CheckerClient } from './checker-client.ts';
import type { Graded } from './grade-text.ts';
import { loadLimit } from '../workbench/time-limit.ts';
import type { WorkerPort } from './worker-client.ts';
import { serve, type FromWorker, type ToWorker } from './protocol.ts';

const starter = 'FROM alpine:3.24\nRUN apk add git\n';
const solution = 'FROM alpine:3.24\nRUN apk add --no-cache git\n';

function state(name: string, dockerfile: string): LessonState {
  return { name, title: name, dockerfile, files: {}, recording: undefined, recordCommand: '' };
}

const lesson: LessonData = {
  version: 1,
  slug: 'example',
  title: 'Example',
  form: 'fix',
  criteria: { criteria: [{ rule: 'apk-no-cache' }], allow: [] },
  hints: [],
  states: [state('starter', starter), state('solution', solution)],
};

/** A right answer of some length; different for each number. */
const long = (number: number, length = 9_000): string => `${solution}# ${number}${'.'.repeat(length)}\n`;

/** A worker within this process: questions wait until `work` is called, and everything is cloned on its way. */
class FakeWorker implements WorkerPort {
  readonly asked: ToWorker[] = [];
  terminated = false;
  readonly #listeners = new Map<string, (event: never) => void>();
  #done = 0;
  #serve: (event: { readonly data: ToWorker }) => void = () => undefined;

  constructor() {
    const toPage = (message: FromWorker): void => this.emit('message', { data: structuredClone(message) });
    serve({ addEventListener: (_, listener) => (this.#serve = listener), postMessage: toPage }, engine);
  }

  addEventListener(type: string, listener: (event: never) => void): void {
    this.#listeners.set(type, listener);
  }

  postMessage(message: ToWorker): void {
    this.asked.push(structuredClone(message));
  }

  terminate(): void {
    this.terminated = true;
  }

  /** Answers everything that was asked until now. */
  work(): void {
    while (this.#done < this.asked.length) this.#serve({ data: this.asked[this.#done++]! });
  }

  emit(type: string, event: object): void {
    this.#listeners.get(type)?.(event as never);
  }

  /** The texts that it was asked to grade. */
  get texts(): string[] {
    return this.asked.flatMap((message) =>
      'topic' in message && message.topic === 'grade' ? [message.question.text] : [],
    );
  }
}

function open() {
  const worker = new FakeWorker();
  const start = vi.fn(() => Promise.resolve<WorkerPort>(worker));
  const room = new CheckerClient(lesson, engine, start);
  const grade = (text: string) => room.grade({ text, files: {} });
  return { worker, start, room, grade };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
type Coming = Graded | Promise<Graded | undefined>;
const textsOf = async (all: readonly Coming[]): Promise<(string | undefined)[]> =>
  (await Promise.all(all.map((coming) => Promise.resolve(coming)))).map((graded) => graded?.text);

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => void vi.restoreAllMocks());

describe('CheckerClient', () => {
  it('grades a text of usual length at once and starts no worker', () => {
    const { grade, start } = open();
    expect(grade(solution)).toMatchObject({ text: solution, grade: { passed: true } });
    expect(start).not.toHaveBeenCalled();
  });

  it('has the worker say the same of a long text as the page would', async () => {
    const { grade, worker, start, room } = open();
    const text = long(1);
    const coming = grade(text);
    await settled();
    worker.work();
    const graded = await coming;
    start.mockRejectedValue(new Error('no worker'));
    expect(graded).toEqual(await new CheckerClient(lesson, engine, start).grade({ text, files: {} }));
    expect(graded?.grade?.passed).toBe(true);
    expect(worker.asked[0]).toEqual({ lesson });
    room.dispose();
    expect(worker.terminated).toBe(true);
  });

  it('goes to the worker and comes back at different lengths', async () => {
    const { grade } = open();
    expect(grade(long(1, 7_000))).not.toBeInstanceOf(Promise);
    expect(grade(long(1, 9_000))).toBeInstanceOf(Promise);
    expect(grade(long(1, 7_000))).toBeInstanceOf(Promise);
    expect(grade(long(1, 5_000))).not.toBeInstanceOf(Promise);
    await settled();
  });

  it('has one text with the worker and one waiting: the latest wins', async () => {
    const { grade, worker } = open();
    const coming = [grade(long(1))];
    await settled();
    coming.push(grade(long(2)), grade(long(3)), grade(long(4)));
    expect(worker.texts).toEqual([long(1)]);
    worker.work();
    expect(worker.texts).toEqual([long(1), long(4)]);
    worker.work();
    expect(await textsOf(coming)).toEqual([undefined, undefined, undefined, long(4)]);
  });

  it('holds what is asked while the worker starts', async () => {
    const { grade, worker } = open();
    const coming = [grade(long(1)), grade(long(2))];
    await settled();
    worker.work();
    expect(await textsOf(coming)).toEqual([undefined, long(2)]);
  });

  it.each([
    ['does not load', 'error', {}, 0],
    ['throws', 'error', { message: 'broken' }, 1],
    ['says what cannot be read', 'messageerror', {}, 1],
  ])('goes on in the page when the worker %s', async (_, type, event, reports) => {
    const { grade, worker, start } = open();
    const coming = [grade(long(1))];
    await settled();
    coming.push(grade(long(2)));
    worker.emit(type, { type, preventDefault: () => undefined, ...event });
    expect(await textsOf(coming)).toEqual([undefined, long(2)]);
    expect(worker.terminated).toBe(true);
    expect(grade(long(3))).toMatchObject({ text: long(3) });
    expect(start).toHaveBeenCalledOnce();
    expect(console.error).toHaveBeenCalledTimes(reports);
  });

  it('goes on in the page when no worker can be started', async () => {
    const start = vi.fn(() => Promise.reject(new Error('not allowed')));
    const room = new CheckerClient(lesson, engine, start);
    expect(await textsOf([room.grade({ text: long(1), files: {} })])).toEqual([long(1)]);
    expect(room.grade({ text: long(2), files: {} })).toMatchObject({ text: long(2) });
    expect(console.error).not.toHaveBeenCalled();
  });

  it('goes on in the page when the worker does not come in time', async () => {
    vi.useFakeTimers();
    const { grade, worker } = open();
    const asked = grade(long(1));
    await vi.advanceTimersByTimeAsync(loadLimit);
    vi.useRealTimers();
    expect(await asked).toMatchObject({ text: long(1) });
    expect(worker.terminated).toBe(true);
  });

  it('ends a worker that comes after the page was left', async () => {
    const { grade, worker, room } = open();
    const coming = grade(long(1));
    room.dispose();
    await settled();
    expect(worker.terminated).toBe(true);
    expect(await coming).toBeUndefined();
  });

  it('picks the recording where the text was graded', async () => {
    const { room, worker } = open();
    const pick = async (text: string): Promise<unknown> => {
      const coming = Promise.resolve(room.grade({ text, files: {} }));
      await settled();
      worker.work();
      const graded = await coming;
      const fit = room.fit({ text, files: {}, grade: graded!.grade!, fingerprint: graded!.fingerprint! });
      await settled();
      worker.work();
      return fit;
    };
    // Nothing is recorded here.
    expect(await pick(solution)).toBeUndefined();
    expect(worker.asked).toEqual([]);
    expect(await pick(long(1))).toBeUndefined();
    expect(worker.asked.at(-1)).toMatchObject({ topic: 'fit' });
  });
});
