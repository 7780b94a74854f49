/** A package as an APKINDEX describes it. Dependencies are written as there: `so:libz.so.1`, `musl-dev>=1.2`, `!uclibc`. */
export interface IndexPackage {
  readonly name: string;
  readonly version: string;
  /** Bytes of the package, and of what it installs. */
  readonly size: number;
  readonly installedSize: number;
  readonly depends: readonly string[];
  readonly provides: readonly string[];
  readonly installIf: readonly string[];
  readonly providerPriority: number | undefined;
  readonly repository: string;
}

export interface PackageIndex {
  readonly branch: string;
  readonly architecture: string;
  readonly date: string;
  /** All packages of the branch are in it. */
  readonly complete: boolean;
  get(name: string): readonly IndexPackage[];
  /** Packages that provide a name: `so:…`, `cmd:…` or a plain one. */
  providers(name: string): readonly IndexPackage[];
}

export type Resolution =
  /** `given`: what had to be assumed. */
  | { readonly ok: true; readonly packages: ReadonlyMap<string, IndexPackage>; readonly given?: readonly string[] }
  /** Lines as apk prints them. */
  | { readonly ok: false; readonly errors: readonly string[]; readonly exit: number }
  | { readonly ok: 'unknown'; readonly because: string };

/** What the command line says beside the packages. */
export interface ResolveOptions {
  /** Names that the command gives as arguments. */
  readonly asked: readonly string[];
  /** Groups of `--virtual` by name; the world holds the name. */
  readonly groups: ReadonlyMap<string, { readonly depends: readonly string[] }>;
}

export type Resolve = (
  index: PackageIndex,
  world: readonly string[],
  installed: ReadonlyMap<string, string>,
  options: ResolveOptions,
) => Resolution;
