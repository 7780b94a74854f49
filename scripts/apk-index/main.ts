/**
 * Makes the package tables of a branch from its signed indexes.
 *
 *   npm run apk-index -- <mirror or folder> --branch v3.24
 *     --arch aarch64            x86_64 when left out
 *     --root <rootfs.tar.gz>    also lists what this root file system has installed in other versions than the index
 *     --out <folder>            src/checker/data/packages when left out
 *     --check                   writes nothing; exit 1 when a file would change
 *
 * The mirror (https://dl-cdn.alpinelinux.org/alpine) or folder holds `<branch>/{main,community}/<arch>/APKINDEX.tar.gz`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { isMain, root } from '../root.ts';
import { readBase } from './base.ts';
import { readRepositories } from './repositories.ts';
import { type TableFile, tableFiles } from './tables.ts';

const USAGE =
  'Usage: npm run apk-index -- <mirror URL or folder> --branch v3.24 [--arch x86_64] [--root FILE] [--out FOLDER] [--check]';

/** Where the tables stand that the checker's own tests and pages use. */
const OUT = 'src/checker/data/packages';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      branch: { type: 'string' },
      arch: { type: 'string', default: 'x86_64' },
      root: { type: 'string' },
      out: { type: 'string', default: join(root, OUT) },
      check: { type: 'boolean', default: false },
    },
  });
  const [source] = positionals;
  if (source === undefined || positionals.length > 1 || values.branch === undefined) throw new Error(USAGE);
  const repositories = await readRepositories(source, values.branch, values.arch);
  const base = values.root === undefined ? undefined : readBase(values.root);
  const files = tableFiles({ branch: values.branch, architecture: values.arch, repositories, base });
  return values.check ? checkFiles(resolve(values.out), files) : writeFiles(resolve(values.out), files);
}

function writeFiles(folder: string, files: readonly TableFile[]): number {
  mkdirSync(folder, { recursive: true });
  for (const { name, text } of files) {
    writeFileSync(join(folder, name), text);
    console.log(`${name}: ${(gzipSync(text, { level: 9 }).length / 1000).toFixed(1)} kB gzip`);
  }
  return 0;
}

function checkFiles(folder: string, files: readonly TableFile[]): number {
  const stale = files.filter(({ name, text }) => {
    const path = join(folder, name);
    return !existsSync(path) || readFileSync(path, 'utf8') !== text;
  });
  for (const { name } of stale)
    console.error(`Run npm run apk-index again: ${join(folder, name)} is not what it makes.`);
  return stale.length > 0 ? 1 : 0;
}

if (isMain(import.meta.url)) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
