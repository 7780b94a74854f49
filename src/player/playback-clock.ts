import type { Span } from './typing.ts';

/** Translates between the times of the recording and those of a replay whose pauses are shortened. Seconds. */
export interface PlaybackClock {
  /** Length of the replay. */
  readonly duration: number;
  /** Where in the replay a moment of the recording is. */
  toPlayback(recorded: number): number;
  /** Which moment of the recording is shown at a time of the replay. */
  toRecorded(playback: number): number;
}

/** A shortened pause; the replay runs evenly through it. */
interface Gap {
  readonly from: number;
  readonly to: number;
  /** Start and end in the replay. */
  readonly playFrom: number;
  readonly playTo: number;
}

/** Stretches with a rule of their own, ascending. */
interface ClockSpans {
  /** These take no time in the replay. */
  readonly instant?: readonly Span[];
  /** Here no pause is shortened. */
  readonly asRecorded?: readonly Span[];
}

/**
 * @param times when something happens, ascending, in seconds of the recording.
 * @param duration of the recording.
 * @param cap longest pause in the replay; undefined leaves all as recorded. The recording itself is never changed.
 */
export function playbackClock(
  times: readonly number[],
  duration: number,
  cap: number | undefined,
  { instant = [], asRecorded = [] }: ClockSpans = {},
): PlaybackClock {
  const gaps: Gap[] = [];
  const isInstant = within(instant);
  const isKept = within(asRecorded);
  let before = 0;
  let saved = 0;
  for (const time of [...times, duration]) {
    const most = isInstant(before, time) ? 0 : isKept(before, time) ? undefined : cap;
    if (most !== undefined && time - before > most) {
      const playFrom = before - saved;
      gaps.push({ from: before, to: time, playFrom, playTo: playFrom + most });
      saved += time - before - most;
    }
    before = Math.max(before, time);
  }
  const length = before - saved;

  return {
    duration: length,
    toPlayback(recorded) {
      const at = clamp(recorded, before);
      const gap = lastWhere(gaps, (candidate) => candidate.from < at);
      if (gap === undefined) return at;
      if (at >= gap.to) return Math.min(length, gap.playTo + (at - gap.to));
      return gap.playFrom + ((at - gap.from) / (gap.to - gap.from)) * (gap.playTo - gap.playFrom);
    },
    toRecorded(playback) {
      const at = clamp(playback, length);
      if (at === length) return before;
      const gap = lastWhere(gaps, (candidate) => candidate.playFrom < at);
      if (gap === undefined) return at;
      if (at >= gap.playTo) return Math.min(before, gap.to + (at - gap.playTo));
      return gap.from + ((at - gap.playFrom) / (gap.playTo - gap.playFrom)) * (gap.to - gap.from);
    },
  };
}

/** Whether stretches that are asked for in ascending order lie in one of these. */
function within(spans: readonly Span[]): (from: number, to: number) => boolean {
  let next = 0;
  return (from, to) => {
    while ((spans[next]?.to ?? Infinity) <= from) next += 1;
    const span = spans[next];
    return span !== undefined && span.from <= from && to <= span.to;
  };
}

function clamp(value: number, most: number): number {
  return Number.isNaN(value) ? 0 : Math.min(Math.max(value, 0), most);
}

/** Last item that fulfils a condition which holds for a beginning of the list only. Binary search. */
function lastWhere<T>(items: readonly T[], holds: (item: T) => boolean): T | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}
