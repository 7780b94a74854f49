import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IndexPackage } from '../../src/checker/index.ts';
import { parseIndex } from './parse.ts';
import { type SignedIndex, readSignedIndex } from './signed-index.ts';

/** Repositories of a branch in the order of `/etc/apk/repositories`. */
const NAMES = ['main', 'community'] as const;

/** A repository whose signature holds. */
export interface Repository extends SignedIndex {
  readonly name: string;
  readonly packages: readonly IndexPackage[];
}

/**
 * Reads and checks the indexes of a branch below a mirror's address or a folder.
 * @throws when one cannot be had, its signature does not hold, or it is of another branch.
 */
export async function readRepositories(source: string, branch: string, architecture: string): Promise<Repository[]> {
  return Promise.all(
    NAMES.map(async (name) => {
      const file = [source.replace(/\/+$/, ''), branch, name, architecture, 'APKINDEX.tar.gz'].join('/');
      const index = readSignedIndex(await read(file), file);
      if (branch !== 'edge' && !index.description.startsWith(`${branch}.`)) {
        throw new Error(`Look at what the mirror serves: ${file} says that it is ${index.description}, not ${branch}.`);
      }
      return { ...index, name, packages: parseIndex(index.text, name) };
    }),
  );
}

async function read(file: string): Promise<Buffer> {
  try {
    if (!/^https?:/.test(file)) return readFileSync(join(file));
    const response = await fetch(file);
    if (!response.ok) throw new Error(`the answer was ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Check the mirror, the branch and the architecture: ${file} cannot be read (${why}).`, { cause });
  }
}
