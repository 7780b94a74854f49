import * as editor from '../../i18n/en/editor.ts';
import * as words from '../../i18n/en/exercise.ts';
import { madeElement, part } from '../shared/dom.ts';
import type { Workspace } from './workspace.ts';

interface Changed {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** What the learner has changed, file by file, beside the lesson's own text. It is worked out while it shows. */
export class ChangesPanel {
  readonly #panel: HTMLElement;
  readonly #workspace: Workspace;
  #shown = '';

  constructor(root: HTMLElement, workspace: Workspace, signal: AbortSignal) {
    this.#panel = part(root, 'changes', HTMLElement);
    this.#workspace = workspace;
    document.addEventListener('belay:shown', () => this.update(), { signal });
  }

  update(): void {
    if (!this.#panel.checkVisibility()) return;
    const changed = this.#workspace.files
      .map(({ path, starter }) => ({ path, before: starter, after: this.#workspace.text(path) }))
      .filter(({ before, after }) => before !== after);
    const wanted = JSON.stringify(changed);
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    if (changed.length === 0) this.#panel.replaceChildren(madeElement('p', 'muted', words.noChanges));
    else {
      this.#compare(changed, wanted).catch((error: unknown) => {
        console.error('Belay: the comparison could not be loaded.', error);
        this.#shown = '';
      });
    }
  }

  /** The comparison loads when there is something to compare. */
  async #compare(changed: readonly Changed[], wanted: string): Promise<void> {
    const { textDiff } = await import('../editor/text-diff.ts');
    if (this.#shown !== wanted) return;
    this.#panel.replaceChildren(
      ...changed.map(({ path, before, after }) =>
        textDiff({
          label: words.changed(path),
          before,
          after,
          added: editor.lineOfYours,
          removed: editor.lineOfLesson,
        }),
      ),
    );
  }
}
