import { goOn, left, passedAll } from '../../i18n/en/track.ts';
import { concernsReview } from '../../lessons/learner/review-dates.ts';
import { trackProgress } from '../../lessons/learner/track-progress.ts';
import { part, setText } from '../shared/dom.ts';
import { lookAtReview } from '../shared/review-note.ts';

/** `<continue-lesson>`: shows the lesson to go on with, or the end of the track, and how far the learner is. */
class ContinueLesson extends HTMLElement {
  #stop: AbortController | undefined;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    addEventListener('storage', ({ key }) => concernsReview(key) && this.#update(), { signal });
    addEventListener('pageshow', () => this.#update(), { signal });
    this.#update();
    this.dataset['ready'] = '';
  }

  disconnectedCallback(): void {
    this.#stop?.abort();
  }

  #update(): void {
    const ways = [...this.querySelectorAll<HTMLElement>('.way')];
    const steps = ways.flatMap(({ dataset: { lesson, minutes } }) =>
      lesson === undefined ? [] : [{ slug: lesson, minutes: Number(minutes) }],
    );
    const { passed, count, minutesLeft, isBegun, next } = trackProgress(steps);
    for (const way of ways) {
      const isShown = way.dataset['lesson'] === next;
      way.toggleAttribute('data-shown', isShown);
      const verb = way.querySelector('.verb');
      if (isShown && isBegun && next !== undefined && verb !== null) setText(verb, goOn);
    }
    const bar = this.querySelector('progress');
    if (bar !== null) bar.value = passed;
    if (isBegun) {
      setText(
        part(this, 'state', HTMLElement),
        next === undefined ? passedAll(count) : left(passed, count, minutesLeft),
      );
    }
    lookAtReview((this.dataset['questions'] ?? '').split(' ').filter((slug) => slug !== ''));
  }
}

customElements.define('continue-lesson', ContinueLesson);
