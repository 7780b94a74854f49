import { isUtf8 } from 'node:buffer';
import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';

/** A path to open. Bytes where it is no text: Linux takes any bytes in a name, and a string would name another file. */
export type FilePath = string | Buffer;

/** @param name one name, or several with `/` between them. */
export function joinPath(folder: FilePath, name: FilePath): FilePath {
  if (typeof folder === 'string' && typeof name === 'string') return join(folder, name);
  const before = Buffer.from(folder);
  const separator = before.at(-1) === 0x2f ? '' : '/';
  return Buffer.concat([before, Buffer.from(separator), Buffer.from(name)]);
}

/** As text to read, sort and match by; a byte that is no UTF-8 becomes `\xE4`, so that two names stay two. */
export function shownPath(path: FilePath): string {
  if (typeof path === 'string') return path;
  if (isUtf8(path)) return path.toString();
  let shown = '';
  for (let at = 0; at < path.length;) {
    const length = [1, 2, 3, 4].find((count) => isUtf8(path.subarray(at, at + count)));
    shown +=
      length === undefined
        ? `\\x${path.toString('hex', at, at + 1).toUpperCase()}`
        : path.toString('utf8', at, at + length);
    at += length ?? 1;
  }
  return shown;
}

/** The name alone, shown. */
export function shownName(path: FilePath): string {
  return basename(shownPath(path));
}

/** The folder that an absolute path lies in. */
export function folderOf(path: FilePath): FilePath {
  return typeof path === 'string' ? dirname(path) : textOr(path.subarray(0, Math.max(1, path.lastIndexOf('/'))));
}

/**
 * Where a path leads, at the end of all links.
 * @throws the system's error when there is nothing.
 */
export function realPath(path: FilePath): FilePath {
  // Node's own walk takes only text; the system's takes what it gave.
  return textOr(realpathSync.native(path, { encoding: 'buffer' }));
}

function textOr(bytes: Buffer): FilePath {
  return isUtf8(bytes) ? bytes.toString() : bytes;
}

/** Whether an absolute path is this folder or below it, as they are written: links are not looked at. */
export function isInside(folder: FilePath, path: FilePath): boolean {
  const areTexts = typeof folder === 'string' && typeof path === 'string';
  const way = areTexts ? relative(folder, path) : relative(bytewise(folder), bytewise(path));
  return !isAbsolute(way) && !/^\.\.(?:[/\\]|$)/.test(way);
}

/** A text in which each byte of a path is one character. */
function bytewise(path: FilePath): string {
  return Buffer.from(path).toString('latin1');
}
