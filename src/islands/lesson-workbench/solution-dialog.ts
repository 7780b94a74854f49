import { metricsOf } from '../dockerfile-editor/editor-options.ts';
import type { EditorKind } from '../../lessons/preferences.ts';
import { part } from './parts.ts';

/** A file that is compared. */
export interface Compared {
  readonly path: string;
  readonly draft: string;
  readonly solution: string;
}

/** The draft beside the solution, in a dialog that Escape closes. The comparison loads when it is first asked for. */
export class SolutionDialog {
  readonly #dialog: HTMLDialogElement;
  readonly #host: HTMLElement;
  readonly #choice: HTMLSelectElement;
  #files: readonly Compared[] = [];
  #kind: EditorKind = 'textarea';
  #shown: { dispose(): void } | undefined;
  #wanted = 0;

  constructor(root: HTMLElement, signal: AbortSignal) {
    this.#dialog = part(root, 'solution-dialog', HTMLDialogElement);
    this.#host = part(this.#dialog, 'solution-host', HTMLElement);
    this.#choice = part(this.#dialog, 'solution-file', HTMLSelectElement);
    this.#dialog.addEventListener('close', () => this.#clear(), { signal });
    // Monaco keeps some Escapes to itself; here it always closes.
    this.#dialog.addEventListener('keydown', (event) => this.#onKey(event), { signal, capture: true });
    this.#choice.addEventListener('change', () => void this.#compare(), { signal });
    part(this.#dialog, 'solution-close', HTMLElement).addEventListener('click', () => this.#dialog.close(), { signal });
    signal.addEventListener('abort', () => this.#dialog.close());
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
    const file = this.#files.find(({ path }) => path === this.#choice.value) ?? this.#files[0];
    this.#shown?.dispose();
    this.#shown = undefined;
    this.#host.replaceChildren();
    const same = part(this.#dialog, 'solution-same', HTMLElement);
    same.hidden = file?.draft !== file?.solution;
    if (file === undefined) return;
    const show = await this.#view();
    // Another file was chosen, or the dialog closed, while the code was on its way.
    if (wanted !== this.#wanted || !this.#dialog.open) return;
    this.#shown = show(file);
  }

  async #view(): Promise<(file: Compared) => { dispose(): void }> {
    if (this.#kind === 'monaco') {
      try {
        const { createDiffView } = await import('../dockerfile-editor/diff-view.ts');
        return (file) =>
          createDiffView({
            host: this.#host,
            path: file.path,
            original: file.draft,
            modified: file.solution,
            metrics: metricsOf(this.#host),
            originalLabel: `Your ${file.path}`,
            modifiedLabel: `${file.path} of the solution`,
          });
      } catch (error) {
        console.error('Belay: the comparison could not be loaded.', error);
      }
    }
    const { createTextDiff } = await import('./text-diff.ts');
    return (file) => createTextDiff(this.#host, file);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#dialog.close();
  }

  #clear(): void {
    this.#wanted++;
    this.#shown?.dispose();
    this.#shown = undefined;
    this.#host.replaceChildren();
  }
}
