import { resolvePath } from '../model/paths.ts';
import { changeMode } from './commands/modes.ts';
import { Disk } from './files/disk.ts';
import { contentOf, type DirNode, type FileNode, type Node, type Origin, UNKNOWN_CONTENT } from './files/node.ts';
import { resolve, ROOT } from './files/resolve.ts';
import type { Tree } from './files/tree.ts';
import { dir, partsOf } from './files/tree.ts';
import { expandGlob, matches } from './shell/glob.ts';

/** Where COPY and ADD take their sources from. */
export interface SourceTree {
  readonly kind: 'context' | 'stage' | 'image';
  /** Undefined: nothing is known of it. */
  readonly tree: Tree | undefined;
}

export interface CopyRequest {
  readonly keyword: 'COPY' | 'ADD';
  /** Undefined: not known. */
  readonly sources: readonly (string | undefined)[];
  readonly heredocs: readonly { readonly name: string; readonly text: string | undefined }[];
  readonly destination: string | undefined;
  readonly workdir: string | undefined;
  readonly from: SourceTree;
  readonly owner: { readonly uid: number | undefined; readonly gid: number | undefined };
  /** `--chmod`; undefined when not given or not known. */
  readonly mode: string | undefined;
  readonly parents: boolean;
  readonly exclude: readonly string[];
  readonly unpack: boolean;
  readonly line: number;
}

type CopyResult =
  | {
      readonly outcome: 'ok' | 'unknown';
      readonly given: readonly string[];
      readonly because?: string;
      readonly bytes: number | undefined;
    }
  | { readonly outcome: 'fails'; readonly prints: string };

/**
 * COPY and ADD as BuildKit does them (Dockerfile reference, "COPY"; messages and cases seen with Docker 20.10): a
 * folder's contents are copied, a file goes to the target, or into it when the target ends in `/` or is a folder.
 */
export function copy(tree: Tree, request: CopyRequest): CopyResult {
  return new Copier(tree, request).run();
}

class Copier {
  readonly #tree: Tree;
  readonly #request: CopyRequest;
  readonly #disk: Disk;
  readonly #given: string[] = [];
  #problem: string | undefined;
  #bytes: number | undefined = 0;

  constructor(tree: Tree, request: CopyRequest) {
    this.#tree = tree;
    this.#request = request;
    this.#disk = new Disk(tree, ROOT, this.#origin(request));
  }

  #origin({ from, line }: CopyRequest): Origin {
    return { kind: from.kind === 'context' ? 'context' : 'stage', line };
  }

  run(): CopyResult {
    const { destination, workdir, sources, heredocs } = this.#request;
    const target = destination === undefined ? undefined : resolvePath(destination === '' ? '.' : destination, workdir);
    if (target === undefined) {
      this.#tree.fog = { at: this.#tree.clock.tick(), why: 'where it is copied to is not known' };
      return { outcome: 'ok', given: ['the target comes from a variable whose value is not known'], bytes: undefined };
    }
    const isFolder = /\/$|\/\.$|^\.$/.test(destination ?? '') || destination === '';
    for (const { name, text } of heredocs) {
      this.#bytes =
        this.#bytes === undefined || text === undefined ? undefined : this.#bytes + (contentOf(text).size ?? 0);
      this.#file(
        this.#made(
          { kind: 'file', mode: 0o644, uid: 0, gid: 0, origin: this.#disk.origin, content: contentOf(text) },
          '',
        ) as FileNode,
        name,
        target,
        isFolder,
      );
    }
    for (const source of sources) {
      if (this.#problem !== undefined) break;
      if (source === undefined) {
        this.#given.push('a source comes from a variable whose value is not known');
        this.#tree.fog = { at: this.#tree.clock.tick(), why: 'what is copied is not known' };
        this.#bytes = undefined;
      } else if (this.#request.keyword === 'ADD' && /^(?:https?|ftp):\/\/|^git@|^git:\/\//.test(source))
        this.#download(source, target, isFolder);
      else this.#source(source, target, isFolder);
    }
    if (this.#problem !== undefined) return { outcome: 'fails', prints: this.#problem };
    return { outcome: 'ok', given: this.#given, bytes: this.#bytes };
  }

  #source(source: string, target: string, isFolder: boolean): void {
    const { from, parents } = this.#request;
    const path = resolvePath(source, '/') ?? '/';
    if (from.tree === undefined) {
      this.#unknown(
        source,
        path,
        target,
        isFolder,
        from.kind === 'context' ? 'the build context is not known' : 'the files of that image are not known',
      );
      return;
    }
    const isGlob = /[*?[]/.test(source.replace(/\\./g, ''));
    const reader = new Disk(from.tree, ROOT, this.#disk.origin);
    if (isGlob) {
      const { matches: found, complete } = expandGlob(path.replace(/(.)\/$/, '$1'), reader, '/');
      if (!complete) this.#given.push(`which files ${source} names is as far as known`);
      // Nothing matches: nothing is copied, and the build goes on (seen).
      for (const one of found) this.#take(reader, one, one, target, isFolder, parents);
      return;
    }
    this.#take(reader, source, path, target, isFolder, parents);
  }

  #take(reader: Disk, source: string, path: string, target: string, isFolder: boolean, parents: boolean): void {
    // Links are followed inside the source's own root.
    const found = resolve(reader.tree, path, ROOT, true);
    if (found.at === 'unknown') {
      this.#unknown(source, path, target, isFolder, found.because, found.node);
      return;
    }
    if (found.at !== 'there') {
      const shown = found.at === 'absent' ? path.replace(/(.)\/$/, '$1') : path;
      this.#problem =
        this.#request.from.kind === 'context'
          ? `failed to compute cache key: "${shown}" not found: not found`
          : `"${shown}": not found`;
      return;
    }
    const node = this.#made(found.node, '');
    if (node === undefined) return;
    const pivot = source.indexOf('/./');
    const inside = parents ? partsOf(pivot < 0 ? path : source.slice(pivot + 3)).slice(0, -1) : [];
    const into = inside.length > 0 ? `${target.replace(/\/$/, '')}/${inside.join('/')}/` : target;
    if (node.kind === 'dir') {
      const place = parents ? `${into.replace(/\/$/, '')}/${partsOf(path).at(-1) ?? ''}` : into;
      this.#folder(node, place.replace(/(.)\/$/, '$1'));
    } else if (
      this.#request.keyword === 'ADD' &&
      this.#request.unpack &&
      isArchive(path) &&
      this.#request.from.kind === 'context'
    ) {
      this.#given.push(`${source} is an archive and can be unpacked`);
      this.#bytes = undefined;
      this.#open(target);
    } else if (node.kind === 'file') {
      this.#bytes =
        this.#bytes === undefined || node.content.size === undefined ? undefined : this.#bytes + node.content.size;
      this.#file(node, partsOf(path).at(-1) ?? '', into, isFolder || inside.length > 0 || parents);
    }
  }

  /** The node as it arrives: owner and mode of the flags, `--exclude` taken out. Undefined when nothing is left. */
  #made(node: Node, path: string): Node | undefined {
    const { owner, mode, exclude } = this.#request;
    if (node.kind === 'gone' || node.kind === 'maybe') return node.kind === 'gone' ? undefined : node;
    if (
      path !== '' &&
      exclude.some(
        (pattern) =>
          matches(pattern.replace(/^\*\*\//, ''), path.slice(1)) ||
          matches(pattern.replace(/^\*\*\//, ''), partsOf(path).at(-1) ?? ''),
      )
    )
      return undefined;
    const isPlain =
      owner.uid === 0 &&
      owner.gid === 0 &&
      mode === undefined &&
      exclude.length === 0 &&
      this.#request.from.kind === 'stage';
    // `COPY / /` of another stage stays a reference: nothing in it changes.
    if (isPlain && node.kind === 'dir' && node.mount === undefined && this.#allRoot(node)) return node;
    const bits = mode === undefined ? node.mode : (changeMode(mode, node.mode, node.kind === 'dir') ?? node.mode);
    const meta = {
      uid: owner.uid,
      gid: owner.gid,
      mode: node.kind === 'link' ? 0o777 : bits,
      origin: this.#disk.origin,
    };
    if (node.kind !== 'dir') return { ...node, ...meta };
    const entries = new Map<string, Node>();
    for (const [name, entry] of node.entries) {
      const made = this.#made(entry, `${path}/${name}`);
      if (made !== undefined) entries.set(name, made);
    }
    // Times of two stages are those of one clock, so what was complete stays so.
    return dir(meta, this.#request.from.kind === 'context' ? this.#tree.clock.tick() : node.complete, entries);
  }

  #allRoot(node: DirNode): boolean {
    return node.uid === 0 && node.gid === 0;
  }

  #file(node: FileNode, name: string, target: string, isFolder: boolean): void {
    const plain = target.replace(/(.)\/(?:\.)?$/, '$1');
    const found = resolve(this.#tree, plain, ROOT, true);
    const into = isFolder || (found.at === 'there' && found.node.kind === 'dir') || plain === '/';
    // A name with an ending is a file's.
    if (
      found.at === 'unknown' &&
      found.node === undefined &&
      !isFolder &&
      !/\.\w+$/.test(plain) &&
      !this.#isFolderOfPackages(plain)
    )
      this.#given.push(`${plain} is no folder`);
    const real = found.at === 'not-a-folder' ? plain : found.path;
    this.#put(into ? `${real === '/' ? '' : real}/${name}` : real, node);
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
      this.#problem = `cannot copy to directory: ${path}`;
      return;
    }
    this.#disk.place(found.at === 'there' || found.at === 'absent' || found.at === 'unknown' ? found.path : path, node);
  }

  /** False, with a problem, when a file stands where a folder is needed. */
  #clear(path: string): boolean {
    let at = '';
    for (const part of partsOf(path).slice(0, -1)) {
      at += `/${part}`;
      const found = resolve(this.#tree, at, ROOT, true);
      if (found.at === 'there' && found.node.kind === 'file') {
        this.#problem = `mkdir ${at}: not a directory`;
        return false;
      }
      if (found.at !== 'there') break;
    }
    return true;
  }

  #folder(node: DirNode, target: string): void {
    this.#takeFog();
    const found = resolve(this.#tree, target, ROOT, true);
    if (found.at === 'there' && found.node.kind !== 'dir') {
      this.#problem = `cannot copy to non-directory: ${target}`;
      return;
    }
    if (!this.#clear(`${target === '/' ? '' : target}/x`)) return;
    if (found.at !== 'there') {
      this.#disk.place(found.path, { ...node, origin: this.#disk.origin, owner: undefined });
      this.#count(node);
      return;
    }
    this.#merge(node, found.path);
  }

  /** What may be in a folder of the other stage may be in its copy. */
  #takeFog(): void {
    const { tree } = this.#request.from;
    if (tree === undefined) return;
    for (const fog of ['fog', 'packageFog', 'programFog'] as const) {
      const theirs = tree[fog];
      if (theirs !== undefined) this.#tree[fog] = { at: this.#tree.clock.tick(), why: theirs.why };
    }
  }

  #merge(node: DirNode, target: string): void {
    const prefix = target === '/' ? '' : target;
    for (const [name, entry] of node.entries) {
      if (this.#problem !== undefined || entry.kind === 'gone') continue;
      const path = `${prefix}/${name}`;
      const there = this.#tree.get(path);
      if (entry === there) continue;
      if (entry.kind === 'dir' && there !== undefined && there.kind !== 'gone' && there.kind !== 'maybe') {
        const real = there.kind === 'link' ? resolve(this.#tree, path, ROOT, true) : undefined;
        if (there.kind === 'file' || (real !== undefined && (real.at !== 'there' || real.node.kind !== 'dir'))) {
          this.#problem = `cannot copy to non-directory: ${path}`;
          return;
        }
        this.#merge(entry, real?.path ?? path);
      } else {
        this.#disk.place(path, entry);
        this.#count(entry);
      }
    }
    // A folder whose list is not whole brings what is not listed.
    const here = this.#tree.get(target);
    if (here?.kind === 'dir' && node.complete < here.complete && this.#request.from.kind !== 'context') {
      this.#tree.set(target, { ...here, owner: undefined, complete: node.complete });
    }
  }

  #count(node: Node): void {
    if (node.kind === 'file')
      this.#bytes =
        this.#bytes === undefined || node.content.size === undefined ? undefined : this.#bytes + node.content.size;
    else if (node.kind === 'dir') {
      // The sum over a whole image is not worth the walk.
      if (this.#request.from.kind !== 'context') this.#bytes = undefined;
      else for (const entry of node.entries.values()) this.#count(entry);
    }
  }

  #unknown(source: string, path: string, target: string, isFolder: boolean, because: string, node?: Node): void {
    this.#given.push(`${source} is there: ${because}`);
    this.#bytes = undefined;
    const name = partsOf(path).at(-1) ?? '';
    if (node?.kind === 'file') {
      this.#file(this.#made(node, '') as FileNode, name, target, isFolder);
      return;
    }
    if (path === '/' || name === '.' || source.endsWith('/')) {
      this.#open(target);
      return;
    }
    // A file or a folder: both leave something at the target that is not known.
    const plain = target.replace(/(.)\/$/, '$1');
    const found = resolve(this.#tree, plain, ROOT, true);
    const content =
      this.#request.from.kind === 'context' ? { ...UNKNOWN_CONTENT, context: path.slice(1) } : UNKNOWN_CONTENT;
    const file = this.#made(
      {
        kind: 'file',
        mode: this.#request.mode === undefined ? 0o755 : 0,
        uid: 0,
        gid: 0,
        origin: this.#disk.origin,
        content,
      },
      '',
    ) as FileNode;
    const into = isFolder || (found.at === 'there' && found.node.kind === 'dir');
    const at = into ? `${found.path === '/' ? '' : found.path}/${name}` : found.path;
    this.#disk.place(at, this.#request.from.kind === 'context' ? file : { kind: 'maybe', node: file, why: because });
    if (into) this.#open(found.path);
  }

  /** From now on the folder may hold anything. */
  #open(target: string): void {
    const plain = target.replace(/(.)\/(?:\.)?$/, '$1');
    const found = resolve(this.#tree, plain, ROOT, true);
    const node =
      found.at === 'there' && found.node.kind === 'dir'
        ? found.node
        : dir({ mode: 0o755, uid: 0, gid: 0, origin: this.#disk.origin }, -1);
    this.#disk.place(found.path, { ...node, owner: undefined, complete: -1 });
  }

  #download(source: string, target: string, isFolder: boolean): void {
    this.#given.push(`the download from ${source} works`);
    this.#bytes = undefined;
    if (/\.git(?:#|$)|^git/.test(source)) {
      this.#open(target);
      return;
    }
    const name = partsOf(source.replace(/^[a-z]+:\/\/[^/]*/, '').split(/[?#]/, 1)[0] ?? '').at(-1) ?? '';
    // Seen: downloaded files are 0600.
    this.#file(
      this.#made(
        { kind: 'file', mode: 0o600, uid: 0, gid: 0, origin: this.#disk.origin, content: UNKNOWN_CONTENT },
        '',
      ) as FileNode,
      name,
      target,
      isFolder,
    );
  }
}

function isArchive(path: string): boolean {
  return /\.(?:tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz|zst))$/.test(path);
}
