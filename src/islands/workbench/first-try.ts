import type { GradeView } from '../checker-service/view.ts';

/**
 * Fixes and the solution wait for a first try: an edit that changes a goal, an outcome or a finding. Who wants to see one
 * before presses a second time.
 */
export class FirstTry {
  #isMade = false;
  /** What the goals and findings of the starter are. */
  #starter: string | undefined;
  readonly #asked = new Set<string>();

  /** @returns whether there was a try, now or before. */
  note({ criteria, others }: GradeView, isStarter: boolean): boolean {
    const looks = JSON.stringify([...criteria, ...others].map(({ key, state }) => [key, state]));
    if (isStarter) this.#starter ??= looks;
    else if (looks !== this.#starter) this.#isMade = true;
    return this.#isMade;
  }

  /** Whether something may be shown that is asked for: after a try, or for the second time. */
  mayShow(what: string): boolean {
    const may = this.#isMade || this.#asked.has(what);
    this.#asked.add(what);
    return may;
  }
}
