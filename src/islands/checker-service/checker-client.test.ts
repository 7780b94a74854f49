import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CheckerClient } from './checker-client.ts';
import { fullyNamedIndex } from '../../checker/index.ts';
import type { GradedText, Submission } from './protocol.ts';
import { FakeWorker, lesson, solution, starter } from './testing/fake-worker.ts';

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => void vi.restoreAllMocks());

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function open() {
  const workers: FakeWorker[] = [];
  const page = { text: starter };
  const told: unknown[] = [];
  /** Whether each text that was told of builds. */
  const states: unknown[] = [];
  const stop = new AbortController();
  const options = {
    url: '/lesson.json',
    read: (): Submission => ({ text: page.text, files: {} }),
    startWorker: vi.fn(() => {
      workers.push(new FakeWorker());
      return workers.at(-1)!;
    }),
    loadLesson: vi.fn(() => Promise.resolve(lesson)),
    onGraded: ({ text, passed, view }: GradedText, asked: boolean) => {
      told.push([text, passed, asked]);
      states.push(view?.criteria.find(({ key }) => key === 'builds')?.state);
    },
    onRefused: (reason: string) => void told.push(reason),
    onUnavailable: (error: unknown) => void told.push(String(error)),
  };
  const client = new CheckerClient(options, stop.signal);
  const change = (text: string): void => {
    page.text = text;
    client.changed();
  };
  /** Lets the last worker load, answer and be heard. */
  const work = async (): Promise<void> => {
    for (let round = 0; round < 3; round++) {
      await settled();
      workers.at(-1)?.work();
    }
    await settled();
  };
  return { client, options, page, workers, told, states, stop, change, work };
}

describe('CheckerClient', () => {
  it('loads nothing before it is wanted, and then once', async () => {
    const { client, options, workers, told, work } = open();
    await settled();
    expect([options.loadLesson.mock.calls.length, workers.length]).toEqual([0, 0]);
    const starts = [client.start(), client.start()];
    await work();
    expect(await Promise.all([...starts, client.start()])).toEqual([true, true, true]);
    expect([options.loadLesson.mock.calls.length, workers.length]).toEqual([1, 1]);
    expect(told).toEqual([[starter, false, false]]);
  });

  it('grades after a change, once for all changes of one moment, and says that it was asked for', async () => {
    const { client, workers, told, change, work } = open();
    void client.start();
    await work();
    change('FROM alpine');
    change(solution);
    await work();
    expect(workers[0]?.texts).toEqual([starter, solution]);
    expect(told.at(-1)).toEqual([solution, true, true]);
  });

  it('grades once more what was open when the worker has got the names of all packages', async () => {
    const { client, workers, told, change, work } = open();
    void client.start();
    await work();
    await fullyNamedIndex();
    const before = workers[0]!.texts.length;
    expect(told).toEqual([[starter, false, false]]);
    change(solution);
    await work();
    // Nothing was open.
    expect(workers[0]!.texts.length).toBe(before + 1);

    const other = open();
    const misspelled = solution.replace('git make', 'make gti');
    other.page.text = misspelled;
    void other.client.start();
    await other.work();
    await vi.waitFor(async () => {
      await other.work();
      expect(other.workers[0]!.texts).toEqual([misspelled, misspelled]);
    });
    await other.work();
    expect(other.states).toEqual(['unknown', 'unmet']);
    expect(other.told.at(-1)).toEqual([misspelled, false, false]);
  });

  it('tells of a grade that was made once more as it told of the one before', async () => {
    const { client, workers, told, change, work } = open();
    void client.start();
    await work();
    workers[0]!.says({ is: 'learned' });
    await work();
    expect(told).toEqual([
      [starter, false, false],
      [starter, false, false],
    ]);
    change(solution);
    await work();
    workers[0]!.says({ is: 'learned' });
    await work();
    expect(told.slice(2)).toEqual([
      [solution, true, true],
      [solution, true, true],
    ]);
  });

  it('does not tell of a text that is no longer the one', async () => {
    const { client, told, change, work } = open();
    void client.start();
    await work();
    change('FROM alpine');
    await Promise.resolve();
    change(solution);
    await work();
    expect(told).toEqual([
      [starter, false, false],
      [solution, true, true],
    ]);
  });

  it('has the result for the text as it stands, also for a change of the same moment', async () => {
    const { client, change, work } = open();
    expect(await client.current()).toBeUndefined();
    void client.start();
    await work();
    change(solution);
    const coming = client.current();
    await work();
    expect(await coming).toMatchObject({ text: solution });
  });

  it('asks about the text as it stands', async () => {
    const { client, workers, work } = open();
    expect(await client.ask('fix', { rule: undefined, edits: [] })).toBeUndefined();
    void client.start();
    await work();
    const coming = client.ask('fix', { rule: undefined, edits: [{ range: { start: 0, end: 4 }, text: 'x' }] });
    await work();
    expect(await coming).toEqual({ problem: 'it would bring something that Docker or the shell cannot read' });
    expect(workers[0]?.texts).toEqual([starter, starter]);
  });

  it('says once that there is no checker, and tries again when asked to', async () => {
    const { client, options, told, change, work } = open();
    options.startWorker.mockImplementationOnce(() => {
      throw new Error('not allowed');
    });
    expect(await client.start()).toBe(false);
    change(solution);
    await work();
    expect(told).toEqual(['Error: The browser starts no worker for the checker.']);
    const again = client.start();
    await work();
    expect(await again).toBe(true);
    expect(told.at(-1)).toEqual([solution, true, true]);
    expect(options.loadLesson).toHaveBeenCalledOnce();
  });

  it('says that the data of the lesson did not load, and tries again when asked to', async () => {
    const { client, options, told, work } = open();
    options.loadLesson.mockRejectedValueOnce(new Error('offline'));
    expect(await client.start()).toBe(false);
    expect(told).toEqual(['Error: offline']);
    const again = client.start();
    await work();
    expect(await again).toBe(true);
  });

  it('says that a text was refused, and grades the next one', async () => {
    const { client, workers, told, change, work } = open();
    void client.start();
    await work();
    change('FROM broken');
    await settled();
    workers[0]?.fail();
    await settled();
    expect(told.at(-1)).toBe('failed');
    change(solution);
    await work();
    expect(told.at(-1)).toEqual([solution, true, true]);
  });

  it('is silent when the page was left', async () => {
    const { client, workers, told, stop, work } = open();
    void client.start();
    await settled();
    stop.abort();
    await work();
    expect([told, workers[0]?.isTerminated]).toEqual([[], true]);
  });
});
