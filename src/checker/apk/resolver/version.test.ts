import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareVersions, isVersion } from './version.ts';

/** What the genuine apk answered (`npm run apk-agreement -- --write`). */
const answered = JSON.parse(readFileSync(new URL('version-pairs.json', import.meta.url), 'utf8')) as {
  readonly invalid: readonly string[];
  readonly pairs: readonly (readonly [string, string, string])[];
};

const SIGNS = { '-1': '<', '0': '=', '1': '>' } as const;

describe('versions as apk orders them', () => {
  it('orders every pair as the genuine apk does', () => {
    expect(answered.pairs.length).toBeGreaterThanOrEqual(200);
    expect(answered.pairs.map(([a, b]) => [a, b, SIGNS[`${compareVersions(a, b)}`]])).toEqual(answered.pairs);
  });

  it('takes the same texts for versions', () => {
    const texts = [...new Set(answered.pairs.flatMap(([a, b]) => [a, b]))];
    expect(texts.filter((text) => !isVersion(text)).sort()).toEqual(answered.invalid);
  });

  it('turns round when the pair does', () => {
    for (const [a, b] of answered.pairs) {
      if (isVersion(a) && isVersion(b)) expect(compareVersions(b, a) + compareVersions(a, b), `${a} ${b}`).toBe(0);
    }
  });

  it('takes a version for equal to what it begins with, when asked', () => {
    expect(compareVersions('1.7.1-r0', '1.7', true)).toBe(0);
    expect(compareVersions('1.70-r0', '1.7', true)).toBe(1);
    expect(compareVersions('1.6-r0', '1.7', true)).toBe(-1);
  });
});
