import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type FilePath, folderOf, isInside } from './file-path.ts';

/**
 * The folders that a call named, as far as a file lies in them: those among its paths; else the caller's own folder, if
 * the file lies in that; else the folder of the file. Absolute, as they are written.
 */
export function namedFolders(paths: readonly string[], folder: string): (file: FilePath) => readonly FilePath[] {
  const named = (paths.length === 0 ? ['.'] : paths).map((path) => resolve(folder, path)).filter(isFolder);
  return (file) => {
    const around = named.filter((each) => isInside(each, file));
    if (around.length > 0) return around;
    return [isInside(folder, file) ? folder : folderOf(file)];
  };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Not there, or a link in a circle: whoever reads it says so.
    return false;
  }
}
