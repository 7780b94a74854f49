import { data } from '../shared/dom.ts';
import { tabKeyTarget } from '../shared/tab-keys.ts';

/** Tabs for the files of an exercise: arrow keys move, Home and End go to the ends, and the shown file follows. */
export class FileTabs {
  readonly #tabs: readonly HTMLElement[];
  readonly #panel: HTMLElement;
  readonly #onSelect: (path: string) => void;

  /** @param list The element with `role="tablist"`; absent when there is one file only. */
  constructor(list: HTMLElement | null, panel: HTMLElement, onSelect: (path: string) => void, signal: AbortSignal) {
    this.#tabs = [...(list?.querySelectorAll<HTMLElement>('[role="tab"]') ?? [])];
    this.#panel = panel;
    this.#onSelect = onSelect;
    for (const tab of this.#tabs) {
      tab.addEventListener('click', () => this.select(data(tab, 'path')), { signal });
      tab.addEventListener('keydown', (event) => this.#onKey(event, tab), { signal });
    }
  }

  select(path: string): void {
    for (const tab of this.#tabs) {
      const selected = tab.dataset['path'] === path;
      tab.setAttribute('aria-selected', String(selected));
      tab.tabIndex = selected ? 0 : -1;
      if (selected) this.#panel.setAttribute('aria-labelledby', tab.id);
    }
    this.#onSelect(path);
  }

  #onKey(event: KeyboardEvent, tab: HTMLElement): void {
    const target = this.#tabs[tabKeyTarget(event.key, this.#tabs.indexOf(tab), this.#tabs.length) ?? -1];
    if (target === undefined) return;
    event.preventDefault();
    this.select(data(target, 'path'));
    target.focus();
  }
}
