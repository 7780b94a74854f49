import { expect, test } from 'vitest';
import { formatBytes, formatDate, plural, titleFromName } from './format.ts';

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

test('words', () => {
  expect(plural(1, 'lesson')).toBe('1\u00a0lesson');
  expect(plural(6, 'lesson')).toBe('6\u00a0lessons');
  expect(titleFromName('removed-later')).toBe('Removed later');
  expect(formatDate('2026-11-21T23:30:00Z')).toBe('21 November 2026');
});
