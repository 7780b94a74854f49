import { describe, expect, test } from 'vitest';
import { checker } from './checker.ts';
import { checkOptionsOf, configSchema, mergeConfigs, readConfig } from './config.ts';

const read = (data: unknown): ReturnType<typeof readConfig> => readConfig(data, checker.ruleIds);

describe('a configuration', () => {
  test('is read', () => {
    const { config, problems } = read({
      rules: { 'apk-no-cache': 'error', 'base-untagged': 'off' },
      base: 'alpine',
      profile: 'base',
    });
    expect(problems).toEqual([]);
    expect(config).toEqual({
      rules: { 'apk-no-cache': 'error', 'base-untagged': 'off' },
      base: ['alpine'],
      profile: 'base',
    });
  });

  test.each<[unknown, string]>([
    [[], 'The file must hold fields'],
    [{ rule: {} }, 'There is no field `rule`. Did you mean `rules`?'],
    [{ rules: { 'apk-nocache': 'error' } }, 'There is no rule `apk-nocache`. Did you mean `apk-no-cache`?'],
    [
      { rules: { 'apk-no-cache': 'warn' } },
      '`rules.apk-no-cache` must be one of error, warning, info, off, not `warn`',
    ],
    [{ rules: ['apk-no-cache'] }, '`rules` must map ids'],
    [{ base: [1] }, '`base` must be a name or a list of names.'],
    [{ profile: 'apps' }, '`profile` must be one of app, base, lesson, buildkit, not `apps`. Did you mean `app`?'],
  ])('%j has a problem', (data, expected) => {
    expect(read(data).problems.join(' ')).toContain(expected);
  });

  test.each([null, undefined, {}])('may be empty: %j', (data) => {
    expect(read(data)).toEqual({ config: {}, problems: [] });
  });

  test('lets a bare off of YAML 1.1 mean off', () => {
    expect(read({ rules: { 'apk-no-cache': false } }).config.rules).toEqual({ 'apk-no-cache': 'off' });
  });

  test('wins over what it extends', () => {
    const under = { rules: { 'apk-no-cache': 'off', 'base-untagged': 'off' }, base: ['alpine'] } as const;
    const merged = mergeConfigs(under, { rules: { 'apk-no-cache': 'error' } });
    expect(merged).toEqual({ rules: { 'apk-no-cache': 'error', 'base-untagged': 'off' }, base: ['alpine'] });
  });

  test('changes what check reports', () => {
    const text = 'FROM alpine\nRUN apk add git\n';
    const found = (config: Parameters<typeof checkOptionsOf>[0]): string[] =>
      checker.check(text, checkOptionsOf(config)).diagnostics.map(({ rule, severity }) => `${rule} ${severity}`);
    expect(found({ rules: { 'base-untagged': 'off', 'apk-no-cache': 'error' } })).toEqual(['apk-no-cache error']);
    expect(found({ base: ['debian'] })).toContain('base-not-allowed error');
  });
});

test('the schema names every rule', () => {
  const { properties } = configSchema(checker.rules) as {
    properties: { rules: { properties: Record<string, unknown> } };
  };
  expect(properties.rules.properties).toHaveProperty('apk-no-cache');
});
