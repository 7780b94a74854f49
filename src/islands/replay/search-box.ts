import * as words from '../../i18n/en/replay.ts';
import { part } from '../shared/dom.ts';
import type { Match } from '../../player/index.ts';

interface SearchActions {
  find(query: string): readonly Match[];
  /** Shows a match; `number` counts from 0. */
  show(query: string, match: Match, number: number): void;
  clear(): void;
  announce(message: string): void;
}

/** Searching in the recording: field, count, next and previous. */
export class SearchBox {
  readonly #field: HTMLInputElement;
  readonly #count: HTMLElement;
  readonly #buttons: readonly HTMLButtonElement[];
  readonly #actions: SearchActions;
  #matches: readonly Match[] = [];
  #number = -1;

  constructor(root: HTMLElement, actions: SearchActions, signal: AbortSignal) {
    this.#actions = actions;
    this.#field = part(root, 'query', HTMLInputElement);
    this.#count = part(root, 'matches', HTMLElement);
    const previous = part(root, 'match-previous', HTMLButtonElement);
    const next = part(root, 'match-next', HTMLButtonElement);
    this.#buttons = [previous, next];
    this.#field.addEventListener('input', () => this.search(), { signal });
    this.#field.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    next.addEventListener('click', () => this.#go(1), { signal });
    previous.addEventListener('click', () => this.#go(-1), { signal });
    this.search();
  }

  /** Searches again, in what is now the recording. */
  search(): void {
    const query = this.#field.value;
    this.#matches = this.#actions.find(query);
    this.#number = -1;
    if (this.#matches.length > 0) this.#go(1, false);
    else this.#actions.clear();
    this.#update();
  }

  #go(by: 1 | -1, announce = true): void {
    const { length } = this.#matches;
    if (length === 0) return;
    this.#number = (this.#number + by + length) % length;
    const match = this.#matches[this.#number];
    if (match) this.#actions.show(this.#field.value, match, this.#number);
    this.#update();
    if (announce) this.#actions.announce(words.matchAt(this.#number + 1, length, match?.step ?? 1));
  }

  #update(): void {
    const { length } = this.#matches;
    const empty = this.#field.value.trim() === '';
    this.#count.textContent = empty ? '' : length === 0 ? words.noMatch : words.matchOf(this.#number + 1, length);
    for (const button of this.#buttons) button.disabled = length === 0;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      event.preventDefault();
      this.#go(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape' && this.#field.value !== '') {
      event.preventDefault();
      this.#field.value = '';
      this.search();
    }
  }
}
