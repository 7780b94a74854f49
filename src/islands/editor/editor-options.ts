import type { monaco } from './monaco.ts';

/** Type of the static text that the editor replaces. In CSS pixels. */
export interface Metrics {
  readonly fontFamily: string;
  readonly fontSize: number;
  readonly lineHeight: number;
  readonly paddingTop: number;
}

/** Below this width in CSS pixels long lines wrap. */
export const wrapBelow = 640;

/** Reads the metrics from the element that shows the static text. */
export function metricsOf(element: HTMLElement): Metrics {
  const style = getComputedStyle(element);
  const fontSize = Number.parseFloat(style.fontSize) || 14;
  return {
    fontFamily: style.fontFamily,
    fontSize,
    // Monaco counts in whole pixels; the static text is rounded in the same way (src/exercises/fix/exercise.css).
    lineHeight: Math.round(Number.parseFloat(style.lineHeight) || fontSize * 1.5),
    paddingTop: Number.parseFloat(style.paddingTop) || 0,
  };
}

/** Options that the editor and the comparison share: calm, accessible, and the same place for the same line. */
export function sharedOptions(metrics: Metrics): monaco.editor.IEditorOptions & monaco.editor.IGlobalEditorOptions {
  return {
    fontFamily: metrics.fontFamily,
    fontSize: metrics.fontSize,
    lineHeight: metrics.lineHeight,
    fontLigatures: false,
    padding: { top: metrics.paddingTop, bottom: metrics.paddingTop },
    accessibilitySupport: 'auto',
    // Above the longest Dockerfile, so that a screen reader gets the file as one text.
    accessibilityPageSize: 1000,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    fixedOverflowWidgets: true,
    glyphMargin: false,
    folding: false,
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 12,
    overviewRulerLanes: 0,
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    renderLineHighlightOnlyWhenFocus: true,
    occurrencesHighlight: 'off',
    selectionHighlight: false,
    guides: { indentation: false },
    // Brackets keep the colour of the static text. Monaco takes this one by its dotted name only, which has no type.
    ...{ 'bracketPairColorization.enabled': false },
    renderFinalNewline: 'off',
    stickyScroll: { enabled: false },
    links: false,
    contextmenu: true,
    wordBasedSuggestions: 'off',
    quickSuggestions: { other: true, comments: false, strings: false },
    acceptSuggestionOnEnter: 'smart',
    acceptSuggestionOnCommitCharacter: false,
    scrollbar: {
      alwaysConsumeMouseWheel: false,
      useShadows: false,
      verticalScrollbarSize: 10,
      horizontalScrollbarSize: 10,
    },
  };
}
