import type { Cast } from './cast.ts';

/**
 * Moving a terminal to a moment with as little writing as possible. A terminal can only go forward, so going back
 * means starting over, from nothing or from a snapshot.
 */

/** The terminal's content after the first `events` events, as text that brings it back. */
export interface Snapshot {
  readonly events: number;
  readonly text: string;
}

export interface SeekPlan {
  /** `here`: go on from what is shown. `start`: clear first. A snapshot: clear, then write its text. */
  readonly base: 'here' | 'start' | Snapshot;
  /** Then apply the events `from` (included) to `to` (excluded). */
  readonly from: number;
  readonly to: number;
}

/** How many events have happened at a time, those of that very moment included. */
export function eventsAt(cast: Cast, time: number): number {
  return countWhile(cast, (at) => at <= time);
}

/** How many events have happened before a time. */
export function eventsBefore(cast: Cast, time: number): number {
  return countWhile(cast, (at) => at < time);
}

/** Number of events at the start whose time fulfils a condition. Binary search. */
function countWhile({ events }: Cast, holds: (time: number) => boolean): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const event = events[middle];
    if (event !== undefined && holds(event.time)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Characters written by all events before each; one longer than the events. */
export function writtenBefore(cast: Cast): number[] {
  const sums = [0];
  let sum = 0;
  for (const event of cast.events) {
    sum += event.kind === 'output' ? event.data.length : 0;
    sums.push(sum);
  }
  return sums;
}

/**
 * The cheapest way to show the first `target` events.
 * @param shown how many events the terminal shows now; undefined when it shows something else.
 * @param written from {@link writtenBefore}.
 */
export function planSeek(
  shown: number | undefined,
  target: number,
  written: readonly number[],
  snapshots: readonly Snapshot[],
): SeekPlan {
  const goal = written[target] ?? 0;
  let best: SeekPlan = { base: 'start', from: 0, to: target };
  let cost = goal;
  for (const snapshot of snapshots) {
    const price = snapshot.text.length + goal - (written[snapshot.events] ?? 0);
    if (snapshot.events > target || price >= cost) continue;
    best = { base: snapshot, from: snapshot.events, to: target };
    cost = price;
  }
  const onward = shown !== undefined && shown <= target && goal - (written[shown] ?? 0) <= cost;
  return onward ? { base: 'here', from: shown, to: target } : best;
}
