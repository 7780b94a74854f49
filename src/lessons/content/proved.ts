import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the forecast stands against real Docker, for a group of Dockerfiles that were built and started. */
export interface ProvedNumbers {
  readonly kind: 'lessons' | 'tuned' | 'untuned';
  readonly proved: number;
  /** Those of them that do not build or do not start. */
  readonly failing: number;
  /** Could not be tried, for want of `missing`. */
  readonly unproved: number;
  readonly missing: readonly string[];
  /** The forecast leaves open how they end. */
  readonly undecided: number;
  /** Of the others: the forecast says what Docker did. */
  readonly agreed: number;
  readonly docker: string;
  readonly date: string;
}

/** The file between the build and its pages, relative to the repository. `src/integrations/publish-proofs.ts` writes it. */
export const provedFile = '.cache/proved.json';

/**
 * What the build works out of the committed proofs, for pages; undefined in `astro dev` when nothing has been built yet.
 * @throws Error in a build, where it must be there.
 */
export function readProved(building: boolean, root = process.cwd()): readonly ProvedNumbers[] | undefined {
  const path = join(root, provedFile);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as readonly ProvedNumbers[];
  if (building) throw new Error(`${provedFile} is missing: the build works it out before it makes pages.`);
  return undefined;
}
