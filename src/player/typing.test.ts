import { describe, expect, it } from 'vitest';
import { castV2 } from './fixtures/cast-text.ts';
import { readTimeline, timelineClock, type Timeline } from './timeline.ts';

/** `sleep 10` is typed for two seconds, runs for ten, and `ls` comes after it. */
function sleeping(realTime: boolean): Timeline {
  const result = readTimeline(
    castV2([
      [0, 'o', '$ '],
      [1, 'm', 'sleep 10'],
      [1, 'o', 'sleep'],
      [2, 'o', ' 10'],
      [3, 'o', '\r\n'],
      [13, 'o', '$ '],
      [14, 'm', 'ls'],
      [14.5, 'o', 'ls\r\n'],
      [15, 'o', 'a\r\n$ '],
    ]),
    [
      { command: 'sleep 10', exitCode: 0, realTime },
      { command: 'ls', exitCode: 0 },
    ],
  );
  if (!result.ok) throw new Error(result.problem.what);
  return result.value;
}

describe('what is typed', () => {
  it('stands there at once, and its step shows it whole', () => {
    const timeline = sleeping(false);
    expect(timeline.typed).toEqual([
      { from: 1, to: 3 },
      { from: 14, to: 14.5 },
    ]);
    const clock = timelineClock(timeline, 2);
    expect([clock.toPlayback(1), clock.toPlayback(3)]).toEqual([1, 1]);
    const shown = timeline.cast.events.slice(0, timeline.steps[0]?.events);
    expect(shown.map((event) => (event.kind === 'output' ? event.data : '')).join('')).toBe('$ sleep 10\r\n');
  });

  it('is not what was printed without being typed', () => {
    const result = readTimeline(
      castV2([
        [0, 'm', 'make'],
        [1, 'o', 'all done\r\n'],
      ]),
    );
    expect(result.ok && result.value.typed).toEqual([]);
  });
});

describe('pauses', () => {
  it('are shortened', () => {
    const clock = timelineClock(sleeping(false), 2);
    expect([clock.toPlayback(13), clock.duration]).toEqual([3, 4.5]);
  });

  it('are kept where time is the point, and can be gone to', () => {
    const timeline = sleeping(true);
    expect(timeline.realTime).toEqual([{ from: 3, to: 14 }]);
    const clock = timelineClock(timeline, 2);
    expect([clock.toPlayback(13), clock.toRecorded(6), clock.duration]).toEqual([11, 8, 12.5]);
  });

  it('and typing are as recorded without a limit', () => {
    expect(timelineClock(sleeping(true), undefined).duration).toBe(15);
  });
});
