/** One package of a branch, as its `APKINDEX` lists it (https://wiki.alpinelinux.org/wiki/Apk_spec#APKINDEX_Format). */
export interface IndexPackage {
  readonly name: string;
  readonly version: string;
  /** Bytes of the `.apk` file. */
  readonly size: number;
  /** Bytes that its files take, as the packager counted them. */
  readonly installedSize: number;
  /** What it needs: `musl-dev`, `so:libz.so.1`, `foo>=1.2`, `!bar`. */
  readonly depends: readonly string[];
  /** Further names that it answers to: `so:libz.so.1=1.3.1`, `cmd:jq=1.7.1-r0`, `editor`. */
  readonly provides: readonly string[];
  /** Comes by itself once all of these are there. */
  readonly installIf: readonly string[];
  readonly providerPriority: number | undefined;
  /** `main`, `community`; empty for a package that only an installed system has. */
  readonly repository: string;
}

/** What a branch offers for one architecture. */
export interface PackageIndex {
  /** `v3.19`, `edge`. */
  readonly branch: string;
  readonly architecture: string;
  /** When the newest of its indexes was signed, `2024-06-18`. */
  readonly date: string;
  /** All packages of the branch are listed: only then a name that is not here does not exist. */
  readonly complete: boolean;
  /** All packages in the order of the index, which decides between equal providers. */
  readonly packages: readonly IndexPackage[];
  /** Packages of that very name, in the order of the index. */
  get(name: string): readonly IndexPackage[];
  /** Packages that answer to a name (`jq`, `so:libz.so.1`, `cmd:jq`, `pc:zlib`), in the order of the index. */
  providers(name: string): readonly IndexPackage[];
  /** Whether every provider of the name in the branch is listed here; always in a complete index. */
  covers(name: string): boolean;
  /**
   * The same index, which knows besides which names the branch has at all: one that is neither covered nor among them
   * is known to be missing. Names with a colon (`so:`, `cmd:`, `pc:`) are not among them and stay unknown.
   */
  withNames(names: ReadonlySet<string>): PackageIndex;
}

/** One line of what apk does, in its order: without `from` it installs, without `to` it purges. */
interface Change {
  readonly name: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** What `apk add` or `apk del` would make of a world. */
export type Resolution =
  | {
      readonly ok: true;
      /** Everything installed afterwards, in the order in which apk takes it in hand. */
      readonly packages: ReadonlyMap<string, IndexPackage>;
      /** What differs from before, in apk's order. */
      readonly changes: readonly Change[];
      /** What had to be assumed, empty as a rule: installed packages of a version that the index does not know. */
      readonly given: readonly string[];
    }
  /** apk's own lines and exit code. */
  | { readonly ok: false; readonly errors: readonly string[]; readonly exit: number }
  | { readonly ok: 'unknown'; readonly because: string };

/** A group made by `apk add -t`: a package that needs what it was given. */
export interface VirtualGroup {
  readonly depends: readonly string[];
  /** apk takes the time, `20261128.171254`. */
  readonly version?: string;
}

/** What the command line says beside the packages. */
export interface ResolveOptions {
  /** Names that the command gives as arguments; otherwise those of the world that are not installed. */
  readonly asked?: readonly string[];
  /** Groups by name; the world holds the name (`.build-deps`) with or without `=version`. */
  readonly groups?: ReadonlyMap<string, VirtualGroup>;
  /** `asked`: `apk add -u`; `world`: `apk upgrade`. */
  readonly upgrade?: 'asked' | 'world';
  /** `apk upgrade -a`. */
  readonly available?: boolean;
  /** `-l`. */
  readonly latest?: boolean;
  /** Tags of `/etc/apk/repositories` (`edge` for `@edge`); left out when they are not known. */
  readonly repositoryTags?: readonly string[];
}
