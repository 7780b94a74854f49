import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadLimit } from '../shared/time-limit.ts';
import { CheckerUnavailable, TextRefused, WorkerQueue } from './worker-queue.ts';
import { FakeWorker, HandClock, lesson, solution, starter } from './testing/fake-worker.ts';

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => void vi.restoreAllMocks());

/** A queue whose workers are made by hand; the first one has said that it is ready. */
function open({ ready = true } = {}) {
  const workers: FakeWorker[] = [];
  const clock = new HandClock();
  const start = vi.fn(() => {
    workers.push(new FakeWorker());
    return workers.at(-1)!;
  });
  const learned = vi.fn();
  const queue = new WorkerQueue(start, lesson, learned, clock);
  if (ready) workers[0]?.work();
  return { queue, workers, clock, start, learned, grade: (text: string) => queue.ask('grade', { text, files: {} }) };
}

const refused = (reason: string): object => expect.objectContaining({ reason }) as object;

describe('WorkerQueue', () => {
  it('gives the lesson first, then one question at a time', async () => {
    const { workers, grade } = open({ ready: false });
    const coming = grade(solution);
    expect(workers[0]?.asked).toEqual([{ lesson }]);
    workers[0]?.work();
    workers[0]?.work();
    expect(await coming).toMatchObject({ text: solution, passed: true });
  });

  it('of each topic the newest question wins, and topics do not overtake one another', async () => {
    const { workers, queue, grade } = open();
    const coming = [grade('a'), grade('b'), grade('c')];
    const recording = queue.ask('recording', { text: 'c', files: {}, draft: {} });
    coming.push(grade('d'));
    workers[0]?.work();
    expect(workers[0]?.texts).toEqual(['a', 'd', 'c']);
    expect((await Promise.all(coming)).map((graded) => graded?.text)).toEqual([undefined, undefined, undefined, 'd']);
    expect(await recording).toEqual({ pick: undefined });
  });

  it('replaces a worker that takes longer than a second, and does not send the text again', async () => {
    const { workers, clock, grade } = open();
    const hanging = expect(grade('hangs')).rejects.toEqual(refused('slow'));
    workers[0]?.says({ is: 'begun' });
    clock.pass(999);
    expect(workers).toHaveLength(1);
    clock.pass(1);
    await hanging;
    expect([workers[0]?.isTerminated, workers.length]).toEqual([true, 2]);

    workers[1]?.work();
    await expect(grade('hangs')).rejects.toEqual(refused('slow'));
    expect(workers[1]?.texts).toEqual([]);
    const other = grade('hangs no more');
    workers[1]?.work();
    expect(await other).toMatchObject({ text: 'hangs no more' });
    expect(clock.waits).toBe(0);
  });

  it('says that the worker has learned, and keeps the time of the question that is under way', async () => {
    const { workers, clock, grade, learned } = open();
    const answer = grade('a');
    workers[0]!.says({ is: 'begun' });
    clock.pass(600);
    workers[0]!.says({ is: 'learned' });
    expect(learned).toHaveBeenCalledOnce();
    clock.pass(600);
    await expect(answer).rejects.toEqual(refused('slow'));
  });

  it('goes on with what waits, in the new worker', async () => {
    const { workers, clock, grade } = open();
    const hanging = expect(grade('hangs')).rejects.toBeInstanceOf(TextRefused);
    workers[0]?.says({ is: 'begun' });
    const next = grade(solution);
    clock.pass(1_000);
    await hanging;
    workers[1]?.work();
    workers[1]?.work();
    expect(await next).toMatchObject({ text: solution });
  });

  it('tells texts apart by the files beside them too', async () => {
    const { workers, clock, queue, grade } = open();
    const hanging = expect(grade('x')).rejects.toBeInstanceOf(TextRefused);
    workers[0]?.says({ is: 'begun' });
    clock.pass(1_000);
    await hanging;
    workers[1]?.work();
    const other = queue.ask('grade', { text: 'x', files: { '.dockerignore': '.git\n' } });
    workers[1]?.work();
    expect(await other).toMatchObject({ text: 'x' });
  });

  it('counts from the moment when the worker has begun: waiting for it costs no text its answer', async () => {
    const { workers, clock, grade } = open();
    const coming = grade(solution);
    clock.pass(9_000);
    workers[0]?.work();
    expect(await coming).toMatchObject({ text: solution });
    expect(workers).toHaveLength(1);
  });

  it('does not count the time in which the page slept', async () => {
    const { workers, clock, grade } = open();
    const coming = grade(solution);
    workers[0]?.says({ is: 'begun' });
    clock.pass(500);
    clock.sleep(3_600_000);
    expect(workers).toHaveLength(1);
    workers[0]?.work();
    expect(await coming).toMatchObject({ text: solution });
  });

  it('hears nothing more of a worker that was replaced', async () => {
    const { workers, clock, grade } = open();
    const hanging = expect(grade('hangs')).rejects.toBeInstanceOf(TextRefused);
    workers[0]?.says({ is: 'begun' });
    clock.pass(1_000);
    await hanging;
    workers[1]?.work();
    const coming = grade(solution);
    workers[0]?.work();
    workers[0]?.emit('error', { type: 'error', preventDefault: () => undefined });
    expect(workers).toHaveLength(2);
    workers[1]?.work();
    expect(await coming).toMatchObject({ text: solution });
  });

  it.each([
    ['throws outside of an answer', 'error', { message: 'out of memory' }],
    ['says what cannot be read', 'messageerror', {}],
  ])('replaces a worker that %s', async (_, type, event) => {
    const { workers, grade } = open();
    const failing = expect(grade('x')).rejects.toEqual(refused('failed'));
    workers[0]?.emit(type, { type, preventDefault: () => undefined, ...event });
    await failing;
    expect(workers).toHaveLength(2);
    expect(console.error).toHaveBeenCalledOnce();
  });

  it('keeps the worker when the checker failed on a question', async () => {
    const { workers, grade } = open();
    const failing = expect(grade('x')).rejects.toEqual(refused('failed'));
    workers[0]?.fail();
    await failing;
    expect(workers).toHaveLength(1);
    const next = grade(starter);
    workers[0]?.work();
    expect(await next).toMatchObject({ text: starter });
  });

  it.each([
    ['does not load', {}, 0],
    ['throws as it starts', { message: 'broken' }, 1],
  ])('says that a worker is missing that %s, and starts one when asked to', async (_, event, reports) => {
    const { workers, grade, queue } = open({ ready: false });
    const coming = [grade(solution), queue.ask('fix', { text: '', files: {}, rule: undefined, edits: [] })];
    workers[0]?.emit('error', { type: 'error', preventDefault: () => undefined, ...event });
    for (const each of coming) await expect(each).rejects.toMatchObject({ kind: 'missing' });
    await expect(grade(solution)).rejects.toBeInstanceOf(CheckerUnavailable);
    expect(console.error).toHaveBeenCalledTimes(reports);
    expect(workers).toHaveLength(1);

    queue.restart();
    queue.restart();
    expect(workers).toHaveLength(2);
    const again = grade(solution);
    workers[1]?.work();
    workers[1]?.work();
    expect(await again).toMatchObject({ text: solution });
  });

  it('waits for a worker no longer than for anything that loads', async () => {
    const { workers, clock, grade } = open({ ready: false });
    const coming = expect(grade(solution)).rejects.toMatchObject({ kind: 'missing' });
    clock.pass(loadLimit);
    await coming;
    expect(workers[0]?.isTerminated).toBe(true);
  });

  it('says when the browser starts no worker at all', async () => {
    const queue = new WorkerQueue(
      () => {
        throw new Error('not allowed');
      },
      lesson,
      undefined,
      new HandClock(),
    );
    await expect(queue.ask('grade', { text: '', files: {} })).rejects.toMatchObject({ kind: 'refused' });
  });

  it('ends with the page', async () => {
    const { workers, clock, queue, grade } = open();
    const coming = [grade('a'), grade('b')];
    queue.dispose();
    expect(await Promise.all(coming)).toEqual([undefined, undefined]);
    expect([workers[0]?.isTerminated, clock.waits]).toEqual([true, 0]);
  });
});
