import { loadDraft, removeDraft, saveDraft, type DraftFiles, type Saved } from '../../lessons/learner/drafts.ts';
import { browserStore, type LocalStore } from '../../lessons/learner/local-store.ts';
import type { ResetMemory } from './reset-memory.ts';
import type { Workspace } from './workspace.ts';

/** Milliseconds of quiet after which a draft is saved. */
const quiet = 300;

interface DraftKeeperOptions {
  readonly slug: string;
  readonly workspace: Workspace;
  /** Where the version that gives way is kept. */
  readonly memory: ResetMemory;
  /** Told after each attempt to save. */
  readonly onSaved: (saved: Saved) => void;
  /** Told when another tab has changed the draft, and when both versions are the same again. */
  readonly onConflict: (isOpen: boolean) => void;
  readonly store?: LocalStore;
}

/**
 * Saves the draft of a lesson soon after each change. Before it writes it looks whether another tab has: then nothing
 * is written over until the learner has chosen, and what is written here meanwhile is kept where "Undo reset" finds it.
 */
export class DraftKeeper {
  readonly #options: DraftKeeperOptions;
  readonly #store: LocalStore;
  /** The draft as this tab has read or written it last. */
  #known: DraftFiles;
  #isOpen = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: DraftKeeperOptions) {
    this.#options = options;
    this.#store = options.store ?? browserStore;
    this.#known = this.#stored;
  }

  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), quiet);
  }

  /** Saves what is waiting. A tab in which nothing was changed writes nothing. */
  flush(): void {
    if (this.#timer !== undefined) this.#save();
  }

  /** Looks whether another tab has changed the draft. */
  look(): void {
    const { workspace, onConflict } = this.#options;
    const stored = this.#stored;
    if (same(stored, workspace.draft)) this.#known = stored;
    const isOpen = !same(stored, this.#known);
    if (isOpen === this.#isOpen) return;
    this.#isOpen = isOpen;
    onConflict(isOpen);
  }

  /** Takes the other tab's version; this one is kept for "Undo reset". @returns the texts to show. */
  useOther(): DraftFiles {
    const { workspace, memory } = this.#options;
    memory.keep(workspace.draft);
    this.#settle();
    return this.#known;
  }

  /** Saves this tab's version; the other one is kept for "Undo reset". */
  keepMine(): void {
    this.#options.memory.keep(this.#stored);
    this.#settle();
    this.#save();
  }

  #settle(): void {
    this.#known = this.#stored;
    this.#isOpen = false;
    this.#options.onConflict(false);
  }

  #save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { slug, workspace, memory, onSaved } = this.#options;
    this.look();
    if (this.#isOpen) {
      memory.keep(workspace.draft);
      return;
    }
    if (workspace.isStarter) {
      removeDraft(slug, this.#store);
    } else {
      const saved = saveDraft(slug, workspace.draft, this.#store);
      onSaved(saved);
      if (saved === 'too long') return;
    }
    this.#known = workspace.draft;
  }

  /** What is stored, with the lesson's own text for every file that it leaves out. */
  get #stored(): DraftFiles {
    const { slug, workspace } = this.#options;
    const stored = loadDraft(slug, this.#store) ?? {};
    return Object.fromEntries(
      Object.entries(workspace.starter).map(([path, text]) => [
        path,
        Object.hasOwn(stored, path) ? (stored[path] ?? text) : text,
      ]),
    );
  }
}

function same(a: DraftFiles, b: DraftFiles): boolean {
  return Object.entries(a).every(([path, text]) => b[path] === text);
}
