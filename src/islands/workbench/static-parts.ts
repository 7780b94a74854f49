import type { EditorKind } from '../../lessons/learner/preferences.ts';
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

/** Points the link of a passed lesson to the next one: from the element's data, else from the page's own `rel="next"`. */
export function showNextLesson(root: HTMLElement): void {
  const link = part(root, 'next', HTMLAnchorElement);
  const onPage = document.querySelector<HTMLAnchorElement>('a[rel~="next"]');
  const url = root.dataset['next'] ?? onPage?.href;
  link.hidden = url === undefined;
  if (url === undefined) return;
  link.href = url;
  const title = root.dataset['nextTitle'] ?? onPage?.lastChild?.textContent?.trim();
  link.textContent = title === undefined ? 'Next lesson' : `Next: ${title}`;
}

/** What the notes with buttons say. It stands here because nothing shows it before the script, and pages stay lighter. */
const noteTexts = {
  'conflict-note':
    'This exercise was changed in another tab. What you write here is kept apart until you choose; the other version stays within reach under “Undo reset”.',
  'editor-note':
    'The code editor did not load, so this is the plain editor. It grades the same, and you can go on writing here.',
  'load-note':
    'The checker did not load, so nothing is graded yet. Check the connection and try again; what you write is kept.',
} as const;

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
