import { tabKeyTarget } from '../shared/tab-keys.ts';

/**
 * `<page-tabs>`: on a narrow screen shows one of several panels at a time. The tabs are links to the panels, so
 * without JavaScript the page is one long page and they jump. On a wide screen all panels show and the tabs are
 * hidden by CSS.
 *
 * Children: `[data-tab="<panel id>"]` links inside an element `[data-tablist]`, and the panels by id.
 */
class PageTabs extends HTMLElement {
  #tabs: HTMLAnchorElement[] = [];
  #stop: AbortController | undefined;

  connectedCallback(): void {
    this.#tabs = [...this.querySelectorAll<HTMLAnchorElement>('[data-tab]')];
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.querySelector('[data-tablist]')?.setAttribute('role', 'tablist');
    for (const tab of this.#tabs) {
      const panel = this.#panel(tab);
      tab.setAttribute('role', 'tab');
      tab.id = `tab-${tab.dataset['tab'] ?? ''}`;
      if (panel !== null) tab.setAttribute('aria-controls', panel.id);
      tab.addEventListener('click', (event) => this.#onClick(event, tab), { signal });
      tab.addEventListener('keydown', (event) => this.#onKey(event, tab), { signal });
    }
    addEventListener('hashchange', () => this.#showTarget(), { signal });
    // Another widget may ask for its panel: "show me the replay".
    this.addEventListener('belay:show-panel', (event) => this.#showElement(event.target as Element), { signal });
    this.select(this.#tabs[0]?.dataset['tab'] ?? '');
    this.#showTarget();
    this.dataset['ready'] = '';
  }

  disconnectedCallback(): void {
    this.#stop?.abort();
  }

  /** Shows a panel by its id. An id that no tab has changes nothing. */
  select(id: string): void {
    if (!this.#tabs.some((tab) => tab.dataset['tab'] === id)) return;
    for (const tab of this.#tabs) {
      const on = tab.dataset['tab'] === id;
      tab.setAttribute('aria-selected', String(on));
      tab.tabIndex = on ? 0 : -1;
      this.#panel(tab)?.toggleAttribute('data-shown', on);
    }
  }

  #panel(tab: HTMLElement): HTMLElement | null {
    return document.getElementById(tab.dataset['tab'] ?? '');
  }

  #onClick(event: Event, tab: HTMLAnchorElement): void {
    event.preventDefault();
    this.select(tab.dataset['tab'] ?? '');
    // The panels differ in length: begin each at its top once the tabs stick to the top of the window.
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView({ block: 'start', behavior: 'instant' });
  }

  #onKey(event: KeyboardEvent, tab: HTMLAnchorElement): void {
    const at = this.#tabs.indexOf(tab);
    const next = tabKeyTarget(event.key, at, this.#tabs.length);
    if (next === undefined && event.key !== ' ') return;
    event.preventDefault();
    const target = this.#tabs[next ?? at];
    this.select(target?.dataset['tab'] ?? '');
    target?.focus();
  }

  /** A link to a place inside a panel shows that panel; a folded place opens. */
  #showTarget(): void {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id === '' || id.includes('=') ? null : document.getElementById(id);
    if (target === null) return;
    target.closest('details')?.setAttribute('open', '');
    this.#showElement(target);
    if (this.dataset['ready'] === undefined) target.scrollIntoView();
  }

  #showElement(element: Element): void {
    const panel = this.#tabs.map((tab) => this.#panel(tab)).find((candidate) => candidate?.contains(element));
    if (panel) this.select(panel.id);
  }
}

if (!customElements.get('page-tabs')) customElements.define('page-tabs', PageTabs);
