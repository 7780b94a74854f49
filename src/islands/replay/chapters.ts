import type { Step } from '../../player/index.ts';
import { outcomeWords, shortLabel, stepCount } from '../../lessons/recordings/replay-messages.ts';
import { madeElement } from '../shared/dom.ts';

/** The list of steps: commands, and below each what its build does. One click goes there. */
export class Chapters {
  readonly #list: HTMLElement;
  readonly #go: (step: Step) => void;
  #buttons: HTMLButtonElement[] = [];
  #current: HTMLButtonElement | undefined;

  constructor(list: HTMLElement, go: (step: Step) => void) {
    this.#list = list;
    this.#go = go;
  }

  show(steps: readonly Step[]): void {
    this.#buttons = steps.map((step) => this.#button(step));
    this.#current = undefined;
    this.#list.replaceChildren(
      ...this.#buttons.map((button, index) => {
        const item = document.createElement('li');
        item.dataset['kind'] = steps[index]?.kind ?? '';
        item.append(button);
        return item;
      }),
    );
    this.#list.scrollTop = 0;
  }

  /** Marks the step that is shown, and keeps it in view within the list. */
  mark(step: Step | undefined): void {
    const button = step && this.#buttons[step.number - 1];
    if (button === this.#current) return;
    this.#current?.removeAttribute('aria-current');
    this.#current = button;
    if (button === undefined) return;
    button.setAttribute('aria-current', 'step');
    const top = button.offsetTop - this.#list.offsetTop;
    const { scrollTop, clientHeight } = this.#list;
    if (top < scrollTop || top + button.offsetHeight > scrollTop + clientHeight) {
      this.#list.scrollTop = top - clientHeight / 3;
    }
  }

  #button(step: Step): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.title = step.label;
    const count = stepCount(step) ?? (step.kind === 'command' ? '$' : undefined);
    if (count !== undefined) button.append(madeElement('span', 'bp-count', count));
    button.append(madeElement('span', 'bp-label', shortLabel(step)));
    const outcome = outcomeWords(step);
    if (outcome !== undefined) {
      const word = madeElement('span', 'bp-outcome', outcome);
      word.dataset['outcome'] = step.outcome;
      button.append(word);
    }
    button.addEventListener('click', () => this.#go(step));
    return button;
  }
}
