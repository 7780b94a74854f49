import * as words from '../../i18n/en/exercise.ts';
import type { EditorKind } from '../../lessons/learner/preferences.ts';
import type { TextRefused } from '../checker-service/worker-queue.ts';
import { part } from '../shared/dom.ts';

/** Says beside the editor what Tab does now and how to change it; the editor points here by `aria-describedby`. */
export function showTabHint(root: HTMLElement, kind: EditorKind, movesFocus: boolean): void {
  const key = /Mac|iPhone|iPad/.test(navigator.userAgent) ? 'Ctrl+Shift+M' : 'Ctrl+M';
  part(root, 'tab-hint', HTMLElement).textContent =
    kind === 'textarea' ? words.tabMovesOn : movesFocus ? words.tabMovesOnFirst(key) : words.tabIndents(key);
}

/** Points the link of a passed lesson to the next one, from the page's own `rel="next"`. */
export function showNextLesson(root: HTMLElement): void {
  const link = part(root, 'next', HTMLAnchorElement);
  const { track = '' } = document.documentElement.dataset;
  // Of several tracks the one that shows; see `LessonBar.astro`.
  const pager =
    document.querySelector(`.pager[data-in-track="${CSS.escape(track)}"]`) ?? document.querySelector('.pager');
  const onPage = pager?.querySelector<HTMLAnchorElement>('a[rel~="next"]') ?? null;
  link.hidden = onPage === null;
  if (onPage === null) return;
  link.href = onPage.href;
  const title = onPage.lastChild?.textContent?.trim();
  link.textContent = title === undefined ? words.nextLesson : words.nextLessonNamed(title);
}

/** What the notes with buttons say. It stands here because nothing shows it before the script, and pages stay lighter. */
const noteTexts = {
  'conflict-note': words.changedElsewhereNote,
  'editor-note': words.editorNote,
  'load-note': '',
} as const;

/** What the note `load-note` says: the checker did not come (`missing`), or the browser starts no worker (`refused`). */
export const loadNotes = { missing: words.checkerMissing, refused: words.checkerRefused } as const;

export const storageNotes = {
  refused: words.draftRefused,
  'too long': words.draftTooLong,
  broken: words.draftBroken,
} as const;

/** @param hasGrade a text before this one was graded, and its grade still shows. */
export function refusalMessage(reason: TextRefused['reason'], hasGrade: boolean): string {
  return reason === 'slow' ? words.tooSlow(hasGrade) : words.crashed(hasGrade);
}

/** Puts the words into the notes, before their buttons. */
export function fillNotes(root: HTMLElement): void {
  for (const [name, text] of Object.entries(noteTexts)) {
    const note = part(root, name, HTMLElement);
    // The element may have left the page and come back.
    if (note.firstElementChild?.localName === 'p') continue;
    const paragraph = document.createElement('p');
    paragraph.textContent = text;
    note.prepend(paragraph);
  }
}
