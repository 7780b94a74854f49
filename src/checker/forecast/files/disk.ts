import type { Content, DirNode, FileNode, LinkNode, Node, Origin } from './node.ts';
import { UNKNOWN_CONTENT } from './node.ts';
import { allows, type Credentials, type Found, resolve } from './resolve.ts';
import { dir, type Tree } from './tree.ts';

type Errno =
  'ENOENT' | 'ENOTDIR' | 'EACCES' | 'EPERM' | 'EISDIR' | 'EEXIST' | 'EROFS' | 'ENOTEMPTY' | 'ELOOP' | 'EBUSY';

/** What musl's strerror says, which BusyBox prints. */
export const ERROR_TEXT: Readonly<Record<Errno, string>> = {
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  EISDIR: 'Is a directory',
  EEXIST: 'File exists',
  EROFS: 'Read-only file system',
  ENOTEMPTY: 'Directory not empty',
  ELOOP: 'Symbolic link loop',
  EBUSY: 'Resource busy',
};

/** How an operation ended. `unknown`: it is done as if it had worked. */
export type Done =
  | { readonly kind: 'done' }
  | { readonly kind: 'error'; readonly errno: Errno }
  | { readonly kind: 'unknown'; readonly why: string };

const DONE: Done = { kind: 'done' };

function failed(errno: Errno): Done {
  return { kind: 'error', errno };
}

/** The error that a lookup ends in; undefined when something is there or nothing is known. */
export function errnoOf(found: Found): Errno | undefined {
  switch (found.at) {
    case 'absent':
      return 'ENOENT';
    case 'not-a-folder':
      return 'ENOTDIR';
    case 'denied':
      return 'EACCES';
    case 'loop':
      return 'ELOOP';
    default:
      return undefined;
  }
}

/** File operations as somebody does them. Paths are absolute. */
export class Disk {
  readonly tree: Tree;
  readonly as: Credentials;
  readonly origin: Origin;
  readonly umask: number;

  constructor(tree: Tree, as: Credentials, origin: Origin, umask = 0o022) {
    this.tree = tree;
    this.as = as;
    this.origin = origin;
    this.umask = umask;
  }

  find(path: string, follow = true): Found {
    return resolve(this.tree, path, this.as, follow);
  }

  /** The text of a file; undefined when it is not known or there is none. */
  read(path: string): string | undefined {
    const found = this.find(path);
    return found.at === 'there' && found.node.kind === 'file' ? found.node.content.text : undefined;
  }

  /** Names in a folder; `complete` false: there may be more. */
  list(folder: DirNode, path: string): { names: string[]; complete: boolean } {
    const names: string[] = [];
    for (const [name, node] of folder.entries) if (node.kind !== 'gone' && node.kind !== 'maybe') names.push(name);
    return { names: names.sort(), complete: this.isListed(folder, path) };
  }

  /** Whether a folder holds what is listed, and nothing else. */
  isListed(folder: DirNode, path: string): boolean {
    if (!this.tree.knowsAbsence(folder, path === '/' ? '/.' : `${path}/.`)) return false;
    for (const node of folder.entries.values()) if (node.kind === 'maybe') return false;
    return true;
  }

  /** Opens for writing: makes the file or changes what is in it. */
  write(path: string, content: Content, append = false, mode = 0o666): Done {
    const found = this.find(path);
    switch (found.at) {
      case 'there': {
        const { node } = found;
        if (node.kind === 'dir') return failed('EISDIR');
        if (node.kind === 'link') return failed('ELOOP');
        // Devices take everything and keep nothing.
        if (found.path.startsWith('/dev/')) return DONE;
        if (found.ro) return failed('EROFS');
        const allowed = allows(node, 2, this.as);
        if (allowed === false) return failed('EACCES');
        this.tree.set(found.path, { ...node, content: append ? appended(node.content, content) : content });
        return allowed === undefined ? { kind: 'unknown', why: `the owner of ${found.path} is not known` } : DONE;
      }
      case 'absent':
        return this.#create(found, this.#file(content, mode & ~this.umask));
      case 'unknown': {
        if (/^\/(?:proc|sys)\//.test(found.path)) return this.#create(found, this.#file(content, mode));
        const before = found.node?.kind === 'file' ? found.node : undefined;
        const whole = append ? UNKNOWN_CONTENT : content;
        const isFree = before === undefined && this.#isUnlistedIn(found.path);
        this.place(
          found.path,
          before === undefined
            ? // A file that was there keeps its mode, and may be a program.
              this.#file(whole, (this.#mayBeBrought(found.path) ? mode | 0o111 : mode) & ~this.umask)
            : { ...before, content: whole },
        );
        return isFree ? DONE : { kind: 'unknown', why: found.because };
      }
      default:
        return failed(errnoOf(found) ?? 'ENOENT');
    }
  }

  /** mkdir; with `parents` mkdir -p. */
  makeFolder(path: string, mode = 0o777, parents = false): Done {
    const found = this.find(path, parents);
    switch (found.at) {
      case 'there':
        if (parents) return found.node.kind === 'dir' ? DONE : failed('EEXIST');
        return failed('EEXIST');
      case 'absent': {
        if (!found.folder) {
          if (!parents) return failed('ENOENT');
          const before = this.makeFolder(found.path.slice(0, found.path.lastIndexOf('/')), 0o777, true);
          if (before.kind === 'error') return before;
        }
        return this.#create(this.find(found.path, false), this.#folder(mode & ~this.umask));
      }
      case 'unknown': {
        // What it makes on the way is of the same user.
        const parent = found.path.slice(0, found.path.lastIndexOf('/'));
        if (parents && parent !== '' && this.find(parent).at !== 'there') this.makeFolder(parent, 0o777, true);
        if (found.node?.kind !== 'dir') this.place(found.path, { ...this.#folder(mode & ~this.umask), complete: -1 });
        // `mkdir -p` works whether it is there or not.
        return parents && found.node?.kind !== 'file' ? DONE : { kind: 'unknown', why: found.because };
      }
      default:
        return failed(errnoOf(found) ?? 'ENOENT');
    }
  }

  /** Makes a symbolic link; the path must be free. */
  makeLink(path: string, target: string): Done {
    const node: LinkNode = {
      kind: 'link',
      mode: 0o777,
      uid: this.as.uid,
      gid: this.as.gid,
      origin: this.origin,
      target,
    };
    const found = this.find(path, false);
    if (found.at === 'there') return failed('EEXIST');
    if (found.at === 'absent') return this.#create(found, node);
    if (found.at !== 'unknown') return failed(errnoOf(found) ?? 'ENOENT');
    this.place(found.path, node);
    return { kind: 'unknown', why: found.because };
  }

  /** Puts a node to a path that is free in a folder that is there, with the rights of whoever does it. */
  add(path: string, node: Node): Done {
    const found = this.find(path, false);
    if (found.at === 'absent') return this.#create(found, node);
    if (found.at === 'there') {
      if (found.ro) return failed('EROFS');
      this.tree.set(found.path, node);
      return DONE;
    }
    if (found.at !== 'unknown') return failed(errnoOf(found) ?? 'ENOENT');
    const isFree = found.node === undefined && this.#isUnlistedIn(found.path);
    this.place(found.path, node);
    return isFree ? DONE : { kind: 'unknown', why: found.because };
  }

  /** Its folder is of a copy or of a step of which not all is known: a program of that name may have come along. */
  #mayBeBrought(path: string): boolean {
    const parent = this.find(path.slice(0, path.lastIndexOf('/')) || '/');
    return parent.at !== 'there' || parent.node.kind !== 'dir' || parent.node.origin.kind !== 'base';
  }

  /**
   * Whether root can write there whatever is there: its folder is known, and something that is not listed would be a
   * file. (A folder of the very name that somebody writes to is not taken into account.)
   */
  #isUnlistedIn(path: string): boolean {
    if (this.as.uid !== 0) return false;
    const parent = this.find(path.slice(0, path.lastIndexOf('/')) || '/');
    return parent.at === 'there' && parent.node.kind === 'dir' && !parent.ro && this.tree.get(path)?.kind !== 'maybe';
  }

  /** unlink, rmdir or rm -r of what is really at a path, links not followed. */
  remove(path: string, recursive = false): Done {
    const found = this.find(path, false);
    if (found.at === 'unknown') {
      // Its folder may not be listed: then nothing has to be marked.
      this.tree.remove(found.path);
      return { kind: 'unknown', why: found.because };
    }
    if (found.at !== 'there') return failed(errnoOf(found) ?? 'ENOENT');
    const { node, path: real } = found;
    if (real === '/') return failed('EBUSY');
    if (node.kind === 'dir' && !recursive && node.entries.size > 0) return failed('EISDIR');
    if (node.kind === 'dir' && node.mount !== undefined) return failed('EBUSY');
    if (found.ro) return failed('EROFS');
    const allowed = this.#mayChangeFolder(real);
    if (allowed === false) return failed('EACCES');
    const parent = this.tree.get(real.slice(0, real.lastIndexOf('/')) || '/');
    const isSticky = parent?.kind === 'dir' && (parent.mode & 0o1000) !== 0;
    if (isSticky && ![0, undefined, node.uid, parent.uid].includes(this.as.uid)) return failed('EPERM');
    this.tree.remove(real);
    return allowed === undefined ? { kind: 'unknown', why: `the owner of ${real} is not known` } : DONE;
  }

  /** chmod or chown of one path, links followed. */
  change(path: string, how: (node: FileNode | DirNode) => Partial<Pick<FileNode, 'mode' | 'uid' | 'gid'>>): Done {
    const found = this.find(path);
    if (found.at === 'unknown') {
      const { node } = found;
      if (node?.kind === 'file' || node?.kind === 'dir') {
        this.place(found.path, {
          kind: 'maybe',
          node: { ...node, ...how(node) },
          orFolder: found.orFolder,
          why: found.because,
        });
      }
      return { kind: 'unknown', why: found.because };
    }
    if (found.at !== 'there') return failed(errnoOf(found) ?? 'ENOENT');
    const { node } = found;
    if (node.kind === 'link') return failed('ELOOP');
    if (found.ro) return failed('EROFS');
    const changed = { ...node, ...how(node) };
    this.tree.set(found.path, changed);
    if (this.as.uid === 0 || this.as.uid === node.uid) return DONE;
    if (this.as.uid === undefined || node.uid === undefined)
      return { kind: 'unknown', why: `the owner of ${found.path} is not known` };
    this.tree.set(found.path, node);
    return failed('EPERM');
  }

  /** Puts a node to a real path whatever stands there; folders on the way are made, not known to be empty. */
  place(path: string, node: Node): void {
    let folder: Node | undefined = this.tree.root;
    for (let slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      const at = path.slice(0, slash);
      const name = at.slice(at.lastIndexOf('/') + 1);
      const there: Node | undefined = folder?.kind === 'dir' ? folder.entries.get(name) : undefined;
      folder = there;
      if (there?.kind === 'dir') continue;
      const open = there?.kind === 'maybe' || !this.#isFree(at);
      const made = there?.kind === 'maybe' && there.node?.kind === 'dir' ? there.node : this.#folder(0o755);
      folder = { ...made, uid: 0, gid: 0, ...(open && { complete: -1 }) };
      this.tree.set(at, folder);
    }
    this.tree.set(path, node);
  }

  #isFree(path: string): boolean {
    const found = resolve(this.tree, path, { uid: 0, gid: 0, groups: [] }, false);
    return found.at === 'absent';
  }

  #create(found: Found, node: Node): Done {
    // The kernel's own file systems take no new files.
    if (found.path.startsWith('/proc/')) return failed('ENOENT');
    if (found.path.startsWith('/sys/')) return failed('EROFS');
    if (found.at === 'unknown') {
      this.place(found.path, node);
      return { kind: 'unknown', why: found.because };
    }
    if (found.at !== 'absent') return failed(errnoOf(found) ?? 'EEXIST');
    if (!found.folder) return failed('ENOENT');
    if (found.ro) return failed('EROFS');
    const allowed = this.#mayChangeFolder(found.path);
    if (allowed === false) return failed('EACCES');
    this.tree.set(found.path, node);
    return allowed === undefined ? { kind: 'unknown', why: `the owner of ${found.path} is not known` } : DONE;
  }

  #mayChangeFolder(path: string): boolean | undefined {
    const parent = this.tree.get(path.slice(0, path.lastIndexOf('/')));
    return parent?.kind === 'dir' ? allows(parent, 2, this.as) : true;
  }

  #file(content: Content, mode: number): FileNode {
    return { kind: 'file', mode, uid: this.as.uid, gid: this.as.gid, origin: this.origin, content };
  }

  #folder(mode: number): DirNode {
    return dir({ mode, uid: this.as.uid, gid: this.as.gid, origin: this.origin }, this.tree.clock.tick());
  }
}

/** Longer texts, which commands make of themselves, are not kept. */
const longestText = 1_000_000;

function appended(before: Content, more: Content): Content {
  const isKnown = before.text !== undefined && more.text !== undefined;
  const text = isKnown && before.text.length + more.text.length <= longestText ? before.text + more.text : undefined;
  const size = before.size === undefined || more.size === undefined ? undefined : before.size + more.size;
  return { text, size };
}
