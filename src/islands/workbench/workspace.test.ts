import { describe, expect, it } from 'vitest';
import type { ExerciseFile } from '../../lessons/content/exercise-files.ts';
import { openStore, type StorageLike } from '../../lessons/learner/local-store.ts';
import { ResetMemory } from './reset-memory.ts';
import { Workspace } from './workspace.ts';

const files: readonly ExerciseFile[] = [
  { path: 'Dockerfile', starter: 'FROM alpine\n', isNew: false, editable: true },
  { path: '.dockerignore', starter: '', isNew: true, editable: true },
  { path: 'app.js', starter: 'app', isNew: false, editable: false },
];

describe('Workspace', () => {
  it('begins with the starter, and with the draft where a file may be edited', () => {
    expect(new Workspace(files).isStarter).toBe(true);
    const workspace = new Workspace(files, { Dockerfile: 'FROM scratch', 'app.js': 'mine', 'gone.txt': 'x' });
    expect(workspace.text()).toBe('FROM scratch');
    expect(workspace.text('app.js')).toBe('app');
    expect(workspace.text('gone.txt')).toBe('');
    expect(workspace.isStarter).toBe(false);
  });

  it('changes what may be changed, and says whether it did', () => {
    const workspace = new Workspace(files);
    expect(workspace.set('Dockerfile', 'FROM scratch')).toBe(true);
    expect(workspace.set('Dockerfile', 'FROM scratch')).toBe(false);
    expect(workspace.set('app.js', 'mine')).toBe(false);
    expect(workspace.set('other', 'mine')).toBe(false);
    expect(workspace.draft).toEqual({ Dockerfile: 'FROM scratch', '.dockerignore': '' });
    expect(workspace.starter).toEqual({ Dockerfile: 'FROM alpine\n', '.dockerignore': '' });
  });

  it('gives the context of the moment, in which an empty new file is not there', () => {
    const workspace = new Workspace(files);
    const before = workspace.contextFiles;
    workspace.set('.dockerignore', '.git\n');
    expect(workspace.contextFiles).toEqual({ '.dockerignore': '.git\n', 'app.js': 'app' });
    expect(before).toEqual({ 'app.js': 'app' });
  });
});

describe('ResetMemory', () => {
  function store() {
    const values = new Map<string, string>();
    const storage: StorageLike = {
      getItem: (key) => values.get(key) ?? null,
      setItem: (key, value) => void values.set(key, value),
      removeItem: (key) => void values.delete(key),
    };
    return openStore(() => storage);
  }

  it('holds what a reset replaced until the learner has written on, over a reload too', () => {
    const kept = store();
    new ResetMemory('tini', kept).keep({ Dockerfile: 'mine' });
    const memory = new ResetMemory('tini', kept);
    expect(memory.replaced).toEqual({ Dockerfile: 'mine' });
    expect(memory.edited('a', 'ab')).toBe(false);
    expect(memory.replaced).toEqual({ Dockerfile: 'mine' });
    expect(memory.edited('a', 'a'.repeat(60))).toBe(true);
    expect(memory.replaced).toBeUndefined();
    expect(memory.edited('a', 'a'.repeat(60))).toBe(false);
  });
});
