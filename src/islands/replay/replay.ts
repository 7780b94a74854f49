import { placeOf, type OpenAt } from '../../lessons/recordings/replay-point.ts';
import {
  eventsAt,
  frameAt,
  playbackClock,
  searchTimeline,
  stepAt,
  timelineClock,
  type Step,
  type Timeline,
} from '../../player/index.ts';
import type { Announcer } from '../shared/announcer.ts';
import { part } from '../shared/dom.ts';
import { Playback } from './playback.ts';
import { ReplayDisplay } from './replay-display.ts';
import { SearchBox } from './search-box.ts';
import type { TerminalView } from './terminal-view.ts';
import { finishedWords, pausesWords, stepWords } from '../../lessons/recordings/replay-messages.ts';

/** Moments that are computed from positions and back may be off by a rounding. */
const tolerance = 1e-6;
/** "Previous step" goes to the start of this step, unless it has only begun. Seconds of the replay. */
const justBegun = 1;

/** The player of one recording at a time: terminal, controls, steps, search. Never starts by itself. */
export class Replay {
  readonly #root: HTMLElement;
  readonly #announcer: Announcer;
  readonly #playback = new Playback(playbackClock([], 0, undefined), () => this.#update());
  readonly #display: ReplayDisplay;
  readonly #search: SearchBox;
  #timeline: Timeline | undefined;
  #terminal: TerminalView | undefined;
  /** A step that was gone to. Of several that were printed in one moment, the time alone does not tell which. */
  #pinned: Step | undefined;
  /** Nothing was done since the recording was opened. */
  #untouched = true;

  /** Told of each recording, when its steps are listed. */
  onOpen: ((timeline: Timeline) => void) | undefined;

  constructor(root: HTMLElement, announcer: Announcer, signal: AbortSignal) {
    this.#root = root;
    this.#announcer = announcer;
    this.#display = new ReplayDisplay(
      root,
      announcer,
      {
        seek: (position) => this.#seek(position),
        step: (by) => this.step(by, false),
        goTo: (step) => this.goTo(step),
      },
      signal,
    );
    this.#search = new SearchBox(
      root,
      {
        find: (query) => (this.#timeline ? searchTimeline(this.#timeline, query) : []),
        show: (query, { line }, number) => {
          this.#pinned = undefined;
          this.#seekRecorded(Math.max(this.#timeline?.lines[line]?.settled ?? 0, this.recorded));
          this.#terminal?.selectMatch(query, number);
        },
        clear: () => this.#terminal?.clearSelection(),
        announce: (message) => this.#announcer.now(message),
      },
      signal,
    );
    this.#listen(signal);
  }

  get timeline(): Timeline | undefined {
    return this.#timeline;
  }

  /** Seconds of the recording. */
  get recorded(): number {
    return this.#playback.recorded;
  }

  /** The step at whose start it stands, when it was gone to. */
  get pinned(): Step | undefined {
    return this.#pinned;
  }

  /** What is selected in the terminal. */
  get selection(): string {
    return this.#terminal?.selection ?? '';
  }

  /** A replay runs or was stopped in its middle: the learner looks at something. */
  get inUse(): boolean {
    return this.#playback.playing || (!this.#untouched && !this.#playback.atEnd);
  }

  /** @param asked the learner asked for this moment, so it stays while they look at it. */
  open(timeline: Timeline, at: OpenAt, asked: boolean): void {
    this.#playback.pause();
    this.#timeline = timeline;
    this.#untouched = !asked;
    const { events, recorded } = placeOf(timeline, at);
    this.#pinned =
      typeof at === 'object' && 'step' in at ? (timeline.steps[at.step - 1] ?? timeline.steps.at(-1)) : undefined;
    part(this.#root, 'poster', HTMLElement).textContent = frameAt(timeline, events);
    this.#display.open(timeline);
    this.onOpen?.(timeline);
    this.#terminal?.load(timeline.cast);
    this.#useClock(recorded);
    this.#search.search();
  }

  /** Takes the recording away: there is none to show. */
  close(): void {
    this.#playback.pause();
    this.#timeline = undefined;
    this.#pinned = undefined;
    this.#playback.setClock(playbackClock([], 0, undefined), 0);
    this.#display.open(undefined);
    this.#search.search();
  }

  /** The terminal has arrived. */
  attach(terminal: TerminalView): void {
    this.#terminal = terminal;
    if (this.#timeline) terminal.load(this.#timeline.cast);
    this.#update();
    terminal.written(() => (part(this.#root, 'poster', HTMLElement).hidden = true));
  }

  pause(): void {
    this.#playback.pause();
  }

  /** To the start of a step: its first line is the last that shows. */
  goTo(step: Step, announce = true): void {
    this.#pinned = step;
    this.#seekRecorded(step.start);
    if (announce && this.#timeline) this.#announcer.now(stepWords(step, this.#timeline));
  }

  /** To the next or the previous step; from the last one to the end. */
  step(by: 1 | -1, announce = true): void {
    if (this.#timeline === undefined) return;
    const current = this.#current(this.#timeline);
    const begun = this.#playback.position - this.#playback.positionOf(current?.start ?? 0) < justBegun;
    const number = (current?.number ?? 1) + (by === 1 ? 1 : begun ? -1 : 0);
    const target = this.#timeline.steps[Math.max(number, 1) - 1];
    if (target) this.goTo(target, announce);
    else {
      this.#seek(this.#playback.duration);
      if (announce) this.#announcer.now(finishedWords(this.#timeline));
    }
  }

  #current(timeline: Timeline): Step | undefined {
    return this.#pinned ?? stepAt(timeline, this.recorded + tolerance);
  }

  #seek(position: number): void {
    this.#untouched = false;
    this.#playback.seek(position);
  }

  #seekRecorded(recorded: number): void {
    this.#seek(this.#playback.positionOf(recorded));
  }

  #toggle(): void {
    this.#untouched = false;
    if (this.#playback.playing) this.#playback.pause();
    else this.#playback.play();
  }

  /** Shortens pauses as it is set, and stands at a moment of the recording. */
  #useClock(recorded: number): void {
    if (this.#timeline === undefined) return;
    const cap = Number(this.#select('pauses').value);
    const { duration, steps } = this.#timeline;
    const clock = timelineClock(this.#timeline, cap > 0 ? cap : undefined);
    const starts = steps.map((step) => clock.toPlayback(step.start));
    this.#display.mark(starts, clock.duration);
    part(this.#root, 'pauses-note', HTMLElement).textContent = pausesWords(cap, duration, clock.duration);
    this.#playback.setClock(clock, recorded);
  }

  /** Brings everything in line with where the playback stands. */
  #update(): void {
    const timeline = this.#timeline;
    if (timeline === undefined) return;
    const now = this.recorded + tolerance;
    if (Math.abs(now - (this.#pinned?.start ?? now)) > 2 * tolerance) this.#pinned = undefined;
    this.#terminal?.show(this.#pinned?.events ?? eventsAt(timeline.cast, now));
    const { position, duration, playing, atEnd } = this.#playback;
    this.#display.update({ position, duration, playing, atEnd, step: this.#current(timeline) });
  }

  #listen(signal: AbortSignal): void {
    const on = (name: string, type: string, action: () => void): void =>
      part(this.#root, name, HTMLElement).addEventListener(type, action, { signal });
    on('play', 'click', () => this.#toggle());
    on('next', 'click', () => this.step(1));
    on('previous', 'click', () => this.step(-1));
    on('speed', 'change', () => this.#playback.setSpeed(Number(this.#select('speed').value)));
    on('pauses', 'change', () => this.#useClock(this.recorded));
    signal.addEventListener('abort', () => this.#playback.pause());
  }

  #select(name: string): HTMLSelectElement {
    return part(this.#root, name, HTMLSelectElement);
  }
}
