import { expect, it } from 'vitest';
import { mirroredRepositories } from './apk-mirror.ts';

it('points the branches to the mirror and leaves the rest', () => {
  const before =
    'https://cdn.example/alpine/v3.19/main\nhttps://cdn.example/alpine/v3.19/community\n#/media/cdrom\n/local/repo\n';
  expect(mirroredRepositories(before, 'http://127.0.0.1:8080/iso')).toBe(
    'http://127.0.0.1:8080/iso/v3.19/main\nhttp://127.0.0.1:8080/iso/v3.19/community\n#/media/cdrom\n/local/repo\n',
  );
});
