/** The named classes of POSIX, for the characters of ASCII. */
const NAMED: ReadonlyMap<string, RegExp> = new Map([
  ['alnum', /[A-Za-z\d]/],
  ['alpha', /[A-Za-z]/],
  ['blank', /[ \t]/],
  ['digit', /\d/],
  ['lower', /[a-z]/],
  ['punct', /[!-/:-@[-`{-~]/],
  ['space', /\s/],
  ['upper', /[A-Z]/],
  ['xdigit', /[A-Fa-f\d]/],
]);

/** A bracket expression: what it matches, and where the pattern goes on. */
export interface CharClass {
  readonly has: (char: string) => boolean;
  readonly end: number;
}

/**
 * Reads `[abc]`, `[a-z]`, `[!a]`, `[^a]`, `[]a]` and `[[:digit:]]` as fnmatch does (POSIX, "Pattern Matching Notation").
 * @param at where the `[` stands
 * @returns undefined when nothing closes it: then it is a plain character
 */
export function readClass(pattern: string, at: number): CharClass | undefined {
  let i = at + 1;
  const negated = pattern[i] === '!' || pattern[i] === '^';
  if (negated) i++;
  const singles = new Set<string>();
  const ranges: [string, string][] = [];
  const named: RegExp[] = [];
  for (const first = i; i < pattern.length; i++) {
    const char = pattern[i] ?? '';
    if (char === ']' && i > first) {
      const has = (each: string): boolean =>
        negated !==
        (singles.has(each) ||
          ranges.some(([low, high]) => low <= each && each <= high) ||
          named.some((one) => one.test(each)));
      return { has, end: i + 1 };
    }
    const name = char === '[' && pattern[i + 1] === ':' ? /^\[:([a-z]{1,6}):\]/.exec(pattern.slice(i, i + 10)) : null;
    const klass = NAMED.get(name?.[1] ?? '');
    if (name !== null && klass !== undefined) {
      named.push(klass);
      i += name[0].length - 1;
      continue;
    }
    if (char === '\\' && i + 1 < pattern.length) i++;
    const low = pattern[i] ?? '';
    const high = pattern[i + 2];
    if (pattern[i + 1] === '-' && high !== undefined && high !== ']') {
      ranges.push([low, high]);
      i += 2;
    } else singles.add(low);
  }
  return undefined;
}
