/** What a request asks for. */
export interface RequestTarget {
  /** Decoded, without `.` and `..`, beginning with one slash. Undefined when it cannot be decoded, so names no file. */
  readonly path: string | undefined;
  /** With its question mark; empty when there is none. */
  readonly search: string;
}

/**
 * Reads the target in the first line of a request: a path, or a whole address of the protocol http, of which only the
 * path counts (https://www.rfc-editor.org/rfc/rfc9112#section-3.2).
 * @returns undefined for anything else. A path with two slashes in front is none either: in a `Location` it would be
 *   another host.
 */
export function requestTarget(target: string): RequestTarget | undefined {
  const path = /^https?:\/\//i.test(target) ? pathOf(target) : target;
  if (path === undefined || !/^\/(?![/\\])/.test(path)) return undefined;
  const { pathname, search } = new URL(path, 'http://site');
  try {
    return { path: decodeURIComponent(pathname), search };
  } catch {
    return { path: undefined, search };
  }
}

function pathOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { pathname, search } = new URL(address);
  return pathname + search;
}
