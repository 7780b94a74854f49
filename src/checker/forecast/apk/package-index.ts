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
  | { readonly ok: true; readonly packages: ReadonlyMap<string, IndexPackage> }
  /** Lines as apk prints them. */
  | { readonly ok: false; readonly errors: readonly string[]; readonly exit: number }
  | { readonly ok: 'unknown'; readonly because: string };

export type Resolve = (
  index: PackageIndex,
  world: readonly string[],
  installed: ReadonlyMap<string, string>,
) => Resolution;
