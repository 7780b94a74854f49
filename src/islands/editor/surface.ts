import type { Diagnostic, Range, TextEdit } from '../../checker/index.ts';

/** A file as an editor gets it. */
export interface SurfaceFile {
  readonly path: string;
  readonly text: string;
  readonly editable: boolean;
}

/** What one editor leaves to the next, so that who is writing can write on. */
export interface Handover {
  /** The cursor or selection in the file that shows. */
  readonly selection: Range;
  /** In CSS pixels. */
  readonly scrollTop: number;
  /** By path: the texts through which undo goes back, oldest first, ending with the text as it stands. */
  readonly histories: ReadonlyMap<string, readonly string[]>;
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
  /** Marks whole lines of the file that shows, numbered from 1, where the surface can; none takes the mark away. */
  markLines?(lines: readonly [number, number] | undefined): void;
  focus(): void;
  readonly hasFocus: boolean;
  /** What the next editor needs in order to go on from here. */
  readonly handover: Handover;
  /** Resolves once no word is being put together with an input method; at once when none is. */
  composed(): Promise<void>;
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
  /** From the editor before. Its histories hold only texts that end as those of `files`. */
  readonly handover: Handover;
}
