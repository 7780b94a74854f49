import { loadReplaced, removeReplaced, saveReplaced, type DraftFiles } from '../../lessons/learner/drafts.ts';
import { browserStore, type LocalStore } from '../../lessons/learner/local-store.ts';

/** So many typed characters after a reset say that the learner has gone on without what was replaced. */
const enough = 40;

/** What the last reset replaced. It survives a reload, and ends when the learner has written on. */
export class ResetMemory {
  readonly #slug: string;
  readonly #store: LocalStore;
  #typed = 0;
  /** There may be something to forget; known without asking the storage at each key. */
  #holds: boolean;

  constructor(slug: string, store: LocalStore = browserStore) {
    this.#slug = slug;
    this.#store = store;
    this.#holds = this.replaced !== undefined;
  }

  get replaced(): DraftFiles | undefined {
    return loadReplaced(this.#slug, this.#store);
  }

  keep(files: DraftFiles): void {
    this.#typed = 0;
    this.#holds = true;
    saveReplaced(this.#slug, files, this.#store);
  }

  forget(): void {
    this.#holds = false;
    removeReplaced(this.#slug, this.#store);
  }

  /**
   * Counts an edit.
   * @returns True when it has just ended the chance to undo the reset.
   */
  edited(before: string, after: string): boolean {
    if (!this.#holds) return false;
    this.#typed += Math.max(1, Math.abs(after.length - before.length));
    if (this.#typed < enough) return false;
    this.forget();
    return true;
  }
}
