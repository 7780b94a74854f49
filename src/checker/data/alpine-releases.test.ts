import { describe, expect, test } from 'vitest';
import { ALPINE_RELEASES, compareBranches, newestRelease } from './alpine-releases.ts';
import { oldestBranch } from './image-branches.ts';

describe('Alpine releases', () => {
  test('stand newest first, with dates that can be', () => {
    const branches = ALPINE_RELEASES.map(({ branch }) => branch);
    expect(branches).toEqual([...new Set(branches)].sort(compareBranches).reverse());
    for (const { released, ended } of ALPINE_RELEASES) {
      expect([released, ended].every((date) => /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date)))).toBe(
        true,
      );
      expect(released < ended).toBe(true);
    }
  });

  test.each([
    ['2026-11-21', '3.24'],
    ['2026-06-08', '3.23'],
    ['2024-01-01', '3.19'],
    ['2099-01-01', undefined],
  ])('the newest on %s is %s', (today, branch) => {
    expect(newestRelease(today)?.branch).toBe(branch);
  });

  test.each([
    ['3.9', '3.10', -1],
    ['3.24', '3.24', 0],
    ['edge', '3.24', 1],
    ['edge', 'edge', 0],
    ['2.7', '3.0', -1],
  ])('%s against %s', (a, b, sign) => {
    expect(Math.sign(compareBranches(a, b))).toBe(sign);
  });
});

describe('the oldest branch of an image', () => {
  test.each([
    ['alpine', undefined, '3.24'],
    ['alpine', 'latest', '3.24'],
    ['alpine', '3', '3.24'],
    ['node', '22-alpine', '3.19'],
    ['node', '22.3.0-alpine', '3.19'],
    ['node', 'lts-alpine', '3.21'],
    ['node', 'alpine', '3.21'],
    ['python', '3.12-alpine', '3.18'],
    ['python', '3-alpine', '3.18'],
    ['php', '8.3-fpm-alpine', '3.18'],
    ['node', '8-alpine', undefined],
    ['node', '22-slim', undefined],
    ['haproxy', '3.2-alpine', undefined],
    ['constructor', '1-alpine', undefined],
  ])('%s:%s is %s', (name, tag, branch) => {
    expect(oldestBranch(name, tag, '2026-11-21')).toBe(branch);
  });
});
