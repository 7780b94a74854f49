import { baseName, isWithin, resolvePath } from '../model/paths.ts';
import type { FileEvent } from '../model/types.ts';

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
