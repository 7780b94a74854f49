import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isInside } from './file-path.ts';
import { UsageError } from './usage-error.ts';

/**
 * Where configurations may lie. Whoever may send a change to a repository writes its configurations too, so these must
 * not lead to other files of the machine.
 */
export interface ConfigScope {
  /** As its path is written, and where it really is. */
  readonly roots: readonly [written: string, real: string];
}

/**
 * The repository of the first configuration: the nearest folder with `.git`, else the folder that the file lies in.
 * @param file absolute. Links in it are not followed on the way up: one could lead to another repository.
 */
export function configScope(file: string): ConfigScope {
  const home = dirname(file);
  for (let folder = home; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return { roots: [folder, realpathSync(folder)] };
    if (dirname(folder) === folder) return { roots: [home, realpathSync(home)] };
  }
}

/**
 * Where a file really is, links followed.
 * @param scope undefined when it may lie anywhere.
 * @throws UsageError when it lies outside; the system's error when it is not there. Outside nothing is looked at.
 */
export function realPathWithin(scope: ConfigScope | undefined, file: string): string {
  if (scope === undefined) return realpathSync(file);
  const [, root] = scope.roots;
  if (!scope.roots.some((each) => isInside(each, file))) throw outside(root);
  const real = realpathSync(file);
  if (!isInside(root, real)) throw outside(root);
  return real;
}

function outside(root: string): UsageError {
  return new UsageError(
    `it lies outside of ${root}, and so is not read. Copy it there, or allow it with --allow-outside`,
  );
}
