import { expect, test } from 'vitest';
import { capitalized, formatBytes, formatDate, formatList, formatNumber, formatShortDate } from './format.ts';
import { textParts } from './markup.ts';
import { plural } from './plural.ts';

test.each([
  [0, '0 B'],
  [512, '512 B'],
  [999, '999 B'],
  [1000, '1.00 kB'],
  [9995, '10.0 kB'],
  [99_950, '100 kB'],
  [812_345, '812 kB'],
  [999_499, '999 kB'],
  [999_500, '1.00 MB'],
  [1_213_000, '1.21 MB'],
  [30_700_000, '30.7 MB'],
  [1_250_000_000, '1.25 GB'],
  [-2_500_000, '−2.50 MB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text.replace(' ', '\u00a0'));
});

test('dates, numbers and lists', () => {
  expect(formatDate('2026-11-21T23:30:00Z')).toBe('21 November 2026');
  expect(formatShortDate('2026-11-21T23:30:00Z')).toBe('21 Nov 2026');
  expect(formatNumber(1_234_567)).toBe('1,234,567');
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(formatList)).toEqual(['', 'a', 'a and b', 'a, b and c']);
  expect(capitalized('removed later')).toBe('Removed later');
});

test('the form of a noun goes with its number', () => {
  const forms = { one: '# lesson', other: '# lessons' };
  expect([0, 1, 2, 21].map((count) => plural(count, forms))).toEqual([
    '0 lessons',
    '1 lesson',
    '2 lessons',
    '21 lessons',
  ]);
  expect(plural(1, { other: '# sheep' })).toBe('1 sheep');
});

test('links stand in a text', () => {
  expect(textParts('See [the `rules`](rules), or [f](x).')).toEqual([
    { text: 'See ', link: undefined },
    { text: 'the `rules`', link: 'rules' },
    { text: ', or ', link: undefined },
    { text: 'f', link: 'x' },
    { text: '.', link: undefined },
  ]);
  expect(textParts('[2/4] RUN (x)')).toEqual([{ text: '[2/4] RUN (x)', link: undefined }]);
});
