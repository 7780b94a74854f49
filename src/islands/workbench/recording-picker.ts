import type { RecordingPick } from '../../lessons/recordings/pick-recording.ts';

/** Typing is left alone for so long before another recording is looked for. Milliseconds. */
const pause = 300;

interface Picked {
  readonly pick: RecordingPick | undefined;
}

/** Has the recording picked that fits the learner's text: at once for the first one, then when typing has rested. */
export class RecordingPicker {
  readonly #ask: () => Promise<Picked | undefined>;
  readonly #tell: (picked: Picked) => void;
  readonly #signal: AbortSignal;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hasTold = false;
  /** Counts texts, so that an answer that comes late is dropped. */
  #turn = 0;

  /**
   * @param ask works it out; undefined when it cannot be known.
   * @param tell told what was picked.
   */
  constructor(ask: () => Promise<Picked | undefined>, tell: (picked: Picked) => void, signal: AbortSignal) {
    this.#ask = ask;
    this.#tell = tell;
    this.#signal = signal;
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  /** The text was graded anew. */
  graded(): void {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    this.#timer = setTimeout(() => void this.#pick(turn), this.#hasTold ? pause : 0);
  }

  async #pick(turn: number): Promise<void> {
    const picked = await this.#ask();
    if (picked === undefined || turn !== this.#turn || this.#signal.aborted) return;
    this.#hasTold = true;
    this.#tell(picked);
  }
}
