import type { EditorKind } from '../../lessons/learner/preferences.ts';
import type { TextRefused } from '../checker-service/worker-queue.ts';
import { part } from '../shared/dom.ts';

/** Says beside the editor what Tab does now and how to change it; the editor points here by `aria-describedby`. */
export function showTabHint(root: HTMLElement, kind: EditorKind, movesFocus: boolean): void {
  const key = /Mac|iPhone|iPad/.test(navigator.userAgent) ? 'Ctrl+Shift+M' : 'Ctrl+M';
  part(root, 'tab-hint', HTMLElement).textContent =
    kind === 'textarea'
      ? 'Tab moves on.'
      : movesFocus
        ? `Tab moves on until you type; ${key} switches.`
        : `Tab indents; Esc, then Tab leaves; ${key} switches.`;
}

/** Points the link of a passed lesson to the next one, from the page's own `rel="next"`. */
export function showNextLesson(root: HTMLElement): void {
  const link = part(root, 'next', HTMLAnchorElement);
  const onPage = document.querySelector<HTMLAnchorElement>('a[rel~="next"]');
  link.hidden = onPage === null;
  if (onPage === null) return;
  link.href = onPage.href;
  const title = onPage.lastChild?.textContent?.trim();
  link.textContent = title === undefined ? 'Next lesson' : `Next: ${title}`;
}

/** What the notes with buttons say. It stands here because nothing shows it before the script, and pages stay lighter. */
const noteTexts = {
  'conflict-note':
    'This exercise was changed in another tab. What you write here is kept apart until you choose; the other version stays within reach under “Undo reset”.',
  'editor-note':
    'The code editor did not load, so this is the plain editor. It grades the same, and you can go on writing here.',
  'load-note': '',
} as const;

/** What the note `load-note` says: the checker did not come (`missing`), or the browser starts no worker (`refused`). */
export const loadNotes = {
  missing:
    'The checker did not load, so nothing is graded yet. Check the connection and try again; what you write is kept.',
  refused:
    'The browser does not start the worker that the checker runs in, so nothing is graded yet. Allow this site to use workers, or use another browser, and try again; what you write is kept.',
} as const;

export const storageNotes = {
  refused: 'Your browser does not let this page keep your draft: it is gone when you leave. Copy your text first.',
  'too long': 'Your text is too long to be kept as a draft: it is gone when you leave. Copy it first.',
  broken:
    'What this browser has kept of this exercise cannot be read, so you start from the lesson’s own text. What you write from now on replaces it.',
} as const;

/** @param failures what of the checker failed: "rule apk-no-cache". */
export function failureMessage(failures: readonly string[]): string {
  return `The checker failed on this text (${failures.join(', ')}). Please report it with the text; your draft is safe and everything else still counts.`;
}

/** @param hasGrade a text before this one was graded, and its grade still shows. */
export function refusalMessage(reason: TextRefused['reason'], hasGrade: boolean): string {
  const what =
    reason === 'slow'
      ? 'This text took the checker longer than a second, so it was stopped.'
      : 'The checker failed on this text and was started again.';
  const then = hasGrade ? 'The last grade stays until you change the text' : 'Change the text to have it graded';
  return `${what} ${then}; your draft is safe. Please report it with the text.`;
}

/** Puts the words into the notes, before their buttons. */
export function fillNotes(root: HTMLElement): void {
  for (const [name, text] of Object.entries(noteTexts)) {
    const note = part(root, name, HTMLElement);
    // The element may have left the page and come back.
    if (note.firstElementChild?.localName === 'p') continue;
    const words = document.createElement('p');
    words.textContent = text;
    note.prepend(words);
  }
}
