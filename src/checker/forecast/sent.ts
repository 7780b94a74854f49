import type { Range } from '../text.ts';
import type { IgnoreFile } from './docker-ignore.ts';
import { isTaken } from './taken.ts';

/** What an instruction takes from the build context. */
export interface ContextUse {
  /** Absolute in the context; it may be a pattern. Undefined: it comes from a variable whose value is not known. */
  readonly source: string | undefined;
  readonly range: Range;
  readonly line: number;
}

/** What is sent of the build context. */
export interface SentContext {
  /** What the context has, whether or not it is sent. */
  readonly paths: readonly string[];
  /** The instruction that has a file sent; undefined for a file that stays out. `isSure` is false where that is not known. */
  readonly by: (path: string) => { readonly use: ContextUse; readonly isSure: boolean } | undefined;
}

/**
 * BuildKit asks for what COPY, ADD and bind mounts of the needed stages name, and for nothing else; `.dockerignore` takes from
 * that (seen with Docker 26, which says how many bytes of context it transfers).
 */
export function sentContext(
  paths: readonly string[],
  { leavesOut }: IgnoreFile,
  uses: readonly ContextUse[],
): SentContext {
  return {
    paths,
    by(path) {
      if (leavesOut(path)) return undefined;
      const use = uses.find(({ source }) => source !== undefined && isTaken(source, path));
      if (use !== undefined) return { use, isSure: true };
      const open = uses.find(({ source }) => source === undefined);
      return open === undefined ? undefined : { use: open, isSure: false };
    },
  };
}
