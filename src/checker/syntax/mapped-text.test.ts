import { describe, expect, test } from 'vitest';
import { joinMapped, MappedTextBuilder, plainText, sliceMapped, textAt } from './mapped-text.ts';

/** "ab" from 10, "cd" from 20, "e" from 22. */
function sample() {
  const builder = new MappedTextBuilder();
  builder.add('ab', 10);
  builder.add('cd', 20);
  builder.add('e', 22);
  return builder.build();
}

describe('MappedText', () => {
  test('knows where every character came from', () => {
    const mapped = sample();
    expect(mapped.text).toBe('abcde');
    expect([0, 1, 2, 3, 4].map((offset) => mapped.toSource(offset))).toEqual([10, 11, 20, 21, 22]);
  });

  test('its end is just behind the last character', () => {
    expect(sample().toSource(5)).toBe(23);
    expect(sample().range(0, 2)).toEqual({ start: 10, end: 12 });
    expect(sample().range(1, 3)).toEqual({ start: 11, end: 21 });
    expect(sample().range(2, 2)).toEqual({ start: 20, end: 20 });
  });

  test('an offset outside is moved to the nearest end', () => {
    expect(sample().toSource(-1)).toBe(10);
    expect(sample().toSource(99)).toBe(23);
  });

  test('slices keep their places', () => {
    const inner = sliceMapped(sample(), 1, 4);
    expect(inner.text).toBe('bcd');
    expect([0, 1, 2, 3].map((offset) => inner.toSource(offset))).toEqual([11, 20, 21, 22]);
    expect(sliceMapped(inner, 1, 2).range(0, 1)).toEqual({ start: 20, end: 21 });
  });

  test('slices of a foreign implementation work as well', () => {
    const at = { start: 3, end: 9 };
    const foreign = { text: 'abc', toSource: (offset: number) => 100 + offset, range: () => at };
    expect(sliceMapped(foreign, 1, 3).toSource(0)).toBe(101);
    expect(sliceMapped(foreign, 1, 3).range(0, 1)).toEqual(at);
  });

  test('join', () => {
    const joined = joinMapped([sliceMapped(sample(), 1, 4), plainText('xyz', 1, 3)]);
    expect(joined.text).toBe('bcdyz');
    expect([0, 1, 2, 3, 4].map((offset) => joined.toSource(offset))).toEqual([11, 20, 21, 1, 2]);
  });

  test('an empty text has a place', () => {
    expect(new MappedTextBuilder().build().toSource(0)).toBe(0);
    expect(sliceMapped(sample(), 5, 5).toSource(0)).toBe(23);
  });

  test('a text that comes from a string maps exactly when the lengths agree', () => {
    expect(textAt('abc', { start: 5, end: 8 }).range(1, 2)).toEqual({ start: 6, end: 7 });
    expect(textAt('abc', { start: 5, end: 10 }).range(1, 2)).toEqual({ start: 7, end: 8 });
    expect(textAt('abc', { start: 5, end: 20 }).range(1, 2)).toEqual({ start: 5, end: 20 });
  });
});
