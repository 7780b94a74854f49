import type { FileEvent } from '../../model/types.ts';

/** Archives, packages and images: single files that weigh something. */
const ARCHIVE = /\.(tar|tgz|tbz2?|txz|gz|bz2|xz|zst|zip|7z|apk|deb|rpm|whl|gem|jar|war|iso|img|sql|dump)$/;

/** How much a COPY or ADD brings: a `folder`, an `archive`, one `file`, or undefined where the name does not say. */
export function copiedKind({ kind, source, path }: FileEvent): 'folder' | 'archive' | 'file' | undefined {
  if (kind !== 'copy' || source === undefined || path === undefined) return undefined;
  if (source.startsWith('<<')) return 'file';
  if (source.endsWith('/') || /^(.*\/)?\.{1,2}$/.test(source)) return 'folder';
  const last = source.slice(source.lastIndexOf('/') + 1);
  if (ARCHIVE.test(last)) return 'archive';
  return /[^/]\.\w+$/.test(last) && !/[*?[]/.test(last) ? 'file' : undefined;
}
