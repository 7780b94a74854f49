import type { BuildContext } from '../model/types.ts';
import { readClass } from '../glob/char-class.ts';
import { type CharTest, type GlobNode, globTest } from '../glob/machine.ts';

/** What a `.dockerignore` says. */
export interface IgnoreFile {
  /** Whether a path of the context stays out: it is not sent to the build. */
  readonly leavesOut: (path: string) => boolean;
  /** What BuildKit says of a line that it cannot read; every build with such a file stops. */
  readonly problem: string | undefined;
}

interface Pattern {
  /** It begins with `!`. */
  readonly takesBack: boolean;
  readonly fits: (path: string) => boolean;
}

/**
 * Reads a `.dockerignore` as BuildKit does (moby/patternmatcher; `docker-ignore.seen.json` holds what Docker 26 did with these
 * rules): the last line that fits a path or a folder above it decides, `!` takes back, `*` stays in its folder, `**` is any
 * number of folders.
 */
export function readIgnoreFile(text: string): IgnoreFile {
  const lines = text
    .replace(/^\ufeff/, '')
    .split('\n')
    .flatMap(readLine);
  const isBad = lines.find(({ problem }) => problem !== undefined);
  return {
    leavesOut:
      lines.length === 0
        ? () => false
        : leavesOut(lines.map(({ takesBack, pattern }) => ({ takesBack, fits: testOf(pattern) }))),
    problem: isBad && `invalid excludepatterns: [${lines.map(({ shown }) => shown).join(' ')}]: ${isBad.problem}`,
  };
}

interface Line {
  readonly takesBack: boolean;
  readonly pattern: string;
  /** As BuildKit says it. */
  readonly shown: string;
  readonly problem: string | undefined;
}

function readLine(line: string): Line[] {
  const plain = line.trim();
  if (line.startsWith('#') || plain === '') return [];
  const takesBack = plain.startsWith('!');
  const written = takesBack ? plain.slice(1).trim() : plain;
  const pattern = cleaned(written);
  const shown = `${takesBack ? '!' : ''}${pattern === '' && written !== '' ? (written.startsWith('/') ? '/' : '.') : pattern}`;
  const problem =
    shown === '!' || shown === '!/'
      ? 'illegal exclusion pattern: "!"'
      : isMalformed(pattern)
        ? 'syntax error in pattern'
        : undefined;
  return [{ takesBack, pattern, shown, problem }];
}

/**
 * Goes down from folder to folder, as BuildKit walks over the context. What a folder fits, all in it fits; a line that would
 * change nothing is not asked, and so not remembered either (seen: `a`, `!a/b`, `a` sends `a/b`).
 */
function leavesOut(patterns: readonly Pattern[]): IgnoreFile['leavesOut'] {
  const folders = new Map<string, readonly boolean[]>();
  const none: readonly boolean[] = [];
  const look = (path: string, above: readonly boolean[]): { readonly out: boolean; readonly fitting: boolean[] } => {
    let out = false;
    const fitting = patterns.map(({ takesBack, fits }, index) => {
      const isFitting = above[index] === true || (takesBack === out && fits(path));
      if (isFitting) out = !takesBack;
      return isFitting;
    });
    return { out, fitting };
  };
  const folder = (path: string): readonly boolean[] => {
    if (path === '') return none;
    const known = folders.get(path);
    if (known !== undefined) return known;
    const { fitting } = look(path, folder(parentOf(path)));
    folders.set(path, fitting);
    return fitting;
  };
  return (path) => look(path, folder(parentOf(path))).out;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Without `.`, `..` and doubled slashes, relative to the context. */
function cleaned(pattern: string): string {
  const parts: string[] = [];
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !pattern.startsWith('/')) parts.push(part);
  }
  return parts.join('/');
}

/** What Go's `filepath.Match` refuses: a bracket that is not closed or empty, a range without an end, a last backslash. */
function isMalformed(pattern: string): boolean {
  /** Where a character of a list ends; undefined when there is none. */
  const behindOne = (at: number): number | undefined => {
    const char = pattern[at];
    if (char === undefined || char === '-' || char === ']') return undefined;
    const end = char === '\\' ? at + 2 : at + 1;
    return end < pattern.length ? end : undefined;
  };
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '\\' && ++at === pattern.length) return true;
    if (pattern[at] !== '[' || pattern[at - 1] === '\\') continue;
    let next: number | undefined = pattern[at + 1] === '^' ? at + 2 : at + 1;
    do {
      next = behindOne(next);
      if (next !== undefined && pattern[next] === '-') next = behindOne(next + 1);
    } while (next !== undefined && pattern[next] !== ']');
    if (next === undefined) return true;
    at = next;
  }
  return false;
}

const anything: CharTest = () => true;
const inFolder: CharTest = (text, at) => text[at] !== '/';
const is = (char: string): GlobNode => ({ kind: 'one', fits: (text, at) => text[at] === char });
/** `**` and the slash behind it: folders of any number, none too. */
const folders: GlobNode = {
  kind: 'choice',
  options: [[{ kind: 'many', fits: anything }, is('/')]],
  repeat: false,
  optional: true,
};

function testOf(pattern: string): Pattern['fits'] {
  if (!/[*?[\]\\]/.test(pattern)) return (path) => path === pattern;
  // A name behind `**` fits the end of any path, whether or not a slash stands between (seen: `**README.md`).
  const end = /^\*\*([^*?[\]\\]*)$/.exec(pattern)?.[1];
  if (end !== undefined) return (path) => path.endsWith(end) || path === end.replace(/^\//, '');
  return pattern.length > LONGEST_PATTERN ? () => false : globTest(nodesOf(pattern));
}

/** More than the name of a file may have; nobody writes such a pattern for a build. */
const LONGEST_PATTERN = 255;

function nodesOf(pattern: string): GlobNode[] {
  const nodes: GlobNode[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? '';
    if (char === '*' && pattern[at + 1] === '*') {
      at += pattern[at + 2] === '/' ? 2 : 1;
      nodes.push(at === pattern.length - 1 ? { kind: 'many', fits: anything } : folders);
    } else if (char === '*') nodes.push({ kind: 'many', fits: inFolder });
    else if (char === '?') nodes.push({ kind: 'one', fits: inFolder });
    else if (char === '\\') nodes.push(is(pattern[++at] ?? '\\'));
    else if (char === '[') {
      // `!` is no sign in such a list (seen: `[!t]*` leaves out what begins with `t`).
      const list = readClass(pattern.slice(0, at) + pattern.slice(at).replace(/^\[!/, '[\\!'), at);
      if (list === undefined) nodes.push(is(char));
      else {
        nodes.push({ kind: 'one', fits: (text, place) => list.has(text[place] ?? '') });
        at = list.end - 1 - (pattern[at + 1] === '!' ? 1 : 0);
      }
    } else nodes.push(is(char));
  }
  return nodes;
}

/** Where BuildKit looks for what stays out: a file of the Dockerfile's own comes first. */
export function ignoreFileOf(context: BuildContext): IgnoreFile {
  const name = IGNORE_FILES.find((each) => context.paths.includes(each));
  return readIgnoreFile(name === undefined ? '' : (context.read(name) ?? ''));
}

const IGNORE_FILES = ['Dockerfile.dockerignore', '.dockerignore'];
