import { progress } from '../../i18n/en/lessons.ts';
import { lessonStatus, progressStorageKey, type LessonStatus } from '../../lessons/learner/progress.ts';

const words: Readonly<Record<LessonStatus, string>> = { new: '', ...progress };

/** `<progress-mark data-lesson="tini">`: says where the learner stands with a lesson. Empty for one not begun. */
class ProgressMark extends HTMLElement {
  #stop: AbortController | undefined;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    // Another tab, a page that comes back from the history, the workbench on this page.
    addEventListener('storage', (event) => this.#onStorage(event), { signal });
    addEventListener('pageshow', () => this.#update(), { signal });
    document.addEventListener('belay:graded', () => this.#update(), { signal });
    this.#update();
  }

  disconnectedCallback(): void {
    this.#stop?.abort();
  }

  #onStorage(event: StorageEvent): void {
    if (event.key === null || event.key === progressStorageKey(this.#slug)) this.#update();
  }

  get #slug(): string {
    return this.dataset['lesson'] ?? '';
  }

  #update(): void {
    const status = lessonStatus(this.#slug);
    if (this.dataset['status'] === status) return;
    this.dataset['status'] = status;
    this.textContent = words[status];
  }
}

customElements.define('progress-mark', ProgressMark);
