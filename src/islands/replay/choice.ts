import type { LessonState } from '../../lessons/content/lesson-data.ts';
import { showMessage } from '../shared/show-message.ts';
import { part } from '../shared/dom.ts';

/** Which recording: the one that fits the learner's file, or a state that they chose. */
export class Choice {
  readonly #root: HTMLElement;
  readonly #radios: readonly HTMLInputElement[];

  constructor(root: HTMLElement, changed: () => void, signal: AbortSignal) {
    this.#root = root;
    this.#radios = [...root.querySelectorAll<HTMLInputElement>('[data-part="states"] input')];
    part(root, 'states', HTMLElement).addEventListener('change', changed, { signal });
  }

  /** Name of the chosen state; undefined for "fits your file". */
  get chosen(): string | undefined {
    const value = this.#radios.find((radio) => radio.checked)?.value;
    return value === 'auto' ? undefined : value;
  }

  choose(name: string): void {
    for (const radio of this.#radios) radio.checked = radio.value === name;
  }

  /** Says which recording the automatic choice means. */
  showFit(state: LessonState): void {
    part(this.#root, 'fit-title', HTMLElement).textContent = state.title;
  }

  /** Why this recording is shown. May hold `code`. */
  showReason(reason: string): void {
    showMessage(part(this.#root, 'because', HTMLElement), reason);
  }
}
