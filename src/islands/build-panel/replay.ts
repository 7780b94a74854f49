import {
  clockText,
  eventsAt,
  playbackClock,
  searchTimeline,
  stepAt,
  type PlaybackClock,
  type Step,
  type Timeline,
} from '../../player/index.ts';
import type { Announcer } from '../lesson-workbench/announcer.ts';
import { part } from '../lesson-workbench/parts.ts';
import { Chapters } from './chapters.ts';
import { finalFrame } from './final-frame.ts';
import { Playback } from './playback.ts';
import { SearchBox } from './search-box.ts';
import type { TerminalView } from './terminal-view.ts';
import { TimeBar } from './time-bar.ts';
import { finishedWords, positionWords, stepWords } from './words.ts';

/** Moments that are computed from positions and back may be off by a rounding. */
const tolerance = 1e-6;
/** "Previous step" goes to the start of this step, unless it has only begun. Seconds of the replay. */
const justBegun = 1;

/** Where a recording is opened: at its end, where the result stands, or at a moment or step of the recording. */
export type OpenAt = 'end' | { readonly recorded: number } | { readonly step: number };

/** The player of one recording at a time: terminal, controls, steps, search. Never starts by itself. */
export class Replay {
  readonly #root: HTMLElement;
  readonly #announcer: Announcer;
  readonly #playback: Playback;
  readonly #bar: TimeBar;
  readonly #chapters: Chapters;
  readonly #search: SearchBox;
  #timeline: Timeline | undefined;
  #terminal: TerminalView | undefined;
  #clock: PlaybackClock = playbackClock([], 0, undefined);
  #step: Step | undefined;
  /** A step that was gone to. Of several that were printed in one moment, the time alone does not tell which. */
  #pinned: Step | undefined;
  #wasPlaying = false;
  /** Nothing was done since the recording was opened. */
  #untouched = true;

  constructor(root: HTMLElement, announcer: Announcer, signal: AbortSignal) {
    this.#root = root;
    this.#announcer = announcer;
    this.#playback = new Playback(this.#clock, () => this.#update());
    this.#bar = new TimeBar(
      this.#part('timeline'),
      this.#part('marks'),
      { seek: (position) => this.#seek(position), step: (by) => this.step(by, false) },
      signal,
    );
    this.#chapters = new Chapters(this.#part('chapters'), (step) => this.goTo(step));
    this.#search = new SearchBox(
      root,
      {
        find: (query) => (this.#timeline ? searchTimeline(this.#timeline, query) : []),
        show: (query, match, number) => {
          const settled = this.#timeline?.lines[match.line]?.settled ?? 0;
          this.#pinned = undefined;
          this.#seek(this.#clock.toPlayback(Math.max(settled, this.recorded)));
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

  open(timeline: Timeline, at: OpenAt): void {
    this.#playback.pause();
    this.#timeline = timeline;
    this.#untouched = at === 'end';
    this.#step = undefined;
    this.#pinned = undefined;
    this.#part('poster').textContent = finalFrame(timeline);
    this.#chapters.show(timeline);
    this.#terminal?.load(timeline.cast);
    if (at === 'end') this.#useClock(timeline.duration);
    else if ('recorded' in at) this.#useClock(at.recorded);
    else {
      this.#pinned = timeline.steps[Math.min(at.step, timeline.steps.length) - 1];
      this.#useClock(this.#pinned?.start ?? 0);
    }
    this.#search.search();
  }

  /** The terminal has arrived. */
  attach(terminal: TerminalView): void {
    this.#terminal = terminal;
    if (this.#timeline) terminal.load(this.#timeline.cast);
    this.#update();
    terminal.written(() => (this.#part('poster').hidden = true));
  }

  /** To the start of a step: its first line is the last that shows. */
  goTo(step: Step, announce = true): void {
    this.#pinned = step;
    this.#seek(this.#clock.toPlayback(step.start));
    if (announce && this.#timeline) this.#announcer.now(stepWords(step, this.#timeline));
  }

  /** To the next or the previous step; from the last one to the end. */
  step(by: 1 | -1, announce = true): void {
    if (this.#timeline === undefined) return;
    const current = this.#current(this.#timeline);
    const begun = this.#playback.position - this.#clock.toPlayback(current?.start ?? 0) < justBegun;
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

  #toggle(): void {
    this.#untouched = false;
    if (this.#playback.playing) this.#playback.pause();
    else this.#playback.play();
  }

  #useClock(recorded: number): void {
    if (this.#timeline === undefined) return;
    const cap = Number(this.#select('pauses').value);
    const { cast, duration, steps } = this.#timeline;
    const times = cast.events.map((event) => event.time);
    this.#clock = playbackClock(times, duration, cap > 0 ? cap : undefined);
    this.#bar.mark(
      steps.map((step) => this.#clock.toPlayback(step.start)),
      this.#clock.duration,
    );
    const shortened = duration - this.#clock.duration > 0.5;
    this.#part('pauses-note').textContent = shortened
      ? `Pauses longer than ${cap} s are shortened here; the recording took ${clockText(duration)}.`
      : 'Plays as recorded, with every pause.';
    this.#playback.setClock(this.#clock, recorded);
  }

  /** Brings everything in line with where the playback stands. Runs once a frame while it plays. */
  #update(): void {
    const timeline = this.#timeline;
    if (timeline === undefined) return;
    const { position, duration, playing, atEnd } = this.#playback;
    const now = this.recorded + tolerance;
    if (Math.abs(now - (this.#pinned?.start ?? now)) > 2 * tolerance) this.#pinned = undefined;
    const step = this.#current(timeline);
    this.#terminal?.show(this.#pinned?.events ?? eventsAt(timeline.cast, now));
    this.#bar.update(position, duration, positionWords(position, duration, step, timeline));
    this.#text('time', `${clockText(position)} / ${clockText(duration)}`);
    this.#chapters.mark(step);
    this.#text('now', atEnd ? finishedWords(timeline) : step ? stepWords(step, timeline) : '');
    this.#part('now').dataset['outcome'] =
      atEnd && timeline.exitCode !== undefined ? (timeline.exitCode === 0 ? 'done' : 'failed') : '';
    this.#tell(playing, atEnd, step, timeline);
    if (playing !== this.#wasPlaying || step !== this.#step) this.#showButtons(playing, atEnd);
    this.#part('next').toggleAttribute('disabled', atEnd);
    this.#wasPlaying = playing;
    this.#step = step;
  }

  /** Says what happens by itself: what the learner asks for is said by the control that they used. */
  #tell(playing: boolean, atEnd: boolean, step: Step | undefined, timeline: Timeline): void {
    if (playing && !this.#wasPlaying) this.#announcer.now('Playing');
    else if (playing && step !== this.#step && step) this.#announcer.later(stepWords(step, timeline));
    else if (this.#wasPlaying && atEnd) this.#announcer.now(finishedWords(timeline));
  }

  #showButtons(playing: boolean, atEnd: boolean): void {
    const play = this.#part('play');
    play.dataset['playing'] = String(playing);
    play.setAttribute('aria-label', playing ? 'Pause' : atEnd ? 'Play from the start' : 'Play');
  }

  #listen(signal: AbortSignal): void {
    const on = (name: string, type: string, action: () => void): void =>
      this.#part(name).addEventListener(type, action, { signal });
    on('play', 'click', () => this.#toggle());
    on('next', 'click', () => this.step(1));
    on('previous', 'click', () => this.step(-1));
    on('speed', 'change', () => this.#playback.setSpeed(Number(this.#select('speed').value)));
    on('pauses', 'change', () => this.#useClock(this.recorded));
    signal.addEventListener('abort', () => this.#playback.pause());
  }

  #text(name: string, text: string): void {
    const element = this.#part(name);
    if (element.textContent !== text) element.textContent = text;
  }

  #part(name: string): HTMLElement {
    return part(this.#root, name, HTMLElement);
  }

  #select(name: string): HTMLSelectElement {
    return part(this.#root, name, HTMLSelectElement);
  }
}
