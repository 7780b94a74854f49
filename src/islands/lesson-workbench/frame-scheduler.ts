/** A run that took longer than this, in ms, does not fit a frame: the next ones leave room for typing. */
const slow = 50;

/** The clock and the frames of the browser; tests bring their own. */
export interface FrameClock {
  now(): number;
  frame(callback: () => void): () => void;
  wait(callback: () => void, ms: number): () => void;
}

/**
 * Runs an action once in the next animation frame however often it is asked for. When the last run took long (a file
 * of thousands of lines), the next waits twice as long as that one took, so that typing stays fluent.
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
    const run = (): void => this.runNow();
    this.#cancel ??= this.#lastTook > slow ? this.#clock.wait(run, 2 * this.#lastTook) : this.#clock.frame(run);
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
