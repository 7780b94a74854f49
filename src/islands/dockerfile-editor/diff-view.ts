import 'monaco-editor/features/diffEditor/register';
import { sharedOptions, type Metrics } from './editor-options.ts';
import { languageOf, monaco } from './monaco.ts';
import { followPageTheme } from './theme.ts';

export interface DiffOptions {
  readonly host: HTMLElement;
  readonly path: string;
  readonly original: string;
  readonly modified: string;
  readonly metrics: Metrics;
  /** Accessible names of the two sides. */
  readonly originalLabel: string;
  readonly modifiedLabel: string;
}

/** Two texts side by side, one below the other where there is no room. Both are only to be read. */
export function createDiffView(options: DiffOptions): monaco.IDisposable {
  const theme = followPageTheme();
  const original = monaco.editor.createModel(options.original, languageOf(options.path));
  const modified = monaco.editor.createModel(options.modified, languageOf(options.path));
  const editor = monaco.editor.createDiffEditor(options.host, {
    ...sharedOptions(options.metrics),
    automaticLayout: true,
    readOnly: true,
    domReadOnly: true,
    originalEditable: false,
    tabFocusMode: true,
    wordWrap: 'on',
    renderSideBySide: true,
    useInlineViewWhenSpaceIsLimited: true,
    renderSideBySideInlineBreakpoint: 760,
    renderGutterMenu: false,
    renderMarginRevertIcon: false,
    renderOverviewRuler: false,
  });
  editor.setModel({ original, modified });
  editor.getOriginalEditor().updateOptions({ ariaLabel: options.originalLabel });
  editor.getModifiedEditor().updateOptions({ ariaLabel: options.modifiedLabel });
  return {
    dispose() {
      theme.dispose();
      editor.dispose();
      original.dispose();
      modified.dispose();
    },
  };
}
