import { describe, expect, it } from 'vitest';
import { loadDraft, loadReplaced, removeDraft, saveDraft, saveReplaced } from './drafts.ts';
import { openStore, storageWorks, storedKey, type LocalStore, type StorageLike } from './local-store.ts';
import { loadPreferences, savePreferences } from './preferences.ts';
import { lessonProgress, lessonStatus, markPassed, markStarted } from './progress.ts';

function memory(): StorageLike & { readonly values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

function refuse(): never {
  throw new DOMException('No', 'SecurityError');
}

const bad: Record<string, () => LocalStore> = {
  absent: () => openStore(() => undefined),
  forbidden: () => openStore(refuse),
  'full, and silent on removal': () => {
    const storage = memory();
    return openStore(() => ({ ...storage, setItem: refuse }));
  },
  'broken in every call': () => openStore(() => ({ getItem: refuse, setItem: refuse, removeItem: refuse })),
};

describe('progress', () => {
  it('goes from new to started to passed, and never back', () => {
    const storage = memory();
    const kept = openStore(() => storage);
    expect(lessonStatus('tini', kept)).toBe('new');
    markStarted('tini', kept);
    expect(lessonStatus('tini', kept)).toBe('started');
    markPassed('tini', kept);
    markStarted('tini', kept);
    expect(lessonStatus('tini', kept)).toBe('passed');
    expect(lessonStatus('timezones', kept)).toBe('new');
  });

  it('says when a lesson was passed, and asks the store without leaving a trace', () => {
    const storage = memory();
    const kept = openStore(() => storage);
    const before = Date.now();
    markPassed('tini', kept);
    expect(lessonProgress('tini', kept).at).toBeGreaterThanOrEqual(before);
    const keys = [...storage.values.keys()];
    expect(storageWorks(kept)).toBe(true);
    expect([...storage.values.keys()]).toEqual(keys);
  });

  it.each(['', '{', 'null', '[]', '"passed"', '{"status":"won"}', '{"status":7}'])('reads %s as new', (text) => {
    const storage = memory();
    storage.values.set(storedKey('progress:tini'), text);
    expect(
      lessonStatus(
        'tini',
        openStore(() => storage),
      ),
    ).toBe('new');
  });
});

describe('drafts', () => {
  it('come back as they were, until they are removed', () => {
    const storage = memory();
    const files = { Dockerfile: 'FROM alpine\r\n\u0000\u{1f980}', '.dockerignore': '' };
    expect(
      saveDraft(
        'tini',
        files,
        openStore(() => storage),
      ),
    ).toBe('saved');
    const later = openStore(() => storage);
    expect(loadDraft('tini', later)).toEqual(files);
    expect(loadReplaced('tini', later)).toBeUndefined();
    removeDraft('tini', later);
    expect(loadDraft('tini', later)).toBeUndefined();
  });

  it.each(['{}', '{"files":{}}', '{"files":[]}', '{"files":{"Dockerfile":1}}', '{"files":null}', 'nonsense'])(
    'ignores %s',
    (text) => {
      const storage = memory();
      storage.values.set(storedKey('draft:tini'), text);
      expect(
        loadDraft(
          'tini',
          openStore(() => storage),
        ),
      ).toBeUndefined();
    },
  );

  it('keeps a prototype out of the files', () => {
    const storage = memory();
    storage.values.set(storedKey('draft:tini'), '{"files":{"__proto__":"x","Dockerfile":"FROM a"}}');
    const draft = loadDraft(
      'tini',
      openStore(() => storage),
    );
    expect(draft?.['Dockerfile']).toBe('FROM a');
    expect(Object.getPrototypeOf(draft)).toBe(Object.prototype);
  });
});

describe('preferences', () => {
  it('are remembered one by one', () => {
    const storage = memory();
    storage.values.set(storedKey('preferences'), '{"later":true}');
    const store = openStore(() => storage);
    expect(loadPreferences(store)).toEqual({});
    savePreferences({ editor: 'textarea' }, store);
    expect(loadPreferences(store)).toEqual({ editor: 'textarea' });
    expect(storage.values.get(storedKey('preferences'))).toContain('later');
  });
});

describe.each(Object.entries(bad))('storage that is %s', (_name, open) => {
  it('throws nowhere, says that nothing was saved and remembers until the page is left', () => {
    const store = open();
    expect(storageWorks(store)).toBe(false);
    expect(saveDraft('tini', { Dockerfile: 'FROM alpine' }, store)).toBe('refused');
    expect(saveReplaced('tini', { Dockerfile: 'FROM old' }, store)).toBe(false);
    expect(loadDraft('tini', store)).toEqual({ Dockerfile: 'FROM alpine' });
    markPassed('tini', store);
    expect(lessonStatus('tini', store)).toBe('passed');
    expect(savePreferences({ editor: 'monaco' }, store)).toBe(false);
    expect(loadPreferences(store)).toEqual({ editor: 'monaco' });
    removeDraft('tini', store);
    expect(loadDraft('tini', store)).toBeUndefined();
  });
});
