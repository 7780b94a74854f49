import type { Diagnostic } from '../../checker/index.ts';
import { metricsOf } from '../editor/editor-options.ts';
import type { SurfaceOptions, TextSurface } from '../editor/surface.ts';
import type { EditorKind } from '../../lessons/learner/preferences.ts';
import { TextareaSurface } from '../editor/textarea-surface.ts';
import { part } from '../shared/dom.ts';
import type { SourceFiles } from './source-files.ts';
import type { Workspace } from './workspace.ts';

export interface EditorPaneOptions {
  readonly root: HTMLElement;
  readonly frame: HTMLElement;
  readonly sources: SourceFiles;
  readonly workspace: Workspace;
  readonly kind: EditorKind;
  readonly label: (path: string) => string;
  readonly ruleUrl: (id: string) => string;
  readonly onChange: (path: string, text: string) => void;
  readonly onTabChange: (movesFocus: boolean, asked: boolean) => void;
  /** Monaco did not arrive; the plain editor stands in. */
  readonly onFallback: () => void;
}

/** The frame with the static text and, once it is wanted, an editor laid over it. */
export class EditorPane {
  readonly #options: EditorPaneOptions;
  #kind: EditorKind;
  #active: string;
  #surface: TextSurface | undefined;
  #opening: Promise<TextSurface | undefined> | undefined;
  #findings: readonly [string, readonly Diagnostic[]] | undefined;
  #click: { readonly x: number; readonly y: number } | undefined;
  #gone = false;

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

  /** Opens the editor unless it is open. Undefined when the page was left meanwhile. */
  async open(): Promise<TextSurface | undefined> {
    if (this.#surface !== undefined) return this.#surface;
    this.#opening ??= this.#load().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  /** Changes to the other kind of editor and opens it. */
  async use(kind: EditorKind): Promise<void> {
    await this.#opening;
    this.#kind = kind;
    this.#close();
    await this.open();
  }

  async #load(): Promise<TextSurface | undefined> {
    const surface = this.#kind === 'textarea' ? this.#plain() : await this.#monaco();
    if (surface === undefined) return undefined;
    const hadFocus = this.#options.sources.hasFocus;
    this.#surface = surface;
    this.#options.sources.setCovered(true);
    if (this.#findings !== undefined) surface.setFindings(...this.#findings);
    if (hadFocus) this.#takeFocus(surface);
    this.#click = undefined;
    return surface;
  }

  /**
   * Who has clicked on the static text waits for the cursor there, and who has come by keyboard must not be thrown
   * off the page. Who has gone on meanwhile is left where they are.
   */
  #takeFocus(surface: TextSurface): void {
    if (this.#click !== undefined && surface.focusAt !== undefined) surface.focusAt(this.#click.x, this.#click.y);
    else surface.focus();
  }

  async #monaco(): Promise<TextSurface | undefined> {
    const progress = part(this.#options.root, 'progress', HTMLElement);
    progress.hidden = false;
    try {
      const { openMonaco } = await import('../editor/monaco-surface.ts');
      const { ruleUrl, onTabChange, sources } = this.#options;
      const surface = await openMonaco({ ...this.#common(), ruleUrl, onTabChange, metrics: metricsOf(sources.sample) });
      if (!this.#gone) return surface;
      surface.dispose();
      return undefined;
    } catch (error) {
      console.error('Belay: the code editor could not be loaded.', error);
      if (this.#gone) return undefined;
      part(this.#options.root, 'host', HTMLElement).replaceChildren();
      this.#kind = 'textarea';
      this.#options.onFallback();
      return this.#plain();
    } finally {
      progress.hidden = true;
    }
  }

  #plain(): TextSurface {
    return new TextareaSurface(this.#common());
  }

  #common(): SurfaceOptions {
    const { root, workspace, label, onChange } = this.#options;
    return {
      host: part(root, 'host', HTMLElement),
      files: workspace.files.map(({ path, editable }) => ({ path, editable, text: workspace.text(path) })),
      active: this.#active,
      describedBy: part(root, 'tab-hint', HTMLElement).id,
      label,
      onChange,
    };
  }

  #onEarlyClick(event: MouseEvent): void {
    if (this.#surface !== undefined) return;
    this.#click = { x: event.clientX, y: event.clientY };
    void this.open();
  }

  /** Enter on the static text means: let me edit. */
  #onEarlyKey(event: KeyboardEvent): void {
    if (this.#surface === undefined && event.key === 'Enter') void this.open();
  }

  #close(): void {
    this.#surface?.dispose();
    this.#surface = undefined;
    part(this.#options.root, 'host', HTMLElement).replaceChildren();
  }

  #dispose(): void {
    this.#gone = true;
    this.#close();
    this.#options.sources.restore();
  }
}
