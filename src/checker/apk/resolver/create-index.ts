import type { IndexPackage, PackageIndex } from './types.ts';

/** What an index says of itself. */
type IndexHead = Pick<PackageIndex, 'branch' | 'architecture' | 'date' | 'complete'>;

/**
 * An index over packages in the order of their `APKINDEX` files (main before community, as in
 * `/etc/apk/repositories`). `open` names the names of an incomplete index that further packages of the branch answer to;
 * `listed` all names that any package of the branch answers to, apart from those with a colon (`so:`, `cmd:`, `pc:`).
 */
export function createPackageIndex(
  head: IndexHead,
  packages: readonly IndexPackage[],
  open: ReadonlySet<string> = new Set(),
  listed?: ReadonlySet<string>,
): PackageIndex {
  let names: Lists | undefined;
  let provided: Lists | undefined;
  const providers = (name: string) => find((provided ??= byProvidedName(packages)), name);
  return {
    ...head,
    packages,
    get: (name) => find((names ??= byName(packages)), name),
    providers,
    covers: (name) =>
      head.complete ||
      NO_NAME.test(name) ||
      (!open.has(name) && providers(name).length > 0) ||
      (listed !== undefined && !listed.has(name) && !name.includes(':')),
    withNames: (names) => createPackageIndex(head, packages, open, names),
  };
}

/** Packages of Alpine have no such names (abuild refuses them): a misplaced option, an operator, a group that nobody made. */
const NO_NAME = /^[-.&|;]/;

/** Most names have one package: a list is made only for those that have more, or are asked for. */
type Lists = Map<string, IndexPackage | readonly IndexPackage[]>;

const NONE: readonly IndexPackage[] = [];

function find(lists: Lists, name: string): readonly IndexPackage[] {
  const found = lists.get(name);
  if (found === undefined) return NONE;
  if (isList(found)) return found;
  const list = [found];
  lists.set(name, list);
  return list;
}

function isList(found: IndexPackage | readonly IndexPackage[]): found is readonly IndexPackage[] {
  return Array.isArray(found);
}

/** `so:libz.so.1=1.3.1` → `so:libz.so.1`. */
export function providedName(text: string): string {
  const end = text.search(/[<>=~]/);
  return end < 0 ? text : text.slice(0, end);
}

function byName(packages: readonly IndexPackage[]): Lists {
  const names: Lists = new Map();
  for (const entry of packages) append(names, entry.name, entry);
  return names;
}

function byProvidedName(packages: readonly IndexPackage[]): Lists {
  const names: Lists = new Map();
  for (const entry of packages) {
    append(names, entry.name, entry);
    for (const text of entry.provides) append(names, providedName(text), entry);
  }
  return names;
}

/** A package that answers twice to a name is listed once. */
function append(names: Lists, name: string, entry: IndexPackage): void {
  const before = names.get(name);
  if (before === undefined) names.set(name, entry);
  else if (isList(before)) {
    if (before.at(-1) !== entry) names.set(name, [...before, entry]);
  } else if (before !== entry) names.set(name, [before, entry]);
}
