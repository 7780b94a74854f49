import * as words from '../../i18n/en/replay.ts';
import { clockText, type Step, type Timeline } from '../../player/index.ts';
import type { Announcer } from '../shared/announcer.ts';
import { part } from '../shared/dom.ts';
import { Chapters } from './chapters.ts';
import { TimeBar, type TimeBarActions } from './time-bar.ts';
import { finishedOutcome, finishedWords, positionWords, stepWords } from '../../lessons/recordings/replay-messages.ts';

interface DisplayActions extends TimeBarActions {
  goTo(step: Step): void;
}

/** Where a replay stands. Positions are seconds of the replay. */
interface Standing {
  readonly position: number;
  readonly duration: number;
  readonly playing: boolean;
  readonly atEnd: boolean;
  readonly step: Step | undefined;
}

/** Shows where a replay stands: timeline, time, steps, buttons, words; and says it to screen readers. */
export class ReplayDisplay {
  readonly #root: HTMLElement;
  readonly #announcer: Announcer;
  readonly #bar: TimeBar;
  readonly #chapters: Chapters;
  #timeline: Timeline | undefined;
  #before: Standing | undefined;

  constructor(root: HTMLElement, announcer: Announcer, actions: DisplayActions, signal: AbortSignal) {
    this.#root = root;
    this.#announcer = announcer;
    this.#bar = new TimeBar(this.#part('timeline'), this.#part('marks'), actions, signal);
    this.#chapters = new Chapters(this.#part('chapters'), (step) => actions.goTo(step));
  }

  /** Takes another recording; undefined: none. Shows nothing of it before {@link update}. */
  open(timeline: Timeline | undefined): void {
    this.#timeline = timeline;
    this.#before = undefined;
    this.#chapters.show(timeline?.steps ?? []);
    if (timeline !== undefined) return;
    this.#bar.mark([], 0);
    this.#bar.update(0, 0, '');
    this.#text('now', '');
    this.#text('pauses-note', '');
    this.#text('time', `${clockText(0)} / ${clockText(0)}`);
  }

  /** The starts of steps, as positions. */
  mark(positions: readonly number[], duration: number): void {
    this.#bar.mark(positions, duration);
  }

  /** Runs once a frame while it plays, so what has not changed is not touched. */
  update(standing: Standing): void {
    const timeline = this.#timeline;
    if (timeline === undefined) return;
    const { position, duration, playing, atEnd, step } = standing;
    this.#bar.update(position, duration, positionWords(position, duration, step, timeline));
    this.#text('time', `${clockText(position)} / ${clockText(duration)}`);
    const before = this.#before;
    if (before?.playing === playing && before.atEnd === atEnd && before.step === step) return;
    this.#before = standing;
    this.#chapters.mark(step);
    this.#text('now', atEnd ? finishedWords(timeline) : step ? stepWords(step, timeline) : '');
    this.#part('now').dataset['outcome'] = atEnd ? finishedOutcome(timeline) : '';
    this.#part('next').toggleAttribute('disabled', atEnd);
    const play = this.#part('play');
    play.dataset['playing'] = String(playing);
    play.setAttribute('aria-label', playing ? words.pause : atEnd ? words.playFromStart : words.play);
    this.#tell(before?.playing === true, standing, timeline);
  }

  /** Says what happens by itself: what the learner asks for is said by the control that they used. */
  #tell(wasPlaying: boolean, { playing, atEnd, step }: Standing, timeline: Timeline): void {
    if (playing && !wasPlaying) this.#announcer.now(words.playing);
    else if (playing && step) this.#announcer.later(stepWords(step, timeline));
    else if (wasPlaying && atEnd) this.#announcer.now(finishedWords(timeline));
  }

  #text(name: string, text: string): void {
    const element = this.#part(name);
    if (element.textContent !== text) element.textContent = text;
  }

  #part(name: string): HTMLElement {
    return part(this.#root, name, HTMLElement);
  }
}
