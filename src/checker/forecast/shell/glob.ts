import type { Disk } from '../files/disk.ts';
import type { DirNode } from '../files/node.ts';

/** Matches names against a pattern in which `\` makes the next character literal. */
export function matches(pattern: string, text: string): boolean {
  // A list of places that can be reached keeps this linear in both for each pattern character.
  let places = new Set([0]);
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] ?? '';
    const next = new Set<number>();
    if (char === '*') {
      const first = Math.min(...places);
      for (let at = first; at <= text.length; at++) next.add(at);
    } else if (char === '?') {
      for (const at of places) if (at < text.length) next.add(at + 1);
    } else if (char === '[' && pattern.indexOf(']', i + 2) > 0) {
      const close = pattern.indexOf(']', i + 2);
      const set = pattern.slice(i + 1, close);
      for (const at of places) if (at < text.length && inSet(set, text[at] ?? '')) next.add(at + 1);
      i = close;
    } else {
      const literal = char === '\\' && i + 1 < pattern.length ? (pattern[++i] ?? '') : char;
      for (const at of places) if (text[at] === literal) next.add(at + 1);
    }
    if (next.size === 0) return false;
    places = next;
  }
  return places.has(text.length);
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
