/** An absolute path without `.`, `..` and doubled slashes; a trailing slash is kept. Undefined when `base` is needed and unknown. */
export function resolvePath(path: string, base: string | undefined): string | undefined {
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
  return `/${parts.join('/')}${slash}`;
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
