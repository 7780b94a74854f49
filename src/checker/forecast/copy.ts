import { resolvePath } from '../model/paths.ts';
import { changeMode } from './commands/modes.ts';
import { Disk } from './files/disk.ts';
import { contentOf, type DirNode, type FileNode, type Node, type Origin, UNKNOWN_CONTENT } from './files/node.ts';
import { type Found, resolve, ROOT } from './files/resolve.ts';
import { isArchive } from './files/search.ts';
import { isSystemFolder, mayBeFolder } from './files/system-folders.ts';
import type { Tree } from './files/tree.ts';
import { dir, partsOf } from './files/tree.ts';
import { Placer, type SourceTree } from './placing.ts';
import { expandGlob, matches } from './shell/glob.ts';

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
  /** `--unpack`; not given, archives of the context are unpacked, and downloads are not. */
  readonly unpack: boolean | undefined;
  readonly line: number;
  /** Asked for each file that is looked at. */
  readonly visit: () => void;
}

type Unknown = Extract<Found, { at: 'unknown' }>;

type CopyResult =
  | {
      readonly outcome: 'ok' | 'unknown';
      readonly given: readonly string[];
      readonly because?: string;
      readonly bytes: number | undefined;
    }
  | { readonly outcome: 'fails'; readonly prints: string; readonly missing?: string | undefined };

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
  readonly #place: Placer;
  readonly #given: string[] = [];
  /** The source that is not there. */
  #missing: string | undefined;

  constructor(tree: Tree, request: CopyRequest) {
    this.#tree = tree;
    this.#request = request;
    this.#place = new Placer(tree, request.from, this.#origin(request), this.#given);
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
      this.#place.bytes =
        this.#place.bytes === undefined || text === undefined
          ? undefined
          : this.#place.bytes + (contentOf(text).size ?? 0);
      this.#place.file(
        this.#made(
          { kind: 'file', mode: 0o644, uid: 0, gid: 0, origin: this.#place.disk.origin, content: contentOf(text) },
          '',
        ) as FileNode,
        name,
        target,
        isFolder,
      );
    }
    for (const source of sources) {
      if (this.#place.problem !== undefined && this.#missing === undefined) break;
      if (source === undefined) {
        this.#given.push('a source comes from a variable whose value is not known');
        this.#tree.fog = { at: this.#tree.clock.tick(), why: 'what is copied is not known' };
        this.#place.bytes = undefined;
      } else if (this.#request.keyword === 'ADD' && /^(?:https?|ftp):\/\/|^git@|^git:\/\//.test(source))
        this.#download(source, target, isFolder);
      else this.#source(source, target, isFolder);
    }
    if (this.#place.problem !== undefined)
      return { outcome: 'fails', prints: this.#place.problem, missing: this.#missing };
    return { outcome: 'ok', given: this.#given, bytes: this.#place.bytes };
  }

  #source(source: string, target: string, isFolder: boolean): void {
    const { from, parents } = this.#request;
    const path = resolvePath(source, '/') ?? '/';
    if (from.tree === undefined) {
      const whose = from.kind === 'context' ? 'the build context is' : 'the files of that image are';
      this.#unknown(source, path, target, isFolder, { because: `${whose} not known` });
      return;
    }
    const isGlob = /[*?[]/.test(source.replace(/\\./g, ''));
    const reader = new Disk(from.tree, ROOT, this.#place.disk.origin);
    if (isGlob) {
      const { matches: found, complete } = expandGlob(path.replace(/(.)\/$/, '$1'), reader, '/');
      if (!complete) {
        this.#given.push(`which files ${source} names is as far as known`);
        // Those that are not known come too.
        this.#place.bytes = undefined;
        // A target without a slash takes one thing: that becomes the target, or its files come into it.
        const isOne = !isFolder && found.length < 2 && !this.#isFolder(target);
        if (!isOne) this.#place.open(target);
        else if (found.length === 0) this.#something(source, path, target, 'what the pattern names is not known');
      }
      // Nothing matches: nothing is copied, and the build goes on, if the folder in front is there (seen).
      if (complete && found.length === 0) this.#nothing(path, source);
      for (const one of found) this.#take(reader, one, one, target, isFolder, parents);
      return;
    }
    this.#take(reader, source, path, target, isFolder, parents);
  }

  /** Of the context only what something asks for is sent, so a folder in which nothing matches may be missing (seen with Docker 26). */
  #nothing(path: string, source: string): void {
    const folder = /^(?:\/[^*?[/\\]+(?=\/))*/.exec(path)?.[0] ?? '';
    const { from } = this.#request;
    if (folder === '' || from.tree === undefined) return;
    const { at } = resolve(from.tree, folder, ROOT, true);
    if (at === 'unknown' || (at === 'there' && from.kind === 'context'))
      this.#given.push(`${folder} is there for ${source}`);
    else if (at !== 'there') {
      this.#missing = source;
      this.#place.problem = missingSource(folder);
    }
  }

  #take(reader: Disk, source: string, path: string, target: string, isFolder: boolean, parents: boolean): void {
    // Links are followed inside the source's own root.
    const found = resolve(reader.tree, path, ROOT, true);
    if (found.at === 'unknown') {
      this.#unknown(source, path, target, isFolder, found);
      return;
    }
    if (found.at !== 'there') {
      // It looks for all at once, and names the one that it misses first.
      const more = this.#place.problem === undefined ? '' : `${this.#place.problem}\n`;
      this.#missing ??= source;
      this.#place.problem = more + missingSource(path);
      return;
    }
    const node = this.#made(found.node, '');
    if (node === undefined) return;
    const pivot = source.indexOf('/./');
    const inside = parents ? partsOf(pivot < 0 ? path : source.slice(pivot + 3)).slice(0, -1) : [];
    const into = inside.length > 0 ? `${target.replace(/\/$/, '')}/${inside.join('/')}/` : target;
    if (node.kind === 'dir') {
      const place = parents ? `${into.replace(/\/$/, '')}/${partsOf(path).at(-1) ?? ''}` : into;
      this.#place.folder(node, place.replace(/(.)\/$/, '$1'));
    } else if (this.#unpacks(path)) {
      this.#given.push(`${source} is an archive and can be unpacked`);
      this.#place.bytes = undefined;
      this.#place.open(target);
    } else if (node.kind === 'file') {
      this.#place.bytes =
        this.#place.bytes === undefined || node.content.size === undefined
          ? undefined
          : this.#place.bytes + node.content.size;
      this.#place.file(node, partsOf(path).at(-1) ?? '', into, isFolder || inside.length > 0 || parents);
    }
  }

  #unpacks(path: string): boolean {
    const { keyword, unpack, from } = this.#request;
    return keyword === 'ADD' && unpack !== false && isArchive(path) && from.kind === 'context';
  }

  /** The node as it arrives: owner and mode of the flags, `--exclude` taken out. Undefined when nothing is left. */
  #made(node: Node, path: string): Node | undefined {
    this.#request.visit();
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
      origin: this.#place.disk.origin,
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

  #unknown(
    source: string,
    path: string,
    target: string,
    isFolder: boolean,
    { because, node, orFolder }: Pick<Unknown, 'because'> & Partial<Unknown>,
  ): void {
    this.#given.push(`${source} is there: ${because}`);
    this.#place.bytes = undefined;
    const name = partsOf(path).at(-1) ?? '';
    if (node?.kind === 'file' && !orFolder) {
      this.#place.file(this.#made(node, '') as FileNode, name, target, isFolder);
      return;
    }
    // What ADD unpacks lies in the folder that is named as the target.
    if (path === '/' || name === '.' || source.endsWith('/') || this.#unpacks(path)) {
      this.#place.open(target);
      return;
    }
    const into = isFolder || this.#isFolder(target);
    this.#something(name, path, into ? `${target.replace(/\/$/, '')}/${name}` : target, because);
    // What may be a folder is laid over those that are there.
    if (into) this.#place.open(target, !isFileName(name) || this.#unpacks(name));
  }

  /** A file or a folder: both leave something at the target that is not known. */
  #something(source: string, path: string, target: string, because: string): void {
    const { from, mode } = this.#request;
    const content = from.kind === 'context' ? { ...UNKNOWN_CONTENT, context: path.slice(1) } : UNKNOWN_CONTENT;
    const { origin } = this.#place.disk;
    const file = this.#made(
      { kind: 'file', mode: mode === undefined ? 0o755 : 0, uid: 0, gid: 0, origin, content },
      '',
    ) as FileNode;
    const found = resolve(this.#tree, target.replace(/(.)\/$/, '$1'), ROOT, true);
    const isOpen = found.at === 'unknown' && found.node === undefined && mayBeFolder(found.path, source);
    // A name with an ending is a file's; another one may be a folder's, and so may that of the target.
    const isFile = from.kind === 'context' && isFileName(source) && !isOpen;
    this.#place.disk.place(found.path, isFile ? file : { kind: 'maybe', node: file, orFolder: true, why: because });
  }

  #isFolder(path: string): boolean {
    const plain = path.replace(/(.)\/$/, '$1');
    const found = resolve(this.#tree, plain, ROOT, true);
    return found.at === 'unknown' ? isSystemFolder(plain) : found.at === 'there' && found.node.kind === 'dir';
  }

  #download(source: string, target: string, isFolder: boolean): void {
    this.#given.push(`the download from ${source} works`);
    this.#place.bytes = undefined;
    if (/\.git(?:#|$)|^git/.test(source) || this.#request.unpack === true) {
      this.#place.open(target);
      return;
    }
    const name = partsOf(source.replace(/^[a-z]+:\/\/[^/]*/, '').split(/[?#]/, 1)[0] ?? '').at(-1) ?? '';
    // Seen: downloaded files are 0600.
    this.#place.file(
      this.#made(
        { kind: 'file', mode: 0o600, uid: 0, gid: 0, origin: this.#place.disk.origin, content: UNKNOWN_CONTENT },
        '',
      ) as FileNode,
      name,
      target,
      isFolder,
    );
  }
}

/** `run.sh`, `.npmrc`; not `s6.d`, `v1.2` or `.github`, which are folders as a rule. */
function isFileName(name: string): boolean {
  return /[^.]\.(?!d$|git$|github$)[A-Za-z]\w*$|^\.(env|\w{1,20}(rc|ignore|config|attributes|profile|version|versions))$/.test(
    name,
  );
}

/**
 * What BuildKit says of a source that is not there, in a stage or in the context (seen with Docker 26, which also names the folder
 * in front of it instead, `failed to walk`, or says `lstat`).
 */
export function missingSource(path: string): string {
  return `failed to calculate checksum of ref: "${path.replace(/(.)\/$/, '$1')}": not found`;
}
