import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { IndexPackage } from '../../src/checker/index.ts';
import { parseIndex } from './parse.ts';
import { readTar } from './tar.ts';

/** What a root file system has installed. */
export interface Base {
  /** Name and hash of the tarball. */
  readonly file: string;
  readonly sha256: string;
  readonly world: readonly string[];
  readonly packages: readonly IndexPackage[];
}

/**
 * Reads apk's own files from a root file system (`alpine-minirootfs-3.19.4-x86_64.tar.gz`).
 * @throws when the tarball has none.
 */
export function readBase(path: string): Base {
  const bytes = readFileSync(path);
  const files = new Map(readTar(gunzipSync(bytes)).map(({ name, content }) => [name, content.toString('utf8')]));
  const installed = files.get('lib/apk/db/installed');
  const world = files.get('etc/apk/world');
  if (installed === undefined || world === undefined) {
    throw new Error(
      `Give the root file system of an Alpine image: ${path} has no lib/apk/db/installed or etc/apk/world.`,
    );
  }
  return {
    file: basename(path),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    world: world.split('\n').filter(Boolean),
    packages: parseIndex(installed, ''),
  };
}
