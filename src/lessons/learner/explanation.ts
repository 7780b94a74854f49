import { asRecord, browserStore, type LocalStore } from './local-store.ts';

/** Characters at most of what a learner writes to a reviewer. */
export const longestExplanation = 5_000;

/** What the learner has written to the reviewer of a lesson; empty when there is nothing or it cannot be read. */
export function loadExplanation(slug: string, store: LocalStore = browserStore): string {
  const text = asRecord(store.read(explanationKey(slug)))?.['text'];
  return typeof text === 'string' ? text.slice(0, longestExplanation) : '';
}

/** Keeps it beside the draft. @returns false when the browser did not take it. */
export function saveExplanation(slug: string, text: string, store: LocalStore = browserStore): boolean {
  if (text === '') {
    store.remove(explanationKey(slug));
    return true;
  }
  return store.write(explanationKey(slug), { text: text.slice(0, longestExplanation) });
}

function explanationKey(slug: string): string {
  return `explanation:${slug}`;
}
