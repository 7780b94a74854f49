import { describe, expect, test } from 'vitest';
import { globMatcher } from './name-pattern.ts';
import { cpuTime } from '../../../tests/cpu-time.ts';

describe('a pattern of names fits as fnmatch says', () => {
  test.each([
    ['a*', 'abc', 'bc'],
    ['*-dev', 'zlib-dev', 'zlib'],
    ['py3-?', 'py3-x', 'py3-xy'],
    ['[ab]c', 'bc', 'c'],
    ['[!a]c', 'bc', 'ac'],
    ['[^a]c', 'bc', 'ac'],
    ['a[', 'a[', 'a'],
    ['\\**', '*a', 'a'],
    ['*', 'a/b', undefined],
    ['**', '.a', undefined],
    ['a.b*', 'a.bc', 'axbc'],
  ])('%s: %s, and not %s', (pattern, yes, no) => {
    const fits = globMatcher(pattern);
    expect([fits?.(yes), no !== undefined && fits?.(no)]).toEqual([true, false]);
  });

  test('in a path, inside one folder', () => {
    expect(['a/b.js', 'a/b/c.js'].map((path) => globMatcher('a/*.js', true)?.(path))).toEqual([true, false]);
  });

  test('when it is one, and no longer than a name', () => {
    expect([globMatcher('abc'), globMatcher('*'.repeat(256))]).toEqual([undefined, undefined]);
  });
});

test('many stars take no time to speak of', () => {
  const matches = globMatcher(`${'a*'.repeat(120)}b`);
  expect(cpuTime(() => matches?.('a'.repeat(4_000)))).toBeLessThan(2_000);
  expect(matches?.('a'.repeat(4_000))).toBe(false);
});
