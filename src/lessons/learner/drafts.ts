import { asRecord, browserStore, type LocalStore } from './local-store.ts';

/** The editable files of a lesson by path, as the learner left them. */
export type DraftFiles = Readonly<Record<string, string>>;

/** What the learner had written when they came last; undefined when there is nothing or it is broken. */
export function loadDraft(slug: string, store: LocalStore = browserStore): DraftFiles | undefined {
  return filesIn(store.read(draftKey(slug)));
}

/** @returns False when the browser did not take it. */
export function saveDraft(slug: string, files: DraftFiles, store: LocalStore = browserStore): boolean {
  return store.write(draftKey(slug), { files });
}

/** Forgets the draft: the files are as the lesson gives them. */
export function removeDraft(slug: string, store: LocalStore = browserStore): void {
  store.remove(draftKey(slug));
}

/** What a reset took away and can be brought back; see {@link saveReplaced}. */
export function loadReplaced(slug: string, store: LocalStore = browserStore): DraftFiles | undefined {
  return filesIn(store.read(replacedKey(slug)));
}

/** Keeps what a reset takes away, so that it can be undone even after a reload. */
export function saveReplaced(slug: string, files: DraftFiles, store: LocalStore = browserStore): boolean {
  return store.write(replacedKey(slug), { files });
}

/** Forgets what the last reset took away. */
export function removeReplaced(slug: string, store: LocalStore = browserStore): void {
  store.remove(replacedKey(slug));
}

function draftKey(slug: string): string {
  return `draft:${slug}`;
}

function replacedKey(slug: string): string {
  return `replaced:${slug}`;
}

function filesIn(value: unknown): DraftFiles | undefined {
  const files = asRecord(asRecord(value)?.['files']);
  if (files === undefined) return undefined;
  const entries = Object.entries(files);
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return entries.length > 0 && texts.length === entries.length ? Object.fromEntries(texts) : undefined;
}
