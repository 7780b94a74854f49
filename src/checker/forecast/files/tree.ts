import { copyOf } from './entries.ts';
import { joinNodes } from './join.ts';
import type { DirNode, GoneNode, Meta, Node } from './node.ts';

/** Why something that is not listed may be there all the same. */
export interface Fog {
  readonly at: number;
  readonly why: string;
}

/** A path that was changed, and whether something stood there before. */
interface Change {
  readonly path: string;
  readonly was: boolean;
  readonly before: Change | undefined;
  /** How many there are with it. */
  readonly count: number;
}

/** A moment that only grows; shared by all stages of one forecast. */
export class Clock {
  #now = 0;
  tick(): number {
    return ++this.#now;
  }
}

const rootMeta: Meta = { mode: 0o755, uid: 0, gid: 0, origin: { kind: 'base' } };

/**
 * A persistent tree of paths. A fork costs nothing: folders are copied when one of the two sides first changes them.
 * Paths given here are real ones: absolute, without links, `.` and `..` (resolve.ts makes them).
 */
export class Tree {
  root: DirNode;
  /** Since then any command may have made anything anywhere. */
  fog: Fog | undefined;
  /** Since then a package without a list of files may have brought something to the folders of packages. */
  packageFog: Fog | undefined;
  /** Since then a package whose programs and libraries are not listed may have brought some. */
  programFog: Fog | undefined;
  readonly clock: Clock;
  /** What was changed, the last change first; a list that forks share. */
  changes: Change | undefined;
  #token: object = {};

  constructor(root: DirNode, clock: Clock) {
    this.root = root;
    this.clock = clock;
  }

  static empty(clock: Clock): Tree {
    return new Tree(dir(rootMeta, clock.tick()), clock);
  }

  fork(): Tree {
    this.#token = {};
    const other = new Tree(this.root, this.clock);
    other.fog = this.fog;
    other.packageFog = this.packageFog;
    other.programFog = this.programFog;
    other.changes = this.changes;
    return other;
  }

  /** Takes what is true of both: this and the other side of a fork. */
  join(other: Tree): void {
    this.#token = {};
    // Down to the change that both sides share.
    let mine = this.changes;
    for (let theirs = other.changes; theirs !== undefined; theirs = theirs.before) {
      while (mine !== undefined && mine.count > theirs.count) mine = mine.before;
      if (mine === theirs) break;
      this.#note(theirs.path, theirs.was);
    }
    if (this.fog !== other.fog) this.fog = later(this.fog, other.fog);
    if (this.packageFog !== other.packageFog) this.packageFog = later(this.packageFog, other.packageFog);
    if (this.programFog !== other.programFog) this.programFog = later(this.programFog, other.programFog);
    this.root = joinNodes(this.root, other.root, this.clock.tick()) as DirNode;
  }

  /** The node at a real path; undefined where nothing is listed. */
  get(path: string): Node | undefined {
    let node: Node | undefined = this.root;
    for (let start = 1; start < path.length;) {
      if (node?.kind !== 'dir') return undefined;
      const slash = path.indexOf('/', start);
      const end = slash < 0 ? path.length : slash;
      node = node.entries.get(path.slice(start, end));
      start = end + 1;
    }
    return node;
  }

  /** Puts a node at a real path whose folder is there; undefined takes it away without a trace. */
  set(path: string, node: Node | undefined): void {
    const parts = partsOf(path);
    const name = parts.pop();
    if (name === undefined) {
      if (node?.kind === 'dir') this.root = node;
      return;
    }
    const folder = this.#folder(parts);
    if (folder !== undefined) this.#put(folder, name, path, node);
  }

  /** Puts nodes to names in a folder that is there, which has a real path. */
  setIn(path: string, nodes: Iterable<readonly [name: string, node: Node]>): void {
    const folder = this.#folder(partsOf(path));
    if (folder === undefined) return;
    const before = path === '/' ? '/' : `${path}/`;
    for (const [name, node] of nodes) this.#put(folder, name, before + name, node);
  }

  #put(folder: DirNode, name: string, path: string, node: Node | undefined): void {
    const old = folder.entries.get(name);
    this.#note(path, old !== undefined && old.kind !== 'gone' && old.kind !== 'maybe');
    if (node === undefined) folder.entries.delete(name);
    else folder.entries.set(name, node);
  }

  #note(path: string, was: boolean): void {
    this.changes = { path, was, before: this.changes, count: (this.changes?.count ?? 0) + 1 };
  }

  /** Takes a path away so that it is known to be gone. */
  remove(path: string): void {
    this.set(path, { kind: 'gone', at: this.clock.tick() });
  }

  /** The folder at a path, ready to be changed. */
  #folder(parts: readonly string[]): DirNode | undefined {
    let folder = (this.root = this.#own(this.root));
    for (const part of parts) {
      const next = folder.entries.get(part);
      if (next?.kind !== 'dir') return undefined;
      const owned = this.#own(next);
      if (owned !== next) folder.entries.set(part, owned);
      folder = owned;
    }
    return folder;
  }

  #own(folder: DirNode): DirNode {
    if (folder.owner === this.#token) return folder;
    const { mode, uid, gid, origin, entries, complete, mount } = folder;
    return { kind: 'dir', mode, uid, gid, origin, entries: copyOf(entries), owner: this.#token, complete, mount };
  }

  /** Whether a name that a folder does not list is known not to be there. */
  knowsAbsence(folder: DirNode, path: string, gone?: GoneNode): boolean {
    const known = gone?.at ?? folder.complete;
    if (known < 0 || known < (this.fog?.at ?? 0)) return false;
    if (known >= (this.packageFog?.at ?? 0) && known >= (this.programFog?.at ?? 0)) return true;
    if (!inPackageArea(path)) return true;
    return known >= ((isProgramPlace(path) ? this.programFog : this.packageFog)?.at ?? 0);
  }

  /** Why it is not. */
  whyOpen(folder: DirNode): string {
    return (
      this.fog?.why ??
      (folder.complete < 0
        ? `the files of the ${folder.origin.kind === 'context' ? 'build context' : 'base image'} are not all known`
        : undefined) ??
      this.packageFog?.why ??
      'not all files are known'
    );
  }
}

function later(a: Fog | undefined, b: Fog | undefined): Fog | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.at > b.at ? a : b;
}

export function dir(meta: Meta, complete: number, entries = new Map<string, Node>()): DirNode {
  const { mode, uid, gid, origin } = meta;
  return { kind: 'dir', mode, uid, gid, origin, entries, owner: undefined, complete, mount: undefined };
}

export function partsOf(path: string): string[] {
  const parts: string[] = [];
  for (let start = 0; start < path.length;) {
    const slash = path.indexOf('/', start);
    const end = slash < 0 ? path.length : slash;
    if (end > start) parts.push(path.slice(start, end));
    start = end + 1;
  }
  return parts;
}

/**
 * Folders that packages install to: /bin /sbin /lib /usr /etc /var /run, not /usr/local (alpine policy: no
 * package of main or community installs there) and not what only people use.
 */
function inPackageArea(path: string): boolean {
  return /^\/(?:bin|sbin|lib|lib64|usr|etc|var|run)\//.test(path) && !NOT_OF_PACKAGES.test(path);
}

/** apk's own places, and /usr/share/zoneinfo: of tzdata alone, whose files are listed. */
const NOT_OF_PACKAGES =
  /^\/(?:usr\/local\/|usr\/share\/zoneinfo|var\/cache\/apk|etc\/apk\/|etc\/zoneinfo|etc\/(?:localtime|passwd|group|shadow|TZ)$|var\/log\/[^/.]*\.[^/]*$)/;

/** Where the programs and the libraries of packages stand. */
function isProgramPlace(path: string): boolean {
  if (/^\/(?:usr\/)?s?bin\/[^/]+$/.test(path)) return true;
  return /^\/(?:usr\/)?lib\/(?:lib|ld-)[^/]+$/.test(path) && path.includes('.so');
}
