import { providedName } from './create-index.ts';
import { type Dependency, parseDependency } from './dependency.ts';
import { bucketOf } from './name-order.ts';
import { type Candidate, type NameState, type Need, resetCandidate, resetName } from './state.ts';
import type { IndexPackage, PackageIndex } from './types.ts';
import { isVersion } from './version.ts';

const catalogs = new WeakMap<PackageIndex, Catalog>();

/**
 * Names and packages of an index, linked to each other as far as calls have reached them. Linking is what costs time,
 * so it is kept as long as the index; what a call finds out is written into the same objects and forgotten by `reset`.
 */
export class Catalog {
  readonly index: PackageIndex;
  readonly #names = new Map<string, NameState>();
  readonly #candidates = new Map<IndexPackage, Candidate>();
  /** Dependencies are few and repeat: each text is read once. */
  readonly #dependencies = new Map<string, Dependency | undefined>();
  readonly #repositories: readonly string[];
  readonly #places: ReadonlyMap<IndexPackage, number>;
  readonly #versions = new Map<string, boolean>();
  #watched: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  #usedNames: NameState[] = [];
  #usedPackages: Candidate[] = [];

  /** The catalog of an index, with nothing of an earlier call in it. One call at a time uses it. */
  static of(index: PackageIndex): Catalog {
    let catalog = catalogs.get(index);
    if (catalog === undefined) catalogs.set(index, (catalog = new Catalog(index)));
    catalog.#reset();
    return catalog;
  }

  private constructor(index: PackageIndex) {
    this.index = index;
    this.#places = new Map(index.packages.map((entry, place) => [entry, place]));
    this.#repositories = [...new Set(index.packages.map(({ repository }) => repository))].filter(Boolean);
  }

  name(text: string): NameState {
    let name = this.#names.get(text);
    if (name === undefined) this.#names.set(text, (name = newName(text)));
    return name;
  }

  /** Makes sure that all packages of the index that answer to a name are there, with what they need. */
  link(name: NameState): void {
    if (name.linked) return;
    name.linked = true;
    for (const entry of this.index.providers(name.name)) {
      // What only an installed system has is no offer to another one.
      if (entry.repository !== '') this.candidate(entry);
    }
    for (const { candidate } of name.indexOffers) {
      for (const { target } of candidate.needs) insertDependant(target.indexDependants, name);
    }
  }

  /** The package of an entry of the index. */
  candidate(entry: IndexPackage): Candidate {
    let candidate = this.#candidates.get(entry);
    if (candidate === undefined) {
      const place = this.#places.get(entry) ?? -1;
      candidate = this.newCandidate(entry, place, this.#repositories.indexOf(entry.repository), false);
      this.#candidates.set(entry, candidate);
      insertOffer(candidate.name.indexOffers, candidate, entry.version);
      for (const { dependency, target } of candidate.answers) {
        insertOffer(target.indexOffers, candidate, dependency.version);
      }
    }
    return candidate;
  }

  /** A package that is offered nowhere yet. */
  newCandidate(entry: IndexPackage, place: number, repository: number, madeNow: boolean): Candidate {
    const needs = this.#read(entry.depends);
    return {
      entry,
      name: this.name(entry.name),
      indexPlace: place,
      repository,
      madeNow,
      needs,
      wants: wantsOf(needs),
      answers: this.#read(entry.provides),
      triggers: this.#read(entry.installIf),
      watchedNames: undefined,
      watchers: undefined,
      installed: false,
      place,
      reached: false,
      depth: 0,
      open: false,
      misses: 0,
      inLastRound: false,
      fired: false,
      dud: false,
      flags: 0,
      passesOn: 0,
      failed: false,
      inChanges: false,
    };
  }

  /** Names whose packages wait for a name, in apk's order. */
  watchers(name: NameState): readonly NameState[] {
    if (name.watchers === undefined) {
      this.#watched ??= watchedNames(this.index);
      const waiting = this.#watched.get(name.name) ?? [];
      name.watchers = [...waiting].map((text) => this.name(text)).sort((a, b) => a.bucket - b.bucket);
    }
    return name.watchers;
  }

  /** Names of a package that others wait for, its own first. */
  watchedNames(candidate: Candidate): readonly NameState[] {
    return (candidate.watchedNames ??= namesOf(candidate).filter((name) => this.watchers(name).length > 0));
  }

  /** Names whose packages wait for a package, for each of its names. */
  watchersOfPackage(candidate: Candidate): readonly NameState[] {
    return (candidate.watchers ??= this.watchedNames(candidate).flatMap((name) => this.watchers(name)));
  }

  /** A call writes into a name: forgotten before the next one. */
  uses(name: NameState): void {
    this.#usedNames.push(name);
  }

  /** A call writes into a package, and into the names that it answers to. */
  usesPackage(candidate: Candidate): void {
    this.#usedPackages.push(candidate);
  }

  #reset(): void {
    for (const name of this.#usedNames) resetName(name);
    for (const candidate of this.#usedPackages) {
      resetCandidate(candidate);
      resetName(candidate.name);
      for (const { target } of candidate.answers) resetName(target);
    }
    this.#usedNames = [];
    this.#usedPackages = [];
  }

  /** Packages of one origin repeat their version in each of their names. */
  readonly #isVersion = (version: string): boolean => {
    let valid = this.#versions.get(version);
    if (valid === undefined) this.#versions.set(version, (valid = isVersion(version)));
    return valid;
  };

  /** apk stops to read a list at the first entry that it cannot read. */
  #read(texts: readonly string[]): readonly Need[] {
    const needs: Need[] = [];
    for (const text of texts) {
      let dependency = this.#dependencies.get(text);
      if (dependency === undefined) {
        dependency = parseDependency(text, this.#isVersion);
        this.#dependencies.set(text, dependency);
      }
      if (dependency === undefined) break;
      needs.push({ dependency, target: this.name(dependency.name) });
    }
    return needs;
  }
}

function wantsOf(needs: readonly Need[]): readonly Need[] {
  const wants: Need[] = [];
  const seen = new Set<NameState>();
  for (const need of needs) {
    if (need.dependency.conflict || seen.has(need.target)) continue;
    seen.add(need.target);
    wants.push(need);
  }
  return wants.length === needs.length ? needs : wants;
}

/** All names that a package answers to, its own first. */
export function namesOf(candidate: Candidate): NameState[] {
  return [candidate.name, ...candidate.answers.map(({ target }) => target)];
}

/** Adds an offer where its place is; offers of one package stay in their order. */
export function insertOffer(offers: NameState['offers'], candidate: Candidate, version: string | undefined): void {
  let at = offers.length;
  while (at > 0 && (offers[at - 1]?.candidate.place ?? 0) > candidate.place) at--;
  offers.splice(at, 0, { candidate, version });
}

/** Adds a name where its bucket is; found by halving, because everything depends on the C library. */
function insertDependant(dependants: NameState[], name: NameState): void {
  let low = 0;
  let high = dependants.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((dependants[middle]?.bucket ?? 0) < name.bucket) low = middle + 1;
    else high = middle;
  }
  for (let at = low; dependants[at]?.bucket === name.bucket; at++) if (dependants[at] === name) return;
  dependants.splice(low, 0, name);
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

function newName(name: string): NameState {
  const indexOffers: NameState['indexOffers'] = [];
  const indexDependants: NameState['indexDependants'] = [];
  return {
    name,
    bucket: bucketOf(name),
    linked: false,
    indexOffers,
    indexDependants,
    indexCovers: undefined,
    indexRank: undefined,
    watchers: undefined,
    offers: indexOffers,
    dependants: indexDependants,
    reached: false,
    asked: false,
    rank: 0,
    depth: 0,
    demands: 0,
    choice: undefined,
    settled: false,
    queued: false,
    needsChanged: false,
    triggersChanged: false,
    fired: false,
    dud: false,
    severalOptions: false,
    dependantsSettled: false,
    inChanges: false,
    installed: undefined,
    installedAs: undefined,
    users: 0,
  };
}
