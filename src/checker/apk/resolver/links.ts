import { providedName } from './create-index.ts';
import { type Dependency, parseDependency } from './dependency.ts';
import { bucketOf } from './name-order.ts';
import type { IndexPackage, PackageIndex } from './types.ts';

/** What is worked out about an index once and serves every call. */
export interface Links {
  /** Dependencies of packages are few and repeat: each text is read once. Undefined where it is not a valid one. */
  dependency(text: string): Dependency | undefined;
  bucket(name: string): number;
  /** Place of a package in the index. */
  place(entry: IndexPackage): number;
  /** Place of a repository among those of the index; -1 for none. */
  repository(name: string): number;
  /** Names whose packages come by themselves once a name is there (`install_if`), in apk's order of names. */
  watchers(name: string): readonly string[];
}

const linksOf = new WeakMap<PackageIndex, Links>();

/** The links of an index, made when they are first asked for and kept as long as the index. */
export function links(index: PackageIndex): Links {
  let made = linksOf.get(index);
  if (made === undefined) linksOf.set(index, (made = makeLinks(index)));
  return made;
}

function makeLinks(index: PackageIndex): Links {
  const dependencies = new Map<string, Dependency | undefined>();
  const buckets = new Map<string, number>();
  const sorted = new Map<string, readonly string[]>();
  let watched: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  const bucket = (name: string) => {
    let found = buckets.get(name);
    if (found === undefined) buckets.set(name, (found = bucketOf(name)));
    return found;
  };
  let places: ReadonlyMap<IndexPackage, number> | undefined;
  let repositories: readonly string[] | undefined;
  return {
    bucket,
    place: (entry) => (places ??= new Map(index.packages.map((each, at) => [each, at]))).get(entry) ?? -1,
    repository: (name) =>
      (repositories ??= [...new Set(index.packages.map((entry) => entry.repository))].filter(Boolean)).indexOf(name),
    dependency(text) {
      if (!dependencies.has(text)) dependencies.set(text, parseDependency(text));
      return dependencies.get(text);
    },
    watchers(name) {
      let found = sorted.get(name);
      if (found === undefined) {
        watched ??= watchedNames(index);
        found = [...(watched.get(name) ?? [])].sort((a, b) => bucket(a) - bucket(b));
        sorted.set(name, found);
      }
      return found;
    },
  };
}

/** Name → names of the packages that wait for it; a package waits under each name that it answers to. */
function watchedNames(index: PackageIndex): Map<string, Set<string>> {
  const watched = new Map<string, Set<string>>();
  for (const entry of index.packages) {
    if (entry.installIf.length === 0) continue;
    const own = [entry.name, ...entry.provides.map(providedName)];
    for (const text of entry.installIf) {
      const name = providedName(text.startsWith('!') ? text.slice(1) : text);
      let waiting = watched.get(name);
      if (waiting === undefined) watched.set(name, (waiting = new Set()));
      for (const each of own) waiting.add(each);
    }
  }
  return watched;
}
