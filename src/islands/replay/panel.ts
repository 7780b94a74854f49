import { notRecorded } from '../../i18n/en/recordings.ts';
import * as words from '../../i18n/en/replay.ts';
import type { LessonData, LessonState } from '../../lessons/content/lesson-data.ts';
import type { RecordingPick } from '../../lessons/recordings/pick-recording.ts';
import { linkClock, type Moment, type Timeline } from '../../player/index.ts';
import { Announcer } from '../shared/announcer.ts';
import { loadLessonData } from '../shared/lesson-source.ts';
import { data, part } from '../shared/dom.ts';
import { withinLimit } from '../shared/time-limit.ts';
import { Choice } from './choice.ts';
import { CopyButtons } from './copy-buttons.ts';
import { showFailure } from './failure.ts';
import { fullScreenButton } from './full-screen.ts';
import { Recordings } from './recordings.ts';
import { Replay, type OpenAt } from './replay.ts';
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
    new CopyButtons(root, announcer, this.#replay, () => this.#shown?.name, signal);
    fullScreenButton(root, signal);
    this.#part('offer-accept').addEventListener('click', () => void this.#showChosen(), { signal });
    this.#part('retry').addEventListener('click', () => void this.#retry(), { signal });
    signal.addEventListener('abort', () => announcer.cancel());
  }

  /** Shows the recording that is chosen, at its end or at a moment of a link. */
  async open(moment: Moment | undefined): Promise<void> {
    const state = moment?.state;
    if (state !== undefined && this.#lesson.states.some(({ name }) => name === state)) this.#choice.choose(state);
    // The terminal loads at the same time; if it fails, that is dealt with when it is opened.
    import('./terminal-view.ts').catch(() => undefined);
    await this.#showChosen(moment);
    await this.#openTerminal();
  }

  async #retry(): Promise<void> {
    await this.#showChosen();
    await this.#openTerminal();
  }

  /** The learner's file has changed: another recording may fit. @param pick undefined when nothing is recorded. */
  async fit(pick: RecordingPick | undefined): Promise<void> {
    this.#pick = pick;
    const state = this.#fitting();
    this.#choice.showFit(state);
    if (this.#choice.chosen !== undefined) return;
    const other = state !== this.#shown && this.#pick !== undefined;
    if (other && !this.#replay.inUse) await this.#show(state);
    else this.#explain(other ? state : undefined);
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
    this.#markShown(state);
    this.#explain();
    showFailure(this.#root, undefined);
    if (state.recording === undefined) {
      this.#replay.close();
      showFailure(this.#root, notRecorded(state.recordCommand), false);
      return;
    }
    try {
      const timeline = await this.#recordings.load(state.name, state.recording);
      if (asked !== this.#asked || this.#signal.aborted) return;
      this.#replay.open(timeline, openAt(timeline, moment));
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
    const auto = this.#choice.chosen === undefined;
    const title = this.#shown?.title ?? '';
    this.#choice.showReason(auto ? (this.#pick?.because ?? words.unknown) : words.chosen(title));
  }

  /** The record (provenance, transcript) and the bar of the state that is shown. */
  #markShown(state: LessonState): void {
    for (const element of this.#root.querySelectorAll<HTMLElement>('[data-state]')) {
      element.toggleAttribute('data-picked', element.dataset['state'] === state.name);
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

function openAt(timeline: Timeline, moment: Moment | undefined): OpenAt {
  if (moment === undefined) return 'end';
  if (moment.at.kind === 'step') return { step: moment.at.number };
  return { recorded: linkClock(timeline).toRecorded(moment.at.seconds) };
}
