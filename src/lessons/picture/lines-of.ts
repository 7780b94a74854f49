import type { Range } from '../../checker/index.ts';

/** First and last line of a range, from 1. */
export type LinesOf = (range: Range) => readonly [from: number, to: number];
