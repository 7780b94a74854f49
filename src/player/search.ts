import type { Timeline } from './timeline.ts';

/** A place in the transcript where the searched text stands. */
export interface Match {
  /** Index of the line in the timeline's lines. */
  readonly line: number;
  /** UTF-16 offsets in that line's text. */
  readonly from: number;
  readonly to: number;
  /** Number of the step it belongs to. */
  readonly step: number;
}

/** All places of a text, upper and lower case alike, not overlapping, in reading order. None for an empty query. */
export function searchTimeline(timeline: Timeline, query: string): Match[] {
  if (query.trim() === '') return [];
  const pattern = new RegExp(query.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'), 'giu');
  const matches: Match[] = [];
  for (const step of timeline.steps) {
    for (let line = step.from; line < step.to; line++) {
      for (const found of (timeline.lines[line]?.text ?? '').matchAll(pattern)) {
        matches.push({ line, from: found.index, to: found.index + found[0].length, step: step.number });
      }
    }
  }
  return matches;
}
