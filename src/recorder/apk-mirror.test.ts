import { expect, it } from 'vitest';
import { mirroredRepositories, repositoriesFrom } from './apk-mirror.ts';

it('points the branches to the mirror and leaves the rest', () => {
  const before =
    'https://cdn.example/alpine/v3.19/main\nhttps://cdn.example/alpine/v3.19/community\n#/media/cdrom\n/local/repo\n';
  expect(mirroredRepositories(before, 'http://127.0.0.1:8080/iso')).toBe(
    'http://127.0.0.1:8080/iso/v3.19/main\nhttp://127.0.0.1:8080/iso/v3.19/community\n#/media/cdrom\n/local/repo\n',
  );
});

it('takes repositories that are given in place of those of the base', () => {
  const own = 'https://dl-cdn.alpinelinux.org/alpine/v3.19/main\n';
  expect(repositoriesFrom(own, { repositories: ['http://a.example/apks', 'http://b.example/apks'] })).toBe(
    'http://a.example/apks\nhttp://b.example/apks\n',
  );
  expect(repositoriesFrom(own, { mirror: 'http://a.example' })).toBe('http://a.example/v3.19/main\n');
});
