import { yourPick } from '../i18n/en/asks.ts';

/**
 * Choices of which one is picked before a button shows the reasons of all. Nothing is counted and nothing is in the way:
 * the button works without a pick, and a pick can be changed.
 */
export abstract class ChoiceElement extends HTMLElement {
  #stop: AbortController | undefined;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.querySelector('[data-part="show"]')?.addEventListener('click', () => this.#show(), { signal });
    this.addEventListener('change', () => this.#mark(), { signal });
    this.toggleAttribute('data-ready', true);
  }

  disconnectedCallback(): void {
    this.#stop?.abort();
  }

  /** What is said of a pick, or of none. @param picked the item of the list. */
  protected abstract says(picked: HTMLElement | undefined): string;

  get #picked(): HTMLElement | undefined {
    return this.querySelector<HTMLElement>('.ask-choice:has(input:checked)') ?? undefined;
  }

  #show(): void {
    for (const details of this.querySelectorAll('details')) details.open = true;
    this.toggleAttribute('data-shown', true);
    this.#mark();
  }

  /** Says how the pick did, once the reasons show. */
  #mark(): void {
    if (!this.hasAttribute('data-shown')) return;
    const picked = this.#picked;
    for (const tag of this.querySelectorAll('.ask-tag')) tag.remove();
    if (picked !== undefined) {
      const tag = document.createElement('span');
      tag.className = 'ask-tag';
      tag.textContent = yourPick;
      picked.querySelector('label')?.append(tag);
    }
    const status = this.querySelector('[role="status"]');
    if (status !== null) status.textContent = this.says(picked);
  }
}
