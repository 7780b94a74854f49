/** Times above which a run no longer fits a frame, and how long to wait for a pause in the typing then. In ms. */
const slow = 50;
const pause = 250;

/** The clock and the frames of the browser; tests bring their own. */
export interface FrameClock {
  now(): number;
  frame(callback: () => void): () => void;
  wait(callback: () => void, ms: number): () => void;
}

/**
 * Runs an action once in the next animation frame however often it is asked for. When the last run took long (a file
 * of thousands of lines), it waits for a pause instead, so that typing stays fluent.
 */
export class FrameScheduler {
  readonly #run: () => void;
  readonly #clock: FrameClock;
  #cancel: (() => void) | undefined;
  #lastTook = 0;

  constructor(run: () => void, clock: FrameClock = browserClock) {
    this.#run = run;
    this.#clock = clock;
  }

  request(): void {
    if (this.#lastTook > slow) {
      this.#cancel?.();
      this.#cancel = this.#clock.wait(() => this.runNow(), pause);
    } else {
      this.#cancel ??= this.#clock.frame(() => this.runNow());
    }
  }

  /** Runs at once in place of what was asked for. */
  runNow(): void {
    this.cancel();
    const began = this.#clock.now();
    this.#run();
    this.#lastTook = this.#clock.now() - began;
  }

  cancel(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}

const browserClock: FrameClock = {
  now: () => performance.now(),
  frame(callback) {
    const id = requestAnimationFrame(callback);
    return () => cancelAnimationFrame(id);
  },
  wait(callback, ms) {
    const id = setTimeout(callback, ms);
    return () => clearTimeout(id);
  },
};
