import { withoutEnd } from '../checker/index.ts';
import { relative, resolve, sep } from 'node:path';
import { pathMatcher } from './path-pattern.ts';

/** Files that a pattern stands for: those below a folder whose path from there fits. */
interface Glob {
  /** Absolute: as far as the pattern names a folder. */
  readonly folder: string;
  /** @param file absolute. True also below a folder that fits, as when a shell had expanded the pattern. */
  matches(file: string): boolean;
  /** True for the file itself, and not for a folder above it. */
  matchesItself(file: string): boolean;
  /** Whether it asks for folders that begin with a dot by name. */
  readonly namesDotFolder: boolean;
  /** Whether its last part fits every name, as in `images/**`. */
  readonly anyName: boolean;
}

/** Whether a path that does not exist is meant as a pattern. */
export function isGlob(path: string): boolean {
  return /[*?[{]|[!@+]\(/.test(path);
}

/** Whether an argument says what to leave out: `!images/old/**`. `!(a|b)` is a pattern of what to take. */
export function isExclusion(path: string): boolean {
  return /^![^(]/.test(path);
}

/**
 * Takes a pattern apart. Where `\` separates folders, it does so in patterns too.
 * @param folder what a relative pattern is meant from.
 * @param dots whether wildcards fit names that begin with a dot.
 */
export function readGlob(pattern: string, folder: string, dots = false, separator = sep): Glob {
  const whole = slashes(pattern, separator);
  const parts = (withoutEnd(whole, '/') || whole.slice(0, 1)).split('/');
  const first = parts.findIndex(isGlob);
  // The slash at the end keeps "/" of "/*" the root.
  const base = resolve(folder, first === 0 ? '.' : `${parts.slice(0, first < 0 ? undefined : first).join('/')}/`);
  const rest = first < 0 ? '' : parts.slice(first).join('/');
  const options = { dots, ignoreCase: separator === '\\' };
  const fits = rest === '' ? (path: string) => path === '' : pathMatcher(rest, options);
  const inside = (file: string): string => slashes(relative(base, file), separator);
  return {
    folder: base,
    namesDotFolder: /(?:^|\/)\.[^/]/.test(rest),
    anyName: /(?:^|\/)[*?]+$/.test(rest),
    matchesItself: (file) => fits(inside(file)),
    matches: (file) => {
      const path = inside(file);
      return !path.startsWith('../') && withParents(path).some((each) => fits(each));
    },
  };
}

/** `a/b/c`, `a/b`, `a` and the folder itself, the empty string. */
function withParents(path: string): string[] {
  const parts = path.split('/');
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''];
}

/** With `/` between folders, as it is shown and as patterns have it. */
export function slashes(path: string, separator = sep): string {
  return separator === '/' ? path : path.replaceAll(separator, '/');
}
