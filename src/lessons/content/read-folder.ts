import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * All files below a folder by relative path with `/`, sorted. Follows no links; an absent folder has no files.
 * @param only tells which relative paths to read.
 */
export function readFolder(folder: string, only: (path: string) => boolean = () => true): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const path of listFiles(folder)) {
    if (only(path)) files.set(path, readFileSync(join(folder, path)));
  }
  return files;
}

/** Relative paths with `/` of all files below a folder, sorted. */
export function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      )
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The text of a file that is UTF-8 text, undefined for anything else. */
export function asText(content: Buffer): string | undefined {
  if (content.includes(0)) return undefined;
  const text = content.toString('utf8');
  return text.includes('\ufffd') ? undefined : text;
}
