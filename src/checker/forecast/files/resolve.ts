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
    };

const mostLinks = 40;

/** Walks a path by the kernel's rules: links on the way are followed, the last one only with `follow`. */
export function resolve(tree: Tree, path: string, as: Credentials, follow = true): Found {
  const rest = partsOf(path).reverse();
  if (/\/\.?$/.test(path) && path !== '/') rest.unshift('.');
  const folders: DirNode[] = [tree.root];
  const names: string[] = [];
  let links = 0;
  while (rest.length > 0) {
    const name = rest.pop() ?? '';
    const folder = folders[folders.length - 1] ?? tree.root;
    const here = `/${names.join('/')}`;
    if (name === '.') continue;
    const searchable = allows(folder, 1, as);
    if (searchable === false) return { at: 'denied', path: here };
    if (searchable === undefined)
      return { at: 'unknown', path: here, because: `the owner of ${here} is not known`, node: undefined };
    if (name === '..') {
      if (names.length > 0) {
        folders.pop();
        names.pop();
      }
      continue;
    }
    const at = here === '/' ? `/${name}` : `${here}/${name}`;
    const node = folder.entries.get(name);
    const last = rest.every((each) => each === '.');
    if (node === undefined || node.kind === 'gone') {
      if (tree.knowsAbsence(folder, at, node)) return { at: 'absent', path: joined(at, rest), folder: last, ro: isReadOnly(folders) };
      return { at: 'unknown', path: joined(at, rest), because: tree.whyOpen(folder), node: undefined };
    }
    if (node.kind === 'maybe') {
      return { at: 'unknown', path: joined(at, rest), because: node.why, node: last ? node.node : undefined };
    }
    if (node.kind === 'link' && (rest.length > 0 || follow)) {
      if (++links > mostLinks) return { at: 'loop', path: at };
      if (node.target.startsWith('/')) {
        folders.length = 1;
        names.length = 0;
      }
      rest.push(...partsOf(node.target).reverse());
      continue;
    }
    if (node.kind === 'dir') {
      folders.push(node);
      names.push(name);
      continue;
    }
    if (rest.length > 0) return { at: 'not-a-folder', path: at };
    return { at: 'there', path: at, node, ro: isReadOnly(folders) };
  }
  const node = folders[folders.length - 1] ?? tree.root;
  return { at: 'there', path: `/${names.join('/')}`, node, ro: isReadOnly(folders) };
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
  node: { readonly kind: string; readonly mode: number; readonly uid: number | undefined; readonly gid: number | undefined },
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
