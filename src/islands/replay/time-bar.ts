/** Seconds that an arrow key moves. */
const arrow = 5;

export interface TimeBarActions {
  /** To a position, in seconds of the replay. */
  seek(position: number): void;
  /** To the next (1) or previous (-1) step. */
  step(by: 1 | -1): void;
}

/** The timeline: a slider for pointer and keyboard, with a mark where each step begins. */
export class TimeBar {
  readonly #bar: HTMLElement;
  readonly #marks: HTMLElement;
  readonly #actions: TimeBarActions;
  #position = 0;
  #duration = 0;
  #words = '';

  constructor(bar: HTMLElement, marks: HTMLElement, actions: TimeBarActions, signal: AbortSignal) {
    this.#bar = bar;
    this.#marks = marks;
    this.#actions = actions;
    bar.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    bar.addEventListener('pointerdown', (event) => this.#onPointer(event), { signal });
    bar.addEventListener('pointermove', (event) => this.#onPointer(event), { signal });
  }

  /** @param words what a screen reader says; given once a second at most while it plays. */
  update(position: number, duration: number, words: string): void {
    this.#position = position;
    this.#duration = duration;
    this.#bar.style.setProperty('--at', String(duration > 0 ? position / duration : 0));
    if (words === this.#words) return;
    this.#words = words;
    this.#bar.setAttribute('aria-valuemax', duration.toFixed(1));
    this.#bar.setAttribute('aria-valuenow', position.toFixed(1));
    this.#bar.setAttribute('aria-valuetext', words);
  }

  /** Marks the starts of steps, as positions. */
  mark(positions: readonly number[], duration: number): void {
    this.#marks.replaceChildren(
      ...positions
        .filter((position) => position > 0 && position < duration)
        .map((position) => {
          const mark = document.createElement('i');
          mark.style.insetInlineStart = `${((position / duration) * 100).toFixed(2)}%`;
          return mark;
        }),
    );
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    switch (event.key) {
      case 'ArrowRight':
      case 'ArrowUp':
        this.#actions.seek(this.#position + arrow);
        break;
      case 'ArrowLeft':
      case 'ArrowDown':
        this.#actions.seek(this.#position - arrow);
        break;
      case 'PageUp':
        this.#actions.step(1);
        break;
      case 'PageDown':
        this.#actions.step(-1);
        break;
      case 'Home':
        this.#actions.seek(0);
        break;
      case 'End':
        this.#actions.seek(this.#duration);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  #onPointer(event: PointerEvent): void {
    if (event.type === 'pointerdown') {
      if (event.button !== 0) return;
      this.#bar.setPointerCapture(event.pointerId);
    } else if (!this.#bar.hasPointerCapture(event.pointerId)) return;
    const { left, width } = this.#marks.getBoundingClientRect();
    this.#actions.seek(width > 0 ? ((event.clientX - left) / width) * this.#duration : 0);
  }
}
