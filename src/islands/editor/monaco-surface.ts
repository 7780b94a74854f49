import { toggleTab } from '../../i18n/en/editor.ts';
import type { Diagnostic, Range, TextEdit } from '../../checker/index.ts';
import { registerInstructionNames } from './completions.ts';
import { sharedOptions, wrapBelow, type Metrics } from './editor-options.ts';
import { Findings, toRange } from './markers.ts';
import { colours, createModel, monaco } from './monaco.ts';
import type { Handover, SurfaceFile, SurfaceOptions, TextSurface } from './surface.ts';
import { TabBehaviour } from './tab-behaviour.ts';
import { changeBetween } from './text-history.ts';
import { followPageTheme } from './theme.ts';

interface MonacoOptions extends SurfaceOptions {
  readonly metrics: Metrics;
  /** The page of a rule. */
  readonly ruleUrl: (id: string) => string;
  /** What the menu calls the fix of a line; undefined while it offers none. */
  readonly quickFix: (line: number) => string | undefined;
  /** Tab now moves the focus, or indents. `asked` when the learner has pressed the key for it. */
  readonly onTabChange: (movesFocus: boolean, asked: boolean) => void;
  /** The cursor is on a line of a file, from 1. */
  readonly onCursor: (path: string, line: number) => void;
}

/**
 * Loads what Monaco needs to be coloured from the first frame on, so that what it replaces gives way without a flicker.
 * @returns what opens it, at once: between the text before and Monaco no key is lost.
 */
export async function prepareMonaco(): Promise<(options: MonacoOptions) => TextSurface> {
  await colours();
  return (options) => new MonacoSurface(options);
}

/** Monaco as a surface: one editor, one model for each file. */
class MonacoSurface implements TextSurface {
  readonly #options: MonacoOptions;
  readonly #editor: monaco.editor.IStandaloneCodeEditor;
  readonly #models: ReadonlyMap<string, monaco.editor.ITextModel>;
  readonly #views = new Map<string, monaco.editor.ICodeEditorViewState | null>();
  readonly #findings: Findings;
  readonly #marked: monaco.editor.IEditorDecorationsCollection;
  readonly #disposables: monaco.IDisposable[] = [];
  #active = '';
  #askedForTab = false;

  constructor(options: MonacoOptions) {
    this.#options = options;
    this.#disposables.push(followPageTheme(), registerInstructionNames());
    this.#findings = new Findings(options);
    this.#models = new Map(options.files.map((file) => [file.path, modelOf(file, options.handover)]));
    this.#editor = monaco.editor.create(options.host, {
      ...sharedOptions(options.metrics),
      model: null,
      automaticLayout: true,
      tabFocusMode: true,
      tabSize: 4,
      wordWrap: this.#wrap(),
    });
    this.#marked = this.#editor.createDecorationsCollection();
    this.show(options.active);
    this.#takeOver(options.handover);
    this.#listen();
    this.#followTab();
    for (const { path, text } of options.files) {
      // A model ends all its lines in the same way.
      const taken = this.#models.get(path)?.getValue() ?? text;
      if (taken !== text) options.onChange(path, taken);
    }
  }

  show(path: string): void {
    const model = this.#models.get(path);
    if (model === undefined || path === this.#active) return;
    if (this.#active !== '') this.#views.set(this.#active, this.#editor.saveViewState());
    this.#active = path;
    this.#editor.setModel(model);
    this.#editor.restoreViewState(this.#views.get(path) ?? null);
    const editable = this.#options.files.find((file) => file.path === path)?.editable === true;
    this.#editor.updateOptions({ ariaLabel: this.#options.label(path), readOnly: !editable, domReadOnly: !editable });
    this.#describe();
  }

  setText(path: string, text: string): void {
    const model = this.#models.get(path);
    if (model === undefined || model.getValue() === text) return;
    model.pushStackElement();
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
    model.pushStackElement();
  }

  applyEdits(path: string, edits: readonly TextEdit[]): void {
    const model = this.#models.get(path);
    if (model === undefined) return;
    this.show(path);
    this.#editor.pushUndoStop();
    this.#editor.executeEdits(
      'belay',
      edits.map((edit) => ({ range: toRange(model, edit.range), text: edit.text, forceMoveMarkers: true })),
    );
    this.#editor.pushUndoStop();
    const first = Math.min(...edits.map((edit) => edit.range.start));
    const position = model.getPositionAt(first);
    this.#editor.setPosition(position);
    this.#editor.revealPositionInCenterIfOutsideViewport(position);
    this.#editor.focus();
  }

  select(path: string, range: Range): void {
    const model = this.#models.get(path);
    if (model === undefined) return;
    this.show(path);
    const place = toRange(model, range);
    this.#editor.setSelection(place);
    this.#editor.revealRangeInCenterIfOutsideViewport(place);
    this.#editor.focus();
  }

  setFindings(path: string, findings: readonly Diagnostic[]): void {
    const model = this.#models.get(path);
    if (model === undefined) return;
    this.#findings.set(model, findings);
    // Monaco hears of markers in a microtask, and would draw them a frame after the goals are there.
    if (path === this.#active) queueMicrotask(() => this.#editor.render());
  }

  markLines(lines: readonly [number, number] | undefined): void {
    if (lines === undefined) {
      this.#marked.clear();
      return;
    }
    const [startLineNumber, endLineNumber] = lines;
    const range = { startLineNumber, startColumn: 1, endLineNumber, endColumn: 1 };
    this.#marked.set([{ range, options: { isWholeLine: true, className: 'wb-marked' } }]);
  }

  focus(): void {
    this.#editor.focus();
  }

  get hasFocus(): boolean {
    return this.#editor.hasTextFocus();
  }

  get handover(): Handover {
    const model = this.#editor.getModel();
    const selection = this.#editor.getSelection();
    return {
      selection: {
        start: (selection && model?.getOffsetAt(selection.getStartPosition())) ?? 0,
        end: (selection && model?.getOffsetAt(selection.getEndPosition())) ?? 0,
      },
      scrollTop: this.#editor.getScrollTop(),
      // A text field cannot be given an undo.
      histories: new Map(),
    };
  }

  composed(): Promise<void> {
    return Promise.resolve();
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    this.#findings.dispose();
    this.#editor.dispose();
    for (const model of this.#models.values()) model.dispose();
  }

  #takeOver({ selection, scrollTop }: Handover): void {
    const model = this.#editor.getModel();
    if (model === null) return;
    this.#editor.setSelection(toRange(model, selection));
    this.#editor.setScrollTop(scrollTop);
  }

  #listen(): void {
    for (const [path, model] of this.#models) {
      this.#disposables.push(model.onDidChangeContent(() => this.#options.onChange(path, model.getValue())));
    }
    this.#disposables.push(
      this.#editor.onDidChangeCursorPosition(({ position }) =>
        this.#options.onCursor(this.#active, position.lineNumber),
      ),
      this.#editor.onDidLayoutChange(() => this.#editor.updateOptions({ wordWrap: this.#wrap() })),
      // Monaco may make its text field anew, for example when a screen reader is found.
      this.#editor.onDidChangeConfiguration(() => this.#describe()),
    );
  }

  #followTab(): void {
    const tab = new TabBehaviour((movesFocus) => {
      this.#editor.updateOptions({ tabFocusMode: movesFocus });
      this.#options.onTabChange(movesFocus, this.#askedForTab);
    });
    const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);
    this.#disposables.push(
      this.#editor.onDidChangeModelContent(() => {
        if (this.#editor.hasTextFocus()) tab.typed();
      }),
      this.#editor.onKeyDown((event) => {
        if (event.keyCode === monaco.KeyCode.Escape) tab.escaped();
      }),
      this.#editor.onDidBlurEditorWidget(() => tab.left()),
      this.#editor.addAction({
        id: 'belay.toggleTab',
        label: toggleTab,
        keybindings: [
          mac
            ? monaco.KeyMod.WinCtrl | monaco.KeyMod.Shift | monaco.KeyCode.KeyM
            : monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyM,
        ],
        run: () => {
          this.#askedForTab = true;
          tab.toggle();
          this.#askedForTab = false;
        },
      }),
    );
  }

  #describe(): void {
    const field = this.#options.host.querySelector('.monaco-editor [role="textbox"], .monaco-editor textarea');
    field?.setAttribute('aria-describedby', this.#options.describedBy);
  }

  #wrap(): 'on' | 'off' {
    return this.#options.host.clientWidth < wrapBelow ? 'on' : 'off';
  }
}

/** A model that undo takes back through what was typed in the editor before. */
function modelOf({ path, text }: SurfaceFile, { histories }: Handover): monaco.editor.ITextModel {
  const [first = text, ...later] = histories.get(path) ?? [];
  const model = createModel(path, first);
  let before = first;
  for (const after of later) {
    const { range, text: put } = changeBetween(before, after);
    model.pushStackElement();
    model.pushEditOperations([], [{ range: toRange(model, range), text: put }], () => null);
    before = after;
  }
  model.pushStackElement();
  return model;
}
