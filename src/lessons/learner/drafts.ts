import { asRecord, browserStore, storedKey, type LocalStore } from './local-store.ts';

/** The editable files of a lesson by path, as the learner left them. */
export type DraftFiles = Readonly<Record<string, string>>;

/** Characters of a draft at most. What is longer was not written by hand, and would hold the page up. */
export const largestDraft = 500_000;

/** What the learner had written when they came last; undefined when there is nothing or it cannot be used. */
export function loadDraft(slug: string, store: LocalStore = browserStore): DraftFiles | undefined {
  return filesIn(store.read(draftKey(slug)));
}

/** There is a draft that cannot be used: it is damaged, of another program or far too long. */
export function hasBrokenDraft(slug: string, store: LocalStore = browserStore): boolean {
  return store.has(draftKey(slug)) && loadDraft(slug, store) === undefined;
}

/** What became of an attempt to save: the browser did not take it, or the text is longer than {@link largestDraft}. */
export type Saved = 'saved' | 'refused' | 'too long';

export function saveDraft(slug: string, files: DraftFiles, store: LocalStore = browserStore): Saved {
  if (lengthOf(files) > largestDraft) return 'too long';
  return store.write(draftKey(slug), { files }) ? 'saved' : 'refused';
}

/** The name under which a lesson's draft is stored, for `storage` events. */
export function draftStorageKey(slug: string): string {
  return storedKey(draftKey(slug));
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
  if (entries.length === 0 || texts.length < entries.length) return undefined;
  const draft = Object.fromEntries(texts);
  return lengthOf(draft) > largestDraft ? undefined : draft;
}

function lengthOf(files: DraftFiles): number {
  return Object.values(files).reduce((sum, text) => sum + text.length, 0);
}
