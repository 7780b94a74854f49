import * as editor from '../../i18n/en/editor.ts';
import * as words from '../../i18n/en/exercise.ts';
import type { EditorKind } from '../../lessons/learner/preferences.ts';
import type { DiffView } from '../editor/diff-view.ts';
import { metricsOf } from '../editor/editor-options.ts';
import { part } from '../shared/dom.ts';
import { withinLimit } from '../shared/time-limit.ts';

/** A file that is compared. */
interface Compared {
  readonly path: string;
  readonly draft: string;
  readonly solution: string;
}

/** The draft beside the solution, in a dialog that Escape closes. The comparison loads when it is first asked for. */
export class SolutionDialog {
  readonly #dialog: HTMLDialogElement;
  readonly #diffHost: HTMLElement;
  readonly #textHost: HTMLElement;
  readonly #choice: HTMLSelectElement;
  #files: readonly Compared[] = [];
  #kind: EditorKind = 'textarea';
  #diff: Promise<DiffView> | undefined;
  #wanted = 0;

  constructor(root: HTMLElement, signal: AbortSignal) {
    this.#dialog = part(root, 'solution-dialog', HTMLDialogElement);
    this.#diffHost = part(this.#dialog, 'solution-diff', HTMLElement);
    this.#textHost = part(this.#dialog, 'solution-text', HTMLElement);
    this.#choice = part(this.#dialog, 'solution-file', HTMLSelectElement);
    this.#dialog.addEventListener('close', () => this.#clear(), { signal });
    // Monaco keeps some Escapes to itself; here it always closes.
    this.#dialog.addEventListener('keydown', (event) => this.#onKey(event), { signal, capture: true });
    this.#choice.addEventListener('change', () => void this.#compare(), { signal });
    part(this.#dialog, 'solution-close', HTMLElement).addEventListener('click', () => this.#dialog.close(), { signal });
    signal.addEventListener('abort', () => {
      this.#dialog.close();
      void this.#diff?.then((view) => view.dispose());
    });
  }

  open(files: readonly Compared[], kind: EditorKind): void {
    this.#files = files;
    this.#kind = kind;
    this.#choice.replaceChildren(...files.map((file) => new Option(file.path, file.path)));
    part(this.#dialog, 'solution-files', HTMLElement).hidden = files.length < 2;
    this.#dialog.showModal();
    void this.#compare();
  }

  async #compare(): Promise<void> {
    const wanted = ++this.#wanted;
    const file = this.#files.find(({ path }) => path === this.#choice.value);
    if (file === undefined) return;
    part(this.#dialog, 'solution-same', HTMLElement).hidden = file.draft !== file.solution;
    this.#diffHost.hidden = this.#kind === 'textarea';
    this.#textHost.hidden = this.#kind !== 'textarea';
    try {
      if (this.#kind === 'textarea') await this.#showText(file, wanted);
      else await this.#showDiff(file, wanted);
    } catch (error) {
      console.error('Belay: the comparison could not be loaded.', error);
      if (this.#kind === 'textarea') return;
      this.#diff = undefined;
      this.#kind = 'textarea';
      await this.#compare();
    }
  }

  async #showDiff(file: Compared, wanted: number): Promise<void> {
    this.#diff ??= import('../editor/diff-view.ts').then(({ createDiffView }) =>
      createDiffView(this.#diffHost, { ...metricsOf(this.#diffHost), paddingTop: 12 }),
    );
    const view = await withinLimit(this.#diff);
    if (!this.#isWanted(wanted)) return;
    view.show({
      path: file.path,
      original: file.draft,
      modified: file.solution,
      originalLabel: words.yours(file.path),
      modifiedLabel: words.ofSolution(file.path),
    });
  }

  async #showText({ path, draft, solution }: Compared, wanted: number): Promise<void> {
    const { textDiff } = await withinLimit(import('../editor/text-diff.ts'));
    if (!this.#isWanted(wanted)) return;
    const [added, removed] = [editor.lineOfSolution, editor.lineOfYours];
    this.#textHost.replaceChildren(
      textDiff({ label: editor.compared(path), before: draft, after: solution, added, removed }),
    );
  }

  /** False when another file was chosen, or the dialog closed, while the code was on its way. */
  #isWanted(wanted: number): boolean {
    return wanted === this.#wanted && this.#dialog.open;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#dialog.close();
  }

  #clear(): void {
    this.#wanted++;
    this.#textHost.replaceChildren();
  }
}
