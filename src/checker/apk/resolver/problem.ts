import { type Dependency, accepts } from './dependency.ts';
import { type Links, links } from './links.ts';
import { compareNames } from './name-order.ts';
import { standIn } from './stand-in.ts';
import type { Candidate, NameState, Need, Offer } from './state.ts';
import type { IndexPackage, PackageIndex, VirtualGroup } from './types.ts';

/** Where groups of this command stand: behind everything in the index. */
const LAST = Number.MAX_SAFE_INTEGER;

/** Names and packages of one call, made as far as they are reached. */
export class Problem {
  readonly world: readonly Need[];
  /** Installed packages by name, as apk's own list holds them. */
  readonly installed: readonly Candidate[];
  /** Installed packages that the index does not know in that version. */
  readonly assumed: readonly IndexPackage[];
  readonly #index: PackageIndex;
  readonly #links: Links;
  readonly #names = new Map<string, NameState>();
  readonly #candidates = new Map<IndexPackage, Candidate>();
  readonly #installedVersions: ReadonlyMap<string, string>;

  constructor(
    index: PackageIndex,
    world: readonly Dependency[],
    installed: ReadonlyMap<string, string>,
    groups: ReadonlyMap<string, VirtualGroup>,
  ) {
    this.#index = index;
    this.#links = links(index);
    this.#installedVersions = installed;
    const assumed: IndexPackage[] = [];
    this.installed = [...installed]
      .sort(([a], [b]) => compareNames(a, b))
      .map(([name, version], place) => {
        const group = groups.get(name);
        const known = index.get(name).find((entry) => entry.version === version);
        const entry = known ?? (group ? groupEntry(name, version, group.depends) : standIn(index, name, version));
        if (known === undefined && group === undefined) assumed.push(entry);
        return this.#add(entry, place, true, false);
      });
    this.assumed = assumed;
    for (const [name, { depends, version = NO_TIME }] of groups) {
      if (installed.get(name) === version || (installed.has(name) && !named(world, name, version))) continue;
      this.#add(groupEntry(name, version, depends), LAST, false, true);
    }
    this.world = world.map((dependency) => ({ dependency, target: this.name(dependency.name) }));
    for (const { target } of this.world) this.#reach(target);
    for (const name of this.#names.values()) {
      if (!name.reached) sortOffers(name);
      name.dependants.sort((a, b) => a.bucket - b.bucket);
    }
    for (const candidate of this.installed) if (!candidate.reached) candidate.needs = this.#needs(candidate);
  }

  name(text: string): NameState {
    let state = this.#names.get(text);
    if (state === undefined) this.#names.set(text, (state = newName(text, this.#links.bucket(text))));
    return state;
  }

  /** Names of a name's watchers that exist in this call. */
  watchersOf(name: NameState): NameState[] {
    return this.#links.watchers(name.name).flatMap((text) => this.#names.get(text) ?? []);
  }

  /** Every offer of a name in the branch, also where nothing leads to it. */
  allOffers(name: NameState): readonly Offer[] {
    if (!name.reached) {
      for (const entry of this.#index.providers(name.name)) this.#candidate(entry);
      sortOffers(name);
    }
    return name.offers;
  }

  /** Whether the index can tell who answers to a name. */
  covers(name: NameState): boolean {
    return this.#index.covers(name.name) || name.offers.some(({ candidate }) => candidate.madeNow || candidate.installed);
  }

  #candidate(entry: IndexPackage): Candidate | undefined {
    const found = this.#candidates.get(entry);
    if (found !== undefined) return found;
    // What only an installed system has is no offer to another one.
    if (entry.repository === '') return undefined;
    return this.#add(entry, this.#installedVersions.size + this.#links.place(entry), false, false);
  }

  #add(entry: IndexPackage, place: number, installed: boolean, madeNow: boolean): Candidate {
    const name = this.name(entry.name);
    const candidate = newCandidate(entry, name, place, this.#links.repository(entry.repository), installed, madeNow);
    this.#candidates.set(entry, candidate);
    name.offers.push({ candidate, version: entry.version });
    candidate.answers = this.#read(entry.provides);
    for (const { dependency, target } of candidate.answers) {
      target.offers.push({ candidate, version: dependency.version });
    }
    return candidate;
  }

  /** apk stops to read a list at the first entry that it cannot read. */
  #read(texts: readonly string[]): Need[] {
    const needs: Need[] = [];
    for (const text of texts) {
      const dependency = this.#links.dependency(text);
      if (dependency === undefined) break;
      needs.push({ dependency, target: this.name(dependency.name) });
    }
    return needs;
  }

  #needs({ entry }: Candidate): readonly Need[] {
    return this.#read(entry.depends);
  }

  /**
   * Follows needs, then triggers, deep first, and measures on the way how deep the needs below a name go. Written with a
   * stack of its own, because a branch has rows of needs that are longer than a call stack.
   */
  #reach(start: NameState): void {
    if (start.reached) return;
    const stack = [this.#visit(start)];
    for (let visit = stack.at(-1); visit !== undefined; visit = stack.at(-1)) {
      const next = visit.next();
      if (next.done) stack.pop();
      else if (!next.value.reached) stack.push(this.#visit(next.value));
    }
  }

  *#visit(name: NameState): Generator<NameState, void, undefined> {
    name.reached = true;
    for (const entry of this.#index.providers(name.name)) this.#candidate(entry);
    sortOffers(name);
    name.dud = true;
    for (const { candidate } of name.offers) {
      if (!candidate.reached) {
        candidate.reached = true;
        candidate.open = true;
        candidate.triggers = this.#read(candidate.entry.installIf);
        candidate.dud = candidate.triggers.length === 0;
        candidate.needs = this.#needs(candidate);
        for (const { target } of candidate.needs) {
          if (!target.reached) yield target;
          candidate.depth = Math.max(candidate.depth, target.depth + 1);
        }
      }
      if (!candidate.dud) name.dud = false;
      name.depth = Math.max(name.depth, candidate.depth);
    }
    name.rank = rankOf(name);
    for (const { candidate } of name.offers) {
      // Nothing is visited in between, so a name that is there already is the last one.
      for (const { target } of candidate.needs) if (target.dependants.at(-1) !== name) target.dependants.push(name);
    }
    for (const { candidate } of name.offers) {
      yield* this.#watchersAsNames(candidate.name);
      for (const { target } of candidate.answers) if (!target.reached) yield* this.#watchersAsNames(target);
    }
  }

  *#watchersAsNames(name: NameState): Generator<NameState, void, undefined> {
    for (const text of this.#links.watchers(name.name)) {
      const watcher = this.name(text);
      if (!watcher.reached) yield watcher;
    }
  }
}

/** Version of a group whose time is not known. */
const NO_TIME = '20000101.000000';

/** Whether an offer, or nothing, fulfils a dependency. */
export function fulfils(dependency: Dependency, offer: Offer | undefined): boolean {
  return offer === undefined ? dependency.conflict : accepts(dependency, offer.version);
}

function named(world: readonly Dependency[], name: string, version: string): boolean {
  return world.some((dependency) => dependency.name === name && dependency.version === version);
}

function groupEntry(name: string, version: string, depends: readonly string[]): IndexPackage {
  const none = { size: 0, installedSize: 0, provides: [], installIf: [], providerPriority: undefined };
  return { ...none, name, version, depends, repository: '' };
}

function rankOf(name: NameState): number {
  const others = name.offers.filter(({ candidate }) => candidate.name !== name).length;
  return others === 0 ? 0 : others === name.offers.length ? 2 : 1;
}

function sortOffers(name: NameState): void {
  if (name.offers.length > 1) name.offers.sort((a, b) => a.candidate.place - b.candidate.place);
}

function newName(name: string, bucket: number): NameState {
  return {
    name,
    bucket,
    offers: [],
    dependants: [],
    rank: 0,
    reached: false,
    asked: false,
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

function newCandidate(
  entry: IndexPackage,
  name: NameState,
  place: number,
  repository: number,
  installed: boolean,
  madeNow: boolean,
): Candidate {
  return {
    entry,
    name,
    place,
    repository,
    installed,
    madeNow,
    needs: [],
    answers: [],
    triggers: [],
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
