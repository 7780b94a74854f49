import { asRecord, browserStore, type LocalStore } from './local-store.ts';

/** `monaco` is the code editor, `textarea` the plain one that phones and some assistive technology get on better with. */
export type EditorKind = 'monaco' | 'textarea';

/** What the learner has chosen; undefined where they have not. */
interface Preferences {
  readonly editor?: EditorKind;
}

const key = 'preferences';

/** The choices of this browser's user; anything unreadable counts as not chosen. */
export function loadPreferences(store: LocalStore = browserStore): Preferences {
  const editor = asRecord(store.read(key))?.['editor'];
  return editor === 'monaco' || editor === 'textarea' ? { editor } : {};
}

/** Remembers one choice and leaves the others, also those of a newer version, as they are. */
export function savePreferences(change: Preferences, store: LocalStore = browserStore): boolean {
  return store.write(key, { ...asRecord(store.read(key)), ...change });
}
