import { gunzipSync } from 'node:zlib';

/** A member of a tar archive (POSIX ustar; pax records are passed over). */
export interface TarEntry {
  readonly path: string;
  readonly kind: 'file' | 'dir' | 'link' | 'other';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly target: string;
  readonly bytes: Buffer;
}

const BLOCK = 512;

/** All members of a gzipped tar archive; an apk package is several of them one behind the other. */
export function tarEntries(tarball: Uint8Array): TarEntry[] {
  const archive = gunzipSync(tarball);
  const entries: TarEntry[] = [];
  const text = (start: number, length: number): string =>
    archive.toString('utf8', start, start + length).replace(/\0.*$/s, '');
  for (let at = 0; at + BLOCK <= archive.length;) {
    if (archive[at] === 0) {
      at += BLOCK;
      continue;
    }
    const number = (start: number, length: number): number => parseInt(text(at + start, length), 8) || 0;
    const size = number(124, 12);
    const type = text(at + 156, 1);
    const prefix = text(at + 345, 155);
    const path = `/${`${prefix === '' ? '' : `${prefix}/`}${text(at, 100)}`.replace(/^(?:\.\/)?\/?/, '').replace(/\/$/, '')}`;
    const bytes = archive.subarray(at + BLOCK, at + BLOCK + size);
    const kinds: Record<string, TarEntry['kind']> = { '': 'file', '0': 'file', '1': 'link', '2': 'link', '5': 'dir' };
    if (type !== 'x' && type !== 'g') {
      entries.push({
        path,
        kind: kinds[type] ?? 'other',
        mode: number(100, 8) & 0o7777,
        uid: number(108, 8),
        gid: number(116, 8),
        // A hard link names a member of the archive, which stands at the root.
        target: type === '1' ? `/${text(at + 157, 100).replace(/^\.?\//, '')}` : text(at + 157, 100),
        bytes,
      });
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return entries;
}

/** A text as it stands between backquotes in a module. */
export function inTemplate(text: string): string {
  return text.replace(/[`\\]|\$\{/g, '\\$&');
}
