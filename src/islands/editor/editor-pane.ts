import type { Diagnostic } from '../../checker/index.ts';
import { metricsOf } from './editor-options.ts';
import type { SurfaceOptions, TextSurface } from './surface.ts';
import type { ExerciseFile } from '../../lessons/content/exercise-files.ts';
import type { EditorKind } from '../../lessons/learner/preferences.ts';
import { TextareaSurface } from './textarea-surface.ts';
import { part } from '../shared/dom.ts';
import type { SourceFiles } from './source-files.ts';
import { withinLimit } from '../shared/time-limit.ts';

/** The files of an exercise with their texts as they stand. */
interface EditedFiles {
  readonly files: readonly ExerciseFile[];
  text(path: string): string;
}

interface EditorPaneOptions {
  readonly root: HTMLElement;
  readonly frame: HTMLElement;
  readonly sources: SourceFiles;
  readonly workspace: EditedFiles;
  readonly kind: EditorKind;
  readonly label: (path: string) => string;
  readonly ruleUrl: (id: string) => string;
  /** What the menu of the code editor calls the fix of a line; undefined while it offers none. */
  readonly quickFix: (line: number) => string | undefined;
  readonly onChange: (path: string, text: string) => void;
  readonly onTabChange: (movesFocus: boolean, asked: boolean) => void;
  /** The cursor is on a line of a file, from 1. */
  readonly onCursor: (path: string, line: number) => void;
  /** The code editor did not come; the plain one stands in. */
  readonly onFallback: () => void;
  /** The code editor has come. */
  readonly onArrival: () => void;
}

type Opener = (options: SurfaceOptions) => TextSurface;

const plain: Opener = (options) => new TextareaSurface(options);

/**
 * The frame with the static text and, once it is wanted, an editor laid over it. Nobody waits for the code editor: who
 * wants to write before it is there writes in the plain one, and goes on in the other when it has come.
 */
export class EditorPane {
  readonly #options: EditorPaneOptions;
  #kind: EditorKind;
  #active: string;
  #surface: TextSurface | undefined;
  /** The element of the surface. */
  #place: HTMLElement | undefined;
  /** The code editor is on its way or there. */
  #coming: Promise<void> | undefined;
  /** Counts changes of mind: what comes for an earlier one is dropped. */
  #turn = 0;
  #findings: readonly [string, readonly Diagnostic[]] | undefined;

  constructor(options: EditorPaneOptions, signal: AbortSignal) {
    this.#options = options;
    this.#kind = options.kind;
    this.#active = options.workspace.files[0]?.path ?? '';
    options.frame.addEventListener('click', (event) => this.#onEarlyClick(event), { signal });
    options.frame.addEventListener('keydown', (event) => this.#onEarlyKey(event), { signal });
    signal.addEventListener('abort', () => this.#dispose());
  }

  get kind(): EditorKind {
    return this.#kind;
  }

  get active(): string {
    return this.#active;
  }

  /** What is there to edit in, if it has already been opened. */
  get surface(): TextSurface | undefined {
    return this.#surface;
  }

  show(path: string): void {
    this.#active = path;
    this.#options.sources.show(path);
    this.#surface?.show(path);
  }

  /** Underlines findings now, or when the editor arrives. */
  setFindings(path: string, findings: readonly Diagnostic[]): void {
    this.#findings = [path, findings];
    this.#surface?.setFindings(path, findings);
  }

  /** Has the chosen editor come: the plain one is there at once, the code editor when it has loaded. */
  async prepare(): Promise<void> {
    if (this.#kind === 'textarea') this.#surface ??= this.#exchange(plain);
    else await (this.#coming ??= this.#load());
  }

  /**
   * Something to edit in, at once.
   * @param cursor where it is to stand when this opens an editor.
   */
  reach(cursor = 0): TextSurface {
    this.#surface ??= this.#exchange(plain, cursor);
    void this.prepare();
    return this.#surface;
  }

  /** Changes to the other kind of editor. Resolves when it is there, or known not to come. */
  async use(kind: EditorKind): Promise<void> {
    this.#turn++;
    this.#kind = kind;
    this.#coming = undefined;
    this.#showProgress(false);
    const isPlain = this.#surface instanceof TextareaSurface;
    if (kind === 'textarea' ? !isPlain : this.#surface === undefined) this.#exchange(plain);
    await this.prepare();
  }

  async #load(): Promise<void> {
    const turn = ++this.#turn;
    this.#showProgress(true);
    try {
      const loading = import('./monaco-surface.ts').then(({ prepareMonaco }) => prepareMonaco());
      const openMonaco = await withinLimit(loading);
      if (turn === this.#turn) await this.#surface?.composed();
      if (turn !== this.#turn) return;
      const { ruleUrl, quickFix, onTabChange, onCursor, sources } = this.#options;
      const metrics = metricsOf(sources.sample);
      this.#exchange((options) => openMonaco({ ...options, ruleUrl, quickFix, onTabChange, onCursor, metrics }));
      this.#showProgress(false);
      this.#options.onArrival();
    } catch (error) {
      if (turn !== this.#turn) return;
      console.error('Belay: the code editor could not be loaded.', error);
      void this.use('textarea');
      this.#options.onFallback();
    }
  }

  /** Puts another editor in the place of what is there, in one go: text, cursor, undo and focus go along. */
  #exchange(open: Opener, cursor = 0): TextSurface {
    const { root, workspace, label, onChange, sources } = this.#options;
    const before = this.#surface;
    const placeBefore = this.#place;
    const hadFocus = before?.hasFocus ?? sources.hasFocus;
    const place = document.createElement('div');
    place.className = 'wb-surface';
    part(root, 'host', HTMLElement).append(place);
    try {
      this.#surface = open({
        host: place,
        files: workspace.files.map(({ path, editable }) => ({ path, editable, text: workspace.text(path) })),
        active: this.#active,
        describedBy: part(root, 'tab-hint', HTMLElement).id,
        label,
        onChange,
        handover: before?.handover ?? {
          selection: { start: cursor, end: cursor },
          scrollTop: sources.scrollTop(this.#active),
          histories: new Map(),
        },
      });
    } catch (error) {
      place.remove();
      throw error;
    }
    this.#place = place;
    before?.dispose();
    placeBefore?.remove();
    sources.setCovered(true);
    if (this.#findings !== undefined) this.#surface.setFindings(...this.#findings);
    // Who has gone on meanwhile is left where they are; who was here must not be thrown off the page.
    if (hadFocus) this.#surface.focus();
    return this.#surface;
  }

  #showProgress(shown: boolean): void {
    part(this.#options.root, 'progress', HTMLElement).hidden = !shown;
  }

  /** The cursor goes where the static text was clicked. */
  #onEarlyClick({ clientX, clientY }: MouseEvent): void {
    if (this.#surface !== undefined) return;
    this.reach(this.#options.sources.offsetAt(this.#active, clientX, clientY)).focus();
  }

  /** Enter on the static text means: let me edit. Who types at once has their keys in the text. */
  #onEarlyKey(event: KeyboardEvent): void {
    if (this.#surface !== undefined || !this.#options.sources.hasFocus) return;
    const types = event.isComposing || event.key === 'Process' || event.key === 'Dead' || /^[^ ]$/u.test(event.key);
    if (event.key === 'Enter') event.preventDefault();
    else if (!types || event.ctrlKey || event.metaKey || event.altKey) return;
    this.reach().focus();
  }

  #dispose(): void {
    this.#turn++;
    this.#surface?.dispose();
    part(this.#options.root, 'host', HTMLElement).replaceChildren();
    this.#options.sources.restore();
  }
}
