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

/** Reads one dependency; undefined where apk says that it is not a valid one. */
export function parseDependency(text: string): Dependency | undefined {
  if (/[ \n]/.test(text)) return undefined;
  const conflict = text.startsWith('!');
  const [, nameAndTag = '', operator, version] =
    /^([^<>=~]*)(?:([<>=~]+)(.*))?$/s.exec(conflict ? text.slice(1) : text) ?? [];
  let accepts = operator === undefined ? ANY : 0;
  for (const sign of operator ?? '') {
    accepts |= sign === '<' ? LESS : sign === '>' ? GREATER : sign === '=' ? EQUAL : EQUAL | FUZZY;
  }
  if (version !== undefined && (accepts & HASH) !== HASH && !isVersion(version)) return undefined;
  const at = nameAndTag.indexOf('@');
  const name = at < 0 ? nameAndTag : nameAndTag.slice(0, at);
  return {
    name,
    conflict,
    tag: at < 0 ? undefined : nameAndTag.slice(at + 1),
    version,
    accepts,
    text: (conflict ? '!' : '') + name + (version === undefined ? '' : (SPELLING[accepts] ?? '?') + version),
  };
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
