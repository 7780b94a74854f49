import { review as words } from '../../i18n/en/asks.ts';
import { data, part } from '../../islands/shared/dom.ts';
import { assessMarks, type Markable } from './assess.ts';

/**
 * `<ask-review>`: lines of a diff are marked and compared with what the checker found when the page was built. Its content
 * comes from Diff.astro.
 */
class AskReview extends HTMLElement {
  #stop: AbortController | undefined;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    part(this, 'show', HTMLElement).addEventListener('click', () => this.#compare(), { signal });
    part(this, 'rows', HTMLElement).addEventListener('keydown', (event) => this.#key(event), { signal });
    this.addEventListener('change', () => this.#changed(), { signal });
    this.toggleAttribute('data-ready', true);
  }

  disconnectedCallback(): void {
    this.#stop?.abort();
  }

  get #rows(): HTMLElement[] {
    return [...part(this, 'rows', HTMLElement).querySelectorAll('li')];
  }

  get #marks(): number[] {
    return this.#rows.flatMap((row, index) => (row.querySelector('input')?.checked ? [index] : []));
  }

  /** Arrow keys go from line to line. */
  #key(event: KeyboardEvent): void {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const boxes = [...part(this, 'rows', HTMLElement).querySelectorAll('input')];
    const at = boxes.findIndex((box) => box === event.target);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    boxes[at + step]?.focus();
  }

  /** While nothing is compared yet, it is only counted. */
  #changed(): void {
    if (this.hasAttribute('data-shown')) this.#compare();
    else part(this, 'status', HTMLElement).textContent = words.marked(this.#marks.length);
  }

  #compare(): void {
    const items = [...this.querySelectorAll<HTMLElement>('[data-on]')];
    const findings = items.map((item): Markable => ({
      on: numbers(data(item, 'on')),
      near: numbers(data(item, 'near')),
    }));
    const { hit, invented } = assessMarks(this.#marks, findings);
    for (const details of this.querySelectorAll('details')) details.open = true;
    this.toggleAttribute('data-shown', true);
    items.forEach((item, index) => tag(item, hit.includes(index)));
    this.#listInvented(invented);
    part(this, 'status', HTMLElement).textContent = words.result(hit.length, items.length);
  }

  #listInvented(rows: readonly number[]): void {
    const all = this.#rows;
    const items = rows.map((row) => {
      const item = document.createElement('li');
      const code = document.createElement('code');
      code.textContent = all[row]?.querySelector('code')?.textContent ?? '';
      item.append(`${all[row]?.dataset['place'] ?? ''}: `, code);
      return item;
    });
    part(this, 'invented-rows', HTMLElement).replaceChildren(...items);
    part(this, 'invented', HTMLElement).hidden = rows.length === 0;
  }
}

/** Says beside a finding whether it was seen. */
function tag(item: HTMLElement, isHit: boolean): void {
  item.dataset['state'] = isHit ? 'hit' : 'missed';
  const shown = item.querySelector('.ask-tag') ?? document.createElement('span');
  shown.className = 'ask-tag';
  shown.textContent = isHit ? words.hit : words.missed;
  item.prepend(shown);
}

function numbers(list: string): number[] {
  return list === '' ? [] : list.split(' ').map(Number);
}

customElements.define('ask-review', AskReview);
