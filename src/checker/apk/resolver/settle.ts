import { allBear, allNeed, claimsWithoutVersion } from './common-ground.ts';
import { prefer } from './preference.ts';
import { type Problem, fulfils } from './problem.ts';
import type { Candidate, NameState, Need, Offer } from './state.ts';

/**
 * Chooses packages as apk-tools 2.14 does: it never takes a choice back. Between two choices everything that follows
 * from what is known is drawn in (demands go down to what a package needs, packages whose needs cannot be fulfilled are
 * closed); then the name that is most certain is settled. The order was learned from apk-tools 2.14.4 (its `solver.c` was
 * read, nothing of it is copied) and is held by its own answers (`npm run apk-agreement`): in a failure the order decides
 * what apk complains about.
 */
export class Settlement {
  /** How many faults apk counts. */
  faults = 0;
  /** Names that were demanded although the index cannot tell who answers to them. */
  readonly uncovered = new Set<string>();
  readonly #problem: Problem;
  readonly #worldFlags: number;
  /** Names to look at again, first come, first served. */
  readonly #queue: NameState[] = [];
  /** Names that are demanded or triggered and not settled; the newest is last. */
  readonly #unsettled = new Set<NameState>();

  constructor(problem: Problem, worldFlags: number) {
    this.#problem = problem;
    this.#worldFlags = worldFlags;
    for (const need of problem.world) this.#demand(undefined, need);
    for (;;) {
      // What is looked at may put more behind it.
      for (const name of this.#queue) {
        if (!name.queued) continue;
        name.queued = false;
        this.#lookAt(name);
      }
      this.#queue.length = 0;
      const name = this.#mostCertain();
      if (name === undefined) return;
      this.#choose(name);
    }
  }

  /** Notes a fault of a package; a package has at most one. */
  fault(candidate: Candidate | undefined): void {
    if (candidate === undefined || candidate.failed) return;
    candidate.failed = true;
    this.faults++;
  }

  #mostCertain(): NameState | undefined {
    let ready: NameState | undefined;
    let best: NameState | undefined;
    for (const name of this.#unsettled) {
      if (name.dependantsSettled && name.demands > 0 && !name.severalOptions) ready = name;
      if (best === undefined || compareCertainty(name, best) <= 0) best = name;
    }
    return ready ?? best;
  }

  /** A package, or the world, asks for a name (or for its absence). */
  #demand(by: Candidate | undefined, { dependency, target }: Need): void {
    if (!dependency.conflict) {
      if (!this.#problem.covers(target)) this.uncovered.add(target.name);
      target.demands++;
      if (target.demands === 1) this.#firstDemand(target);
    }
    for (const offer of target.offers) {
      const { candidate } = offer;
      if (fulfils(dependency, offer)) this.#passFlags(candidate, by);
      else candidate.misses++;
      if (candidate.open && candidate.misses > 0) this.#close(candidate);
    }
  }

  #firstDemand(name: NameState): void {
    this.#note(name);
    this.#wakeWatchers(this.#problem.watchersOf(name));
    this.#enqueue(name);
  }

  #passFlags(candidate: Candidate, by: Candidate | undefined): void {
    const flags = by === undefined ? this.#worldFlags : by.passesOn;
    candidate.flags |= flags;
    candidate.passesOn |= flags;
  }

  #close(candidate: Candidate): void {
    candidate.open = false;
    this.#wakeDependants(candidate.name);
    for (const { target } of candidate.answers) this.#wakeDependants(target);
    this.#wakeWatchers(this.#problem.watchersOfPackage(candidate));
  }

  #enqueue(name: NameState): void {
    if (name.queued || name.settled || (name.demands === 0 && !name.triggersChanged)) return;
    name.queued = true;
    this.#queue.push(name);
  }

  /** Keeps the list of unsettled names. */
  #note(name: NameState): void {
    if (name.settled) return;
    if (name.demands > 0 || name.fired) this.#unsettled.add(name);
    else this.#unsettled.delete(name);
  }

  #wakeDependants(name: NameState): void {
    for (const dependant of name.dependants) {
      if (!dependant.reached) continue;
      dependant.needsChanged = true;
      this.#enqueue(dependant);
    }
  }

  #wakeWatchers(watchers: readonly NameState[]): void {
    for (const watcher of watchers) {
      if (!watcher.reached || watcher.dud) continue;
      watcher.triggersChanged = true;
      this.#enqueue(watcher);
    }
  }

  /** Draws in what follows for a name: packages that cannot be had any more, and what all that are left agree on. */
  #lookAt(name: NameState): void {
    const { needsChanged, triggersChanged } = name;
    name.needsChanged = name.triggersChanged = false;
    let first: Offer | undefined;
    let several = false;
    name.fired = false;
    name.dud = true;
    for (const offer of name.offers) {
      const { candidate } = offer;
      if (needsChanged && candidate.open && !this.#canHaveItsNeeds(candidate)) {
        this.#close(candidate);
      }
      if (!candidate.open) continue;
      if (triggersChanged) this.#checkTriggers(candidate);
      if (candidate.fired) name.fired = true;
      if (!candidate.dud) name.dud = false;
      if (name.demands === 0) continue;
      several = first !== undefined;
      first ??= offer;
    }
    name.severalOptions = several;
    this.#note(name);
    if (first !== undefined) {
      for (const { candidate } of name.offers) candidate.inLastRound = candidate.open;
      const options = several ? name.offers.filter(({ candidate }) => candidate.open) : [first];
      this.#demandWhatAllNeed(first.candidate, options);
      this.#closeWhatCannotCome(name, first.candidate, options);
    }
    name.dependantsSettled = areSettled(name.dependants);
  }

  #canHaveItsNeeds({ needs }: Candidate): boolean {
    for (const need of needs) if (!this.#canBeFulfilled(need)) return false;
    return true;
  }

  /** Whether something that can still be had fulfils a need; what the index does not list may. */
  #canBeFulfilled({ dependency, target }: Need): boolean {
    if (target.settled) return fulfils(dependency, target.choice);
    if (target.demands === 0 && dependency.conflict) return true;
    for (const offer of target.offers) if (offer.candidate.open && fulfils(dependency, offer)) return true;
    return !this.#problem.covers(target);
  }

  #checkTriggers(candidate: Candidate): void {
    if (!candidate.fired && !candidate.dud) {
      candidate.fired = true;
      for (const { dependency, target } of candidate.triggers) {
        if (target.settled && fulfils(dependency, target.choice)) continue;
        candidate.fired = false;
        candidate.dud = target.settled;
        break;
      }
    }
    if (!candidate.fired) return;
    for (const { target } of candidate.triggers) {
      if (target.choice !== undefined) this.#passFlags(candidate, target.choice.candidate);
    }
  }

  /** What every option needs is demanded: with its versions if there is one option, else the name alone. */
  #demandWhatAllNeed(first: Candidate, options: readonly Offer[]): void {
    if (options.length === 1) {
      for (const need of first.wants) this.#demand(first, need);
      return;
    }
    for (const { target } of first.wants) {
      if (target.demands > 0 || !allNeed(options, target)) continue;
      if (!this.#problem.covers(target)) this.uncovered.add(target.name);
      target.demands++;
      this.#firstDemand(target);
      for (const { candidate } of target.offers) this.#passFlags(candidate, first);
    }
  }

  /** Where every option answers to a second name too, whoever answers to that one only cannot stand beside them. */
  #closeWhatCannotCome(name: NameState, first: Candidate, options: readonly Offer[]): void {
    this.#closeOthers(first.name, name, options);
    for (const { target } of first.answers) this.#closeOthers(target, name, options);
  }

  #closeOthers(target: NameState, name: NameState, options: readonly Offer[]): void {
    // Whoever bears a name alone is in nobody's way.
    if (target === name || target.offers.length < 2 || (options.length > 1 && !allBear(options, target))) return;
    const unversioned = options.some((option) => claimsWithoutVersion(option, target));
    for (const { candidate, version } of target.offers) {
      if (candidate.name === name || !candidate.open || (unversioned && version === undefined)) continue;
      const stands = candidate.answers.some(
        (answer) => answer.target === name || (unversioned && answer.dependency.version === undefined),
      );
      if (!stands) this.#close(candidate);
    }
  }

  #choose(name: NameState): void {
    let chosen: Offer | undefined;
    for (const offer of name.offers) {
      const { candidate, version } = offer;
      if (name.demands === 0 && !candidate.fired) continue;
      // A name without a version is nobody's until somebody asks for the package itself or it has a priority.
      if (version === undefined && candidate.name.demands === 0 && !candidate.entry.providerPriority) continue;
      if (prefer(offer, chosen) > 0) chosen = offer;
    }
    if (chosen === undefined) {
      this.#settle(name, undefined);
      if (name.demands > 0) this.faults++;
      return;
    }
    const { candidate } = chosen;
    if (!candidate.open) this.fault(candidate);
    this.#settle(candidate.name, { candidate, version: candidate.entry.version });
    for (const { dependency, target } of candidate.answers) {
      this.#settle(target, { candidate, version: dependency.version });
    }
    for (const need of candidate.needs) this.#demand(candidate, need);
  }

  /** Gives a name to an offer, or to nobody; two packages can only share a name that neither gives a version. */
  #settle(name: NameState, offer: Offer | undefined): void {
    if (name.settled) {
      if (offer?.version === undefined && name.choice?.version === undefined) return;
      this.fault(offer?.candidate);
      this.fault(name.choice?.candidate);
      return;
    }
    name.settled = true;
    name.choice = offer;
    name.queued = false;
    this.#unsettled.delete(name);
    for (const other of name.offers) {
      if (other.candidate === offer?.candidate) continue;
      if (offer?.version === undefined && other.version === undefined) continue;
      this.#close(other.candidate);
    }
    this.#wakeDependants(name);
    this.#wakeWatchers(offer ? this.#problem.watchersOfPackage(offer.candidate) : this.#problem.watchersOf(name));
  }
}

function areSettled(names: readonly NameState[]): boolean {
  for (const name of names) if (name.reached && !name.settled) return false;
  return true;
}

/** Below 0 when the first is settled before the second. */
function compareCertainty(a: NameState, b: NameState): number {
  return (
    Number(b.asked) - Number(a.asked) ||
    a.rank - b.rank ||
    b.depth - a.depth ||
    Number(b.demands > 0) - Number(a.demands > 0)
  );
}
