import { finish, next, several } from '../../i18n/en/review.ts';
import { part, setText } from '../shared/dom.ts';

/** A question of the page as a form: made of its text, its answers and their reasons, which stand in the page. */
export class QuestionForm {
  readonly slug: string;
  readonly element: HTMLFormElement;
  onCheck: (() => void) | undefined;
  onNext: (() => void) | undefined;
  #isAnswered = false;

  /**
   * @param source the question: a `<summary>`, and an `<li>` for each answer with `.says` and `.why`.
   * @param template of the form.
   */
  constructor(slug: string, source: HTMLElement, template: HTMLTemplateElement) {
    this.slug = slug;
    const copy = template.content.cloneNode(true) as DocumentFragment;
    const form = copy.querySelector('form');
    if (form === null) throw new Error('The template has no form.');
    this.element = form;
    part(form, 'question', HTMLElement).replaceChildren(...copies(source, 'summary'));
    const answers = [...source.querySelectorAll('li')];
    const isOne = answers.filter(({ dataset }) => dataset['right'] !== undefined).length === 1;
    if (!isOne) setText(part(form, 'several', HTMLElement), several);
    part(form, 'several', HTMLElement).hidden = isOne;
    part(form, 'answers', HTMLElement).append(...answers.map((answer) => this.#choice(answer, isOne)));
    const lesson = source.querySelector('a');
    if (lesson !== null) part(form, 'lesson', HTMLAnchorElement).href = lesson.href;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.#isAnswered) this.onNext?.();
      else this.onCheck?.();
    });
  }

  get isAnswered(): boolean {
    return this.#isAnswered;
  }

  showPlace(text: string): void {
    setText(part(this.element, 'place', HTMLElement), text);
  }

  /** Whether exactly the right answers are chosen; undefined while none is. */
  answer(): boolean | undefined {
    if (!this.#inputs.some(({ checked }) => checked)) return undefined;
    return this.#inputs.every((input) => input.checked === (input.value === 'right'));
  }

  /** Shows every reason and what follows. The button goes on from here, so the focus may stay on it. */
  showAnswer(message: string, isRight: boolean, isLast: boolean): void {
    this.#isAnswered = true;
    this.element.dataset['answered'] = isRight ? 'right' : 'wrong';
    // Not disabled: a choice that was made can still be read by keyboard.
    for (const input of this.#inputs) {
      const isChosen = input.checked;
      input.addEventListener('click', (event) => event.preventDefault());
      input.addEventListener('change', () => (input.checked = isChosen));
      input.setAttribute('aria-disabled', 'true');
    }
    for (const why of this.element.querySelectorAll<HTMLElement>('.why')) why.hidden = false;
    part(this.element, 'lesson', HTMLElement).hidden = isRight;
    setText(part(this.element, 'result', HTMLElement), message);
    setText(part(this.element, 'go', HTMLButtonElement), isLast ? finish : next);
  }

  get #inputs(): HTMLInputElement[] {
    return [...this.element.querySelectorAll('input')];
  }

  #choice(answer: HTMLElement, isOne: boolean): HTMLElement {
    const isRight = answer.dataset['right'] !== undefined;
    const input = document.createElement('input');
    input.type = isOne ? 'radio' : 'checkbox';
    input.name = `answer-${this.slug}`;
    input.value = isRight ? 'right' : 'wrong';
    const label = document.createElement('label');
    const words = document.createElement('span');
    words.append(...copies(answer, '.says'));
    label.append(input, words);
    const why = document.createElement('p');
    why.className = 'why';
    why.hidden = true;
    why.append(...copies(answer, '.why'));
    const choice = document.createElement('div');
    choice.className = 'choice';
    choice.dataset['is'] = input.value;
    choice.append(label, why);
    return choice;
  }
}

/** Copies of what stands inside of an element. */
function copies(root: HTMLElement, selector: string): Node[] {
  return [...(root.querySelector(selector)?.childNodes ?? [])].map((node) => node.cloneNode(true));
}
