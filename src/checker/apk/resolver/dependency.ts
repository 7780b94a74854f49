import { compareVersions, isVersion } from './version.ts';

const EQUAL = 1;
const LESS = 2;
const GREATER = 4;
const FUZZY = 8;
const ANY = EQUAL | LESS | GREATER | FUZZY;
const HASH = LESS | GREATER;

/** `!name@tag>=1.2`: what a package, a world or a command line asks for, as apk-tools 2.14 reads it. */
export interface Dependency {
  readonly name: string;
  /** `!`: must not be there. */
  readonly conflict: boolean;
  /** Without the `@`. */
  readonly tag: string | undefined;
  readonly version: string | undefined;
  /** Which results of a comparison are asked for. */
  readonly accepts: number;
  /** As apk writes it in its messages: operators in its own spelling, no tag. */
  readonly text: string;
}

/** How apk writes an operator back. */
const SPELLING: Readonly<Record<number, string>> = {
  [LESS]: '<',
  [LESS | EQUAL]: '<=',
  [EQUAL | FUZZY]: '~',
  [EQUAL]: '=',
  [GREATER | EQUAL]: '>=',
  [GREATER]: '>',
  [HASH]: '><',
};

/**
 * Reads one dependency; undefined where apk says that it is not a valid one. `isValid` tells what is a version, for
 * those who ask about the same ones again and again.
 */
export function parseDependency(
  text: string,
  isValid: (version: string) => boolean = isVersion,
): Dependency | undefined {
  if (text.includes(' ') || text.includes('\n')) return undefined;
  const conflict = text.startsWith('!');
  const begin = conflict ? 1 : 0;
  const sign = text.search(SIGN);
  if (sign < 0) {
    const { name, tag } = splitTag(text.slice(begin));
    return { name, conflict, tag, version: undefined, accepts: ANY, text: (conflict ? '!' : '') + name };
  }
  const { name, tag } = splitTag(text.slice(begin, sign));
  let accepts = 0;
  let end = sign;
  for (let bits = BITS[text.charAt(end)]; bits !== undefined; bits = BITS[text.charAt(++end)]) accepts |= bits;
  const version = text.slice(end);
  if ((accepts & HASH) !== HASH && !isValid(version)) return undefined;
  const spelled = `${conflict ? '!' : ''}${name}${SPELLING[accepts] ?? '?'}${version}`;
  return { name, conflict, tag, version, accepts, text: spelled };
}

const SIGN = /[<>=~]/;

const BITS: Readonly<Record<string, number>> = { '<': LESS, '>': GREATER, '=': EQUAL, '~': EQUAL | FUZZY };

/** `jq@edge` → `jq` and `edge`. */
function splitTag(text: string): { readonly name: string; readonly tag: string | undefined } {
  const at = text.indexOf('@');
  return at < 0 ? { name: text, tag: undefined } : { name: text.slice(0, at), tag: text.slice(at + 1) };
}

/** Asks for a package by its hash (`name><Q1…`), as `apk add ./file.apk` does: the index has no hashes here. */
export function isByHash(dependency: Dependency): boolean {
  return dependency.accepts === HASH;
}

/**
 * Whether a version fulfils a dependency on its name; the name alone (`undefined`) fulfils only what asks for no
 * version. A conflict is fulfilled by what it does not speak of.
 */
export function accepts(dependency: Dependency, version: string | undefined): boolean {
  if (dependency.accepts === ANY) return !dependency.conflict;
  if (version === undefined || dependency.version === undefined) return dependency.conflict;
  const order = compareVersions(version, dependency.version, (dependency.accepts & FUZZY) !== 0);
  const result = order < 0 ? LESS : order > 0 ? GREATER : EQUAL;
  return (dependency.accepts & result) !== 0 ? !dependency.conflict : dependency.conflict;
}
