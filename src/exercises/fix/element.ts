import { openSession } from '../../islands/workbench/open-session.ts';

/** `<lesson-workbench>`: editor, grading and help of a lesson. Its content comes from Exercise.astro. */
class LessonWorkbench extends HTMLElement {
  #close: (() => void) | undefined;

  connectedCallback(): void {
    this.#close = openSession(this);
    this.toggleAttribute('data-ready', true);
  }

  disconnectedCallback(): void {
    this.#close?.();
    this.#close = undefined;
    this.toggleAttribute('data-ready', false);
  }
}

customElements.define('lesson-workbench', LessonWorkbench);
