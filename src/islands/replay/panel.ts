import { notRecorded } from '../../i18n/en/recordings.ts';
import * as words from '../../i18n/en/replay.ts';
import type { LessonData, LessonState } from '../../lessons/content/lesson-data.ts';
import type { RecordingPick } from '../../lessons/recordings/pick-recording.ts';
import { pointOf, type OpenAt } from '../../lessons/recordings/replay-point.ts';
import { linkClock, type Moment, type Timeline, stepNamed } from '../../player/index.ts';
import { Announcer } from '../shared/announcer.ts';
import { loadLessonData } from '../shared/lesson-source.ts';
import { data, part } from '../shared/dom.ts';
import { withinLimit } from '../shared/time-limit.ts';
import { Choice } from './choice.ts';
import { showFailure } from './failure.ts';
import { Recordings } from './recordings.ts';
import { Replay } from './replay.ts';
import { scrollKeys } from './scroll-keys.ts';
import { showTranscript } from './transcript-view.ts';

/** The panel at work: which recording is shown and why. Loaded when the learner reaches for the panel or sees it. */
export class Panel {
  readonly #root: HTMLElement;
  readonly #lesson: LessonData;
  readonly #choice: Choice;
  readonly #replay: Replay;
  readonly #recordings = new Recordings();
  readonly #announcer: Announcer;
  readonly #signal: AbortSignal;
  #shown: LessonState | undefined;
  #pick: RecordingPick | undefined;
  #hasTerminal = false;
  #late: Promise<void> | undefined;
  /** The learner asked to see the nearest recording, although none fits. */
  #nearest = false;
  /** Counts what was asked for, so that an answer that comes late is dropped. */
  #asked = 0;

  /** @throws Error when the lesson's data does not load. */
  static async start(root: HTMLElement, signal: AbortSignal): Promise<Panel> {
    return new Panel(root, await loadLessonData(data(root, 'src'), signal), signal);
  }

  private constructor(root: HTMLElement, lesson: LessonData, signal: AbortSignal) {
    this.#root = root;
    this.#lesson = lesson;
    this.#signal = signal;
    const announcer = new Announcer(this.#part('status'));
    this.#announcer = announcer;
    this.#replay = new Replay(root, announcer, signal);
    this.#choice = new Choice(root, () => void this.#showChosen(), signal);
    this.#part('nearest').addEventListener('click', () => void this.#showNearest(), { signal });
    this.#part('offer-accept').addEventListener('click', () => void this.#showChosen(), { signal });
    part(root, 'raw', HTMLInputElement).addEventListener('change', () => void this.#reread(), { signal });
    this.#part('retry').addEventListener('click', () => void this.#retry(), { signal });
    signal.addEventListener('abort', () => announcer.cancel());
  }

  /** Shows the recording that is chosen, at its end or at a moment of a link. */
  async open(moment: Moment | undefined): Promise<void> {
    const state = moment?.state;
    if (state !== undefined && this.#lesson.states.some(({ name }) => name === state)) this.#choice.choose(state);
    // The terminal loads at the same time; if it fails, that is dealt with when it is opened.
    import('./terminal-view.ts').catch(() => undefined);
    this.#addLateButtons();
    await this.#showChosen(moment);
    await this.#openTerminal();
    await this.#late;
  }

  /** What nobody needs in the first moment comes alive a little later; without the network it stays as it is. */
  #addLateButtons(): void {
    this.#late ??= import('./late-buttons.ts').then(
      ({ lateButtons }) =>
        lateButtons(this.#root, this.#announcer, this.#replay, () => this.#shown?.name, this.#signal),
      () => undefined,
    );
  }

  get #isRaw(): boolean {
    return part(this.#root, 'raw', HTMLInputElement).checked;
  }

  /** Shows the same moment with or without what is folded: the steps are the same in both. */
  async #reread(): Promise<void> {
    const { timeline, recorded, pinned } = this.#replay;
    if (this.#shown === undefined || timeline === undefined) return;
    const at: Moment['at'] = pinned
      ? { kind: 'step', number: pinned.number }
      : { kind: 'time', seconds: linkClock(timeline).toPlayback(recorded) };
    await this.#show(this.#shown, { at, state: undefined });
  }

  async #retry(): Promise<void> {
    await this.#showChosen();
    await this.#openTerminal();
  }

  /** The learner's file has changed: another recording may fit. @param pick undefined when nothing is recorded. */
  async fit(pick: RecordingPick | undefined): Promise<void> {
    const stopped = this.#stopped;
    this.#pick = pick;
    if (pick?.fit !== 'stops') this.#nearest = false;
    const state = this.#fitting();
    this.#choice.showFit(pick?.fit === 'stops' ? undefined : state);
    const changed = state !== this.#shown || stopped !== this.#stopped;
    if (this.#choice.chosen !== undefined || !changed || pick === undefined) this.#explain();
    else if (!this.#replay.inUse) await this.#show(state);
    else this.#explain(state !== this.#shown && !this.#stopped ? state : undefined);
  }

  /** No recording fits, and the learner has not asked for one: none is shown. */
  get #stopped(): boolean {
    return this.#choice.chosen === undefined && this.#pick?.fit === 'stops' && !this.#nearest;
  }

  async #showNearest(): Promise<void> {
    this.#nearest = true;
    await this.#show(this.#fitting());
    this.#part('frame').focus();
  }

  /** The state that fits, or the first one while nothing is known of the learner's file. */
  #fitting(): LessonState {
    const { states } = this.#lesson;
    const name = this.#pick?.state ?? data(this.#root, 'first');
    const state = states.find((candidate) => candidate.name === name) ?? states[0];
    if (state === undefined) throw new Error(`The lesson ${this.#lesson.slug} has no states.`);
    return state;
  }

  async #showChosen(moment?: Moment): Promise<void> {
    const chosen = this.#lesson.states.find(({ name }) => name === this.#choice.chosen);
    await this.#show(chosen ?? this.#fitting(), moment);
  }

  async #show(state: LessonState, moment?: Moment): Promise<void> {
    const asked = ++this.#asked;
    this.#replay.pause();
    this.#shown = state;
    const none = this.#stopped && moment === undefined;
    this.#markShown(none ? undefined : state);
    this.#explain();
    showFailure(this.#root, undefined);
    if (none) {
      this.#replay.close();
      showFailure(this.#root, words.noneFits, { retry: false, nearest: words.showNearest(state.title) });
      return;
    }
    if (state.recording === undefined) {
      this.#replay.close();
      showFailure(this.#root, notRecorded(state.recordCommand), { retry: false });
      return;
    }
    try {
      const timeline = await this.#recordings.load(state.name, state.recording, this.#isRaw);
      if (asked !== this.#asked || this.#signal.aborted) return;
      const at = (moment && openAt(timeline, moment)) ?? pointOf(timeline, state.recording);
      this.#replay.open(timeline, at, moment !== undefined);
      showTranscript(this.#root, state, timeline);
    } catch (error) {
      if (asked !== this.#asked || this.#signal.aborted) return;
      this.#replay.close();
      showFailure(this.#root, error instanceof Error ? error.message : String(error));
    }
  }

  /** @param closer a recording that fits better than the one that is being watched. */
  #explain(closer?: LessonState): void {
    const offer = this.#part('offer');
    offer.hidden = closer === undefined;
    this.#part('because').hidden = closer !== undefined;
    if (closer) this.#part('offer-title').textContent = closer.title;
    this.#choice.showNote(this.#stopped ? undefined : this.#shown?.recording?.meta.note);
    const pick = this.#pick;
    if (pick === undefined) this.#choice.showReason(this.#choice.chosen ? words.chosen('') : words.unknown, undefined);
    else if (this.#choice.chosen === undefined) {
      const shown = pick.fit === 'stops' && this.#nearest ? words.nearest(pick.because) : pick.because;
      this.#choice.showReason(shown, pick.fit);
    } else if (this.#choice.chosen === pick.state) this.#choice.showReason(words.chosen(pick.because), pick.fit);
    else this.#choice.showReason(words.chosen(words.notTheFitting), 'differs');
  }

  /** The record (provenance, transcript) and the bar of the state that is shown. */
  #markShown(state: LessonState | undefined): void {
    for (const element of this.#root.querySelectorAll<HTMLElement>('[data-state]')) {
      element.toggleAttribute('data-picked', element.dataset['state'] === state?.name);
    }
  }

  /** Once, and after the recording is there, so that the terminal never stands empty. */
  async #openTerminal(): Promise<void> {
    try {
      const { TerminalView } = await withinLimit(import('./terminal-view.ts'));
      if (this.#signal.aborted || this.#hasTerminal) return;
      this.#hasTerminal = true;
      const frame = this.#part('frame');
      const terminal = new TerminalView(frame, this.#part('terminal'), this.#signal);
      scrollKeys(frame, terminal, this.#signal);
      this.#replay.attach(terminal);
    } catch (error) {
      console.error('Belay: the terminal could not be loaded.', error);
      this.#announcer.now(words.terminalNotLoaded);
      showFailure(this.#root, words.terminalNotLoaded);
    }
  }

  #part(name: string): HTMLElement {
    return part(this.#root, name, HTMLElement);
  }
}

/** Undefined: there is no such step. */
function openAt(timeline: Timeline, { at }: Moment): OpenAt | undefined {
  if (at.kind === 'time') return { recorded: linkClock(timeline).toRecorded(at.seconds) };
  const number = at.kind === 'step' ? at.number : stepNamed(timeline, at.name)?.number;
  return number === undefined ? undefined : { step: number };
}
