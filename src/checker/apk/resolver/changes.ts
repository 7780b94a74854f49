import { namesOf } from './catalog.ts';
import { type Problem, fulfils } from './problem.ts';
import type { Settlement } from './settle.ts';
import type { Candidate, NameState, Need } from './state.ts';

/** A package that goes, comes or stays. */
export interface Step {
  readonly from: Candidate | undefined;
  readonly to: Candidate | undefined;
}

/**
 * The way from what is installed to what was chosen, in apk's order: what a package needs comes before it, what is
 * triggered after its triggers, and what nobody needs any more goes with the last one that needed it. Finds the last
 * faults on the way: chosen packages whose needs are not fulfilled.
 */
export function planChanges(problem: Problem, settlement: Settlement): readonly Step[] {
  const plan = new Plan(problem, settlement);
  for (const candidate of problem.installed) {
    candidate.name.installed = candidate;
    candidate.name.installedAs = candidate.name;
    for (const { dependency, target } of candidate.answers) {
      if (dependency.version !== undefined) target.installedAs = candidate.name;
    }
  }
  for (const candidate of problem.installed) plan.countUses(candidate);
  for (const candidate of problem.installed) plan.removeUnused(candidate);
  for (const need of problem.world) plan.follow(undefined, need);
  for (const candidate of problem.installed) plan.change(candidate.name);
  return plan.steps;
}

class Plan {
  readonly steps: Step[] = [];
  readonly #problem: Problem;
  readonly #settlement: Settlement;

  constructor(problem: Problem, settlement: Settlement) {
    this.#problem = problem;
    this.#settlement = settlement;
  }

  countUses({ needs }: Candidate): void {
    for (const { dependency, target } of needs)
      if (!dependency.conflict && target.installedAs !== undefined) target.installedAs.users++;
  }

  removeUnused(candidate: Candidate): void {
    if (candidate.name.users === 0 && candidate.name.choice === undefined) this.#remove(candidate);
  }

  follow(by: Candidate | undefined, { dependency, target }: Need): void {
    const chosen = target.choice?.candidate;
    if (!fulfils(dependency, target.choice)) this.#settlement.fault(by);
    this.change(target);
    if (chosen?.failed) this.#settlement.fault(by);
  }

  change(name: NameState): void {
    if (name.inChanges) return;
    this.#clear(name);
    const to = name.choice?.candidate;
    if (to === undefined || to.inChanges) return;
    to.inChanges = true;
    this.#clear(to.name);
    for (const { target } of to.answers) this.#clear(target);
    const from = to.name.installed;
    if (from !== undefined) this.#removeAllUntriggered(from);
    for (const need of to.needs) this.follow(to, need);
    this.steps.push({ from, to });
    for (const watcher of this.#problem.watchersOfPackage(to)) this.#addTriggered(watcher);
    this.countUses(to);
    if (from !== undefined) this.#removeLeftOver(from);
  }

  /** Removes who held a name before and is not the one who holds it now. */
  #clear(name: NameState): void {
    if (name.inChanges) return;
    name.inChanges = true;
    if (name.installed !== undefined && name.choice?.candidate.name !== name) this.#remove(name.installed);
    for (const { candidate } of name.offers) {
      if (candidate.name.installed === candidate && candidate.name.choice === undefined) this.#remove(candidate);
    }
  }

  #remove(candidate: Candidate): void {
    const { name } = candidate;
    if (candidate.inChanges || name.choice?.candidate.name === name) return;
    name.inChanges = true;
    candidate.inChanges = true;
    for (const dependant of this.#installedDependants(candidate)) this.#remove(dependant);
    this.#removeAllUntriggered(candidate);
    this.steps.push({ from: candidate, to: undefined });
    this.#removeLeftOver(candidate);
  }

  #removeLeftOver(candidate: Candidate): void {
    for (const { dependency, target } of candidate.needs) {
      if (dependency.conflict || target.installedAs === undefined || --target.installedAs.users > 0) continue;
      // A package that was needed under another name goes later, when its own turn comes.
      if (target.installed !== undefined) this.#remove(target.installed);
    }
  }

  #addTriggered(name: NameState): void {
    const candidate = name.choice?.candidate;
    if (candidate === undefined || !name.reached || name.inChanges) return;
    const all = candidate.triggers.every(
      ({ dependency, target }) => target.inChanges && fulfils(dependency, target.choice),
    );
    if (all) this.change(name);
  }

  #removeUntriggered(name: NameState): void {
    const candidate = name.installed;
    if (candidate === undefined || name.inChanges || name.choice !== undefined) return;
    const lost = candidate.triggers.some(({ target }) => target.inChanges && target.choice === undefined);
    if (lost) this.removeUnused(candidate);
  }

  #removeAllUntriggered(candidate: Candidate): void {
    for (const watcher of this.#problem.watchersOfPackage(candidate)) this.#removeUntriggered(watcher);
  }

  /** Installed packages that need a package: name by name, in the order in which apk's table leads to them. */
  #installedDependants(candidate: Candidate): readonly Candidate[] {
    const held = new Map<NameState, string | undefined>();
    for (const { dependency, target } of candidate.answers) held.set(target, dependency.version);
    held.set(candidate.name, candidate.entry.version);
    const depending = this.#problem.installed.filter(({ needs }) =>
      needs.some(
        ({ dependency, target }) => held.has(target) && fulfils(dependency, { candidate, version: held.get(target) }),
      ),
    );
    if (depending.length < 2) return depending;
    depending.sort((a, b) => firstBucket(a) - firstBucket(b));
    return namesOf(candidate).flatMap((name) =>
      depending.filter(({ needs }) => needs.some(({ target }) => target === name)),
    );
  }
}

/** The lowest bucket of the names that a package answers to. */
function firstBucket(candidate: Candidate): number {
  return candidate.answers.reduce((least, { target }) => Math.min(least, target.bucket), candidate.name.bucket);
}
