import { PassedTab } from './passed-tab.ts';
import '../terms/terms.ts';
import { Splitter } from './splitter.ts';
import { TabSet } from './tab-set.ts';

/** What a narrow screen shows, and what a wide one shows below the editor. */
const views = ['read', 'edit', 'image', 'build', 'passed'];
const panels = ['image', 'build', 'changes', 'passed'];

/**
 * `<lesson-page data-view="read" data-panel="image">`: prose, editor and what stands below it. A wide screen shows all
 * three, with tabs for the lower one and bars to move between them; a narrow one shows one view, with tabs at its foot.
 *
 * The attributes say which; the style sheet does the rest. Inside are two elements `[data-tablist]`, `view` and `panel`,
 * the bars `[role="separator"]`, and the places by their ids.
 */
class LessonPage extends HTMLElement {
  #stop: AbortController | undefined;
  #passed: PassedTab | undefined;
  readonly #sets: Partial<Record<'view' | 'panel', TabSet>> = {};

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    for (const name of ['view', 'panel'] as const) {
      const list = this.querySelector<HTMLElement>(`[data-tablist="${name}"]`);
      if (list === null) continue;
      this.#sets[name] = new TabSet(list, (id, isAsked) => this.#selected(name, id, isAsked), signal);
      this.#sets[name].select(this.dataset[name] ?? '');
    }
    const passed = document.getElementById('passed');
    if (passed !== null) {
      this.#passed = new PassedTab(this, passed, () => this.#sets.panel?.select('passed', true), signal);
    }
    for (const bar of this.querySelectorAll<HTMLElement>('[role="separator"]')) {
      new Splitter(bar, bar.ariaOrientation === 'vertical' ? 'read' : 'editor', signal);
    }
    addEventListener('hashchange', () => this.#showTarget(), { signal });
    // Another widget may ask for its panel: "show me the build".
    this.addEventListener('belay:show-panel', (event) => this.#reveal(event.target as Element), { signal });
    this.addEventListener('click', (event) => this.#onSolution(event), { signal });
    // "Start editing", and the links for the keyboard at the top of the page.
    document.addEventListener('click', (event) => this.#onLink(event), { signal });
    this.#showTarget();
    this.toggleAttribute('data-ready', true);
  }

  disconnectedCallback(): void {
    this.#stop?.abort();
    this.toggleAttribute('data-ready', false);
  }

  #selected(name: 'view' | 'panel', id: string, isAsked: boolean): void {
    this.dataset[name] = id;
    // What is looked at on a phone is what shows when it is turned.
    if (name === 'view' && panels.includes(id)) this.#sets.panel?.select(id);
    if (id === 'passed') this.#passed?.show();
    if (!isAsked) return;
    document.getElementById(id)?.dispatchEvent(new CustomEvent('belay:shown', { bubbles: true }));
    // The views differ in length: begin each at its top.
    if (name === 'view') scrollTo({ top: 0, behavior: 'instant' });
  }

  /** A link to a place inside a view shows that view; a folded place opens. */
  #showTarget(): void {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id === '' || id.includes('=') ? null : document.getElementById(id);
    if (target === null || !this.contains(target)) return;
    target.closest('details')?.setAttribute('open', '');
    this.#reveal(target);
    if (!this.hasAttribute('data-ready')) target.scrollIntoView();
  }

  #reveal(element: Element): void {
    const holder = (ids: readonly string[]): string | undefined =>
      ids.find((id) => document.getElementById(id)?.contains(element));
    const panel = holder(panels);
    if (panel !== undefined) this.#sets.panel?.select(panel);
    this.#sets.view?.select(holder(views) ?? (this.querySelector('lesson-workbench')?.contains(element) ? 'edit' : ''));
  }

  /** The solution in the prose waits for a first try, or for a second click. */
  #onSolution(event: Event): void {
    if (this.querySelector('lesson-workbench[data-tried]') !== null || !(event.target instanceof Element)) return;
    const folded = event.target.closest('details.solution:not([data-asked]) > summary')?.parentElement;
    if (folded === undefined || folded === null) return;
    event.preventDefault();
    folded.toggleAttribute('data-asked', true);
  }

  #onLink(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const id = link?.hash.slice(1) ?? '';
    if (link?.pathname !== location.pathname || link.role === 'tab') return;
    if (id === 'edit') {
      event.preventDefault();
      this.#sets.view?.select('edit', true);
      this.querySelector('lesson-workbench')?.dispatchEvent(new CustomEvent('belay:edit'));
    } else if (id === 'build' || id === 'passed') {
      event.preventDefault();
      this.#sets.view?.select(id, true);
      this.#sets.panel?.select(id, true);
      document.getElementById(id)?.focus();
    }
  }
}

if (!customElements.get('lesson-page')) customElements.define('lesson-page', LessonPage);
