import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { BuildContext } from '../checker/index.ts';

/** Folders that no exercise reads and that may hold very many files. */
const skipped = new Set(['.git', 'node_modules']);

/** More than any exercise has; a home folder has more. */
const maximumFiles = 5_000;
const maximumBytes = 1024 * 1024;

/** The files of a folder as a build context. Nothing is read before it is asked for. */
export function folderContext(folder: string): BuildContext {
  let paths: readonly string[] | undefined;
  return {
    get paths() {
      return (paths ??= listFiles(folder));
    },
    read(path) {
      const file = join(folder, path);
      if (relative(folder, file).startsWith('..')) return undefined;
      const stats = statSync(file, { throwIfNoEntry: false });
      return stats?.isFile() && stats.size <= maximumBytes ? readFileSync(file, 'utf8') : undefined;
    },
  };
}

/** The files of a lesson's state as a build context. */
export function memoryContext(files: Readonly<Record<string, string>>): BuildContext {
  return {
    paths: Object.keys(files),
    read: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
  };
}

function listFiles(folder: string): string[] {
  const found: string[] = [];
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined && found.length < maximumFiles; next = waiting.pop()) {
    for (const entry of readdirSync(next, { withFileTypes: true })) {
      const path = join(next, entry.name);
      if (entry.isFile()) found.push(relative(folder, path).replaceAll(sep, '/'));
      else if (entry.isDirectory() && !skipped.has(entry.name)) waiting.push(path);
    }
  }
  return found.sort();
}
