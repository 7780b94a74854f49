import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../src/lessons/content/read-folder.ts';
import { normalizeBase } from '../src/site/urls.ts';

/** What `dist/.belay-build` says about a finished build. */
interface BuildStamp {
  /** Of everything that the build reads. */
  readonly inputs: string;
  /** The base path that the site was built for. */
  readonly base: string;
}

const folders = ['src', 'content', 'public'];
const files = ['LICENSE', 'action.yml', 'astro.config.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** A hash of everything that decides what a build gives: sources by content, and the environment. */
export function hashInputs(root: string, env: NodeJS.ProcessEnv = process.env): string {
  const hash = createHash('sha256');
  const sources = folders.flatMap((folder) => listFiles(join(root, folder)).map((path) => `${folder}/${path}`));
  for (const path of [...files, ...sources]) {
    if (path.endsWith('.test.ts') || !existsSync(join(root, path))) continue;
    const content = readFileSync(join(root, path));
    hash.update(`${path}\n${content.byteLength}\n`).update(content);
  }
  hash.update(JSON.stringify([env['BELAY_BASE'] ?? '', env['BELAY_SITE'] ?? '']));
  return hash.digest('hex');
}

/** The stamp of a built site, undefined when there is none or the build did not finish. */
export function readStamp(output: string): BuildStamp | undefined {
  try {
    const { inputs, base } = JSON.parse(readFileSync(join(output, '.belay-build'), 'utf8')) as Partial<BuildStamp>;
    return typeof inputs === 'string' && typeof base === 'string' ? { inputs, base: normalizeBase(base) } : undefined;
  } catch {
    return undefined;
  }
}

/** Marks a build as finished. */
export function writeStamp(output: string, stamp: BuildStamp): void {
  writeFileSync(join(output, '.belay-build'), `${JSON.stringify(stamp)}\n`);
}
