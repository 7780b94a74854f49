import { fstatSync, writeSync } from 'node:fs';

/** stdout or stderr of this process. */
type Output = NodeJS.WriteStream & { readonly fd: number };

/**
 * Writes all of a text to stdout or stderr. When that is not possible, because the reader has gone (`belay check | head`)
 * or the disk is full, nobody is left to be told: the process ends quietly, and its code says that not all was written.
 */
export function writerTo(stream: Output): (text: string) => void {
  stream.on('error', giveUp);
  // Node's stream writes to a file once, and what did not fit is lost without an error.
  return isFile(stream.fd) ? (text) => writeAll(stream.fd, Buffer.from(text)) : (text) => void stream.write(text);
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}

function writeAll(descriptor: number, bytes: Buffer): void {
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
  } catch {
    giveUp();
  }
}

function giveUp(): void {
  process.exit(2);
}
