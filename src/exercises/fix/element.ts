import { WorkbenchSession } from '../../islands/workbench/session.ts';

/** `<lesson-workbench>`: editor, grading and help of a lesson. Its content comes from Exercise.astro. */
export class LessonWorkbench extends HTMLElement {
  #session: WorkbenchSession | undefined;

  connectedCallback(): void {
    this.#session = new WorkbenchSession(this);
    this.toggleAttribute('data-ready', true);
  }

  disconnectedCallback(): void {
    this.#session?.dispose();
    this.#session = undefined;
    this.toggleAttribute('data-ready', false);
  }
}

customElements.define('lesson-workbench', LessonWorkbench);
