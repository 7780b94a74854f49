import type { NameState, Offer } from './state.ts';

/** Whether every option needs a name. */
export function allNeed(options: readonly Offer[], name: NameState): boolean {
  return options.every(({ candidate }) => candidate.wants.some(({ target }) => target === name));
}

/** Whether a name is every option's own, or one that it answers to. */
export function allBear(options: readonly Offer[], name: NameState): boolean {
  return options.every(
    ({ candidate }) => candidate.name === name || candidate.answers.some(({ target }) => target === name),
  );
}

/** Whether an option claims a name without a version: its first claim counts, its own name goes by the name asked for. */
export function claimsWithoutVersion({ candidate, version }: Offer, target: NameState): boolean {
  if (candidate.name === target) return version === undefined;
  return candidate.answers.find((answer) => answer.target === target)?.dependency.version === undefined;
}
