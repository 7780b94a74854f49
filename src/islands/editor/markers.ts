import { type Diagnostic, plainText, type Severity } from '../../checker/index.ts';
import { monaco } from './monaco.ts';

type Model = monaco.editor.ITextModel;

const owner = 'belay';

/** Findings of a model, and the version of the text that they were found in. */
interface Found {
  readonly version: number;
  readonly diagnostics: readonly Diagnostic[];
}

interface FindingsOptions {
  /** The page of a rule; may be relative to the page. */
  readonly ruleUrl: (id: string) => string;
  /** What the menu calls the fix of a line; undefined while it offers none. */
  readonly quickFix: (line: number) => string | undefined;
}

/** Shows findings as squiggles with a hover and offers their fixes. One for each editor; dispose it with the editor. */
export class Findings {
  readonly #found = new Map<string, Found>();
  readonly #options: FindingsOptions;
  readonly #provider: monaco.IDisposable;

  constructor(options: FindingsOptions) {
    this.#options = options;
    this.#provider = monaco.languages.registerCodeActionProvider(
      'dockerfile',
      { provideCodeActions: (model, range) => this.#actions(model, range) },
      { providedCodeActionKinds: ['quickfix'] },
    );
  }

  set(model: Model, diagnostics: readonly Diagnostic[]): void {
    this.#found.set(model.uri.toString(), { version: model.getVersionId(), diagnostics });
    monaco.editor.setModelMarkers(
      model,
      owner,
      diagnostics.map((diagnostic) => this.#marker(model, diagnostic)),
    );
  }

  dispose(): void {
    this.#provider.dispose();
    this.#found.clear();
  }

  #marker(model: Model, diagnostic: Diagnostic): monaco.editor.IMarkerData {
    return {
      ...visibleRange(model, diagnostic),
      severity: severities[diagnostic.severity],
      message: plainText(diagnostic.message),
      code: {
        value: diagnostic.rule,
        target: monaco.Uri.parse(new URL(this.#options.ruleUrl(diagnostic.rule), document.baseURI).href),
      },
      relatedInformation: (diagnostic.related ?? []).map((related) => ({
        resource: model.uri,
        message: plainText(related.message),
        ...toRange(model, related.range),
      })),
    };
  }

  #actions(model: Model, range: monaco.Range): monaco.languages.CodeActionList {
    const found = this.#found.get(model.uri.toString());
    const fixable = found?.version === model.getVersionId() ? found.diagnostics : [];
    const actions = fixable.flatMap((diagnostic) => {
      const { fix } = diagnostic;
      const place = visibleRange(model, diagnostic);
      const title = this.#options.quickFix(place.startLineNumber);
      if (fix === undefined || title === undefined || !monaco.Range.areIntersectingOrTouching(place, range)) return [];
      return {
        title,
        kind: 'quickfix',
        isPreferred: fix.kind === 'safe',
        diagnostics: [this.#marker(model, diagnostic)],
        edit: {
          edits: fix.edits.map((edit) => ({
            resource: model.uri,
            textEdit: { range: toRange(model, edit.range), text: edit.text },
            versionId: model.getVersionId(),
          })),
        },
      };
    });
    return { actions, dispose: () => undefined };
  }
}

const severities: Readonly<Record<Severity, monaco.MarkerSeverity>> = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
};

/** Offsets of the checker as lines and columns of the model, which ends its lines all in the same way. */
export function toRange(model: Model, range: { readonly start: number; readonly end: number }): monaco.IRange {
  return monaco.Range.fromPositions(model.getPositionAt(range.start), model.getPositionAt(range.end));
}

/** An empty range would have no squiggle: it takes the word, or the character, that it stands at. */
function visibleRange(model: Model, { range }: Diagnostic): monaco.IRange {
  const exact = toRange(model, range);
  if (range.end > range.start) return exact;
  const position = { lineNumber: exact.startLineNumber, column: exact.startColumn };
  const word = model.getWordAtPosition(position);
  const first = Math.max(1, Math.min(position.column, model.getLineMaxColumn(position.lineNumber) - 1));
  return {
    ...exact,
    startColumn: word?.startColumn ?? first,
    endColumn: word?.endColumn ?? first + 1,
  };
}
