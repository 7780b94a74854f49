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
