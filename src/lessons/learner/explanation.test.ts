import { expect, test } from 'vitest';
import { loadExplanation, longestExplanation, saveExplanation } from './explanation.ts';
import { openStore } from './local-store.ts';

function kept(items = new Map<string, string>()) {
  return openStore(() => ({
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }));
}

test('is kept for its lesson, cut where it is far too long, and gone when it is emptied', () => {
  const store = kept();
  expect(loadExplanation('tini', store)).toBe('');
  expect(saveExplanation('tini', 'PID 1 reaps.', store)).toBe(true);
  expect([loadExplanation('tini', store), loadExplanation('other', store)]).toEqual(['PID 1 reaps.', '']);
  saveExplanation('tini', 'x'.repeat(longestExplanation + 1), store);
  expect(loadExplanation('tini', store)).toHaveLength(longestExplanation);
  saveExplanation('tini', '', store);
  expect(store.has('explanation:tini')).toBe(false);
});

test.each(['null', '7', '{"text":7}', '{'])('is empty for what cannot be read: %s', (text) => {
  expect(loadExplanation('tini', kept(new Map([['belay:1:explanation:tini', text]])))).toBe('');
});
