/** A run that took longer than this, in ms, does not fit a frame: the next ones leave room for typing. */
const slow = 50;

/** The clock of the browser; tests bring their own. */
export interface Clock {
  now(): number;
  /** Calls back when what runs now has ended, before anything is drawn. @returns what takes it back. */
  soon(callback: () => void): () => void;
  wait(callback: () => void, ms: number): () => void;
}

/**
 * Runs an action once after what runs now, however often it is asked for: a key and its result are drawn in the same
 * frame. When the last run took long (a file of thousands of lines without a worker), the next waits twice as long as
 * that one took, so that typing stays fluent.
 */
export class GradeScheduler {
  readonly #run: () => void;
  readonly #clock: Clock;
  #cancel: (() => void) | undefined;
  #lastTook = 0;

  constructor(run: () => void, clock: Clock = browserClock) {
    this.#run = run;
    this.#clock = clock;
  }

  request(): void {
    const run = (): void => this.runNow();
    this.#cancel ??= this.#lastTook > slow ? this.#clock.wait(run, 2 * this.#lastTook) : this.#clock.soon(run);
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

const browserClock: Clock = {
  now: () => performance.now(),
  soon(callback) {
    let wanted = true;
    queueMicrotask(() => {
      if (wanted) callback();
    });
    return () => (wanted = false);
  },
  wait(callback, ms) {
    const id = setTimeout(callback, ms);
    return () => clearTimeout(id);
  },
};
