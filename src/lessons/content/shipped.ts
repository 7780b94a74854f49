import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text that belongs to a package: its licence, or notices of what it has inside. */
export interface Notice {
  /** Name of the file in the package. */
  readonly file: string;
  readonly text: string;
}

/** Somebody else's work in what we hand out: a package of npm, or a part that another package carries inside. */
export interface ShippedPackage {
  readonly name: string;
  /** Left out where a package carries a part and says no version of it. */
  readonly version?: string;
  /** An SPDX expression. */
  readonly licence: string;
  /** Name of the package that carries it inside. */
  readonly inside?: string;
  /** Where it is in: `site` for scripts, style sheets and fonts, `command` for `/belay.mjs`. */
  readonly parts: readonly ('site' | 'command')[];
  readonly homepage?: string;
  /** Of the package as npm serves it, from the lock file: `sha512-…` in base64. */
  readonly integrity?: string;
  readonly notices: readonly Notice[];
}

/** What a build says of what it hands out. `src/integrations/publish-shipped.ts` writes it before pages are made. */
export interface Shipped {
  readonly command: {
    /** In hexadecimal, of the file `/belay.mjs`. */
    readonly sha256: string;
  };
  readonly packages: readonly ShippedPackage[];
}

/** The file between the build and its pages, relative to the repository. */
export const shippedFile = '.cache/shipped.json';

/**
 * What the build says, for pages; undefined in `astro dev` when nothing has been built yet.
 * @throws Error in a build, where it must be there.
 */
export function readShipped(building: boolean, root = process.cwd()): Shipped | undefined {
  const path = join(root, shippedFile);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Shipped;
  if (building) throw new Error(`${shippedFile} is missing: the build makes its pages before its scripts.`);
  return undefined;
}
