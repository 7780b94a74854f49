import { fstatSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';

/** stdout or stderr of this process. */
type Stream = NodeJS.WriteStream & { readonly fd: number };

/**
 * Writes all of a text to stdout or stderr. Whoever writes much awaits what it gives: while a reader is slow, all that
 * was written is in memory. When it cannot be written, because the reader has gone (`belay check | head`) or the disk is
 * full, nobody is left to be told: the process ends quietly, and its code says that not all was written.
 */
export function writerTo(stream: Stream): (text: string) => Promise<void> | undefined {
  stream.on('error', giveUp);
  if (!takesAllAtOnce(stream.fd)) {
    // One for all that wait: a command that writes little never asks.
    let wait: Promise<void> | undefined;
    return (text) => (stream.write(text) ? undefined : (wait ??= drained(stream).finally(() => (wait = undefined))));
  }
  // Node's stream writes to a file once, and what did not fit is lost without an error.
  let room: Uint8Array | undefined;
  return (text) => {
    writeAll(stream.fd, text, (room ??= new Uint8Array(roomBytes)));
    return undefined;
  };
}

/** One buffer serves for everything that is written: of a long report each would wait for the garbage collector. */
const roomBytes = 131_072;

/** A file or a device such as /dev/null; a terminal, a pipe and a socket may ask to wait. */
function takesAllAtOnce(descriptor: number): boolean {
  try {
    const status = fstatSync(descriptor);
    return status.isFile() || (status.isCharacterDevice() && !isatty(descriptor));
  } catch {
    return false;
  }
}

function drained(stream: Stream): Promise<void> {
  return new Promise((resolve) => stream.once('drain', resolve));
}

function writeAll(descriptor: number, text: string, room: Uint8Array): void {
  const encoder = new TextEncoder();
  for (let rest = text; rest !== '';) {
    const { read, written } = encoder.encodeInto(rest, room);
    try {
      for (let at = 0; at < written;) at += writeSync(descriptor, room, at, written - at);
    } catch {
      giveUp();
    }
    rest = rest.slice(read);
  }
}

function giveUp(): void {
  process.exit(2);
}
