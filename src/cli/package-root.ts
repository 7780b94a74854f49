import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of Belay itself, found from this module, be it the source or the bundle in `.cache/`. */
export const packageRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(start: string): string {
  let folder = start;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json above ${start}.`);
    folder = parent;
  }
  return folder;
}

/**
 * The folder that relative paths are meant from. `npm run belay` changes into the package and tells in `INIT_CWD`
 * where it was called.
 */
export function callerFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const throughNpm = env.npm_lifecycle_event === 'belay' && env.npm_package_json === join(packageRoot, 'package.json');
  return (throughNpm ? env.INIT_CWD : undefined) ?? process.cwd();
}
