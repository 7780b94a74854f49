import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { type FilePath, folderOf, isInside, joinPath, realPath, shownPath } from './file-path.ts';
import { systemReason } from './read-text.ts';
import { UsageError } from './usage-error.ts';

const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/** What a file that was replaced is like besides its text. */
interface Replaced {
  /** Other names of the old file (hard links), which keep the old text. */
  readonly otherNames: number;
}

/**
 * Puts a text in the place of a file's. Whatever happens meanwhile, a full disk, a limit, a power cut, the file holds the
 * whole old text or the whole new one: the new one is written beside it, flushed, and renamed. Mode, owner and byte order
 * mark stay; of a link the target is replaced. Extended attributes and access lists do not come along.
 * @param before the text that was read; a file that holds another one by now is left alone
 * @param folders absolute; a link must not lead out of all of them
 * @throws UsageError with the reason, without the path; the file is as it was
 */
export function replaceFile(file: FilePath, before: string, after: string, folders: readonly FilePath[]): Replaced {
  let temporary: FilePath | undefined;
  try {
    const target = targetOf(file, folders);
    const stats = statSync(target);
    if (!stats.isFile()) throw new UsageError('it is no regular file, so it is not written');
    // A new file could take the place of one that must not be changed.
    accessSync(target, constants.W_OK);
    // Under another of its names it has been mended already.
    if (markIn(target, after) !== undefined) return { otherNames: 0 };
    const mark = markOf(target, before);
    temporary = joinPath(folderOf(target), temporaryName());
    writeNew(temporary, Buffer.concat([mark, Buffer.from(after)]), stats);
    markOf(target, before);
    renameSync(temporary, target);
    temporary = undefined;
    flushFolder(folderOf(target));
    return { otherNames: stats.nlink - 1 };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot write it: ${writeReason(error)}`, { cause: error });
  } finally {
    if (temporary !== undefined) removeQuietly(temporary);
  }
}

/** The file itself, at the end of all links. */
function targetOf(file: FilePath, folders: readonly FilePath[]): FilePath {
  const target = realPath(file);
  if (folders.some((folder) => isInside(realPath(folder), target))) return target;
  throw new UsageError(
    `it is a link that leads out of the folder, to ${shownPath(target)}, so it is not written. Name that file if you mean it`,
  );
}

/**
 * The byte order mark of a file, or nothing.
 * @throws UsageError when the file does not hold the text that was checked
 */
function markOf(target: FilePath, before: string): Buffer {
  const mark = markIn(target, before);
  if (mark !== undefined) return mark;
  throw new UsageError('it has changed while it was checked, so it is left as it is. Run belay fix again');
}

/** The byte order mark before this text in a file, or nothing; undefined when the file holds another text. */
function markIn(target: FilePath, expected: string): Buffer | undefined {
  const bytes = readFileSync(target);
  const text = Buffer.from(expected);
  if (bytes.equals(text)) return Buffer.alloc(0);
  return bytes.equals(Buffer.concat([BYTE_ORDER_MARK, text])) ? BYTE_ORDER_MARK : undefined;
}

/** A new file with the bytes, the mode and the owner, on the disk when this returns. */
function writeNew(path: FilePath, bytes: Uint8Array, { mode, uid, gid }: Stats): void {
  const opened = openSync(path, 'wx', 0o600);
  // A limit of file size (`ulimit -f`) then is an error of the write, and not the end of the process.
  const ignore = (): void => undefined;
  const hasLimits = process.platform !== 'win32';
  if (hasLimits) process.on('SIGXFSZ', ignore);
  try {
    writeFileSync(opened, bytes);
    const own = fstatSync(opened);
    if (own.uid !== uid || own.gid !== gid) keepOwner(opened, uid, gid);
    // Behind the owner: a new owner takes some bits of the mode away.
    fchmodSync(opened, mode & 0o7777);
    fsyncSync(opened);
  } finally {
    if (hasLimits) process.off('SIGXFSZ', ignore);
    closeSync(opened);
  }
}

function keepOwner(opened: number, uid: number, gid: number): void {
  try {
    fchownSync(opened, uid, gid);
  } catch (cause) {
    throw new UsageError('it belongs to another user or group, who would lose it, so it is not written', { cause });
  }
}

/** So that the new name outlasts a power cut. Not every system and disk can do it, and the file is whole either way. */
function flushFolder(folder: FilePath): void {
  let opened: number | undefined;
  try {
    opened = openSync(folder, 'r');
    fsyncSync(opened);
  } catch {
    // As said.
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

function removeQuietly(path: FilePath): void {
  try {
    unlinkSync(path);
  } catch {
    // It was never made, or the disk is gone with it.
  }
}

/** `.belay-fix-4711-9f86d081.tmp`: hidden, no name of a Dockerfile, and the number is the process that writes it. */
function temporaryName(): string {
  // `node:crypto` would be loaded at every start of the command; what is global, when it is used.
  const number = Buffer.from(crypto.getRandomValues(new Uint8Array(4)));
  return `.belay-fix-${process.pid}-${number.toString('hex')}.tmp`;
}

/** The process of a temporary file's name; undefined for any other name. */
export function writerOf(name: string): number | undefined {
  const [, pid] = /^\.belay-fix-(\d+)-[\da-f]{8}\.tmp$/.exec(name) ?? [];
  return pid === undefined ? undefined : Number(pid);
}

const WRITE_REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied for the file or its folder',
  EPERM: 'permission denied for the file or its folder',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EBUSY: 'it is in use, or mounted by itself, so no other file can take its place',
  EFBIG: 'it would become larger than the limit for files allows (ulimit -f)',
};

function writeReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return WRITE_REASONS[code] ?? systemReason(error);
}
