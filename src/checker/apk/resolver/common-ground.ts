import type { Candidate, NameState, Need, Offer } from './state.ts';

/** Names that a list of every option speaks of; with `own`, the options' own names count too. */
export function commonTargets(
  options: readonly Offer[],
  list: (candidate: Candidate) => readonly Need[],
  own = false,
): Set<NameState> {
  let common: Set<NameState> | undefined;
  for (const { candidate } of options) {
    const targets = list(candidate).map(({ target }) => target);
    if (own) targets.push(candidate.name);
    const before: ReadonlySet<NameState> | undefined = common;
    common = new Set(before === undefined ? targets : targets.filter((target) => before.has(target)));
  }
  return common ?? new Set();
}

/** Whether an option claims a name without a version: its first claim counts, its own name goes by the name asked for. */
export function claimsWithoutVersion({ candidate, version }: Offer, target: NameState): boolean {
  if (candidate.name === target) return version === undefined;
  return candidate.answers.find((answer) => answer.target === target)?.dependency.version === undefined;
}
