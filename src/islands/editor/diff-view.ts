import 'monaco-editor/features/diffEditor/register';
import { sharedOptions, type Metrics } from './editor-options.ts';
import { colours, createModel, monaco } from './monaco.ts';
import { followPageTheme } from './theme.ts';

/** Two texts that are compared. */
interface DiffTexts {
  readonly path: string;
  readonly original: string;
  readonly modified: string;
  /** Accessible names of the two sides. */
  readonly originalLabel: string;
  readonly modifiedLabel: string;
}

export interface DiffView {
  /** Shows these texts in place of those before. */
  show(texts: DiffTexts): void;
  /** For good. Monaco's hovers belong to the editor that was made last, so keep the view while the other one lives. */
  dispose(): void;
}

/** Two texts side by side, one below the other where there is no room. Both are only to be read. */
export async function createDiffView(host: HTMLElement, metrics: Metrics): Promise<DiffView> {
  await colours();
  const theme = followPageTheme();
  let models: readonly monaco.editor.ITextModel[] = [];
  const editor = monaco.editor.createDiffEditor(host, {
    ...sharedOptions(metrics),
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
  return {
    show({ path, original: before, modified: after, originalLabel, modifiedLabel }) {
      const old = models;
      const original = createModel(path, before);
      const modified = createModel(path, after);
      models = [original, modified];
      editor.setModel({ original, modified });
      // Monaco calls its old comparison off in a timeout of its own; one that loses its texts before is an error to it.
      setTimeout(() => {
        for (const model of old) model.dispose();
      });
      editor.getOriginalEditor().updateOptions({ ariaLabel: originalLabel });
      editor.getModifiedEditor().updateOptions({ ariaLabel: modifiedLabel });
    },
    dispose() {
      theme.dispose();
      editor.dispose();
      for (const model of models) model.dispose();
    },
  };
}
