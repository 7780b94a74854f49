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
    expect(imageHasAccount('alpine', { distro: 'alpine', release }, name, kind)).toBe(expected);
  });

  test.each([
    ['composer', 'www-data', true],
    ['composer', 'composer', false],
    ['docker', 'docker', true],
    ['oven/bun', 'bun', true],
    ['oven/bun', 'node', false],
    ['eclipse-temurin', 'spring', false],
    ['mcr.microsoft.com/dotnet/aspnet', 'app', undefined],
    ['example/base', 'app', undefined],
  ])('%s has %s: %s', (name, account, expected) => {
    expect(imageHasAccount(name, { distro: 'alpine', release: '3.24' }, account, 'user')).toBe(expected);
  });

  test.each([
    ['debian', 'root', true],
    ['debian', 'www-data', true],
    ['debian', 'gnats', true],
    ['debian', 'app', false],
    ['node', 'node', true],
    ['node', 'nodejs', false],
    ['postgres', 'postgres', true],
    ['ubuntu', 'ubuntu', undefined],
    ['redis', 'app', undefined],
  ])('%s on Debian has %s: %s', (name, account, expected) => {
    expect(imageHasAccount(name, { distro: 'debian', release: undefined }, account, 'user')).toBe(expected);
  });

  test.each([
    ['eclipse-temurin', '21-jre-alpine', 'root'],
    ['mcr.microsoft.com/dotnet/aspnet', '10.0-alpine3.23', 'root'],
    ['mcr.microsoft.com/dotnet/aspnet', '10.0-noble-chiseled', undefined],
    ['haproxy', '3.4-alpine', 'haproxy'],
    ['memcached', '1.6-alpine', 'memcache'],
    ['gradle', '8-jdk21-alpine', undefined],
    ['example/base', '1', undefined],
  ])('%s:%s starts as %s', (name, tag, expected) => {
    expect(imageUser(name, tag)).toBe(expected);
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
