import type { Diagnostic, Range, TextEdit } from '../../checker/index.ts';

/** A file as an editor gets it. */
export interface SurfaceFile {
  readonly path: string;
  readonly text: string;
  readonly editable: boolean;
}

/** What a place to edit in can do, whether Monaco or a plain text field. */
export interface TextSurface {
  /** Brings a file to the front. */
  show(path: string): void;
  /** Replaces a whole text, in a way that the editor's own undo takes back. */
  setText(path: string, text: string): void;
  /** Applies edits to a file, in a way that the editor's own undo takes back, and puts the focus there. */
  applyEdits(path: string, edits: readonly TextEdit[]): void;
  /** Shows a file, selects the range and puts the focus there. */
  select(path: string, range: Range): void;
  /** Underlines findings, where the surface can. They must have been found in the text as it stands. */
  setFindings(path: string, findings: readonly Diagnostic[]): void;
  focus(): void;
  /** Puts the cursor where a click was made before the surface was there. In client coordinates. */
  focusAt?(x: number, y: number): void;
  dispose(): void;
}

/** What every surface needs to begin. */
export interface SurfaceOptions {
  /** An empty element that the surface fills. */
  readonly host: HTMLElement;
  readonly files: readonly SurfaceFile[];
  /** Path of the file to show. */
  readonly active: string;
  /** Accessible name of the text field of a file. */
  readonly label: (path: string) => string;
  /** Id of the element that says how to leave the field by keyboard. */
  readonly describedBy: string;
  readonly onChange: (path: string, text: string) => void;
}
