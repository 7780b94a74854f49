/**
 * Nodes of the file system. They are shared between stages and between the two sides of a fork, so nobody changes one
 * but the state whose token a folder carries (see tree.ts).
 */
export type Node = FileNode | DirNode | LinkNode | GoneNode | MaybeNode;

/** Where a path comes from. */
export type Origin =
  | { readonly kind: 'base' | 'unknown' }
  | { readonly kind: 'package'; readonly name: string }
  /** Lines count from 1. */
  | { readonly kind: 'run' | 'context' | 'stage'; readonly line: number };

export interface Meta {
  readonly mode: number;
  /** Undefined: not known. */
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  readonly origin: Origin;
}

export interface FileNode extends Meta {
  readonly kind: 'file';
  readonly content: Content;
}

/** What is in a file. Copies of a file share the object. */
export interface Content {
  /** Undefined: not known. */
  readonly text: string | undefined;
  readonly size: number | undefined;
  /** Path in the build context that it was copied from. */
  readonly context?: string | undefined;
  /** What a contract made: name and what it loads. */
  readonly made?: MadeProgram | undefined;
  /** More lines may stand in it than those of the text. */
  readonly partial?: true | undefined;
  /** Known not to be a program that the kernel could start (a source file, a text). */
  readonly plain?: boolean | undefined;
  /** What it loads is not known: only where its image put it does it certainly start. */
  readonly bound?: true | undefined;
  /** Path in the base or in a package that it was copied from: `/usr/share/zoneinfo/Europe/Berlin`. */
  readonly source?: string | undefined;
  /** An archive that a command has made. */
  readonly packed?: Packed | undefined;
}

/** What tar has packed. */
export interface Packed {
  /** The letter of the program that made it smaller; undefined: none did. */
  readonly packing: 'z' | 'j' | 'J' | undefined;
  /** By the names that they have in it. */
  readonly members: readonly (readonly [name: string, node: Node])[];
}

export interface MadeProgram {
  readonly name: string;
  /** `so:libzstd.so.1` */
  readonly loads: readonly string[];
  readonly libc: 'musl' | 'glibc' | 'none' | undefined;
  /** Bytes of stack that a thread gets, when the program asks for no other. Undefined: not known. */
  readonly threads?: number | undefined;
  /** What the linker was told: another loader than the C library's, and folders for it (`-rpath`). */
  readonly loader?: string | undefined;
  readonly folders?: string | undefined;
}

/** What is in a folder, by name: a Map, or one that stands on another folder's. */
export interface Entries extends Iterable<[string, Node]> {
  readonly size: number;
  get(name: string): Node | undefined;
  has(name: string): boolean;
  set(name: string, node: Node): this;
  delete(name: string): boolean;
  values(): IterableIterator<Node>;
  [Symbol.iterator](): IterableIterator<[string, Node]>;
}

export interface DirNode extends Meta {
  readonly kind: 'dir';
  /** Changed only by the state that holds `owner`. */
  entries: Entries;
  readonly owner: object | undefined;
  /** The moment at which the entries were the whole list; -1 when they never were. */
  readonly complete: number;
  /** A mount: `ro` refuses writes, and what is written to it never gets into the image. */
  readonly mount?: 'rw' | 'ro' | undefined;
}

export interface LinkNode extends Meta {
  readonly kind: 'link';
  readonly target: string;
}

/** Nothing is here, and that is known since `at`. */
export interface GoneNode {
  readonly kind: 'gone';
  readonly at: number;
}

/** Perhaps this is here; undefined: something is, or not, and nobody knows what. */
export interface MaybeNode {
  readonly kind: 'maybe';
  readonly node: Exclude<Node, MaybeNode | GoneNode> | undefined;
  /** The file of `node` may as well be a folder: only the name is known. */
  readonly orFolder?: true | undefined;
  readonly why: string;
}

export const UNKNOWN_CONTENT: Content = { text: undefined, size: undefined };

export function contentOf(text: string | undefined, more?: Partial<Content>): Content {
  return { text, size: text === undefined ? undefined : byteLength(text), ...more };
}

/** Length in UTF-8. */
function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
