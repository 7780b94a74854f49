import type { Disk } from '../files/disk.ts';
import type { DirNode } from '../files/node.ts';

/**
 * Matches names against a pattern in which `\` makes the next character literal. Where something does not fit, only
 * the last `*` takes one character more: what stands before it fits already, so no way is tried twice.
 */
export function matches(pattern: string, text: string): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let taken = 0;
  while (place < text.length || at < pattern.length) {
    if (pattern[at] === '*') {
      star = ++at;
      taken = place;
      continue;
    }
    const next = place < text.length && at < pattern.length ? step(pattern, at, text[place] ?? '') : -1;
    if (next >= 0) {
      at = next;
      place++;
    } else if (star >= 0 && taken < text.length) {
      at = star;
      place = ++taken;
    } else return false;
  }
  return true;
}

/** Where the pattern goes on behind what stands for one character; -1 when it does not fit. */
function step(pattern: string, at: number, char: string): number {
  const sign = pattern[at];
  if (sign === '?') return at + 1;
  if (sign === '[') {
    const close = pattern.indexOf(']', at + 2);
    if (close > 0) return inSet(pattern.slice(at + 1, close), char) ? close + 1 : -1;
  }
  if (sign === '\\' && at + 1 < pattern.length) return pattern[at + 1] === char ? at + 2 : -1;
  return sign === char ? at + 1 : -1;
}

function inSet(set: string, char: string): boolean {
  const negated = /^[!^]/.test(set);
  const body = negated ? set.slice(1) : set;
  let found = false;
  for (let i = 0; i < body.length; i++) {
    const from = body[i] ?? '';
    if (body[i + 1] === '-' && i + 2 < body.length) {
      if (char >= from && char <= (body[i + 2] ?? '')) found = true;
      i += 2;
    } else if (char === from) found = true;
  }
  return found !== negated;
}

interface GlobResult {
  readonly matches: string[];
  /** False: there may be more that match. */
  readonly complete: boolean;
  /** The pattern as an absolute one. */
  readonly absolute: string | undefined;
}

const mostMatches = 2000;

/** The paths that a pattern matches, as written (relative ones stay relative), sorted. */
export function expandGlob(pattern: string, disk: Disk, cwd: string | undefined): GlobResult {
  const absolute = pattern.startsWith('/')
    ? pattern
    : cwd === undefined
      ? undefined
      : `${cwd === '/' ? '' : cwd}/${pattern}`;
  if (absolute === undefined || pattern.length > 4096) return { matches: [], complete: false, absolute };
  const parts = pattern.split('/').filter((part, index) => part !== '' || index === 0);
  let paths = [pattern.startsWith('/') ? '' : '.'];
  if (parts[0] === '') parts.shift();
  let complete = true;
  for (const part of parts) {
    const next: string[] = [];
    const isPattern = /[*?[]/.test(part.replace(/\\./g, ''));
    for (const path of paths) {
      const at = path.startsWith('/') || path === '' ? `${path}/` : `${cwd ?? ''}/${path}/`;
      const found = disk.find(isPattern ? at : at + unescape(part), isPattern);
      if (found.at === 'unknown') complete = false;
      if (found.at !== 'there') continue;
      if (!isPattern) next.push(join(path, unescape(part)));
      else if (found.node.kind === 'dir')
        complete = addMatches(found.node, found.path, path, part, disk, next) && complete;
    }
    paths = next.slice(0, mostMatches);
    if (next.length > mostMatches) complete = false;
  }
  return { matches: paths.sort(), complete, absolute };
}

function addMatches(folder: DirNode, real: string, path: string, part: string, disk: Disk, into: string[]): boolean {
  const { names, complete } = disk.list(folder, real);
  for (const name of names)
    if ((!name.startsWith('.') || part.startsWith('.')) && matches(part, name)) into.push(join(path, name));
  return complete;
}

function join(path: string, name: string): string {
  return path === '.' ? name : `${path}/${name}`;
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}
