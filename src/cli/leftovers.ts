import { readdirSync, unlinkSync } from 'node:fs';
import { type FilePath, joinPath } from './file-path.ts';
import { writerOf } from './replace-file.ts';

/**
 * Removes what a `belay fix` left in a folder when it was killed before it could rename its new file: the file that it
 * was for is untouched. One whose process still runs is let be. Returns the names of those removed.
 */
export function removeLeftovers(folder: FilePath): string[] {
  try {
    return readdirSync(folder).filter((name) => isLeftover(name) && remove(joinPath(folder, name)));
  } catch {
    // A folder that cannot be read is somebody else's to tell about.
    return [];
  }
}

function isLeftover(name: string): boolean {
  const pid = writerOf(name);
  return pid !== undefined && pid !== process.pid && !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function remove(path: FilePath): boolean {
  try {
    unlinkSync(path);
    return true;
  } catch {
    return false;
  }
}
