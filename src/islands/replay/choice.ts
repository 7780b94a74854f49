import * as words from '../../i18n/en/replay.ts';
import type { LessonState } from '../../lessons/content/lesson-data.ts';
import type { Fit } from '../../lessons/recordings/pick-recording.ts';
import { showMessage } from '../shared/show-message.ts';
import { part, setText } from '../shared/dom.ts';

/** Which recording: the one that fits the learner's file, or a state that they chose. */
export class Choice {
  readonly #root: HTMLElement;
  readonly #select: HTMLSelectElement;

  constructor(root: HTMLElement, changed: () => void, signal: AbortSignal) {
    this.#root = root;
    this.#select = part(root, 'states', HTMLSelectElement);
    this.#select.addEventListener('change', changed, { signal });
  }

  /** Name of the chosen state; undefined for "fits your file". */
  get chosen(): string | undefined {
    return this.#select.value === 'auto' ? undefined : this.#select.value;
  }

  choose(name: string): void {
    this.#select.value = name;
  }

  /** Says which recording the automatic choice means; undefined: none. */
  showFit(state: LessonState | undefined): void {
    const option = this.#select.options[0];
    if (option) setText(option, state === undefined ? words.fittingNone : words.fitting(state.title));
  }

  /** Why this recording is shown. May hold `code`. @param fit undefined while nothing is known. */
  showReason(reason: string, fit: Fit | undefined): void {
    showMessage(part(this.#root, 'because', HTMLElement), reason);
    part(this.#root, 'fit', HTMLElement).dataset['fit'] = fit ?? '';
  }

  /** What the lesson remarks about the recording that is shown. */
  showNote(note: string | undefined): void {
    const line = part(this.#root, 'note', HTMLElement);
    line.hidden = note === undefined;
    setText(line, note ?? '');
  }
}
