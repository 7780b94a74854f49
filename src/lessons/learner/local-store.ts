import { isRecord } from '../../checker/index.ts';

/**
 * localStorage that never throws. Browsers may forbid it (cookies off, sandboxed frames), it may be full, absent or
 * hold what another version or another program wrote. What cannot be stored is kept for as long as the page lives.
 */
export interface LocalStore {
  /** The value of a key as JSON gave it: check its shape. Undefined when there is none or it is no JSON. */
  read(key: string): unknown;
  /** There is something under a key, be it readable or not. */
  has(key: string): boolean;
  /** False when the browser did not take it; the value then lives until the page is left. */
  write(key: string, value: unknown): boolean;
  remove(key: string): void;
}

/** The part of the DOM's `Storage` that is used. */
export type StorageLike = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Version of everything that is stored. Another version's values are left alone and not read. */
const version = 1;

/** The name under which a key is stored, for `storage` events. */
export function storedKey(key: string): string {
  return `belay:${version}:${key}`;
}

/** @param storage Called at each use, because reading `window.localStorage` may throw. */
export function openStore(storage: () => StorageLike | undefined): LocalStore {
  const unsaved = new Map<string, unknown>();
  return {
    read(key) {
      if (unsaved.has(key)) return unsaved.get(key);
      return attempt(() => {
        const text = storage()?.getItem(storedKey(key));
        return typeof text === 'string' ? (JSON.parse(text) as unknown) : undefined;
      });
    },
    has(key) {
      if (unsaved.has(key)) return unsaved.get(key) !== undefined;
      return attempt(() => typeof storage()?.getItem(storedKey(key)) === 'string') ?? false;
    },
    write(key, value) {
      const stored = attempt(() => {
        const target = storage();
        target?.setItem(storedKey(key), JSON.stringify(value));
        return target !== undefined;
      });
      if (stored === true) unsaved.delete(key);
      else unsaved.set(key, value);
      return stored === true;
    },
    remove(key) {
      unsaved.delete(key);
      const removed = attempt(() => {
        storage()?.removeItem(storedKey(key));
        return true;
      });
      if (removed !== true) unsaved.set(key, undefined);
    },
  };
}

/** The store of this browser. Nothing is touched before the first use. */
export const browserStore: LocalStore = openStore(() =>
  typeof window === 'undefined' ? undefined : window.localStorage,
);

/** Whether this browser keeps anything: a value is written and taken away again. */
export function storageWorks(store: LocalStore = browserStore): boolean {
  const kept = store.write('probe', 0);
  store.remove('probe');
  return kept;
}

/** The value as an object whose fields can be looked at, undefined for anything else. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isRecord(value) ? value : undefined;
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
