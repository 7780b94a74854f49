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

/** Finds a text literally, upper and lower case alike; undefined for an empty query. */
export function searchPattern(query: string): RegExp | undefined {
  return query.trim() === '' ? undefined : new RegExp(query.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'), 'giu');
}

/** All places of a text, not overlapping, in reading order. */
export function searchTimeline(timeline: Timeline, query: string): Match[] {
  const pattern = searchPattern(query);
  if (pattern === undefined) return [];
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
