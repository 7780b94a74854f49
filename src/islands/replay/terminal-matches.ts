import type { IBuffer } from '@xterm/xterm';
import { searchPattern } from '../../player/index.ts';

/** A place in the terminal's buffer, as `select` wants it. */
interface Place {
  readonly column: number;
  readonly row: number;
  readonly length: number;
}

/**
 * The match of this number (from 0, in reading order) that stands in the buffer now; the last one when there are
 * fewer, because text that is there in the end may not be there yet.
 */
export function findMatch(buffer: IBuffer, columns: number, query: string, number: number): Place | undefined {
  const pattern = searchPattern(query);
  if (pattern === undefined) return undefined;
  let left = number;
  let last: Place | undefined;
  for (let row = 0; row < buffer.length; row++) {
    const first = row;
    let text = rowText(buffer, row, columns);
    while (buffer.getLine(row + 1)?.isWrapped === true) text += rowText(buffer, ++row, columns);
    for (const found of text.matchAll(pattern)) {
      last = {
        column: found.index % columns,
        row: first + Math.floor(found.index / columns),
        length: found[0].length,
      };
      if (left-- === 0) return last;
    }
  }
  return last;
}

function rowText(buffer: IBuffer, row: number, columns: number): string {
  return (buffer.getLine(row)?.translateToString(false, 0, columns) ?? '').padEnd(columns);
}
