import { expect, test } from 'vitest';
import { excerpt } from './excerpt.ts';

test.each([
  ['', ''],
  ['short', 'short'],
  ['a'.repeat(60), 'a'.repeat(60)],
  ['a'.repeat(61), `${'a'.repeat(59)}…`],
  ['a'.repeat(1_000_000), `${'a'.repeat(59)}…`],
  ['😀'.repeat(60), '😀'.repeat(60)],
  ['😀'.repeat(61), `${'😀'.repeat(59)}…`],
])('excerpt of case %#', (text, expected) => expect(excerpt(text)).toBe(expected));
