import type { Diagnostic, Range, TextEdit } from '../../checker/index.ts';
import { execCommand } from '../shared/exec-command.ts';
import type { Handover, SurfaceOptions, TextSurface } from './surface.ts';
import { TextHistory } from './text-history.ts';

/** A plain text field as a surface: for touch, for small machines and for who likes it better. */
export class TextareaSurface implements TextSurface {
  readonly #options: SurfaceOptions;
  readonly #fields: ReadonlyMap<string, HTMLTextAreaElement>;
  readonly #histories = new Map<string, TextHistory>();
  #active = '';
  #composing = false;

  constructor(options: SurfaceOptions) {
    this.#options = options;
    this.#fields = new Map(options.files.map((file) => [file.path, this.#field(file.path, file.text, file.editable)]));
    options.host.append(...this.#fields.values());
    void this.#number();
    this.show(options.active);
    const { selection, scrollTop } = options.handover;
    const shown = this.#fields.get(options.active);
    shown?.setSelectionRange(selection.start, selection.end);
    if (shown) shown.scrollTop = scrollTop;
    for (const { path, text } of options.files) {
      // A text field turns every line break into a line feed.
      const taken = this.#fields.get(path)?.value ?? text;
      if (taken !== text) options.onChange(path, taken);
    }
  }

  show(path: string): void {
    if (!this.#fields.has(path)) return;
    this.#active = path;
    for (const [other, field] of this.#fields) field.hidden = other !== path;
  }

  setText(path: string, text: string): void {
    const field = this.#fields.get(path);
    if (field === undefined || field.value === text) return;
    const hadFocus = document.activeElement;
    this.#replace(field, { start: 0, end: field.value.length }, text);
    if (hadFocus instanceof HTMLElement && hadFocus !== field) hadFocus.focus({ preventScroll: true });
  }

  applyEdits(path: string, edits: readonly TextEdit[]): void {
    const field = this.#fields.get(path);
    if (field === undefined) return;
    this.show(path);
    for (const edit of edits.toSorted((a, b) => b.range.start - a.range.start))
      this.#replace(field, edit.range, edit.text);
  }

  select(path: string, range: Range): void {
    const field = this.#fields.get(path);
    if (field === undefined) return;
    this.show(path);
    field.focus({ preventScroll: true });
    field.setSelectionRange(range.start, range.end);
    const style = getComputedStyle(field);
    const line = field.value.slice(0, range.start).split('\n').length - 1;
    field.scrollTop = Math.max(0, line * Number.parseFloat(style.lineHeight) - field.clientHeight / 2);
    field.scrollIntoView({ block: 'nearest' });
  }

  setFindings(_path: string, _findings: readonly Diagnostic[]): void {
    // A text field cannot underline; the panel says everything.
  }

  focus(): void {
    this.#fields.get(this.#active)?.focus();
  }

  get hasFocus(): boolean {
    return this.#fields.get(this.#active) === document.activeElement;
  }

  get handover(): Handover {
    const field = this.#fields.get(this.#active);
    return {
      selection: { start: field?.selectionStart ?? 0, end: field?.selectionEnd ?? 0 },
      scrollTop: field?.scrollTop ?? 0,
      histories: new Map([...this.#histories].map(([path, history]) => [path, history.texts])),
    };
  }

  async composed(): Promise<void> {
    while (this.#composing) {
      // What was composed arrives with an event before or after this one, depending on the browser.
      await new Promise<void>((resolve) => {
        this.#options.host.addEventListener('compositionend', () => setTimeout(resolve), { once: true });
      });
    }
  }

  dispose(): void {
    for (const field of this.#fields.values()) field.remove();
  }

  /** Numbers its lines. They come late: who writes does not wait for them. */
  async #number(): Promise<void> {
    try {
      const { LineNumbers } = await import('./line-numbers.ts');
      for (const field of this.#fields.values()) if (field.isConnected) new LineNumbers(field);
    } catch {
      // The network is gone: the lines have no numbers.
    }
  }

  #field(path: string, text: string, editable: boolean): HTMLTextAreaElement {
    const field = document.createElement('textarea');
    field.className = 'wb-textarea';
    field.value = text;
    field.readOnly = !editable;
    field.spellcheck = false;
    field.autocapitalize = 'off';
    field.setAttribute('autocorrect', 'off');
    field.setAttribute('autocomplete', 'off');
    field.setAttribute('aria-label', this.#options.label(path));
    const history = new TextHistory(field.value);
    this.#histories.set(path, history);
    field.addEventListener('input', ({ timeStamp }) => {
      history.changed(field.value, timeStamp);
      this.#options.onChange(path, field.value);
    });
    field.addEventListener('compositionstart', () => (this.#composing = true));
    field.addEventListener('compositionend', () => (this.#composing = false));
    return field;
  }

  /** Typing on the learner's behalf is the one way that the field's own undo knows. */
  #replace(field: HTMLTextAreaElement, range: Range, text: string): void {
    if (text === '' && range.start === range.end) return;
    field.hidden = false;
    field.focus({ preventScroll: true });
    field.setSelectionRange(range.start, range.end);
    const typed = execCommand(text === '' ? 'delete' : 'insertText', text);
    if (!typed) {
      field.setRangeText(text, range.start, range.end, 'end');
      field.dispatchEvent(new Event('input'));
    }
    field.hidden = !this.#isShown(field);
  }

  #isShown(field: HTMLTextAreaElement): boolean {
    return this.#fields.get(this.#active) === field;
  }
}
