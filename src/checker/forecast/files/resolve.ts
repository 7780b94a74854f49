import { partsOf, type Tree } from './tree.ts';
import type { DirNode, FileNode, LinkNode, Node } from './node.ts';

export interface Credentials {
  /** Undefined: not known. */
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  readonly groups: readonly number[];
}

export const ROOT: Credentials = { uid: 0, gid: 0, groups: [0] };

/** What a path leads to. `path` is the real path of the thing or of the place where it would be. */
export type Found =
  | { readonly at: 'there'; readonly path: string; readonly node: FileNode | DirNode | LinkNode; readonly ro: boolean }
  /** `folder` false: the folder in front of it is missing too. */
  | { readonly at: 'absent'; readonly path: string; readonly folder: boolean; readonly ro: boolean }
  | { readonly at: 'not-a-folder' | 'denied' | 'loop'; readonly path: string }
  | {
      readonly at: 'unknown';
      readonly path: string;
      readonly because: string;
      /** What it would be, if it is there. */
      readonly node: Exclude<Node, { kind: 'gone' | 'maybe' }> | undefined;
      /** That file may as well be a folder. */
      readonly orFolder?: true | undefined;
    };

const mostLinks = 40;

/** Walks a path by the kernel's rules: links on the way are followed, the last one only with `follow`. */
export function resolve(tree: Tree, path: string, as: Credentials, follow = true): Found {
  return (as.uid === 0 ? walkPlain(tree, path, follow) : undefined) ?? walk(tree, path, as, follow);
}

/** The usual case without a list of parts: root, an absolute path in plain form, no links. Undefined for any other. */
function walkPlain(tree: Tree, path: string, follow: boolean, links = 0): Found | undefined {
  if (path.charCodeAt(0) !== 47 || path.length < 2) return undefined;
  let folder = tree.root;
  let ro = folder.mount === 'ro';
  for (let start = 1; ;) {
    const slash = path.indexOf('/', start);
    const end = slash < 0 ? path.length : slash;
    const name = path.slice(start, end);
    if (name === '' || name === '.' || name === '..') return undefined;
    const node = folder.entries.get(name);
    if (node === undefined || node.kind === 'gone') {
      if (slash >= 0 && /\/(?:\.{0,2}\/|\.{0,2}$)/.test(path.slice(slash))) return undefined;
      const at = slash < 0 ? path : path.slice(0, end);
      if (tree.knowsAbsence(folder, at, node)) return { at: 'absent', path, folder: slash < 0, ro };
      return { at: 'unknown', path, because: tree.whyOpen(folder), node: undefined };
    }
    switch (node.kind) {
      case 'dir':
        if (node.mount !== undefined) ro = node.mount === 'ro';
        if (slash < 0) return { at: 'there', path, node, ro };
        folder = node;
        break;
      case 'file':
        return slash < 0 ? { at: 'there', path, node, ro } : undefined;
      case 'link':
        if (slash >= 0 || (follow && links > 8)) return undefined;
        if (follow) return walkPlain(tree, node.target, follow, links + 1);
        return { at: 'there', path, node, ro };
      case 'maybe':
        return undefined;
    }
    start = end + 1;
  }
}

function walk(tree: Tree, path: string, as: Credentials, follow: boolean): Found {
  const parts = path.split('/');
  // What is left to walk, the next part last.
  const rest: string[] = [];
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i] ?? '';
    if (part !== '') rest.push(part);
    else if (i === parts.length - 1 && rest.length === 0 && parts.length > 2) rest.push('.');
  }
  const folders: DirNode[] = [tree.root];
  const paths: string[] = [''];
  let links = 0;
  while (rest.length > 0) {
    const name = rest.pop() ?? '';
    if (name === '.') continue;
    const folder = folders[folders.length - 1] ?? tree.root;
    const here = paths[paths.length - 1] ?? '';
    if (as.uid !== 0) {
      const searchable = allows(folder, 1, as);
      if (searchable === false) return { at: 'denied', path: here || '/' };
      if (searchable === undefined)
        return { at: 'unknown', path: here || '/', because: `the owner of ${here} is not known`, node: undefined };
    }
    if (name === '..') {
      if (folders.length > 1) {
        folders.pop();
        paths.pop();
      }
      continue;
    }
    const at = `${here}/${name}`;
    const node = folder.entries.get(name);
    if (node === undefined || node.kind === 'gone') {
      if (tree.knowsAbsence(folder, at, node)) {
        return { at: 'absent', path: joined(at, rest), folder: isLast(rest), ro: isReadOnly(folders) };
      }
      return { at: 'unknown', path: joined(at, rest), because: tree.whyOpen(folder), node: undefined };
    }
    if (node.kind === 'maybe') {
      const { why: because, orFolder } = node;
      return { at: 'unknown', path: joined(at, rest), because, node: isLast(rest) ? node.node : undefined, orFolder };
    }
    if (node.kind === 'link' && (follow || rest.length > 0)) {
      if (++links > mostLinks) return { at: 'loop', path: at };
      if (node.target.startsWith('/')) {
        folders.length = 1;
        paths.length = 1;
      }
      rest.push(...partsOf(node.target).reverse());
      continue;
    }
    if (node.kind === 'dir') {
      folders.push(node);
      paths.push(at);
      continue;
    }
    if (rest.length > 0) return { at: 'not-a-folder', path: at };
    return { at: 'there', path: at, node, ro: isReadOnly(folders) };
  }
  const node = folders[folders.length - 1] ?? tree.root;
  return { at: 'there', path: paths[paths.length - 1] || '/', node, ro: isReadOnly(folders) };
}

function isLast(rest: readonly string[]): boolean {
  return rest.length === 0 || rest.every((each) => each === '.');
}

/** By the innermost mount. */
function isReadOnly(folders: readonly DirNode[]): boolean {
  for (let i = folders.length - 1; i >= 0; i--) {
    const mount = folders[i]?.mount;
    if (mount !== undefined) return mount === 'ro';
  }
  return false;
}

function joined(path: string, rest: readonly string[]): string {
  const more = rest.filter((part) => part !== '.').reverse();
  return more.length === 0 ? path : `${path}/${more.join('/')}`;
}

/** Whether somebody may read (4), write (2) or execute and search (1); undefined when that is not known. */
export function allows(
  node: {
    readonly kind: string;
    readonly mode: number;
    readonly uid: number | undefined;
    readonly gid: number | undefined;
  },
  right: 1 | 2 | 4,
  { uid, gid, groups }: Credentials,
): boolean | undefined {
  if (uid === 0) return right !== 1 || node.kind === 'dir' || (node.mode & 0o111) !== 0;
  const owner = (node.mode & (right << 6)) !== 0;
  const group = (node.mode & (right << 3)) !== 0;
  const other = (node.mode & right) !== 0;
  if (owner === group && group === other) return other;
  if (uid === undefined || node.uid === undefined) return undefined;
  if (node.uid === uid) return owner;
  if (group === other) return other;
  if (node.gid === undefined) return undefined;
  return node.gid === gid || groups.includes(node.gid) ? group : other;
}
