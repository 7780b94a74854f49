import { execFileSync } from 'node:child_process';

/** What git answers about a clone; throws where it fails. */
export function git(clone: string, ...words: string[]): string {
  return execFileSync('git', ['-C', clone, ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

/** A file of the newest commit; undefined where it is not there. */
export function show(clone: string, path: string): string | undefined {
  try {
    return git(clone, 'show', `HEAD:${path}`);
  } catch {
    return undefined;
  }
}

/** The newest commit and its day. */
export function commitOf(clone: string): { readonly hash: string; readonly date: string } {
  const [hash = '', date = ''] = git(clone, 'log', '-1', '--format=%H %cs').split(' ');
  return { hash: hash.slice(0, 12), date };
}
