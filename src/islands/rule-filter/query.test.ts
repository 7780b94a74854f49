import { describe, expect, test } from 'vitest';
import { type RuleQuery, isListed, readQuery, writeQuery } from './query.ts';

const all: RuleQuery = { text: '', category: '', severity: '', fix: '' };
const rule = {
  text: "Keep apk's cache out of the layer apk-no-cache hadolint DL3019",
  category: 'packages',
  severity: 'warning',
  fix: 'safe',
};

describe('the query of the list of rules', () => {
  test.each<Partial<RuleQuery>>([
    {},
    { text: 'DL3019' },
    { text: 'dl3019' },
    { text: 'layer  CACHE' },
    { text: 'no-cache', category: 'packages', severity: 'warning', fix: 'safe' },
    { fix: 'any' },
  ])('%o finds the rule', (query) => expect(isListed(rule, { ...all, ...query })).toBe(true));

  test.each<Partial<RuleQuery>>([
    { text: 'DL3018' },
    { text: 'cache tini' },
    { category: 'musl' },
    { severity: 'error' },
    { fix: 'none' },
    { text: 'DL3019', fix: 'suggestion' },
  ])('%o does not', (query) => expect(isListed(rule, { ...all, ...query })).toBe(false));

  test('with any fix leaves out rules without one', () =>
    expect(isListed({ ...rule, fix: 'none' }, { ...all, fix: 'any' })).toBe(false));

  test('goes into the address and back', () => {
    expect(writeQuery(all)).toBe('');
    const query = { text: 'apk add & more', category: 'musl', severity: 'info', fix: 'any' };
    expect(readQuery(new URLSearchParams(writeQuery(query)))).toEqual(query);
    expect(readQuery(new URLSearchParams('?other=1'))).toEqual(all);
  });
});
