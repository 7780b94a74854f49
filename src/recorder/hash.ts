import { createHash } from 'node:crypto';
import type { StateSession } from '../lessons/recordings/recording-script.ts';

/** sha256 of a text (as UTF-8) or of bytes, in lower-case hex. */
export function hashText(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * sha256 of a build context: sorted relative paths and contents, each with its length, so that no two contexts
 * share a hash by moving bytes between files.
 */
export function hashContext(files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash('sha256');
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${Buffer.byteLength(path)} ${path} ${content.byteLength}\n`);
    hash.update(content);
  }
  return hash.digest('hex');
}

/** sha256 of what a state's session types and expects; a note does not count. */
export function hashSession(session: StateSession): string {
  return hashText(JSON.stringify([session.image, session.commands.map(({ run, exits }) => [run, exits])]));
}
