import { isUtf8 } from 'node:buffer';
import { type Dirent, readdirSync } from 'node:fs';
import { parse } from 'node:path';
import { type FilePath, joinPath, shownPath } from './file-path.ts';

/** What stands in a folder. */
export interface Entry {
  /** As shown. */
  readonly name: string;
  readonly path: FilePath;
  /** Links are not followed; `other` is a pipe, a socket or a device. */
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** What stands for bytes that are no UTF-8 once they have been decoded. */
const replacement = '\ufffd';

/**
 * The entries of a folder.
 * @throws the system's error when it cannot be read.
 */
export function listFolder(folder: FilePath): readonly Entry[] {
  if (typeof folder === 'string') {
    const entries = readdirSync(folder, { withFileTypes: true });
    if (!entries.some(({ name }) => name.includes(replacement))) {
      return entries.map((entry) => ({ name: entry.name, path: joinPath(folder, entry.name), kind: kindOf(entry) }));
    }
  }
  // Names as bytes cost more, so only folders that have one which is no text are read so.
  return readdirSync(Buffer.from(folder), { withFileTypes: true, encoding: 'buffer' }).map((entry) => {
    const name = isUtf8(entry.name) ? entry.name.toString() : entry.name;
    return { name: shownPath(name), path: joinPath(folder, name), kind: kindOf(entry) };
  });
}

function kindOf(entry: Dirent<string | Buffer>): Entry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

/**
 * The paths that a word of the command line may have meant when there is nothing at it: Node decodes the words, so bytes
 * that are no UTF-8 have become U+FFFD, and what they were is found by looking.
 * @param path absolute.
 */
export function pathsAsDecoded(path: string): readonly FilePath[] {
  if (!path.includes(replacement)) return [];
  const { root } = parse(path);
  return path
    .slice(root.length)
    .split('/')
    .reduce<FilePath[]>((folders, part) => folders.flatMap((folder) => entriesAsDecoded(folder, part)), [root]);
}

function entriesAsDecoded(folder: FilePath, part: string): FilePath[] {
  if (!part.includes(replacement)) return [joinPath(folder, part)];
  try {
    return readdirSync(Buffer.from(folder), { encoding: 'buffer' })
      .filter((name) => name.toString() === part)
      .map((name) => joinPath(folder, isUtf8(name) ? name.toString() : name));
  } catch {
    return [];
  }
}
