import * as editor from '../../i18n/en/editor.ts';
import * as words from '../../i18n/en/exercise.ts';
import { lateDiff } from '../editor/late-diff.ts';
import { madeElement, part } from '../shared/dom.ts';
import type { Workspace } from './workspace.ts';

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
    this.#panel.replaceChildren(
      ...(changed.length === 0 ? [madeElement('p', 'muted', words.noChanges)] : []),
      ...changed.map(({ path, before, after }) =>
        lateDiff({
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
