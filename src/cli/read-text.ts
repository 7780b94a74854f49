import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { UsageError } from './usage-error.ts';

/** The largest file that is read, in bytes. No Dockerfile comes near it; a disk image does. */
export const maximumBytes = 50 * 1024 * 1024;

/**
 * The text of a file, or of stdin when `file` is undefined. A byte order mark is taken off: editors do not count it.
 * @throws UsageError with the reason, without the path, when it cannot be read, is too large or is not UTF-8.
 */
export async function readText(file: string | undefined, stdin: Readable = process.stdin): Promise<string> {
  const stream: AsyncIterable<Uint8Array> = file === undefined ? stdin : createReadStream(file);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > maximumBytes) throw new UsageError('the file is larger than 50 MB, so it is no Dockerfile');
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(systemReason(error), { cause: error });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new UsageError('the file is not UTF-8 text. Save it as UTF-8', { cause });
  }
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
