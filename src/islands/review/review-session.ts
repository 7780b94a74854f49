import { chooseFirst, notKept, nothingDue, nothingLeft, place, right, wrong } from '../../i18n/en/review.ts';
import { storageWorks } from '../../lessons/learner/local-store.ts';
import {
  concernsReview,
  daysUntil,
  dueAt,
  saveAnswer,
  type ReviewOverview,
} from '../../lessons/learner/review-dates.ts';
import { Announcer } from '../shared/announcer.ts';
import { part, setText } from '../shared/dom.ts';
import { lookAtReview } from '../shared/review-note.ts';
import { QuestionForm } from './question-form.ts';

/**
 * `<review-session>`: asks the questions that are due, one after the other. The questions stand in the page for everybody
 * to read; this makes a form of the one that is asked. Focus moves only when the learner goes on.
 */
class ReviewSession extends HTMLElement {
  #stop: AbortController | undefined;
  #announcer: Announcer | undefined;
  #form: QuestionForm | undefined;
  /** Answered since the page was opened. */
  #answered = 0;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#announcer = new Announcer(part(this, 'status', HTMLElement));
    addEventListener('storage', ({ key }) => concernsReview(key) && this.#refresh(), { signal });
    // The page comes back from the history, or after a night.
    addEventListener('pageshow', () => this.#refresh(), { signal });
    document.addEventListener('visibilitychange', () => this.#refresh(), { signal });
    part(this, 'kept', HTMLElement).hidden = storageWorks();
    setText(part(this, 'kept', HTMLElement), notKept);
    this.#refresh();
    this.dataset['ready'] = '';
  }

  disconnectedCallback(): void {
    this.#stop?.abort();
  }

  /** Shows what is due now, unless an answer is being read, or the same question stands there already. */
  #refresh(): void {
    const overview = lookAtReview(this.#slugs);
    if (this.#form?.isAnswered === true) return;
    const [slug] = overview.due;
    if (slug === undefined) this.#showNothing(overview);
    else if (slug !== this.#form?.slug || !overview.due.includes(this.#form.slug)) this.#ask(slug, overview);
    else this.#showPlace(overview);
  }

  #ask(slug: string, overview: ReviewOverview): void {
    const source = [...this.querySelectorAll<HTMLElement>('[data-question]')].find(
      ({ dataset }) => dataset['question'] === slug,
    );
    if (source === undefined) throw new Error(`The page has no question of ${slug}.`);
    const form = new QuestionForm(slug, source, part(this, 'form', HTMLTemplateElement));
    form.onCheck = () => this.#check(form);
    form.onNext = () => this.#next();
    this.#form = form;
    part(this, 'now', HTMLElement).replaceChildren(form.element);
    this.#showPart('now');
    this.#showPlace(overview);
  }

  #showPlace({ due }: ReviewOverview): void {
    this.#form?.showPlace(place(this.#answered + 1, this.#answered + due.length));
  }

  #check(form: QuestionForm): void {
    const isRight = form.answer();
    if (isRight === undefined) {
      this.#announcer?.now(chooseFirst);
      return;
    }
    const now = Date.now();
    const state = saveAnswer(form.slug, isRight, now);
    const due = state && dueAt(state, now);
    const days = due === undefined ? undefined : daysUntil(due, now);
    this.#answered++;
    const { due: left } = lookAtReview(this.#slugs);
    const message = isRight ? right(days) : wrong(days ?? 1);
    form.showAnswer(message, isRight, left.length === 0);
    this.#announcer?.now(message);
  }

  #next(): void {
    this.#form = undefined;
    this.#announcer?.now('');
    this.#refresh();
    this.querySelector<HTMLElement>('[data-focus]:not([hidden])')?.focus();
  }

  #showNothing({ passed, next }: ReviewOverview): void {
    this.#form = undefined;
    part(this, 'now', HTMLElement).replaceChildren();
    if (passed === 0) this.#showPart('nothing-passed');
    else {
      const nothing = part(this, 'nothing-due', HTMLElement);
      setText(nothing, next === undefined ? nothingLeft : nothingDue(daysUntil(next, Date.now())));
      this.#showPart('nothing-due');
    }
  }

  #showPart(shown: 'now' | 'nothing-due' | 'nothing-passed'): void {
    for (const name of ['now', 'nothing-due', 'nothing-passed']) part(this, name, HTMLElement).hidden = name !== shown;
  }

  get #slugs(): string[] {
    return [...this.querySelectorAll<HTMLElement>('[data-question]')].map(({ dataset }) => dataset['question'] ?? '');
  }
}

customElements.define('review-session', ReviewSession);
