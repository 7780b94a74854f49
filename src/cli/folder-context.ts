import { lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { BuildContext } from '../checker/index.ts';
import type { Problem } from './discover.ts';
import { type FilePath, isInside, shownPath } from './file-path.ts';
import { listFolder } from './folder-entries.ts';
import { readRegular, systemReason } from './read-text.ts';
import { UsageError } from './usage-error.ts';

/** Folders that may hold very many files. What is in them is not looked at, and so not known. */
const skipped = new Set(['.git', 'node_modules']);

/** More than most projects have; a home folder has more. Folders count as entries: there may be no end of empty ones. */
const maximum = { files: 20_000, entries: 200_000 };
const maximumBytes = 1024 * 1024;
/** A Dockerfile may name any number of files that cannot be read. */
const maximumProblems = 20;

/** A build context, and what of it could not be seen. */
export interface FolderContext extends BuildContext {
  /** As far as anything has been asked for. Each with a path as in `shown`. */
  readonly problems: readonly Problem[];
  /** Set when there are more files than are looked at: a sentence without a full stop. */
  readonly excess: string | undefined;
}

/**
 * The files of a folder as a build context. Nothing is read before it is asked for, and nothing outside of the folder,
 * wherever a link in it leads. What cannot be read is as if it were not there, and one of the `problems`.
 * @param folder absolute.
 * @param shown the folder as it is shown.
 */
export function folderContext(folder: string, shown: string, limits = maximum): FolderContext {
  const problems = new Map<string, string>();
  let listing: Listing | undefined;
  const listed = (): Listing => {
    if (listing === undefined) {
      listing = listFiles(folder, limits);
      for (const [path, reason] of listing.unreadable) problems.set(path, reason);
    }
    return listing;
  };
  return {
    get paths() {
      return listed().paths;
    },
    get unlisted() {
      return listed().unlisted;
    },
    stat(path) {
      return statInside(folder, join(folder, path));
    },
    read(path) {
      try {
        return readInside(folder, join(folder, path));
      } catch (error) {
        const file = join(folder, path);
        // Of what lies below something that cannot be read, that one line says enough.
        if (![...problems.keys()].some((known) => isInside(known, file))) {
          problems.set(file, error instanceof UsageError ? error.message : systemReason(error));
        }
        return undefined;
      }
    },
    get problems() {
      const all = [...problems].map(([path, reason]) => ({ path: join(shown, relative(folder, path)), reason }));
      const rest = all.length - maximumProblems;
      if (rest <= 0) return all;
      return [...all.slice(0, maximumProblems), { path: shown, reason: `${count(rest)} more in it cannot be read` }];
    },
    get excess() {
      return listing?.complete === false
        ? `it holds more than is looked at (${count(limits.files)} files, ${count(limits.entries)} entries). Name a smaller folder`
        : undefined;
    },
  };
}

/** The files of a lesson's state as a build context. */
export { contextOf as memoryContext } from '../checker/index.ts';

/**
 * The text of a file, undefined where there is none or where it is a large one, as programs are. A builder follows no link out of the context either.
 * @throws UsageError, or the system's error, when it is there and cannot be read.
 */
function readInside(folder: string, file: string): string | undefined {
  if (!isInside(folder, file) || file.includes('\0')) return undefined;
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats === undefined || stats.isDirectory() || stats.size > maximumBytes) return undefined;
    if (!isInside(realpathSync(folder), realpathSync(file))) return undefined;
  } catch (error) {
    // No file has a name that is too long, and a Dockerfile may name anything.
    if ((error as NodeJS.ErrnoException).code === 'ENAMETOOLONG') return undefined;
    throw error;
  }
  return Buffer.from(readRegular(file, maximumBytes, 'the file grows while it is read')).toString();
}

/**
 * What is at a path, links not followed; undefined where nothing is, or nothing that can be asked. Windows knows no modes, and
 * Docker gives every file of a context from there the right to run.
 */
function statInside(folder: string, file: string): ReturnType<NonNullable<BuildContext['stat']>> {
  if (!isInside(folder, file) || file.includes('\0')) return undefined;
  try {
    const stats = lstatSync(file);
    const mode = sep === '\\' ? 0o755 : stats.mode & 0o7777;
    if (stats.isSymbolicLink()) return { kind: 'link', target: readlinkSync(file) };
    if (stats.isDirectory()) return { kind: 'dir', mode };
    return { kind: 'file', mode, size: stats.size };
  } catch {
    return undefined;
  }
}

interface Listing {
  readonly paths: readonly string[];
  /** Folders that were not looked into. */
  readonly unlisted: readonly string[];
  /** Folders and why they could not be read. */
  readonly unreadable: readonly (readonly [path: string, reason: string])[];
  readonly complete: boolean;
}

function listFiles(folder: string, { files, entries }: typeof maximum): Listing {
  const paths: string[] = [];
  const unlisted: string[] = [];
  const unreadable: [string, string][] = [];
  const waiting: FilePath[] = [folder];
  let seen = 0;
  while (paths.length <= files && seen <= entries) {
    const next = waiting.pop();
    if (next === undefined) break;
    try {
      for (const { name, path, kind } of listFolder(next)) {
        seen++;
        const own = relative(folder, shownPath(path)).replaceAll(sep, '/');
        if (kind === 'file' || kind === 'link') paths.push(own);
        // A pipe or a device is there, and more is not known of it.
        else if (kind === 'other' || skipped.has(name)) unlisted.push(own);
        else waiting.push(path);
      }
    } catch (error) {
      unreadable.push([shownPath(next), systemReason(error)]);
      unlisted.push(relative(folder, shownPath(next)).replaceAll(sep, '/'));
    }
  }
  const complete = waiting.length === 0 && paths.length <= files;
  if (!complete) unlisted.push(...waiting.map((each) => relative(folder, shownPath(each)).replaceAll(sep, '/')), '');
  return { paths: paths.slice(0, files).sort(), unlisted, unreadable, complete };
}

function count(number: number): string {
  return number.toLocaleString('en');
}
