import type { Range } from '../../checker/index.ts';

/** A range that lies within a text of this length, whatever was asked for. */
export function clampRange(range: Range, length: number): Range {
  const start = Math.min(Math.max(range.start, 0), length);
  return { start, end: Math.min(Math.max(range.end, start), length) };
}
