import { expect, test } from 'vitest';
import { checker } from '../../checker.ts';

const severity = (packages: string): string | undefined =>
  checker.check(`FROM alpine:3.24\nRUN apk add --no-cache -t .deps gcc && apk del -r ${packages}\n`, {
    only: ['apk-del-rdepends'],
  }).diagnostics[0]?.severity;

test('deleting a virtual group with -r is a note, a package an error', () => {
  expect(severity('.deps')).toBe('info');
  expect(severity('zlib')).toBe('error');
  expect(severity('.deps zlib')).toBe('error');
});
