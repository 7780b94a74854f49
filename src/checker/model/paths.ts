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

/**
 * A test for names that a pattern of `*`, `?` and `[…]` matches, as fnmatch reads it without flags; undefined for a
 * text that is no pattern.
 * @param any the class of what `*` and `?` match: `[^/]` for a file name in a path.
 */
export function globMatcher(pattern: string, any = '.'): ((name: string) => boolean) | undefined {
  if (!/[*?[]/.test(pattern) || pattern.length > 100) return undefined;
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*+/g, `${any}*`)
    .replace(/\?/g, any)
    .replace(/\[!/g, '[^');
  try {
    const expression = new RegExp(`^${source}$`, 's');
    return (name) => expression.test(name);
  } catch {
    return undefined;
  }
}

/** The last part of a path or of the name of an image. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
