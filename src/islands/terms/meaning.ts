import './meaning.css';
import { madeElement } from '../shared/dom.ts';

/** The note with a word's meaning. One for the page: only one word is pointed at. */

/** Milliseconds in which the pointer may get from the word to the note. */
const patience = 200;

const note = madeElement('div', 'term-note', '');
note.id = 'term-note';
note.setAttribute('role', 'tooltip');
note.popover = 'manual';
document.body.append(note);

let shown: HTMLAnchorElement | undefined;
let leaving: ReturnType<typeof setTimeout> | undefined;
const words = new Map<string, Promise<Readonly<Record<string, string>>>>();

/** Shows what a word means, if it is still pointed at when that is known. */
export async function show(link: HTMLAnchorElement): Promise<void> {
  clearTimeout(leaving);
  if (shown === link) return;
  const meaning = (await load(link.dataset['words'] ?? ''))[link.hash.slice(1)];
  if (meaning === undefined || !link.matches(':hover, :focus-visible')) return;
  hide();
  shown = link;
  note.textContent = meaning;
  link.setAttribute('aria-describedby', note.id);
  note.showPopover();
  place(link);
}

function hide(): void {
  clearTimeout(leaving);
  shown?.removeAttribute('aria-describedby');
  shown = undefined;
  note.hidePopover();
}

/** Below the word, above it where there is no room, and never beyond an edge. */
function place(link: Element): void {
  const { left, top, bottom } = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const gap = 6;
  const { width, height } = note.getBoundingClientRect();
  const isAbove = bottom + gap + height > innerHeight && top > height + gap;
  note.style.left = `${Math.max(gap, Math.min(left, innerWidth - width - gap))}px`;
  note.style.top = `${isAbove ? top - gap - height : bottom + gap}px`;
}

/** Without an answer nothing shows: the link is there. */
function load(url: string): Promise<Readonly<Record<string, string>>> {
  const known = words.get(url);
  if (known !== undefined) return known;
  const coming = fetch(url)
    .then((response) => (response.ok ? (response.json() as Promise<Readonly<Record<string, string>>>) : {}))
    .catch(() => {
      words.delete(url);
      return {};
    });
  words.set(url, coming);
  return coming;
}

document.addEventListener('pointerout', ({ target, relatedTarget }) => {
  if (shown === undefined || !(target instanceof Node) || !(shown.contains(target) || note.contains(target))) return;
  if (relatedTarget instanceof Node && (shown.contains(relatedTarget) || note.contains(relatedTarget))) return;
  leaving = setTimeout(hide, patience);
});
note.addEventListener('pointerenter', () => clearTimeout(leaving));
document.addEventListener('focusout', ({ target }) => {
  if (target === shown) hide();
});
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape' && shown !== undefined) hide();
});
addEventListener('scroll', () => shown !== undefined && hide(), { capture: true, passive: true });
