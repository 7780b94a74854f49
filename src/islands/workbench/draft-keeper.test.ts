import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { hasBrokenDraft, largestDraft, loadDraft, loadReplaced } from '../../lessons/learner/drafts.ts';
import { openStore, type StorageLike } from '../../lessons/learner/local-store.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { ResetMemory } from './reset-memory.ts';
import { Workspace } from './workspace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What all tabs share. */
function storage(): StorageLike {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

function openTab(shared: StorageLike) {
  const store = openStore(() => shared);
  const files = [{ path: 'Dockerfile', starter: 'FROM alpine\n', isNew: false, editable: true }];
  const workspace = new Workspace(files, loadDraft('x', store));
  const conflicts: boolean[] = [];
  const saves: string[] = [];
  const memory = new ResetMemory('x', store);
  const keeper = new DraftKeeper({
    slug: 'x',
    workspace,
    memory,
    onSaved: (saved) => saves.push(saved),
    onConflict: (isOpen) => conflicts.push(isOpen),
    store,
  });
  const write = (text: string): void => {
    workspace.set('Dockerfile', text);
    keeper.changed();
    vi.advanceTimersByTime(1_000);
  };
  return { store, workspace, keeper, conflicts, saves, write };
}

it('writes over nothing that another tab has saved, even before it was told', () => {
  const shared = storage();
  const [one, two] = [openTab(shared), openTab(shared)];
  one.write('one');
  two.write('two');
  expect(loadDraft('x', two.store)).toEqual({ Dockerfile: 'one' });
  expect(loadReplaced('x', two.store)).toEqual({ Dockerfile: 'two' });
  expect(two.conflicts).toEqual([true]);
  one.write('one more');
  expect(loadDraft('x', two.store)).toEqual({ Dockerfile: 'one more' });
  expect(one.conflicts).toEqual([]);
});

it('takes the other version and keeps this one within reach', () => {
  const shared = storage();
  const [one, two] = [openTab(shared), openTab(shared)];
  one.write('one');
  two.write('two');
  one.write('one more');
  expect(two.keeper.useOther()).toEqual({ Dockerfile: 'one more' });
  expect(loadReplaced('x', two.store)).toEqual({ Dockerfile: 'two' });
  expect(two.conflicts).toEqual([true, false]);
});

it('keeps this version and the other one within reach; the other tab is asked in its turn', () => {
  const shared = storage();
  const [one, two] = [openTab(shared), openTab(shared)];
  one.write('one');
  two.write('two');
  two.keeper.keepMine();
  expect(loadDraft('x', two.store)).toEqual({ Dockerfile: 'two' });
  expect(loadReplaced('x', two.store)).toEqual({ Dockerfile: 'one' });
  two.write('two more');
  expect(loadDraft('x', two.store)).toEqual({ Dockerfile: 'two more' });
  one.keeper.look();
  expect(one.conflicts).toEqual([true]);
});

it('asks about a reset in another tab, and no longer when both are the same again', () => {
  const shared = storage();
  const one = openTab(shared);
  one.write('one');
  const two = openTab(shared);
  one.write('FROM alpine\n');
  two.keeper.look();
  expect(two.conflicts).toEqual([true]);
  one.write('one');
  two.keeper.look();
  expect(two.conflicts).toEqual([true, false]);
});

it('looks without a word while nothing has changed elsewhere', () => {
  const one = openTab(storage());
  one.keeper.look();
  one.write('one');
  one.keeper.look();
  expect(one.conflicts).toEqual([]);
  expect(one.saves).toEqual(['saved']);
});

it('tells what was refused and what is too long', () => {
  const full = openTab({ ...storage(), setItem: () => expect.fail('full') });
  full.write('one');
  full.write('x'.repeat(largestDraft + 1));
  full.keeper.look();
  expect(full.saves).toEqual(['refused', 'too long']);
  expect(full.conflicts).toEqual([]);
});

it.each([
  '{"files":',
  '{"files":{"Dockerfile":7}}',
  'null',
  '[]',
  JSON.stringify({ files: { Dockerfile: 'x'.repeat(largestDraft + 1) } }),
])('starts afresh from a draft that cannot be used: %.40s', (text) => {
  const shared = storage();
  expect(
    hasBrokenDraft(
      'x',
      openStore(() => shared),
    ),
  ).toBe(false);
  shared.setItem('belay:1:draft:x', text);
  const tab = openTab(shared);
  expect(hasBrokenDraft('x', tab.store)).toBe(true);
  expect(tab.workspace.isStarter).toBe(true);
  tab.write('mine');
  expect(hasBrokenDraft('x', tab.store)).toBe(false);
  expect(loadDraft('x', tab.store)).toEqual({ Dockerfile: 'mine' });
});
