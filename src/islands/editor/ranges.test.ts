import { describe, expect, it } from 'vitest';
import { clampRange, lineRange } from './ranges.ts';

describe('lineRange', () => {
  const text = 'FROM alpine\n  RUN a \r\n\nCMD b';
  it.each([
    [1, 'FROM alpine'],
    [2, 'RUN a'],
    [3, ''],
    [4, 'CMD b'],
    [99, 'CMD b'],
    [0, 'FROM alpine'],
    [-3, 'FROM alpine'],
    [Number.NaN, 'FROM alpine'],
  ])('line %d is %j', (line, expected) => {
    const { start, end } = lineRange(text, line);
    expect(text.slice(start, end)).toBe(expected);
  });

  it('takes an empty text', () => {
    expect(lineRange('', 1)).toEqual({ start: 0, end: 0 });
  });
});

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
