import type { Problem } from './problem.ts';
import type { Candidate, NameState, Need } from './state.ts';

/** How a name is there: chosen for its own sake, by a trigger, or only as a name that nobody was chosen by. */
type Manner = 'present' | 'triggered' | 'by-name-only';

/** Which names selected packages stand for; apk calls the others missing when it explains a failure. */
export class Presence {
  readonly #problem: Problem;
  readonly #selected: ReadonlySet<Candidate>;
  readonly #names = new Map<NameState, Set<Manner>>();
  readonly #candidates = new Map<Candidate, Set<Manner>>();

  constructor(problem: Problem, selected: ReadonlySet<Candidate>) {
    this.#problem = problem;
    this.#selected = selected;
    this.#needs(problem.world);
  }

  /** Whether the name stands for a selected package, by more than a name without a version. */
  has(name: NameState): boolean {
    const manners = this.#names.get(name);
    return manners !== undefined && (manners.has('present') || manners.has('triggered'));
  }

  #needs(needs: readonly Need[]): void {
    for (const { dependency, target } of needs) if (!dependency.conflict) this.#name(target, 'present');
  }

  #name(name: NameState, asked: Manner): void {
    for (const { candidate } of name.offers) {
      if (!this.#selected.has(candidate)) continue;
      const concrete = Boolean(candidate.entry.providerPriority) || claims(candidate, name);
      const manner = concrete ? asked : 'by-name-only';
      if (this.#candidates.get(candidate)?.has(manner)) continue;
      add(this.#candidates, candidate, manner);
      add(this.#names, candidate.name, manner);
      for (const { dependency, target } of candidate.answers) {
        const unversioned = manner === 'triggered' && dependency.version === undefined;
        add(this.#names, target, unversioned ? 'by-name-only' : manner);
      }
      this.#needs(candidate.needs);
      if (manner === 'by-name-only') continue;
      this.#triggered(candidate.name);
      for (const { target } of candidate.answers) this.#triggered(target);
    }
  }

  #triggered(name: NameState): void {
    for (const watcher of this.#problem.watchersOf(name)) {
      for (const { candidate } of watcher.offers) {
        if (!this.#selected.has(candidate) || candidate.triggers.length === 0) continue;
        if (candidate.triggers.some(({ dependency, target }) => dependency.conflict === this.has(target))) continue;
        this.#name(candidate.name, 'triggered');
        for (const { target } of candidate.answers) this.#name(target, 'triggered');
      }
    }
  }
}

/** Whether a package bears a name or claims it with a version. */
function claims(candidate: Candidate, name: NameState): boolean {
  if (candidate.name === name) return true;
  return candidate.answers.some(({ dependency, target }) => target === name && dependency.version !== undefined);
}

function add<Key>(map: Map<Key, Set<Manner>>, key: Key, manner: Manner): void {
  let manners = map.get(key);
  if (manners === undefined) map.set(key, (manners = new Set()));
  manners.add(manner);
}
