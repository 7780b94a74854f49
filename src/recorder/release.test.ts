import { expect, it } from 'vitest';
import { releaseOf } from './release.ts';

it.each([
  ['3.19.4\n', undefined, 'alpine:3.19.4', 'Alpine 3.19.4'],
  ['3.25_alpha20261101', undefined, 'alpine:3.25_alpha20261101', 'Alpine 3.25_alpha20261101'],
  [undefined, '13.7\n', 'debian:13.7', 'Debian 13.7'],
])('names a release by its own file: %j %j', (alpine, debian, tag, words) => {
  expect(releaseOf(alpine, debian)).toMatchObject({ tag, words });
});

it.each([
  [undefined, undefined],
  [undefined, 'trixie/sid'],
  ['', ''],
])('does not guess from %j %j', (alpine, debian) => {
  expect(releaseOf(alpine, debian)).toBeUndefined();
});
