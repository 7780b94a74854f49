import { expect, test } from 'vitest';
import { excerpt, excerptOfPath } from './excerpt.ts';

test.each([
  ['', ''],
  ['short', 'short'],
  ['a'.repeat(60), 'a'.repeat(60)],
  ['a'.repeat(61), `${'a'.repeat(59)}…`],
  ['a'.repeat(1_000_000), `${'a'.repeat(59)}…`],
  ['😀'.repeat(60), '😀'.repeat(60)],
  ['😀'.repeat(61), `${'😀'.repeat(59)}…`],
])('excerpt of case %#', (text, expected) => expect(excerpt(text)).toBe(expected));

test.each([
  ['a/b', 'a/b'],
  ['😀'.repeat(60), '😀'.repeat(60)],
  [`${'a'.repeat(60)}/b`, `…${'a'.repeat(57)}/b`],
  [`${'😀'.repeat(100)}b`, `…${'😀'.repeat(58)}b`],
])('excerptOfPath of case %#', (path, expected) => expect(excerptOfPath(path)).toBe(expected));
