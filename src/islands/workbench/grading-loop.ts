import type { DraftFiles } from '../../lessons/learner/drafts.ts';
import type { LessonData } from '../../lessons/content/lesson-data.ts';
import type { Pick } from '../../lessons/recordings/pick-recording.ts';
import type { CheckerClient } from '../checker-service/checker-client.ts';
import { GradeScheduler } from './grade-scheduler.ts';
import type * as grader from './grading.ts';
import type { Engine, Graded } from '../checker-service/grade-text.ts';
import type { FindingView } from './view.ts';
import { whenIdle } from '../shared/intent.ts';
import { loadLessonData } from './lesson-source.ts';
import { withinLimit } from './time-limit.ts';
import type { Workspace } from './workspace.ts';

type Grader = typeof grader;

export interface GradingLoopOptions {
  readonly url: string;
  readonly workspace: Workspace;
  /** @param asked The learner has changed something since the last time. */
  readonly onGraded: (graded: Graded, asked: boolean) => void;
}

/** Loads the lesson and the checker when they are first wanted, and grades after each change. */
export class GradingLoop {
  readonly #options: GradingLoopOptions;
  readonly #signal: AbortSignal;
  readonly #scheduler = new GradeScheduler(() => this.#grade());
  #loading: Promise<void> | undefined;
  #lesson: LessonData | undefined;
  #grader: Grader | undefined;
  #room: CheckerClient | undefined;
  #engine: Engine | undefined;
  #graded: Graded | undefined;
  /** The grade that the worker is asked for, until it has come or was overtaken. */
  #coming: Promise<void> | undefined;
  #asked = false;

  constructor(options: GradingLoopOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    signal.addEventListener('abort', () => {
      this.#scheduler.cancel();
      this.#room?.dispose();
    });
  }

  /** The lesson's data and the grader, once {@link start} is done. */
  get lesson(): LessonData | undefined {
    return this.#lesson;
  }

  get grader(): Grader | undefined {
    return this.#grader;
  }

  /** The result for the text as it stands: a change that waits is graded first. Undefined when the page is left. */
  async current(): Promise<Graded | undefined> {
    if (this.#isStale && this.#coming === undefined) this.#scheduler.runNow();
    while (this.#coming !== undefined) await this.#coming;
    return this.#isStale ? undefined : this.#graded;
  }

  /** Why the fix of a finding must not be applied to the text as it stands; undefined when it may be. */
  problemOf(finding: FindingView): string | undefined {
    const { workspace } = this.#options;
    if (this.#engine === undefined || this.#grader === undefined) return undefined;
    const submission = { text: workspace.text(), files: workspace.contextFiles };
    return this.#grader.problemOfFix(finding, submission, this.#engine);
  }

  /** What works out the recording that fits a graded text; undefined when the checker failed on it. */
  fitOf({ text, grade, fingerprint }: Graded, files: DraftFiles): (() => Promise<Pick | undefined>) | undefined {
    if (grade === undefined || fingerprint === undefined) return undefined;
    return async () => this.#room?.fit({ text, files, grade, fingerprint });
  }

  /** Loads what is needed and grades for the first time. After a failure it can be tried again. */
  async start(): Promise<void> {
    this.#loading ??= this.#load();
    try {
      await this.#loading;
    } catch (error) {
      this.#loading = undefined;
      throw error;
    }
  }

  /** Something has changed: grade soon. */
  changed(): void {
    this.#asked = true;
    this.#scheduler.request();
  }

  async #load(): Promise<void> {
    const [lesson, grader] = await Promise.all([
      loadLessonData(this.#options.url, this.#signal),
      withinLimit(import('./grading.ts')),
    ]);
    const engine = await withinLimit(grader.engineFor());
    if (this.#signal.aborted) return;
    this.#lesson = lesson;
    this.#grader = grader;
    this.#engine = engine;
    const room = new grader.CheckerClient(lesson, engine, async () => (await grader.loadFull()).startWorker());
    this.#room = room;
    this.#scheduler.request();
    whenIdle(() => {
      if (!this.#signal.aborted) void this.#widen(grader, room);
    });
  }

  /** The other rules follow when the page has nothing else to do; the grade does not need them. */
  async #widen(grader: Grader, room: CheckerClient): Promise<void> {
    try {
      this.#engine = (await grader.loadFull()).fullEngine;
      room.widen(this.#engine);
      this.#scheduler.request();
    } catch {
      // Offline, say: the lesson is graded all the same, only the list of other findings stays shorter.
    }
  }

  #grade(): void {
    if (this.#room === undefined || this.#signal.aborted) return;
    const { workspace } = this.#options;
    const result = this.#room.grade({ text: workspace.text(), files: workspace.contextFiles });
    if (!(result instanceof Promise)) {
      this.#coming = undefined;
      this.#show(result);
      return;
    }
    const coming = result.then((graded) => {
      if (this.#coming !== coming) return;
      this.#coming = undefined;
      if (graded !== undefined && !this.#signal.aborted) this.#show(graded);
    });
    this.#coming = coming;
  }

  #show(graded: Graded): void {
    this.#graded = graded;
    // A change that is not yet graded: what belongs to the text before it would stand in the wrong places.
    if (this.#isStale) return;
    const asked = this.#asked;
    this.#asked = false;
    this.#options.onGraded(graded, asked);
  }

  get #isStale(): boolean {
    return this.#graded?.text !== this.#options.workspace.text();
  }
}
