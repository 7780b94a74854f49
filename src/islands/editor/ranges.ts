import type { Range } from '../../checker/index.ts';

/** A range that lies within a text of this length, whatever was asked for. */
export function clampRange(range: Range, length: number): Range {
  const start = Math.min(Math.max(range.start, 0), length);
  return { start, end: Math.min(Math.max(range.end, start), length) };
}

/** The written part of a line, counted from 1; of the first or last line when there is no such line. */
export function lineRange(text: string, line: number): Range {
  const ends = /\r\n|\r|\n/g;
  let start = 0;
  for (let at = 1; at < line; at++) {
    const end = ends.exec(text);
    if (end === null) break;
    start = end.index + end[0].length;
  }
  ends.lastIndex = start;
  const end = ends.exec(text)?.index ?? text.length;
  const written = text.slice(start, end);
  return { start: start + written.length - written.trimStart().length, end: start + written.trimEnd().length };
}
