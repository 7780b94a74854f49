import { asRecord, browserStore, type LocalStore } from './local-store.ts';

/** `monaco` is the code editor, `textarea` the plain one that phones and some assistive technology get on better with. */
export type EditorKind = 'monaco' | 'textarea';

/** What the learner has chosen; undefined where they have not. */
interface Preferences {
  readonly editor?: EditorKind;
  /** Where the bars between the panes of a lesson stand, in per cent. */
  readonly split?: Partial<Record<'read' | 'editor', number>>;
}

const key = 'preferences';

/** The choices of this browser's user; anything unreadable counts as not chosen. */
export function loadPreferences(store: LocalStore = browserStore): Preferences {
  const stored = asRecord(store.read(key));
  const editor = stored?.['editor'];
  const split = asRecord(stored?.['split']);
  const places = (['read', 'editor'] as const).filter((name) => typeof split?.[name] === 'number');
  return {
    ...((editor === 'monaco' || editor === 'textarea') && { editor }),
    ...(places.length > 0 && { split: Object.fromEntries(places.map((name) => [name, split?.[name]])) }),
  };
}

/** Remembers one choice and leaves the others, also those of a newer version, as they are. */
export function savePreferences(change: Preferences, store: LocalStore = browserStore): boolean {
  return store.write(key, { ...asRecord(store.read(key)), ...change });
}
