import { globMatcher } from '../../glob/name-pattern.ts';
import type { DirNode, FileNode, LinkNode, Node } from './node.ts';
import type { Tree } from './tree.ts';

/** What is looked for in all of a file system. */
export type FileQuery =
  /** Paths that an absolute pattern matches; a wildcard stays in its folder. */
  | { readonly glob: string }
  /** A file of the build context, at whatever path and under whatever name. */
  | { readonly context: string }
  /** Files whose name a pattern matches, wherever they lie. */
  | { readonly named: string }
  /** Files that a package brought, wherever they were copied from. */
  | { readonly package: string; readonly paths: ReadonlySet<string> }
  /** A program that a contract or a compiler made, or one of that name from the base or a package, wherever it was copied to. */
  | { readonly program: string }
  /** The folder of a package of Node.js, in whatever `node_modules`. */
  | { readonly module: string }
  /** An archive: one that tar made, or that came from elsewhere under the name of one. */
  | { readonly archive: true };

export interface SearchResult {
  /** Real path of the first thing that was found. */
  readonly path: string | undefined;
  readonly node: FileNode | DirNode | LinkNode | undefined;
  /** Nothing was found, and why there may be something all the same. What commands of which nothing is known may have made is left out: it stands in `given`. */
  readonly open: string | undefined;
}

/**
 * Looks for something in a file system.
 * @param seen folders in which nothing was found; trees share what does not change, so a list that is kept from one layer to
 * the next saves looking again.
 */
export function search(tree: Tree, query: FileQuery, seen = new Set<DirNode>()): SearchResult {
  if ('glob' in query) return searchGlob(tree, query.glob);
  const fits = testOf(query);
  let open: string | undefined;
  const walk = (folder: DirNode, at: string): SearchResult | undefined => {
    if (seen.has(folder)) return undefined;
    for (const [name, entry] of folder.entries) {
      const isMaybe = entry.kind === 'maybe';
      const node: Node | undefined = isMaybe ? entry.node : entry;
      if (node === undefined || node.kind === 'gone') continue;
      const path = `${at}/${name}`;
      if (fits(node, name, path)) {
        if (!isMaybe) return { path, node, open: undefined };
        open ??= entry.why;
      }
      const found = node.kind === 'dir' ? walk(node, path) : undefined;
      if (found === undefined) continue;
      if (!isMaybe) return found;
      open ??= entry.why;
    }
    if (open === undefined) seen.add(folder);
    return undefined;
  };
  return walk(tree.root, '') ?? { path: undefined, node: undefined, open };
}

function testOf(
  query: Exclude<FileQuery, { glob: string }>,
): (node: FileNode | DirNode | LinkNode, name: string, path: string) => boolean {
  if ('context' in query) return (node) => node.kind === 'file' && node.content.context === query.context;
  if ('named' in query) {
    const matches = globMatcher(query.named);
    return (node, name) => node.kind === 'file' && matches?.(name) === true;
  }
  if ('module' in query) return (_, __, path) => path.endsWith(`/node_modules/${query.module}`);
  if ('program' in query) {
    const end = `/${query.program}`;
    return (node) =>
      node.kind === 'file' &&
      (node.content.made?.name === query.program || node.content.source?.endsWith(end) === true);
  }
  if ('archive' in query)
    return (node, name) =>
      node.kind === 'file' &&
      (node.content.packed !== undefined ||
        (node.content.text === undefined && node.origin.kind !== 'package' && isArchive(name) && !APK_OWN.test(name)));
  return (node) =>
    (node.origin.kind === 'package' && node.origin.name === query.package && node.kind !== 'dir') ||
    (node.kind === 'file' && node.content.source !== undefined && query.paths.has(node.content.source));
}

/** What apk keeps for itself: the scripts of packages, and its index. */
const APK_OWN = /^(?:scripts|APKINDEX.*)\.tar(?:\.gz)?$/;

/** Whether a name is one of an archive. */
export function isArchive(path: string): boolean {
  return /\.(?:tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz|zst))$/.test(path);
}

function searchGlob(tree: Tree, pattern: string): SearchResult {
  const parts = pattern.split('/').filter((part) => part !== '');
  let open: string | undefined;
  const walk = (folder: DirNode, at: string, index: number): SearchResult | undefined => {
    const part = parts[index] ?? '';
    const isLast = index === parts.length - 1;
    const matches = globMatcher(part);
    const only = folder.entries.get(part);
    const entries = matches === undefined ? (only === undefined ? [] : [[part, only] as const]) : folder.entries;
    for (const [name, entry] of entries) {
      if (entry.kind === 'gone' || (matches !== undefined && !matches(name))) continue;
      if (entry.kind === 'maybe') open ??= entry.why;
      else if (isLast) return { path: `${at}/${name}`, node: entry, open: undefined };
      else if (entry.kind === 'dir') {
        const found = walk(entry, `${at}/${name}`, index + 1);
        if (found !== undefined) return found;
      }
    }
    // A name that was taken away is known to be gone, whatever else the folder may hold.
    const isKnown = matches === undefined && only !== undefined;
    if (folder.complete < 0 && !isKnown) open ??= tree.whyOpen(folder);
    return undefined;
  };
  const found = parts.length === 0 ? undefined : walk(tree.root, '', 0);
  return found ?? { path: undefined, node: undefined, open };
}
