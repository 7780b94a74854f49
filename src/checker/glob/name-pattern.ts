import { readClass } from './char-class.ts';
import { type CharTest, type GlobNode, globTest } from './machine.ts';

/** The longest name of a file, and more than the name of any package (Linux, `NAME_MAX`). */
const LONGEST_PATTERN = 255;
/** Linux, `PATH_MAX`. */
const LONGEST_NAME = 4096;

/**
 * A test for names that a pattern of `*`, `?` and `[…]` matches, as fnmatch reads it without flags; undefined for a
 * text that is no pattern, or longer than any name.
 * @param inPath whether the pattern is for paths, where a wildcard stays in its folder.
 */
export function globMatcher(pattern: string, inPath = false): ((name: string) => boolean) | undefined {
  if (pattern.length > LONGEST_PATTERN || !/[*?[]/.test(pattern)) return undefined;
  const [prefix = ''] = pattern.split(/[*?[\\]/, 1);
  const test = globTest(nodesOf(pattern, inPath ? (text, at) => text[at] !== '/' : () => true));
  return (name) => name.startsWith(prefix) && name.length <= LONGEST_NAME && test(name);
}

/** How many names times how long a pattern; a file that asks for more is not written for a build. */
const MOST_WORK = 5_000_000;

interface Names {
  readonly size: number;
  keys(): Iterable<string>;
}

/** Patterns that are held against the same names again and again, as those of many `apk del`. */
export class NamePatterns {
  #work = 0;

  /** The names that a pattern matches; undefined for what is no pattern, and when all of them cost too much. */
  matching(pattern: string, names: Names): readonly string[] | undefined {
    const matches = globMatcher(pattern);
    if (matches === undefined) return undefined;
    this.#work += names.size * pattern.length;
    return this.#work > MOST_WORK ? undefined : [...names.keys()].filter(matches);
  }
}

function nodesOf(pattern: string, any: CharTest): GlobNode[] {
  const nodes: GlobNode[] = [];
  for (let i = 0; i < pattern.length; i++) {
    let char = pattern[i] ?? '';
    if (char === '*') {
      if (pattern[i - 1] !== '*' || nodes.at(-1)?.kind !== 'many') nodes.push({ kind: 'many', fits: any });
      continue;
    }
    const list = char === '[' ? readClass(pattern, i) : undefined;
    if (list !== undefined) {
      nodes.push({ kind: 'one', fits: (text, at) => any(text, at) && list.has(text[at] ?? '') });
      i = list.end - 1;
    } else if (char === '?') {
      nodes.push({ kind: 'one', fits: any });
    } else {
      if (char === '\\' && i + 1 < pattern.length) char = pattern[++i] ?? '';
      nodes.push({ kind: 'one', fits: (text, at) => text[at] === char });
    }
  }
  return nodes;
}
