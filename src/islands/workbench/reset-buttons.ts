import * as words from '../../i18n/en/exercise.ts';
import type { DraftFiles } from '../../lessons/learner/drafts.ts';
import { part } from '../shared/dom.ts';
import type { ResetMemory } from './reset-memory.ts';
import type { Workspace } from './workspace.ts';

interface ResetOptions {
  readonly root: HTMLElement;
  readonly workspace: Workspace;
  readonly memory: ResetMemory;
  /** Puts these texts in place of what is there. */
  readonly replace: (files: DraftFiles) => void;
  readonly announce: (message: string) => void;
}

/** "Reset" and, while there is something to bring back, "Undo reset". */
export class ResetButtons {
  readonly #options: ResetOptions;
  readonly #reset: HTMLButtonElement;
  readonly #undo: HTMLButtonElement;

  constructor(options: ResetOptions, signal: AbortSignal) {
    this.#options = options;
    this.#reset = part(options.root, 'reset', HTMLButtonElement);
    this.#undo = part(options.root, 'undo-reset', HTMLButtonElement);
    this.#reset.addEventListener('click', () => this.#onReset(), { signal });
    this.#undo.addEventListener('click', () => this.#onUndo(), { signal });
    this.update();
  }

  /** Shows "Undo reset" only while it can do something. */
  update(): void {
    this.#undo.hidden = this.#options.memory.replaced === undefined;
  }

  #onReset(): void {
    const { workspace, memory, replace, announce } = this.#options;
    if (workspace.isStarter) {
      announce(words.nothingToReset);
      return;
    }
    memory.keep(workspace.draft);
    replace(workspace.starter);
    this.update();
    announce(words.resetDone);
  }

  #onUndo(): void {
    const { memory, replace, announce } = this.#options;
    const files = memory.replaced;
    if (files === undefined) return;
    memory.forget();
    replace(files);
    this.#reset.focus();
    this.update();
    announce(words.resetUndone);
  }
}
