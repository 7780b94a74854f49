import { Disk } from './files/disk.ts';
import type { DirNode, FileNode, Node, Origin } from './files/node.ts';
import { resolve, ROOT } from './files/resolve.ts';
import { isSystemFolder, mayBeFolder } from './files/system-folders.ts';
import { dir, partsOf, type Tree } from './files/tree.ts';

/** Where COPY and ADD take their sources from. */
export interface SourceTree {
  readonly kind: 'context' | 'stage' | 'image';
  /** Undefined: nothing is known of it. */
  readonly tree: Tree | undefined;
}

/** Puts what COPY and ADD bring where it belongs: into folders that are there, or in place of files. */
export class Placer {
  readonly disk: Disk;
  readonly #tree: Tree;
  readonly #from: SourceTree;
  readonly #given: string[];
  /** What BuildKit says when something is in the way. */
  problem: string | undefined;
  /** Undefined: not known. */
  bytes: number | undefined = 0;

  /** @param given gets what is taken for granted */
  constructor(tree: Tree, from: SourceTree, origin: Origin, given: string[]) {
    this.#tree = tree;
    this.#from = from;
    this.#given = given;
    this.disk = new Disk(tree, ROOT, origin);
  }

  file(node: FileNode, name: string, target: string, isFolder: boolean): void {
    const plain = target.replace(/(.)\/(?:\.)?$/, '$1');
    const found = resolve(this.#tree, plain, ROOT, true);
    const isSystem = found.at === 'unknown' && isSystemFolder(plain);
    const into = isFolder || (found.at === 'there' && found.node.kind === 'dir') || plain === '/' || isSystem;
    // A name with an ending is a file's, and what lies among programs is one.
    const isOpen =
      found.at === 'unknown' &&
      found.node === undefined &&
      !into &&
      !/\.[\w-]+$|\/s?bin\/[^/]+$/.test(plain) &&
      !this.#isFolderOfPackages(plain);
    if (isOpen) this.#given.push(`${plain} is no folder`);
    const real = found.at === 'not-a-folder' ? plain : found.path;
    const isUnsure = isOpen && mayBeFolder(plain, name);
    const why = 'whether that is a folder of the image is not known';
    this.#put(
      into ? `${real === '/' ? '' : real}/${name}` : real,
      isUnsure ? { kind: 'maybe', node, orFolder: true, why } : node,
    );
  }

  /** No package makes a folder of the name that somebody gives to a file. */
  #isFolderOfPackages(path: string): boolean {
    const parent = this.#tree.get(path.slice(0, path.lastIndexOf('/')) || '/');
    return parent?.kind === 'dir' && parent.complete >= (this.#tree.fog?.at ?? 0);
  }

  #put(path: string, node: Node): void {
    if (!this.#clear(path)) return;
    const found = resolve(this.#tree, path, ROOT, true);
    if (found.at === 'there' && found.node.kind === 'dir' && node.kind !== 'dir') {
      this.problem = `cannot copy to directory: ${path}`;
      return;
    }
    this.disk.place(found.at === 'there' || found.at === 'absent' || found.at === 'unknown' ? found.path : path, node);
  }

  /** False, with a problem, when a file stands where a folder is needed. */
  #clear(path: string): boolean {
    let at = '';
    for (const part of partsOf(path).slice(0, -1)) {
      at += `/${part}`;
      const found = resolve(this.#tree, at, ROOT, true);
      if (found.at === 'there' && found.node.kind === 'file') {
        this.problem = `mkdir ${at}: not a directory`;
        return false;
      }
      if (found.at !== 'there') break;
    }
    return true;
  }

  folder(node: DirNode, target: string): void {
    this.#takeFog();
    const found = resolve(this.#tree, target, ROOT, true);
    if (found.at === 'there' && found.node.kind !== 'dir') {
      this.problem = `cannot copy to non-directory: ${target}`;
      return;
    }
    if (!this.#clear(`${target === '/' ? '' : target}/x`)) return;
    if (found.at !== 'there') {
      this.disk.place(found.path, { ...node, origin: this.disk.origin, owner: undefined });
      this.#count(node);
      return;
    }
    this.#merge(node, found.path);
  }

  /** What may be in a folder of the other stage may be in its copy. */
  #takeFog(): void {
    const { tree } = this.#from;
    if (tree === undefined) return;
    for (const fog of ['fog', 'packageFog', 'programFog'] as const) {
      const theirs = tree[fog];
      if (theirs !== undefined) this.#tree[fog] = { at: this.#tree.clock.tick(), why: theirs.why };
    }
  }

  #merge(node: DirNode, target: string): void {
    const prefix = target === '/' ? '' : target;
    for (const [name, entry] of node.entries) {
      if (this.problem !== undefined || entry.kind === 'gone') continue;
      const path = `${prefix}/${name}`;
      const there = this.#tree.get(path);
      if (entry === there) continue;
      if (entry.kind === 'dir' && there !== undefined && there.kind !== 'gone' && there.kind !== 'maybe') {
        const real = there.kind === 'link' ? resolve(this.#tree, path, ROOT, true) : undefined;
        if (there.kind === 'file' || (real !== undefined && (real.at !== 'there' || real.node.kind !== 'dir'))) {
          this.problem = `cannot copy to non-directory: ${path}`;
          return;
        }
        this.#merge(entry, real?.path ?? path);
      } else {
        this.disk.place(path, entry);
        this.#count(entry);
      }
    }
    // A folder whose list is not whole brings what is not listed.
    const here = this.#tree.get(target);
    if (here?.kind !== 'dir' || this.#from.kind === 'context' || node.complete >= Math.max(here.complete, 0)) return;
    const entries = node.complete < 0 ? withoutGone(here, node) : here.entries;
    const complete = Math.min(here.complete, node.complete);
    this.#tree.set(target, { ...here, entries, owner: undefined, complete });
  }

  #count(node: Node): void {
    if (node.kind === 'file')
      this.bytes =
        this.bytes === undefined || node.content.size === undefined ? undefined : this.bytes + node.content.size;
    else if (node.kind === 'dir') {
      // The sum over a whole image is not worth the walk.
      if (this.#from.kind !== 'context') this.bytes = undefined;
      else for (const entry of node.entries.values()) this.#count(entry);
    }
  }

  /** From now on the folder may hold anything. @param deep and so may the folders in it: a folder may have been laid over them */
  open(target: string, deep = true): void {
    const plain = target.replace(/(.)\/(?:\.)?$/, '$1');
    const found = resolve(this.#tree, plain, ROOT, true);
    const node =
      found.at === 'there' && found.node.kind === 'dir'
        ? found.node
        : dir({ mode: 0o755, uid: 0, gid: 0, origin: this.disk.origin }, -1);
    if (deep && found.path === '/')
      this.#tree.fog = { at: this.#tree.clock.tick(), why: 'what is copied is not known' };
    this.disk.place(
      found.path,
      deep ? opened(node) : { ...node, entries: withoutGone(node), owner: undefined, complete: -1 },
    );
  }
}

/** What was gone may come again with a folder that is laid over this one, unless that has it not. */
function withoutGone(folder: DirNode, other?: DirNode): Map<string, Node> {
  return new Map(
    [...folder.entries].filter(([name, { kind }]) => kind !== 'gone' || other?.entries.get(name)?.kind === 'gone'),
  );
}

function opened(folder: DirNode): DirNode {
  const entries = withoutGone(folder);
  for (const [name, node] of entries) if (node.kind === 'dir') entries.set(name, opened(node));
  return { ...folder, entries, owner: undefined, complete: -1 };
}
