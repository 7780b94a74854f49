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

  test.each([
    'REACT_APP_TMDB_API_KEY',
    'VITE_MAPS_API_KEY',
    'VUE_APP_SENTRY_TOKEN',
    'GATSBY_SEARCH_ACCESS_KEY',
    'NEXT_PUBLIC_MAPS_API_KEY',
  ])('accepts %s, which every browser gets', (name) => {
    expect(linesOf(id, onAlpine(`ARG ${name}\nENV ${name}=$${name}`))).toEqual([]);
  });

  test.each(['TMDB_API_KEY', 'VITE_DB_PASSWORD', 'REACT_APP_CLIENT_SECRET', 'INVITE_API_KEY', 'REACT_API_KEY'])(
    'rejects %s',
    (name) => {
      expect(linesOf(id, onAlpine(`ENV ${name}=hunter2`))).toEqual([2]);
    },
  );

  test('rejects what has the shape of a secret under any name', () => {
    const key = `sk_live_${'a1B2'.repeat(6)}`;
    expect(linesOf(id, onAlpine(`ENV VITE_STRIPE_KEY=${key}`))).toEqual([2]);
  });
});
