import { tabKeyTarget } from '../shared/tab-keys.ts';

/**
 * Links to places of the page that become tabs: without JavaScript they jump. Which one is chosen stands on the page as
 * an attribute, so that the style sheet decides what shows.
 */
export class TabSet {
  readonly #tabs: readonly HTMLAnchorElement[];
  readonly #onSelect: (id: string, isAsked: boolean) => void;

  /** @param onSelect called with the id of the place; `isAsked` when the learner chose it and no script. */
  constructor(list: HTMLElement, onSelect: (id: string, isAsked: boolean) => void, signal: AbortSignal) {
    this.#tabs = [...list.querySelectorAll('a')];
    this.#onSelect = onSelect;
    list.setAttribute('role', 'tablist');
    for (const tab of this.#tabs) {
      tab.setAttribute('role', 'tab');
      tab.setAttribute('aria-controls', idOf(tab));
      tab.addEventListener('click', (event) => this.#onClick(event, tab), { signal });
      tab.addEventListener('keydown', (event) => this.#onKey(event, tab), { signal });
    }
  }

  has(id: string): boolean {
    return this.#tabs.some((tab) => idOf(tab) === id);
  }

  /** Chooses the tab of a place. An id that no tab has changes nothing. */
  select(id: string, isAsked = false): void {
    if (!this.has(id)) return;
    for (const tab of this.#tabs) {
      const isChosen = idOf(tab) === id;
      tab.setAttribute('aria-selected', String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
    }
    this.#onSelect(id, isAsked);
  }

  #onClick(event: Event, tab: HTMLAnchorElement): void {
    event.preventDefault();
    this.select(idOf(tab), true);
  }

  #onKey(event: KeyboardEvent, tab: HTMLAnchorElement): void {
    // A tab may show later than the rest.
    const tabs = this.#tabs.filter(({ hidden }) => !hidden);
    const at = tabs.indexOf(tab);
    const next = tabKeyTarget(event.key, at, tabs.length);
    if (next === undefined && event.key !== ' ') return;
    event.preventDefault();
    const target = tabs[next ?? at];
    if (target === undefined) return;
    this.select(idOf(target), true);
    target.focus();
  }
}

function idOf(tab: HTMLAnchorElement): string {
  return tab.hash.slice(1);
}
