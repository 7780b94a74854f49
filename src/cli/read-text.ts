import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { UsageError } from './usage-error.ts';

/** The largest file that is read, in bytes. No Dockerfile comes near it; a disk image does. */
export const maximumBytes = 5_000_000;

/**
 * The text of a file, or of stdin when `file` is undefined. A byte order mark is taken off: editors do not count it.
 * @throws UsageError with the reason, without the path, when it cannot be read, is too large or is not UTF-8.
 */
export async function readText(file: string | undefined, stdin: Readable = process.stdin): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = file === undefined ? await readStream(stdin) : readBytes(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(systemReason(error), { cause: error });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UsageError('the file is not UTF-8 text. Save it as UTF-8', { cause });
  }
}

async function readStream(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size = checkedSize(size + chunk.length);
  }
  return Buffer.concat(chunks);
}

/** In pieces, because a pipe or a device does not tell beforehand how much will come. */
function readBytes(file: string): Uint8Array {
  const opened = openSync(file, 'r');
  try {
    const expected = checkedSize(fstatSync(opened).size);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(Math.max(65_536, expected + 1 - size));
      const length = readSync(opened, chunk);
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, length));
      size = checkedSize(size + length);
    }
  } finally {
    closeSync(opened);
  }
}

/** @throws UsageError when it is too large. */
function checkedSize(size: number): number {
  if (size > maximumBytes) throw new UsageError('the file is larger than 5 MB, so it is no Dockerfile');
  return size;
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
