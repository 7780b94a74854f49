import * as words from '../../i18n/en/passed.ts';
import type { PassedData } from '../../lessons/content/passed-data.ts';
import { loadExplanation, longestExplanation, saveExplanation } from '../../lessons/learner/explanation.ts';
import { madeElement } from '../shared/dom.ts';
import { showMessage } from '../shared/show-message.ts';

/** Milliseconds of quiet after which what is written is saved, as with a draft. */
const quiet = 300;

/** A reviewer's question, room for an answer, and one to compare with. Nothing is graded: explaining is the exercise. */
export class Explanation {
  readonly element = document.createElement('section');
  readonly #slug: string;
  readonly #field = document.createElement('textarea');
  readonly #hint = madeElement('p', 'after-note', words.keptHere);
  readonly #ours: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(slug: string, { ask, answer }: PassedData) {
    this.#slug = slug;
    this.element.className = 'after-explain';
    const question = madeElement('p', 'after-question', '');
    question.id = 'after-question';
    showMessage(question, ask);
    const label = madeElement('label', 'visually-hidden', words.yourAnswer);
    this.#field.id = 'after-answer';
    label.setAttribute('for', this.#field.id);
    this.#hint.id = 'after-hint';
    Object.assign(this.#field, { rows: 4, maxLength: longestExplanation, value: loadExplanation(slug) });
    this.#field.setAttribute('aria-describedby', `${question.id} ${this.#hint.id}`);
    this.#ours = modelAnswer(answer);
    const compare = madeElement('button', 'after-compare', words.compare) as HTMLButtonElement;
    compare.type = 'button';
    compare.addEventListener('click', () => {
      compare.hidden = true;
      this.#ours.hidden = false;
      // Here, and not at the end of the page: what was asked for is what is read next.
      this.#ours.focus();
    });
    this.#field.addEventListener('input', () => this.#changed());
    this.#field.addEventListener('blur', () => this.#save());
    addEventListener('pagehide', () => this.#save());
    this.element.append(
      madeElement('h2', 'after-heading', words.explain),
      question,
      label,
      this.#field,
      this.#hint,
      compare,
      this.#ours,
    );
  }

  #changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), quiet);
  }

  #save(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const isKept = saveExplanation(this.#slug, this.#field.value);
    this.#hint.textContent = isKept ? words.keptHere : words.notKept;
  }
}

function modelAnswer(answer: string): HTMLElement {
  const ours = madeElement('div', 'after-ours', '');
  ours.hidden = true;
  ours.tabIndex = -1;
  ours.role = 'group';
  ours.ariaLabel = words.ours;
  const text = document.createElement('p');
  showMessage(text, answer);
  ours.append(madeElement('p', 'after-label', words.ours), text, madeElement('p', 'after-note', words.compareHow));
  return ours;
}
