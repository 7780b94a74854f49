/** Where announcements go: an element with `role="status"` that stays in the page. */
interface AnnouncementTarget {
  textContent: string | null;
}

/**
 * Writes into a live region after the learner has paused, so that a screen reader is not interrupted at each key.
 * The same words twice are announced twice: a space that nobody sees makes them another text.
 */
export class Announcer {
  readonly #target: AnnouncementTarget;
  readonly #delay: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #odd = false;

  /** @param delay Milliseconds of quiet before an announcement. */
  constructor(target: AnnouncementTarget, delay = 600) {
    this.#target = target;
    this.#delay = delay;
  }

  /** Announces `message` unless another one comes within the delay. */
  later(message: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(message), this.#delay);
  }

  /** Announces at once, for what the learner has asked for; drops what was waiting. */
  now(message: string): void {
    clearTimeout(this.#timer);
    this.#odd = !this.#odd;
    this.#target.textContent = this.#odd ? message : `${message}\u00a0`;
  }

  /** Drops what was waiting. */
  cancel(): void {
    clearTimeout(this.#timer);
  }
}
