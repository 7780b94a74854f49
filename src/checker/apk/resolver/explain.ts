import type { Step } from './changes.ts';
import { type Dependency, accepts } from './dependency.ts';
import { IndentedLines } from './indented-lines.ts';
import type { Problem } from './problem.ts';
import type { Candidate, NameState, Need } from './state.ts';
import { Presence } from './presence.ts';

/** apk's lines for packages that it cannot select, as apk-tools 2.14 prints them where the output is no terminal. */
export function explainFailure(problem: Problem, steps: readonly Step[]): readonly string[] {
  const selected = steps.flatMap(({ to }) => to ?? []);
  return new Explanation(problem, selected).lines();
}

class Explanation {
  readonly #problem: Problem;
  readonly #selected: readonly Candidate[];
  readonly #marked: ReadonlySet<Candidate>;
  readonly #presence: Presence;
  readonly #out = new IndentedLines();
  readonly #missing = new Set<NameState>();

  constructor(problem: Problem, selected: readonly Candidate[]) {
    this.#problem = problem;
    this.#selected = selected;
    this.#marked = new Set(selected);
    this.#presence = new Presence(problem, this.#marked);
  }

  lines(): readonly string[] {
    this.#missingNames(this.#problem.world);
    for (const candidate of this.#selected) {
      this.#package(candidate);
      this.#missingNames(candidate.needs);
    }
    const { lines } = this.#out;
    const body = lines.length > 0 ? lines : ['Huh? Error reporter did not find the broken constraints.'];
    return ['ERROR: unable to select packages:', ...body];
  }

  #missingNames(needs: readonly Need[]): void {
    for (const { dependency, target } of needs) {
      if (dependency.conflict || this.#missing.has(target) || this.#presence.has(target)) continue;
      this.#missing.add(target);
      this.#missingName(target);
    }
  }

  #missingName(name: NameState): void {
    const offers = this.#problem.allOffers(name);
    this.#out.label(`${name.name} ${offers.length > 0 ? '(virtual)' : '(no such package)'}`);
    if (offers.length > 0) {
      this.#out.add('note:', ..."please select one of the 'provided by' packages explicitly".split(' '));
      this.#out.endGroup();
      this.#out.add('provided by:', ...this.#providedBy(offers.map(({ candidate }) => candidate)));
      this.#out.endGroup();
    }
    const asking = this.#problem.world.filter(({ dependency, target }) => target === name && !dependency.conflict);
    this.#out.open('required by:');
    this.#out.add('required by:', ...asking.map(({ dependency }) => `world[${dependency.text}]`));
    const shown = new Set<Candidate>();
    for (const { offers: bearers } of this.#dependantNames([name])) {
      for (const { candidate } of bearers) {
        if (!this.#marked.has(candidate) || shown.has(candidate)) continue;
        shown.add(candidate);
        const need = candidate.needs.find(({ dependency, target }) => target === name && !dependency.conflict);
        if (need !== undefined) this.#out.add('required by:', asks(candidate, need.dependency));
        // apk asks one selected package of a name, whether it is the one that needs this or not.
        break;
      }
    }
    this.#out.endGroup();
  }

  /** A name whose packages all answer stands for them, else each package for itself. */
  #providedBy(candidates: readonly Candidate[]): string[] {
    const left = new Map<NameState, number>();
    for (const { name } of candidates) left.set(name, (left.get(name) ?? 0) + 1);
    return candidates.flatMap(({ name, entry }) => {
      const count = left.get(name) ?? 0;
      if (count === 0) return [];
      const all = count === this.#problem.allOffers(name).length;
      left.set(name, all ? 0 : count - 1);
      return [all ? name.name : `${entry.name}-${entry.version}`];
    });
  }

  #package(candidate: Candidate): void {
    const out = this.#out;
    out.label(fullName(candidate));
    if (candidate.madeNow) out.add('masked in:', 'cache');
    out.endGroup();
    out.add('conflicts:', ...this.#conflicts(candidate));
    out.endGroup();
    out.add('breaks:', ...this.#asking(candidate, false));
    out.endGroup();
    if (!out.labelled) out.add('satisfies:', ...this.#asking(candidate, true));
    out.endGroup();
  }

  /** Other selected packages under the same names. */
  #conflicts(candidate: Candidate): string[] {
    const found = candidate.name.offers
      .filter((offer) => offer.candidate !== candidate && this.#marked.has(offer.candidate))
      .map((offer) => fullName(offer.candidate));
    for (const { dependency, target } of candidate.answers) {
      let own = true;
      for (const offer of target.offers) {
        if (!this.#marked.has(offer.candidate)) continue;
        if (dependency.version === undefined && offer.version === undefined) continue;
        if (own && offer.candidate === candidate && offer.version === dependency.version) {
          own = false;
          continue;
        }
        found.push(`${fullName(offer.candidate)}[${dependency.text}]`);
      }
    }
    return found;
  }

  /** Who asks for a package: what it fulfils, or what it does not. */
  #asking(candidate: Candidate, fulfilled: boolean): string[] {
    const matches = ({ dependency, target }: Need) => {
      if (target === candidate.name) return accepts(dependency, candidate.entry.version) === fulfilled;
      const answer = candidate.answers.find((each) => each.target === target);
      return answer !== undefined && accepts(dependency, answer.dependency.version) === fulfilled;
    };
    const found = this.#problem.world.filter(matches).map(({ dependency }) => `world[${dependency.text}]`);
    const seen = new Set<Candidate>();
    for (const held of [candidate.name, ...candidate.answers.map(({ target }) => target)]) {
      for (const { offers } of this.#dependantNames([held])) {
        for (const { candidate: other } of offers) {
          if (!this.#marked.has(other) || seen.has(other)) continue;
          seen.add(other);
          for (const need of other.needs) if (matches(need)) found.push(asks(other, need.dependency));
        }
      }
    }
    return found;
  }

  /** Names of selected packages that need one of some names, in apk's order. */
  #dependantNames(names: readonly NameState[]): readonly NameState[] {
    const found = new Set<NameState>();
    for (const candidate of this.#selected) {
      if (!candidate.needs.some(({ target }) => names.includes(target))) continue;
      found.add(candidate.name);
      for (const { target } of candidate.answers) found.add(target);
    }
    return [...found].sort((a, b) => Number(isNew(a)) - Number(isNew(b)) || a.bucket - b.bucket);
  }
}

/** Names of groups that are made now come behind all others. */
function isNew(name: NameState): boolean {
  return name.offers.some(({ candidate }) => candidate.madeNow);
}

function fullName({ entry }: Candidate): string {
  return `${entry.name}-${entry.version}`;
}

function asks(candidate: Candidate, dependency: Dependency): string {
  return `${fullName(candidate)}[${dependency.text}]`;
}
