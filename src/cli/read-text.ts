import { type Stats, closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { FilePath } from './file-path.ts';
import { UsageError } from './usage-error.ts';

/** The largest Dockerfile that is read, in bytes. None comes near it; a disk image does. */
export const maximumBytes = 5_000_000;

const tooLarge = 'the file is larger than 5 MB, so it is no Dockerfile';

/**
 * The text of a file, or of stdin when `file` is undefined. A byte order mark is taken off: editors do not count it.
 * @throws UsageError with the reason, without the path, when it cannot be read, is too large or is not UTF-8.
 */
export async function readText(file: FilePath | undefined, stdin: Readable = process.stdin): Promise<string> {
  return file === undefined ? readStdin(stdin) : readFile(file);
}

/** As {@link readText}, of a file. */
export function readFile(file: FilePath): string {
  return decode(readRegular(file, maximumBytes, tooLarge));
}

async function readStdin(stdin: Readable): Promise<string> {
  try {
    return decode(await readStream(stdin));
  } catch (error) {
    throw asUsage(error);
  }
}

/**
 * For work that cannot wait: reads stdin now if it is among these files, and gives a function that reads any of them.
 * What goes wrong with stdin is thrown when it is its turn.
 */
export async function textReader(
  files: readonly (FilePath | undefined)[],
  stdin: Readable,
): Promise<(file: FilePath | undefined) => string> {
  const piped = files.includes(undefined)
    ? await readStdin(stdin).then(
        (text) => () => text,
        (error: unknown) => () => {
          throw error;
        },
      )
    : undefined;
  return (file) => {
    if (file !== undefined) return readFile(file);
    if (piped === undefined) throw new Error('stdin was not among the files.');
    return piped();
  };
}

/** @throws UsageError when these bytes are no text. */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UsageError('the file is not UTF-8 text. Save it as UTF-8', { cause });
  }
}

function asUsage(error: unknown): UsageError {
  return error instanceof UsageError ? error : new UsageError(systemReason(error), { cause: error });
}

async function readStream(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maximumBytes) throw new UsageError(tooLarge);
  }
  return Buffer.concat(chunks);
}

/**
 * The bytes of a regular file. Pipes, devices and folders are refused before they are opened: a pipe waits for ever, and
 * some devices do things when they are opened.
 * @param maximum in bytes.
 * @param above what to say of a file that is larger.
 * @throws UsageError with the reason, without the path.
 */
export function readRegular(file: FilePath, maximum: number, above: string): Uint8Array {
  try {
    refuseOthers(statSync(file));
    // What the path leads to may change at this moment; opened so, a pipe does not wait either.
    const opened = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(opened);
      refuseOthers(stats);
      return readOpened(opened, stats.size, maximum, above);
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    throw asUsage(error);
  }
}

/** In pieces, because a file may grow, and those of `/proc` do not tell beforehand how much will come. */
function readOpened(opened: number, expected: number, maximum: number, above: string): Uint8Array {
  if (expected > maximum) throw new UsageError(above);
  const chunks: Uint8Array[] = [];
  for (let size = 0; size <= maximum;) {
    const chunk = Buffer.allocUnsafe(size < expected ? expected + 1 - size : 65_536);
    const length = readSync(opened, chunk);
    chunks.push(chunk.subarray(0, length));
    size += length;
    if (length === 0 || (size === expected && length < chunk.length)) return Buffer.concat(chunks);
  }
  throw new UsageError(above);
}

/** @throws UsageError when it is no regular file. */
function refuseOthers(stats: Stats): void {
  if (stats.isFile()) return;
  if (stats.isDirectory()) throw new UsageError('it is a folder');
  if (stats.isFIFO())
    throw new UsageError('it is a pipe, not a file. Give what comes out of it to stdin, with the path "-"');
  throw new UsageError(`it is a ${stats.isSocket() ? 'socket' : 'device'}, not a file`);
}

/** Why the system would not open a path, in words. */
export function systemReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file or folder',
    ENOTDIR: 'there is no such file or folder',
    EACCES: 'it may not be read (permission denied)',
    EPERM: 'it may not be read (permission denied)',
    EISDIR: 'it is a folder',
    ELOOP: 'its links lead in a circle',
    ENAMETOOLONG: 'the name is too long',
  };
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
