import type { IndexPackage, PackageIndex } from './types.ts';

/** What an index says of itself. */
export type IndexHead = Pick<PackageIndex, 'branch' | 'architecture' | 'date' | 'complete'>;

/**
 * An index over packages in the order of their `APKINDEX` files (main before community, as in
 * `/etc/apk/repositories`). `open` names the names of an incomplete index that further packages of the branch answer to.
 */
export function createPackageIndex(
  head: IndexHead,
  packages: readonly IndexPackage[],
  open: ReadonlySet<string> = new Set(),
): PackageIndex {
  let names: ReadonlyMap<string, readonly IndexPackage[]> | undefined;
  let provided: ReadonlyMap<string, readonly IndexPackage[]> | undefined;
  const providers = (name: string) => (provided ??= byProvidedName(packages)).get(name) ?? [];
  return {
    ...head,
    packages,
    get: (name) => (names ??= byName(packages)).get(name) ?? [],
    providers,
    covers: (name) => head.complete || (!open.has(name) && providers(name).length > 0),
  };
}

/** `so:libz.so.1=1.3.1` → `so:libz.so.1`. */
export function providedName(text: string): string {
  const end = text.search(/[<>=~]/);
  return end < 0 ? text : text.slice(0, end);
}

function byName(packages: readonly IndexPackage[]): Map<string, IndexPackage[]> {
  const names = new Map<string, IndexPackage[]>();
  for (const entry of packages) append(names, entry.name, entry);
  return names;
}

function byProvidedName(packages: readonly IndexPackage[]): Map<string, IndexPackage[]> {
  const names = new Map<string, IndexPackage[]>();
  for (const entry of packages) {
    append(names, entry.name, entry);
    for (const text of entry.provides) append(names, providedName(text), entry);
  }
  return names;
}

/** A package that answers twice to a name is listed once. */
function append(names: Map<string, IndexPackage[]>, name: string, entry: IndexPackage): void {
  const list = names.get(name);
  if (list === undefined) names.set(name, [entry]);
  else if (list.at(-1) !== entry) list.push(entry);
}
