import { describe, expect, test } from 'vitest';
import { linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'secret-in-image';

describe(id, () => {
  test.each([
    'CAFEBABE',
    'deadbeef',
    '0xDEADBEEFcafebabe',
    'dummy-secret',
    'not-a-secret',
    'fake_key_for_build',
    'example',
    'test-key',
    'only-for-tests',
    'insecure',
    'throwaway_value',
  ])('accepts the test word %s', (value) => {
    expect(linesOf(id, onAlpine(`ENV SECRET_KEY=${value}`))).toEqual([]);
    expect(linesOf(id, onAlpine(`ARG DB_PASSWORD=${value}`))).toEqual([]);
  });

  test.each([
    'hunter2',
    'changeme',
    'postgres',
    'test',
    'secret',
    'cafe-4711-Qx',
    'deadbeef-and-more',
    'my-key',
    'c0ffee42a91b',
  ])('rejects %s', (value) => {
    expect(linesOf(id, onAlpine(`ENV SECRET_KEY=${value}`))).toEqual([2]);
  });
});
