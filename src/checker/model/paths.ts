/** No path of Linux is longer (`PATH_MAX`, limits.h). */
const LONGEST_PATH = 4096;

/**
 * An absolute path without `.`, `..` and doubled slashes; a trailing slash is kept. Undefined when `base` is needed and
 * unknown, and for a path that is too long to exist: thousands of relative WORKDIRs would take the square of their time.
 */
export function resolvePath(path: string, base: string | undefined): string | undefined {
  if (path.length > LONGEST_PATH) return undefined;
  if (path.startsWith('/')) {
    if (path.length > 1 && !path.includes('//') && !path.includes('/.')) return path;
  } else if (base === undefined) return undefined;
  const whole = path.startsWith('/') ? path : `${base ?? ''}/${path}`;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  const slash = parts.length > 0 && /(^|\/)\.?$/.test(path) ? '/' : '';
  const resolved = `/${parts.join('/')}${slash}`;
  return resolved.length > LONGEST_PATH ? undefined : resolved;
}

/** True when `path` is `parent` or below it. */
export function isWithin(path: string, parent: string): boolean {
  const folder = parent.endsWith('/') ? parent : `${parent}/`;
  return path === parent || path === folder || `${path}/` === folder || path.startsWith(folder);
}

/** The last part of a path or of the name of an image. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
