import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import { pathMatcher } from './path-pattern.ts';
import { cpuTime } from '../../tests/cpu-time.ts';

const plain = { dots: false, ignoreCase: false };

function fits(pattern: string, path: string, options = plain): boolean {
  return pathMatcher(pattern, options)(path);
}

describe('a pattern fits', () => {
  test.each([
    ['*', 'a', 'a/b'],
    ['*.dev', 'a.dev', '.dev'],
    ['a?c', 'abc', 'a/c'],
    ['?a', 'aa', '.a'],
    ['[ab]c', 'bc', 'cc'],
    ['[!ab]c', 'cc', 'ac'],
    ['[^ab]c', 'cc', '/c'],
    ['[a-c]', 'b', 'd'],
    ['[[:digit:]]', '7', 'x'],
    ['[]a]', ']', 'b'],
    ['[a', '[a', 'a'],
    ['\\*', '*', 'a'],
    ['**', 'a/b/c', '.a/b'],
    ['**/a', 'a', '.b/a'],
    ['**/a', 'b/c/a', 'b/ca'],
    ['a/**', 'a', 'ab'],
    ['a/**', 'a/b/c', 'b/a'],
    ['a/**/b', 'a/b', 'a/xb'],
    ['a/**/b', 'a/x/y/b', 'a/.x/b'],
    ['a/**/.b', 'a/.b', 'a/.c/.b'],
    ['a**b', 'axb', 'a/b'],
    ['**/.ci/*', 'x/.ci/y', 'x/ci/y'],
    ['{a,b}', 'b', 'c'],
    ['{a,b/c}/d', 'b/c/d', 'b/d'],
    ['{a,{b,c}}d', 'cd', 'bc'],
    ['{a}', '{a}', 'a'],
    ['{a', '{a', 'a'],
    ['a{1..3}', 'a2', 'a4'],
    ['a{08..11}', 'a10', 'a12'],
    ['a{c..a}', 'ab', 'ad'],
    ['{a,}b', 'b', 'ab b'],
    ['@(a|b)c', 'bc', 'abc'],
    ['?(a)c', 'c', 'aac'],
    ['+(a|b)', 'abba', ''],
    ['*(a|b)c', 'c', 'acc'],
    ['!(a|b)', 'ab', 'a'],
    ['!(old)/Dockerfile', 'new/Dockerfile', 'old/Dockerfile'],
    ['a!(*.md)', 'ab.txt', 'ab.md'],
    ['!(*a*)', 'bcd', 'bad'],
    ['@(a|!(b))', 'c', 'b'],
  ])('%s: %s, and not %s', (pattern, yes, no) => {
    expect([fits(pattern, yes), fits(pattern, no)]).toEqual([true, false]);
  });

  test('names that begin with a dot when asked for', () => {
    const dots = { dots: true, ignoreCase: false };
    expect(['*', '**/a', '?a'].map((pattern) => fits(pattern, '.a', dots))).toEqual([true, false, true]);
    expect(fits('**/a', '.b/a', dots)).toBe(true);
  });

  test('without regard to case when asked for', () => {
    expect(fits('IMG/[A-C]*', 'img/Bc', { dots: false, ignoreCase: true })).toBe(true);
    expect(fits('IMG/*', 'img/a')).toBe(false);
  });
});

/**
 * Another reading of the same language. It goes back and forth, so only short patterns are given to it; and it has ways of
 * its own, which are left out: `*` and `?` behind a group repeat that group, `*.*` wants something behind the dot, and a class fits a dot at the front.
 */
test('as picomatch reads it', () => {
  const pieces = ['a', 'b', '*', '?', '/', '/**/', '.', '[ab]', '[^a]', '{a,b}', '{ab,b}', '@(a|b)', '+(ab)'];
  const joined = (parts: readonly string[], maxLength: number): fc.Arbitrary<string> =>
    fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength }).map((some) => some.join(''));
  const isPath = (text: string): boolean => !/^\/|\/\/|\/$|(^|\/)\.{1,2}(\/|$)/.test(text);
  const pattern = joined(pieces, 5).filter(
    (text) => isPath(text) && !/[*?][*?](?!\/)|[)}][*?]|\*\.\*|(^|\/)\[/.test(text),
  );
  const path = joined(['a', 'b', '.', '/', 'ab'], 6).filter(isPath);
  fc.assert(
    fc.property(pattern, path, fc.boolean(), (text, name, dots) => {
      expect(fits(text, name, { dots, ignoreCase: false })).toBe(picomatch.isMatch(name, text, { dot: dots }));
    }),
    { numRuns: 3_000 },
  );
});

test.each([
  ['13 stars', '*a'.repeat(13) + 'b', 'a'.repeat(255)],
  ['1,000 stars', '*a'.repeat(1_000) + 'b', 'a'.repeat(4_000)],
  ['500 times any folders', '**/'.repeat(500) + 'b', 'a/'.repeat(2_000) + 'a'],
  ['nested groups that repeat', '+('.repeat(25) + 'a' + ')'.repeat(25) + 'b', 'a'.repeat(4_000)],
  ['nested groups that exclude', '!(a*'.repeat(10) + 'a' + ')'.repeat(10) + 'b', 'a'.repeat(500)],
  ['nested braces', '{'.repeat(20_000) + 'a', 'a'],
  ['closed braces without a comma', '{'.repeat(20_000) + '}'.repeat(20_000), 'a'],
  ['brackets that are not closed', '['.repeat(50_000), 'a'],
  ['groups that are not closed', '@('.repeat(50_000), 'a'],
])('%s take no time to speak of', (_, pattern, path) => {
  expect(cpuTime(() => fits(pattern, path))).toBeLessThan(2_000);
});
