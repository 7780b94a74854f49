import type { IBuffer } from '@xterm/xterm';
import { expect, it } from 'vitest';
import { findMatch } from './terminal-matches.ts';

/** A terminal's buffer as far as it is looked at; `+` begins a row that goes on with the one before. */
function buffer(...rows: string[]): IBuffer {
  const lines = rows.map((row) => ({
    isWrapped: row.startsWith('+'),
    translateToString: () => row.replace(/^\+/, ''),
  }));
  return { length: rows.length, getLine: (row: number) => lines[row] } as unknown as IBuffer;
}

it.each([
  ['a', 0, { column: 0, row: 0, length: 1 }],
  ['A', 1, { column: 3, row: 1, length: 1 }],
  ['jk', 0, { column: 9, row: 2, length: 2 }],
  ['lm', 0, { column: 1, row: 3, length: 2 }],
  ['a', 9, { column: 3, row: 1, length: 1 }],
  ['nothing', 0, undefined],
  ['', 0, undefined],
])('finds %j number %d', (query, number, place) => {
  expect(findMatch(buffer('a', 'bc a', 'ZbcdefghIj', '+klm'), 10, query, number)).toEqual(place);
});
