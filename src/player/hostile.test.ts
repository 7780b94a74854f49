import { describe, expect, it } from 'vitest';
import { castV2, type FixtureEvent } from './fixtures/cast-text.ts';
import { readTimeline } from './timeline.ts';
import { cpuTime } from '../../tests/cpu-time.ts';

/** So much output in one event, or cut into many. */
const output = (data: string): string => castV2([[1, 'o', data]]);
const perEvent = (data: string, count: number): string =>
  castV2(Array.from({ length: count }, (_, index): FixtureEvent => [index / 1000, 'o', data]));

/** Milliseconds that a damaged recording may hold the page up. Far above what it takes, far below what it took. */
const patience = 10_000;

/** What became of a recording, which must be known in time. */
function inTime(text: string): ReturnType<typeof readTimeline> {
  let result: ReturnType<typeof readTimeline> | undefined;
  expect(cpuTime(() => (result = readTimeline(text)))).toBeLessThan(patience);
  return result!;
}

describe('a recording that was made to do harm', () => {
  it.each([
    [
      'rows by the million from a few characters',
      output('\x1b[500B.\x1b[2J'.repeat(100_000)),
      'more than 100,000 lines',
    ],
    ['line feeds without end', output(`${'\n'.repeat(400_000)}.`), 'more than 100,000 lines'],
    ['text that wraps at each character', castV2([[1, 'o', 'x'.repeat(400_000)]], 1, 1), 'more than 100,000 lines'],
    ['repetitions', output('a\x1b[2147483647b'.repeat(100_000)), 'more than'],
    ['scrolling', output('\x1b[2147483647S'.repeat(100_000)), 'more than a real build does'],
    ['lines inserted and deleted', output('\x1b[999999999L\x1b[999999999M'.repeat(50_000)), 'more than a real build'],
    ['erasing the screen again and again', output('\x1b[J'.repeat(200_000)), 'more than a real build does'],
    ['the same in a full-screen program', output('\x1b[?1049h\x1b[J\x1b[?1049l'.repeat(50_000)), 'more than a real'],
    [
      'steps by the thousand',
      castV2(Array.from({ length: 9_000 }, (_, at): FixtureEvent => [at, 'm', `[1/${at}] RUN x`])),
      'more than 2,000 steps',
    ],
    ['steps in the text', output('#1 [1/2] RUN a\r\n$ ls\r\n'.repeat(9_000)), 'more than 2,000 steps'],
    ['a file beyond all measure', output('x'.repeat(6_000_000)), 'longer than 5,000,000 characters'],
    ['times beyond all measure', castV2([[1e300, 'o', 'x']]), 'no time in seconds from 0 to 604800'],
    ['a header without a version', '{}', 'version nothing'],
    ['a screen beyond all measure', castV2([[0, 'r', '1000x1000']]), 'no terminal size'],
  ])('is refused: %s', (_name, text, words) => {
    const result = inTime(text);
    if (result.ok) throw new Error('It was taken.');
    expect(result.problem.what).toContain(words);
  });

  it('is not quoted at length', () => {
    for (const text of [castV2([[0, 'r', 'x'.repeat(99_999)]]), `{"version":"${'x'.repeat(99_999)}"}`]) {
      const result = readTimeline(text);
      if (result.ok) throw new Error('It was taken.');
      expect(result.problem.what.length).toBeLessThan(200);
    }
  });

  it.each([
    ['strings that do not end, in 8 bits', output('\x90'.repeat(200_000))],
    ['strings that do not end', output('\x1b]x'.repeat(200_000))],
    ['sequences that do not end', perEvent('\x1b[1', 50_000)],
    ['one sequence, a character an event', perEvent('1', 50_000).replace('"1"', '"\\u001b["')],
  ])('takes no longer than its length: %s', (_name, text) => {
    expect(inTime(text).ok).toBe(true);
  });

  it('reaches a terminal without links, clipboards and large numbers', () => {
    const cut: FixtureEvent[] = Array.from(
      '\x1b]8;;https://x.example\x07\x1b]52;c;aGk=\x07ok\x1b[2147483647b\x1b[5n',
      (data, index) => [index, 'o', data],
    );
    const result = readTimeline(castV2(cut));
    if (!result.ok) throw new Error(result.problem.what);
    const data = result.value.cast.events.map((event) => (event.kind === 'output' ? event.data : '')).join('');
    expect(data).toBe('ok\x1b[500b');
  });
});
