import { showCount } from './goal-line.ts';
import * as words from '../../i18n/en/exercise.ts';
import type { EditorKind } from '../../lessons/learner/preferences.ts';
import { part, setText } from '../shared/dom.ts';
import { loadNotes, showTabHint } from './static-parts.ts';

/** Notes that stand below the editor; those with buttons say what `static-parts.ts` has put into them. */
type TextNote = 'failure' | 'storage-note';
type ButtonNote = 'conflict-note' | 'editor-note';

/** What the page shows of a session beside editor and criteria: notes, which editor it is, whether there is a grade. */
export class SessionView {
  readonly #root: HTMLElement;

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  /** Shows a note; an empty one goes away. */
  showText(name: TextNote, text: string): void {
    const note = this.#part(name);
    note.hidden = text === '';
    setText(note, text);
  }

  showNote(name: ButtonNote, isShown: boolean): void {
    this.#part(name).hidden = !isShown;
  }

  /** Says why nothing is graded, with a button to try again; takes it back without a reason. */
  showUnavailable(reason: keyof typeof loadNotes | undefined): void {
    const note = this.#part('load-note');
    note.hidden = reason === undefined;
    if (reason !== undefined && note.firstElementChild) setText(note.firstElementChild, loadNotes[reason]);
  }

  showEditor(kind: EditorKind, tabMovesFocus = true): void {
    this.#part('plain').setAttribute('aria-pressed', String(kind === 'textarea'));
    showTabHint(this.#root, kind, tabMovesFocus);
  }

  /**
   * The page lists what the starter meets. For a draft that is not true, and would move when its grade arrives: the
   * list is kept out of sight until then.
   */
  showPending(): void {
    this.#root.toggleAttribute('data-pending', true);
    this.#say(words.draftIsChecked);
  }

  showGraded(): void {
    this.#root.toggleAttribute('data-ungraded', false);
    // Shown in the frame after it has moved: what moves unseen disturbs nobody.
    if (this.#root.hasAttribute('data-pending')) {
      requestAnimationFrame(() => this.#root.toggleAttribute('data-pending', false));
    }
  }

  /** There is no grade, and none on its way. */
  showUngraded(): void {
    this.#root.toggleAttribute('data-ungraded', true);
    this.#root.toggleAttribute('data-pending', false);
    this.#say(words.notCheckedYet);
  }

  /** From now on fixes and the solution are there at once. */
  showTried(): void {
    this.#root.toggleAttribute('data-tried', true);
  }

  tell<K extends 'belay:graded' | 'belay:recording-picked'>(name: K, detail: DocumentEventMap[K]['detail']): void {
    this.#root.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  /** In place of how many goals are met, beside them and above the editor. */
  #say(count: string): void {
    this.#part('summary').textContent = count;
    showCount(this.#root, count);
  }

  #part(name: string): HTMLElement {
    return part(this.#root, name, HTMLElement);
  }
}
