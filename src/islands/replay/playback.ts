import type { PlaybackClock } from '../../player/index.ts';

/** The clock and the frames of the browser; tests bring their own. */
interface Frames {
  /** Milliseconds. */
  now(): number;
  request(callback: () => void): number;
  cancel(id: number): void;
}

/** Longest time between two frames that counts, in seconds: a tab that was in the background goes on where it was. */
const longestFrame = 0.25;

/**
 * Where a replay stands and whether it runs. Positions are seconds of the replay, whose pauses are shortened;
 * `recorded` is the same moment in seconds of the recording.
 */
export class Playback {
  readonly #frames: Frames;
  readonly #changed: () => void;
  #clock: PlaybackClock;
  #position = 0;
  #speed = 1;
  #frame: number | undefined;
  #last = 0;

  /** @param changed called after each change of position or state, once a frame while it plays. */
  constructor(clock: PlaybackClock, changed: () => void, frames: Frames = browserFrames) {
    this.#clock = clock;
    this.#changed = changed;
    this.#frames = frames;
  }

  get playing(): boolean {
    return this.#frame !== undefined;
  }

  get position(): number {
    return this.#position;
  }

  get duration(): number {
    return this.#clock.duration;
  }

  get recorded(): number {
    return this.#clock.toRecorded(this.#position);
  }

  get atEnd(): boolean {
    return this.#position >= this.#clock.duration;
  }

  /** Where a moment of the recording is in the replay. */
  positionOf(recorded: number): number {
    return this.#clock.toPlayback(recorded);
  }

  /** Plays on; from the start when it stands at the end. */
  play(): void {
    if (this.playing || this.#clock.duration === 0) return;
    if (this.atEnd) this.#position = 0;
    this.#last = this.#frames.now();
    this.#frame = this.#frames.request(() => this.#tick());
    this.#changed();
  }

  pause(): void {
    if (this.#frame === undefined) return;
    this.#frames.cancel(this.#frame);
    this.#frame = undefined;
    this.#changed();
  }

  /** Goes to a position, playing or not. */
  seek(position: number): void {
    this.#position = Math.min(Math.max(position, 0), this.#clock.duration);
    if (this.atEnd) this.pause();
    this.#changed();
  }

  seekRecorded(recorded: number): void {
    this.seek(this.positionOf(recorded));
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
  }

  /** Changes how pauses are shortened, or the recording; the moment shown stays. */
  setClock(clock: PlaybackClock, recorded = this.recorded): void {
    this.#clock = clock;
    this.seekRecorded(recorded);
  }

  #tick(): void {
    const now = this.#frames.now();
    const passed = Math.min((now - this.#last) / 1000, longestFrame);
    this.#last = now;
    this.#position = Math.min(this.#position + passed * this.#speed, this.#clock.duration);
    this.#frame = this.atEnd ? undefined : this.#frames.request(() => this.#tick());
    this.#changed();
  }
}

const browserFrames: Frames = {
  now: () => performance.now(),
  request: (callback) => requestAnimationFrame(callback),
  cancel: (id) => cancelAnimationFrame(id),
};
