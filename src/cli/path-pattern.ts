import { type CharClass, type CharTest, type GlobNode, globTest, readClass } from '../checker/index.ts';

/** Deeper than anybody nests groups; what stands in a deeper one is taken as written. */
const DEEPEST = 30;
/** The most that `{1..9}` stands for. */
const LONGEST_RANGE = 1_000;

interface PathPatternOptions {
  /** Whether wildcards fit names that begin with a dot. */
  readonly dots: boolean;
  /** Whether `A` and `a` are the same. */
  readonly ignoreCase: boolean;
}

/**
 * A test for paths, with `/` between folders, that a pattern fits as a whole: `*`, `?` and `[…]` inside one name, `**` for
 * any number of folders, `{a,b}`, `{1..9}`, and the groups of shells `@(a|b)`, `?(a)`, `*(a)`, `+(a)`, `!(a)`. No pattern
 * fits the empty path. Time: see `globTest`.
 */
export function pathMatcher(pattern: string, { dots, ignoreCase }: PathPatternOptions): (path: string) => boolean {
  const cased = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  const test = globTest(new PathPattern(cased(pattern), dots).nodes());
  return (path) => path !== '' && test(cased(path));
}

const slash: GlobNode = { kind: 'one', fits: (text, at) => text[at] === '/' };

class PathPattern {
  readonly #pattern: string;
  /** Where each group that opens here closes. */
  readonly #closing: ReadonlyMap<number, number>;
  readonly #classes: ReadonlyMap<number, CharClass>;
  /** A character of a name: wildcards leave out `/` and, unless asked for, a dot at the front. */
  readonly #inName: CharTest;
  readonly #inPath: CharTest;
  #depth = 0;

  constructor(pattern: string, dots: boolean) {
    this.#pattern = pattern;
    const { pairs, classes } = structureOf(pattern);
    this.#closing = pairs;
    this.#classes = classes;
    this.#inPath = (text, at) => dots || text[at] !== '.' || (at > 0 && text[at - 1] !== '/');
    this.#inName = (text, at) => text[at] !== '/' && this.#inPath(text, at);
  }

  nodes(): GlobNode[] {
    return this.#options(0, this.#pattern.length, undefined).flat();
  }

  /** What stands from one place to another, split at a separator outside of groups. */
  #options(start: number, end: number, separator: string | undefined): GlobNode[][] {
    const pattern = this.#pattern;
    let nodes: GlobNode[] = [];
    const options = [nodes];
    let from = start;
    for (let at = start; at < end;) {
      const char = pattern[at] ?? '';
      if (char === separator) {
        nodes = [];
        options.push(nodes);
        from = ++at;
        continue;
      }
      const close = this.#closing.get(at);
      const groupEnds = close !== undefined && close < end && this.#depth < DEEPEST ? close : undefined;
      const list = this.#classes.get(at);
      if (groupEnds !== undefined) {
        nodes.push(...this.#group(at, groupEnds));
        at = groupEnds + 1;
      } else if (char === '*') {
        at = this.#stars(nodes, from, at, end);
      } else if (list !== undefined && list.end <= end) {
        nodes.push({ kind: 'one', fits: (text, i) => this.#inName(text, i) && list.has(text[i] ?? '') });
        at = list.end;
      } else if (char === '?') {
        nodes.push({ kind: 'one', fits: this.#inName });
        at++;
      } else {
        const escaped = char === '\\' && at + 1 < end;
        nodes.push(plain(escaped ? (pattern[at + 1] ?? '') : char));
        at += escaped ? 2 : 1;
      }
    }
    return options;
  }

  /** `*`, or `**` as a whole name, which stands for any number of folders. */
  #stars(nodes: GlobNode[], start: number, at: number, end: number): number {
    const pattern = this.#pattern;
    let behind = at;
    // The star of `*(…)` begins a group.
    while (behind < end && pattern[behind] === '*' && (behind === at || !this.#closing.has(behind))) behind++;
    const isWhole = behind - at > 1 && (at === start || pattern[at - 1] === '/');
    const name: GlobNode = { kind: 'many', fits: this.#inName };
    if (isWhole && pattern[behind] === '/' && behind < end) {
      nodes.push({ kind: 'choice', options: [[name, slash]], repeat: true, optional: true });
      return behind + 1;
    }
    // Also what a wildcard takes nothing of may not begin with a dot.
    nodes.push({ kind: 'before', fits: this.#inPath });
    if (!isWhole || behind < end) {
      nodes.push(name);
      return behind;
    }
    const rest: GlobNode = { kind: 'many', fits: this.#inPath };
    // `a/**` fits `a` too.
    if (nodes.at(-2) !== slash) nodes.push(rest);
    else nodes.splice(-2, 2, { kind: 'choice', options: [[slash, rest]], repeat: false, optional: true });
    return behind;
  }

  #group(open: number, close: number): GlobNode[] {
    const kind = this.#pattern[open] ?? '';
    this.#depth++;
    const options = kind === '{' ? this.#braces(open + 1, close) : this.#options(open + 2, close, '|');
    this.#depth--;
    // Braces without a comma or a range in them are plain characters.
    if (kind === '{' && options.length === 1) return [plain('{'), ...options.flat(), plain('}')];
    if (kind === '!')
      return [
        { kind: 'before', fits: this.#inPath },
        { kind: 'not', options, fits: this.#inName },
      ];
    const repeat = kind === '*' || kind === '+';
    return [{ kind: 'choice', options, repeat, optional: kind === '*' || kind === '?' }];
  }

  #braces(start: number, end: number): GlobNode[][] {
    const inside = this.#pattern.slice(start, Math.min(end, start + 40));
    const range = /^(-?\d{1,6})\.\.(-?\d{1,6})$/.exec(inside) ?? /^([a-z])\.\.([a-z])$/i.exec(inside);
    if (range !== null) return rangeOf(range[1] ?? '', range[2] ?? '').map((each) => each.split('').map(plain));
    return this.#options(start, end, ',');
  }
}

function plain(char: string): GlobNode {
  return char === '/' ? slash : { kind: 'one', fits: (text, at) => text[at] === char };
}

/** `1`, `2`, `3` for 1 and 3; likewise for letters, and backwards. */
function rangeOf(first: string, last: string): string[] {
  const isNumber = /\d/.test(first);
  const [from = 0, to = 0] = [first, last].map((each) => (isNumber ? Number(each) : each.charCodeAt(0)));
  const count = Math.min(Math.abs(to - from) + 1, LONGEST_RANGE);
  return Array.from({ length: count }, (_, i) => {
    const value = from + Math.sign(to - from) * i;
    return isNumber ? String(value) : String.fromCharCode(value);
  });
}

interface Structure {
  /** Where groups open (at the `{`, or at the mark before the `(`) and close. What is not closed is in no pair. */
  readonly pairs: ReadonlyMap<number, number>;
  readonly classes: ReadonlyMap<number, CharClass>;
}

function structureOf(pattern: string): Structure {
  const classes = new Map<number, CharClass>();
  const pairs = new Map<number, number>();
  const open: number[] = [];
  let braces = 0;
  const closes = (isBrace: boolean, at: number): void => {
    if ((isBrace ? braces : open.length - braces) === 0) return;
    // What opened in between and is still open is plain text.
    for (let start = open.pop(); start !== undefined; start = open.pop()) {
      const startsBrace = pattern[start] === '{';
      if (startsBrace) braces--;
      if (startsBrace !== isBrace) continue;
      pairs.set(start, at);
      return;
    }
  };
  let mayClose = true;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? '';
    if (char === '\\') at++;
    else if (char === '[' && mayClose) {
      const list = readClass(pattern, at);
      // Nothing closes a later one either.
      mayClose = list !== undefined;
      if (list === undefined) continue;
      classes.set(at, list);
      at = list.end - 1;
    } else if (char === '{') {
      open.push(at);
      braces++;
    } else if ('!@+*?'.includes(char) && pattern[at + 1] === '(') open.push(at++);
    else if (char === '}') closes(true, at);
    else if (char === ')') closes(false, at);
  }
  return { pairs, classes };
}
