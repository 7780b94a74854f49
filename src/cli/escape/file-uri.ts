import { posix, sep, win32 } from 'node:path';

/**
 * The URI of a file (RFC 3986), in ASCII. An absolute path is a `file:` URI; a relative one is meant from wherever the
 * report is read.
 * @param windows whether `\` separates folders and a drive or a server begins a path.
 */
export function fileUri(path: string, windows = sep === '\\'): string {
  const parts = (text: string): string => text.split('/').map(part).join('/');
  if (!windows) return path.startsWith('/') ? `file://${parts(posix.normalize(path))}` : parts(path);
  const slashed = win32.normalize(path).replaceAll('\\', '/');
  const [, drive, rest = ''] = /^([A-Za-z]:)(\/.*)$/s.exec(slashed) ?? [];
  if (drive !== undefined) return `file:///${drive}${parts(rest)}`;
  if (slashed.startsWith('//')) return `file:${parts(slashed)}`;
  return slashed.startsWith('/') ? `file://${parts(slashed)}` : parts(slashed);
}

/** Half a surrogate pair has no UTF-8. */
function part(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}
