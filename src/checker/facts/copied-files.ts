import type { FileEvent } from '../model/types.ts';
import { baseName, isWithin, resolvePath } from '../model/paths.ts';
import { addTo } from '../lists.ts';

/** Archives, packages and images: single files that weigh something. */
const ARCHIVE = /\.(tar|tgz|tbz2?|txz|gz|bz2|xz|zst|zip|7z|apk|deb|rpm|whl|gem|jar|war|iso|img|dump)$/;

/** Names without an extension that are those of files. */
const SINGLE =
  /^(([A-Z]\w{0,20}|make)file|LICENSE|README|NOTICE|VERSION|CHANGELOG|authorized_keys|known_hosts|id_\w+|crontab|artisan|gradlew|mvnw|(docker-)?entrypoint|\.env|\.editorconfig|\.gitconfig|\.[\w-]*(rc|ignore|attributes|modules|-version))$/;

/** How much a COPY or ADD brings: a `folder`, an `archive`, one `file`, or undefined where the name does not say. */
export function copiedKind({ kind, source, path }: FileEvent): 'folder' | 'archive' | 'file' | undefined {
  if (kind !== 'copy' || source === undefined || path === undefined) return undefined;
  if (source.startsWith('<<')) return 'file';
  if (source.endsWith('/') || /^(.*\/)?\.{1,2}$/.test(source)) return 'folder';
  const last = baseName(source);
  if (ARCHIVE.test(last)) return 'archive';
  return SINGLE.test(last) || (/[^/]\.\w+$/.test(last) && !/[*?[]/.test(last)) ? 'file' : undefined;
}

/** File events by path, to ask what lies at or below a folder without looking at all of them. */
export class PathIndex {
  readonly #below = new Map<string, FileEvent[]>();

  add(event: FileEvent): void {
    if (event.path === undefined) return;
    for (const folder of foldersOf(event.path)) {
      addTo(this.#below, folder, event);
    }
  }

  /** Events whose path is this one or lies below it, oldest first. */
  within(path: string): readonly FileEvent[] {
    return this.#below.get(plain(path)) ?? [];
  }

  /** Forgets what is at or below a path. */
  remove(path: string): void {
    this.#below.delete(plain(path));
  }
}

const MAX_DEPTH = 20;

/** `/a`, `/a/b` and `/a/b/c` for `/a/b/c`. */
function foldersOf(path: string): string[] {
  const parts = plain(path).split('/').slice(0, MAX_DEPTH);
  return parts.map((_, i) => parts.slice(0, i + 1).join('/')).slice(1);
}

function plain(path: string): string {
  return path.replace(/\/$/, '');
}

/** True when a COPY may bring a path: it names it, or the source may be a folder with the path in it. */
export function mayCopyTo({ kind, path, source, step }: FileEvent, wanted: string): boolean {
  if (kind !== 'copy') return false;
  if (path === undefined || isWithin(wanted, path)) return true;
  const { value } = step.copy?.destination ?? {};
  const destination = value === undefined ? undefined : resolvePath(value, step.before.workdir);
  return destination !== undefined && isWithin(wanted, destination) && !hasExtension(source ?? '');
}

/** `a.js`, and not `.env`. */
function hasExtension(source: string): boolean {
  const name = baseName(source);
  const dot = name.lastIndexOf('.');
  return dot > 0 && /[^.]/.test(name.slice(0, dot)) && /^\w+$/.test(name.slice(dot + 1));
}
