import { removeDraft, saveDraft } from '../../lessons/learner/drafts.ts';
import { browserStore, type LocalStore } from '../../lessons/learner/local-store.ts';
import type { Workspace } from './workspace.ts';

/** Milliseconds of quiet after which a draft is saved. */
const quiet = 300;

/** Saves the draft of a lesson soon after each change. In two tabs the last change wins. */
export class DraftKeeper {
  readonly #slug: string;
  readonly #workspace: Workspace;
  readonly #report: (saved: boolean) => void;
  readonly #store: LocalStore;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param report Told after each attempt whether the browser took it. */
  constructor(slug: string, workspace: Workspace, report: (saved: boolean) => void, store: LocalStore = browserStore) {
    this.#slug = slug;
    this.#workspace = workspace;
    this.#report = report;
    this.#store = store;
  }

  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), quiet);
  }

  /** Saves what is waiting. A tab in which nothing was changed writes nothing. */
  flush(): void {
    if (this.#timer !== undefined) this.#save();
  }

  #save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#workspace.isStarter) {
      removeDraft(this.#slug, this.#store);
    } else {
      this.#report(saveDraft(this.#slug, this.#workspace.draft, this.#store));
    }
  }
}
