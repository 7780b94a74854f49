/**
 * apk's order of versions: `digits{.digits}{letter}{_suffix{digits}}{-r digits}`, seen in `apk version -t` of apk-tools
 * 2.14 (the pairs in `version-pairs.json`). A version is read as a row of parts; each part has a value and says what
 * kind of part comes behind it.
 */

/** Kinds in the order in which a version may have them; a version that goes on with an earlier kind is the greater one. */
const INVALID = -1;
const FRACTION = 0;
const NUMBER = 1;
const LETTER = 2;
const SUFFIX = 3;
const SUFFIX_NUMBER = 4;
const REVISION = 5;
const END = 6;

/** Values of suffixes: those before a release are below zero. A longer name stands before its own beginning. */
const SUFFIXES: readonly (readonly [string, number])[] = [
  ['alpha', -4],
  ['beta', -3],
  ['pre', -2],
  ['rc', -1],
  ['cvs', 0],
  ['svn', 1],
  ['git', 2],
  ['hg', 3],
  ['p', 4],
];

/** More digits than this and apk calls the version invalid. */
const MOST_DIGITS = 17;
/** Digits that a JavaScript number holds exactly. */
const EXACT_DIGITS = 15;

interface Part {
  readonly value: number | bigint;
  /** Kind of the part behind it. */
  readonly next: number;
}

const BROKEN: Part = { value: -1, next: INVALID };

/** Which of two versions is the greater one; 0 also when one is a prefix and `fuzzy` is asked (`~`). */
export function compareVersions(a: string, b: string, fuzzy = false): -1 | 0 | 1 {
  if (a === b) return 0;
  const left = partsOf(a);
  const right = partsOf(b);
  let at = 0;
  for (; ; at++) {
    const { value: mine, next: goesOn } = left[at] ?? BROKEN;
    const { value: other, next: otherGoesOn } = right[at] ?? BROKEN;
    if (mine < other) return -1;
    if (mine > other) return 1;
    if (goesOn === otherGoesOn && goesOn !== END && goesOn !== INVALID) continue;
    if (goesOn === otherGoesOn || fuzzy) return 0;
    // What goes on is greater, unless it goes on with a suffix from before the release.
    if (goesOn === SUFFIX && (left[at + 1] ?? BROKEN).value < 0) return -1;
    if (otherGoesOn === SUFFIX && (right[at + 1] ?? BROKEN).value < 0) return 1;
    return goesOn > otherGoesOn ? -1 : 1;
  }
}

/** Whether apk takes it for a version. */
export function isVersion(text: string): boolean {
  return partsOf(text).at(-1)?.next === END;
}

/** Versions that were read, the same few again and again; begun anew before it grows without end. */
const read = new Map<string, readonly Part[]>();
const mostRead = 20_000;

function partsOf(text: string): readonly Part[] {
  let parts = read.get(text);
  if (parts === undefined) {
    if (read.size >= mostRead) read.clear();
    read.set(text, (parts = readParts(text)));
  }
  return parts;
}

function readParts(text: string): Part[] {
  const parts: Part[] = [];
  let kind = NUMBER;
  let at = 0;
  do {
    if (at >= text.length) {
      parts.push({ value: 0, next: END });
      break;
    }
    const part = readValue(text, at, kind);
    if (part === undefined) {
      parts.push(BROKEN);
      break;
    }
    at = part.end;
    let next = part.next;
    if (next === undefined) {
      if (at >= text.length) next = END;
      else {
        const follow = whatFollows(text, at, kind);
        next = follow.kind;
        at = follow.begin;
      }
    }
    parts.push({ value: part.value, next });
    kind = next;
  } while (kind !== END && kind !== INVALID);
  return parts;
}

/** The value of the part that begins at an offset; `next` only where the same characters are read once more. */
function readValue(
  text: string,
  at: number,
  kind: number,
): { readonly value: number | bigint; readonly end: number; readonly next?: number } | undefined {
  if (kind === LETTER) return { value: text.charCodeAt(at), end: at + 1 };
  if (kind === SUFFIX) {
    const suffix = SUFFIXES.find(([name]) => text.startsWith(name, at));
    return suffix && { value: suffix[1], end: at + suffix[0].length };
  }
  if (kind === FRACTION && text[at] === '0') {
    // `1.01` is less than `1.1`: more zeros in front, a smaller value; the number itself comes as the next part.
    let last = at;
    while (text[last + 1] === '0') last++;
    return { value: at - last, end: last, next: NUMBER };
  }
  let end = at;
  while (isDigit(text, end)) end++;
  if (end - at > MOST_DIGITS) return undefined;
  const digits = text.slice(at, end);
  return { value: digits.length > EXACT_DIGITS ? BigInt(digits) : Number(digits), end };
}

/** The kind of the part behind one of a kind, and where its value begins. */
function whatFollows(text: string, at: number, kind: number): { readonly kind: number; readonly begin: number } {
  const character = text[at] ?? '';
  if ((kind === NUMBER || kind === FRACTION) && character >= 'a' && character <= 'z') {
    return { kind: LETTER, begin: at };
  }
  if (kind === LETTER && isDigit(text, at)) return { kind: NUMBER, begin: at };
  if (kind === SUFFIX && isDigit(text, at)) return { kind: SUFFIX_NUMBER, begin: at };
  if (character === '.' && (kind === FRACTION || kind === NUMBER)) return { kind: FRACTION, begin: at + 1 };
  if (character === '_' && kind <= SUFFIX_NUMBER) return { kind: SUFFIX, begin: at + 1 };
  if (character === '-' && text[at + 1] === 'r') return { kind: REVISION, begin: at + 2 };
  return { kind: INVALID, begin: at + 1 };
}

function isDigit(text: string, at: number): boolean {
  const character = text[at];
  return character !== undefined && character >= '0' && character <= '9';
}
