import * as words from '../../i18n/en/passed.ts';
import { type DraftFiles, loadDraft } from '../../lessons/learner/drafts.ts';
import { lessonStatus } from '../../lessons/learner/progress.ts';
import { madeElement } from '../shared/dom.ts';

/**
 * What follows the exercise: its place and its tabs show once the lesson is passed, now or on another day. Its code and
 * its data are loaded when it is first looked at.
 */
export class PassedTab {
  readonly #page: HTMLElement;
  readonly #place: HTMLElement;
  readonly #slug: string;
  #draft: DraftFiles | undefined;
  #compareWith: Promise<(draft: DraftFiles | undefined) => void> | undefined;
  #isPassing = false;

  /** @param open chooses the tab below the editor, which takes no focus away. */
  constructor(page: HTMLElement, place: HTMLElement, open: () => void, signal: AbortSignal) {
    this.#page = page;
    this.#place = place;
    this.#slug = place.dataset['lesson'] ?? '';
    if (lessonStatus(this.#slug) === 'passed') this.#reveal();
    document.addEventListener(
      'belay:graded',
      ({ detail: { passedWith, isAsked } }) => {
        const isNew = passedWith !== undefined && !this.#isPassing && isAsked;
        this.#isPassing = passedWith !== undefined;
        if (passedWith === undefined) return;
        this.#draft = passedWith;
        this.#reveal();
        if (isNew && !this.#isWorkedBelow) open();
        else if (this.#compareWith !== undefined) this.show();
      },
      { signal },
    );
  }

  /** Fills the place, or brings it up to date. */
  show(): void {
    this.#compareWith ??= import('../passed/passed-panel.ts').then(({ openPassed }) =>
      openPassed(this.#place, this.#slug),
    );
    this.#compareWith.then(
      (compareWith) => compareWith(this.#draft ?? loadDraft(this.#slug)),
      (error: unknown) => this.#failed(error),
    );
  }

  #reveal(): void {
    for (const element of this.#page.querySelectorAll<HTMLElement>('[data-after]')) element.hidden = false;
  }

  /** Somebody is at work below the editor: then nothing is changed there by itself. */
  get #isWorkedBelow(): boolean {
    const at = document.activeElement;
    return at?.closest('.lesson-panel, .lesson-panels') !== null && at !== null;
  }

  #failed(error: unknown): void {
    console.error('Belay: what follows the exercise could not be loaded.', error);
    this.#compareWith = undefined;
    const again = madeElement('button', 'wb-note-action', words.again);
    again.addEventListener('click', () => this.show());
    const note = madeElement('div', 'wb-note', '');
    note.append(madeElement('p', '', words.failed), again);
    this.#place.replaceChildren(note);
  }
}
