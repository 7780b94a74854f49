import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { memberPaths, plainTar, readMember, withFile } from './tar.ts';

const folder = mkdtempSync(join(tmpdir(), 'belay-tar-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('replaces a file, as the real tar unpacks it', () => {
  let archive = withFile(Buffer.alloc(1024), 'etc/apk/repositories', 'before\n');
  archive = withFile(archive, './etc/apk/world', '');
  archive = withFile(archive, './etc/apk/repositories', `${'x'.repeat(600)}\n`);
  const file = join(folder, 'rootfs.tar');
  writeFileSync(file, archive);
  execFileSync('tar', ['-xf', file, '-C', folder]);
  expect(readMember(archive, 'etc/apk/repositories')).toHaveLength(601);
  expect(readMember(archive, 'etc/apk/keys')).toBeUndefined();
  const names = execFileSync('tar', ['-tf', file], { encoding: 'utf8' }).trim().split('\n');
  expect(memberPaths(archive)).toEqual(names);
  expect(names).toEqual(['./etc/apk/world', './etc/apk/repositories']);
  expect(execFileSync('cat', [join(folder, 'etc/apk/repositories')], { encoding: 'utf8' })).toBe(
    `${'x'.repeat(600)}\n`,
  );
});

it('reads plain and gzip, and says what it cannot read', () => {
  const archive = withFile(Buffer.alloc(0), 'a', 'b');
  expect(plainTar(archive)?.equals(archive)).toBe(true);
  expect(plainTar(gzipSync(archive))?.equals(archive)).toBe(true);
  expect(plainTar(Buffer.from('\u00fd7zXZ', 'latin1'))).toBeUndefined();
});
