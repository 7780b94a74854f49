import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playbackClock } from './playback-clock.ts';

describe('playbackClock', () => {
  it('shortens pauses and nothing else', () => {
    const clock = playbackClock([1, 2, 12, 13], 20, 2);
    expect(clock.duration).toBe(7);
    expect([0, 1, 2, 7, 12, 13, 20, 99, -1].map((time) => clock.toPlayback(time))).toEqual([0, 1, 2, 3, 4, 5, 7, 7, 0]);
    expect([0, 2, 3, 4, 5, 6, 7, 99].map((time) => clock.toRecorded(time))).toEqual([0, 2, 7, 12, 13, 16.5, 20, 20]);
  });

  it('leaves everything as recorded without a cap', () => {
    const clock = playbackClock([100], 200, undefined);
    expect([clock.duration, clock.toPlayback(150), clock.toRecorded(150)]).toEqual([200, 150, 150]);
  });

  it('can cut pauses out', () => {
    const clock = playbackClock([1, 2], 2, 0);
    expect([clock.duration, clock.toRecorded(0), clock.toPlayback(1)]).toEqual([0, 2, 0]);
  });

  it('copes with nothing and with no number', () => {
    const clock = playbackClock([], 0, 2);
    expect([clock.duration, clock.toPlayback(Number.NaN), clock.toRecorded(5)]).toEqual([0, 0, 0]);
  });

  const recording = fc
    .array(fc.double({ min: 0, max: 60, noNaN: true }), { maxLength: 50 })
    .map((gaps) => gaps.reduce<number[]>((times, gap) => [...times, (times.at(-1) ?? 0) + gap], []));

  it('keeps order, caps every pause and finds its way back', () => {
    fc.assert(
      fc.property(recording, fc.double({ min: 0.1, max: 10, noNaN: true }), (times, cap) => {
        const clock = playbackClock(times, times.at(-1) ?? 0, cap);
        let before = 0;
        for (const [index, time] of times.entries()) {
          const at = clock.toPlayback(time);
          expect(at - before).toBeGreaterThanOrEqual(-1e-9);
          expect(at - before).toBeLessThanOrEqual(Math.min(cap, time - (times[index - 1] ?? 0)) + 1e-9);
          expect(clock.toRecorded(at)).toBeCloseTo(time, 6);
          before = at;
        }
        expect(clock.duration).toBeCloseTo(before, 6);
      }),
    );
  });
});
