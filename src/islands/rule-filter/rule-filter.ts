import * as words from '../../i18n/en/rules.ts';
import { type ListedRule, type RuleQuery, isListed, readQuery, writeQuery } from './query.ts';

/**
 * `<rule-filter>`: shows the rules that fit what is asked in its form, and keeps that in the address. Without
 * JavaScript the form is hidden by CSS and the list is whole.
 *
 * Children: a form with the controls `q`, `category`, `severity` and `fix` and a reset button; an element
 * `[role=status]`; groups `[data-group="<category>"]` of items `[data-severity][data-fix][data-same]`, where `same`
 * are the ids in other checkers, and title and id stand in `[data-words]`; and `[data-none]`, shown when nothing fits. Gets `data-ready` once the list is as asked.
 */
class RuleFilter extends HTMLElement {
  #items: { readonly element: HTMLElement; readonly rule: ListedRule }[] = [];
  #stop: AbortController | undefined;

  connectedCallback(): void {
    const form = this.querySelector('form');
    if (form === null) return;
    this.#items = [...this.querySelectorAll<HTMLElement>('[data-severity]')].map(listedRule);
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    form.addEventListener('input', () => this.#use(queryOf(form)), { signal });
    form.addEventListener('submit', (event) => event.preventDefault(), { signal });
    form.addEventListener('reset', (event) => this.#clear(event, form), { signal });
    // Back and forward between addresses that differ in the query alone.
    addEventListener('popstate', () => this.#fromAddress(form), { signal });
    this.#fromAddress(form);
    this.dataset['ready'] = '';
    // Set by query-early.js: hides what is about to move.
    delete document.documentElement.dataset['query'];
  }

  disconnectedCallback(): void {
    this.#stop?.abort();
  }

  #fromAddress(form: HTMLFormElement): void {
    const query = readQuery(new URLSearchParams(location.search));
    fill(form, query);
    // A value that no choice has (an old or mistyped address) asks for nothing.
    this.#show(queryOf(form));
  }

  #use(query: RuleQuery): void {
    history.replaceState(history.state, '', `${location.pathname}${writeQuery(query)}${location.hash}`);
    this.#show(query);
  }

  /** Not the browser's own reset: that goes back to what the browser restored, and keeps the focus on a hidden button. */
  #clear(event: Event, form: HTMLFormElement): void {
    event.preventDefault();
    const nothing = { text: '', category: '', severity: '', fix: '' };
    fill(form, nothing);
    this.#use(nothing);
    control(form, 'q')?.focus();
  }

  #show(query: RuleQuery): void {
    let shown = 0;
    for (const { element, rule } of this.#items) {
      element.hidden = !isListed(rule, query);
      if (!element.hidden) shown++;
    }
    for (const group of this.querySelectorAll<HTMLElement>('[data-group]')) {
      group.hidden = group.querySelector('[data-severity]:not([hidden])') === null;
    }
    const asked = writeQuery(query) !== '';
    this.querySelector('[data-none]')?.toggleAttribute('hidden', shown > 0);
    this.querySelector('[type=reset]')?.toggleAttribute('data-idle', !asked);
    const status = this.querySelector('[role=status]');
    const all = this.#items.length;
    if (status !== null) status.textContent = asked ? words.countOf(shown, all) : words.count(all);
  }
}

function listedRule(element: HTMLElement): { element: HTMLElement; rule: ListedRule } {
  const shown = [...element.querySelectorAll('[data-words]')].map((words) => words.textContent);
  const category = element.closest<HTMLElement>('[data-group]')?.dataset['group'] ?? '';
  const { severity = '', fix = '', same = '' } = element.dataset;
  return { element, rule: { text: [...shown, same].join(' '), category, severity, fix } };
}

function queryOf(form: HTMLFormElement): RuleQuery {
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') params.set(name, value);
  return readQuery(params);
}

function fill(form: HTMLFormElement, query: RuleQuery): void {
  const values = { q: query.text, category: query.category, severity: query.severity, fix: query.fix };
  for (const [name, value] of Object.entries(values)) {
    const field = control(form, name);
    if (field === undefined) continue;
    field.value = value;
    if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = '';
  }
}

function control(form: HTMLFormElement, name: string): HTMLInputElement | HTMLSelectElement | undefined {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field : undefined;
}

if (!customElements.get('rule-filter')) customElements.define('rule-filter', RuleFilter);
