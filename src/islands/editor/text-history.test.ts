import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBetween, TextHistory } from './text-history.ts';

describe('TextHistory', () => {
  it('takes quick typing as one step, and a rest as the end of a step', () => {
    const history = new TextHistory('');
    history.changed('a', 0);
    history.changed('ab', 100);
    history.changed('abc', 2_000);
    history.changed('abcd', 2_100);
    expect(history.texts).toEqual(['', 'ab', 'abcd']);
  });

  it('never forgets the text as it stands, and keeps no more than is of use', () => {
    const history = new TextHistory('');
    for (let at = 1; at <= 500; at++) history.changed(String(at), at * 1_000);
    expect(history.texts.at(-1)).toBe('500');
    expect(history.texts).toHaveLength(100);
  });

  it('does not count what changes nothing', () => {
    const history = new TextHistory('a');
    history.changed('a', 0);
    expect(history.texts).toEqual(['a']);
  });
});

describe('changeBetween', () => {
  it('is the one edit that leads from one text to the other', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { range, text: put } = changeBetween(before, after);
        expect(before.slice(0, range.start) + put + before.slice(range.end)).toBe(after);
      }),
    );
  });
});
