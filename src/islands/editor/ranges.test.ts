import { describe, expect, it } from 'vitest';
import { clampRange } from './ranges.ts';

describe('clampRange', () => {
  it.each([
    [
      { start: 2, end: 5 },
      { start: 2, end: 5 },
    ],
    [
      { start: 8, end: 40 },
      { start: 8, end: 10 },
    ],
    [
      { start: 20, end: 40 },
      { start: 10, end: 10 },
    ],
    [
      { start: -4, end: -2 },
      { start: 0, end: 0 },
    ],
    [
      { start: 5, end: 2 },
      { start: 5, end: 5 },
    ],
  ])('%j lies within ten characters as %j', (range, expected) => {
    expect(clampRange(range, 10)).toEqual(expected);
  });
});
