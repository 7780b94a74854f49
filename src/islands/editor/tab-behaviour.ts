/**
 * Whether Tab moves the focus or indents. It moves it until the learner has typed; Ctrl+M chooses; after Escape it
 * always moves it; and who leaves the editor starts afresh, so that nobody is caught on the way back.
 */
export class TabBehaviour {
  readonly #changed: (movesFocus: boolean) => void;
  #typed = false;
  #escaped = false;
  #chosen: boolean | undefined;
  #last = true;

  /** @param changed Called when the answer changes; the answer begins as true. */
  constructor(changed: (movesFocus: boolean) => void) {
    this.#changed = changed;
  }

  get movesFocus(): boolean {
    return this.#escaped || (this.#chosen ?? !this.#typed);
  }

  typed(): void {
    this.#typed = true;
    this.#escaped = false;
    this.#update();
  }

  escaped(): void {
    this.#escaped = true;
    this.#update();
  }

  left(): void {
    this.#typed = false;
    this.#escaped = false;
    this.#update();
  }

  /** The learner asks for the other way; it holds until they ask again. */
  toggle(): void {
    this.#chosen = !this.movesFocus;
    this.#escaped = false;
    this.#update();
  }

  #update(): void {
    if (this.#last === this.movesFocus) return;
    this.#last = this.movesFocus;
    this.#changed(this.#last);
  }
}
