import { readFileSync } from 'node:fs';
import { type PackageIndex, decodeTable } from '../checker/index.ts';

const GZIP = [0x1f, 0x8b] as const;

/**
 * Reads package tables that `npm run apk-index` made (`v3.24-x86_64.packages.txt`, gzip or not), for `--apk-index`.
 * @throws with the file and what to do when one cannot be read or is no table.
 */
export function readPackageIndexes(files: readonly string[]): Promise<PackageIndex[]> {
  return Promise.all(files.map(readPackageIndex));
}

async function readPackageIndex(file: string): Promise<PackageIndex> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new Error(`Check the path: the package table ${file} cannot be read.`, { cause });
  }
  try {
    const packed = bytes[0] === GZIP[0] && bytes[1] === GZIP[1];
    return decodeTable((packed ? await unpacked(bytes) : bytes).toString('utf8'));
  } catch (cause) {
    throw new Error(`Make a table with "npm run apk-index" and give that: ${file} is none.`, { cause });
  }
}

/** Loaded when it is needed: every start of the command would wait for it. */
async function unpacked(bytes: Buffer): Promise<Buffer> {
  const { gunzipSync } = await import('node:zlib');
  return gunzipSync(bytes);
}
