import { Catalog, insertOffer, namesOf } from './catalog.ts';
import { type Dependency, accepts } from './dependency.ts';
import { inOrder } from './name-order.ts';
import { reach } from './reach.ts';
import { standIn } from './stand-in.ts';
import type { Candidate, NameState, Need, Offer } from './state.ts';
import type { IndexPackage, PackageIndex, VirtualGroup } from './types.ts';

/** Where groups of this command stand: behind everything in the index. */
const LAST = Number.MAX_SAFE_INTEGER;

/** One call: a world, what is installed, and the packages of the index that these can lead to. */
export class Problem {
  readonly world: readonly Need[];
  /** Installed packages by name, as apk's own list holds them. */
  readonly installed: readonly Candidate[];
  /** Installed packages that the index does not know in that version. */
  readonly assumed: readonly IndexPackage[];
  readonly #catalog: Catalog;

  constructor(
    index: PackageIndex,
    world: readonly Dependency[],
    installed: ReadonlyMap<string, string>,
    groups: ReadonlyMap<string, VirtualGroup>,
  ) {
    const catalog = (this.#catalog = Catalog.of(index));
    const assumed: IndexPackage[] = [];
    const names = inOrder(installed.keys());
    this.installed = names.map((name, at) => {
      const version = installed.get(name) ?? '';
      // Before all places of the index.
      const place = at - names.length;
      const known = index.get(name).find((entry) => entry.version === version);
      if (known !== undefined && known.repository !== '') return this.#install(catalog.candidate(known), place);
      const group = groups.get(name);
      const entry = known ?? (group ? groupEntry(name, version, group.depends) : standIn(index, name, version));
      if (known === undefined && group === undefined) assumed.push(entry);
      return this.#install(this.#offer(catalog.newCandidate(entry, place, -1, false)), place);
    });
    this.assumed = assumed;
    for (const [name, { depends, version }] of groups) {
      if (version === undefined || installed.get(name) === version) continue;
      if (!world.some((line) => line.name === name)) continue;
      const made = this.#offer(catalog.newCandidate(groupEntry(name, version, depends), LAST, -1, true));
      for (const { target } of made.needs) {
        catalog.uses(target);
        target.dependants = [...target.dependants, made.name];
      }
    }
    this.world = world.map((dependency) => ({ dependency, target: catalog.name(dependency.name) }));
    for (const { target } of this.world) reach(catalog, target);
  }

  name(text: string): NameState {
    const name = this.#catalog.name(text);
    this.#catalog.uses(name);
    return name;
  }

  /** Names whose packages may come by themselves once a name is there. */
  watchersOf(name: NameState): readonly NameState[] {
    return this.#catalog.watchers(name);
  }

  /** Names whose packages may come by themselves once a package is there, for each of its names. */
  watchersOfPackage(candidate: Candidate): readonly NameState[] {
    return this.#catalog.watchersOfPackage(candidate);
  }

  /** Every offer of a name in the branch, also where nothing leads to it. */
  allOffers(name: NameState): readonly Offer[] {
    this.#catalog.link(name);
    return name.offers;
  }

  /** Whether the index can tell who answers to a name. */
  covers(name: NameState): boolean {
    name.indexCovers ??= this.#catalog.index.covers(name.name);
    return name.indexCovers || name.offers.some(({ candidate }) => candidate.madeNow || candidate.repository < 0);
  }

  /** Puts a package in front of all offers of its names. */
  #install(candidate: Candidate, place: number): Candidate {
    candidate.installed = true;
    candidate.place = place;
    this.#catalog.usesPackage(candidate);
    this.#moveUp(candidate.name);
    for (const { target } of candidate.answers) this.#moveUp(target);
    return candidate;
  }

  #moveUp(name: NameState): void {
    this.#catalog.link(name);
    if (name.offers.length > 1) name.offers = name.offers.toSorted(byPlace);
  }

  /** Offers a package that the index does not have, in this call only. */
  #offer(candidate: Candidate): Candidate {
    this.#catalog.usesPackage(candidate);
    for (const name of new Set(namesOf(candidate))) {
      this.#catalog.link(name);
      name.offers = [...name.offers];
    }
    insertOffer(candidate.name.offers, candidate, candidate.entry.version);
    for (const { dependency, target } of candidate.answers) insertOffer(target.offers, candidate, dependency.version);
    return candidate;
  }
}

function byPlace(a: Offer, b: Offer): number {
  return a.candidate.place - b.candidate.place;
}

/** Whether an offer, or nothing, fulfils a dependency. */
export function fulfils(dependency: Dependency, offer: Offer | undefined): boolean {
  return offer === undefined ? dependency.conflict : accepts(dependency, offer.version);
}

function groupEntry(name: string, version: string, depends: readonly string[]): IndexPackage {
  const none = { size: 0, installedSize: 0, provides: [], installIf: [], providerPriority: undefined };
  return { ...none, name, version, depends, repository: '' };
}
