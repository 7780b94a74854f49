import { describe, expect, test } from 'vitest';
import { imageHasAccount, imageUser } from './image-users.ts';
import { providedBy } from '../model/images.ts';

describe('accounts of base images', () => {
  test.each([
    ['adm', '3.19', 'user', true],
    ['adm', '3.20', 'user', false],
    ['adm', '3.20', 'group', true],
    ['sync', '3.20', 'user', true],
    ['sync', '3.20', 'group', false],
    ['guest', '3.19', 'group', false],
    ['squid', '3.19', 'group', true],
    ['squid', '3.20', 'group', false],
  ] as const)('%s in %s as %s: %s', (name, release, kind, expected) => {
    expect(imageHasAccount('alpine', release, name, kind)).toBe(expected);
  });

  test('go by the tag where the variants of an image differ', () => {
    expect(imageUser('wordpress', 'cli-php8.4')).toBe('www-data');
    expect(imageUser('wordpress', 'php8.4-fpm-alpine')).toBe('root');
  });
});

test('the slim images of nginx have nothing but what Alpine has', () => {
  expect(providedBy({ name: 'nginx', tag: '1.30-alpine' }, 'alpine').has('curl')).toBe(true);
  expect(providedBy({ name: 'nginx', tag: '1.30-alpine-slim' }, 'alpine')).toEqual(
    providedBy({ name: 'alpine', tag: '3.24' }, 'alpine'),
  );
});
