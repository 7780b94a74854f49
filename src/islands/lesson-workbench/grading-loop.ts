import type { LessonData } from '../../lessons/lesson-data.ts';
import { dockerfilePath } from '../../lessons/exercise-files.ts';
import { FrameScheduler } from './frame-scheduler.ts';
import type * as grader from './grader.ts';
import type { Engine, Graded } from './grader.ts';
import { whenIdle } from './intent.ts';
import { loadLessonData } from './lesson-source.ts';
import type { Workspace } from './workspace.ts';

type Grader = typeof grader;

export interface GradingLoopOptions {
  readonly url: string;
  readonly workspace: Workspace;
  /** @param asked The learner has changed something since the last time. */
  readonly onGraded: (graded: Graded, asked: boolean) => void;
}

/** Loads the lesson and the checker when they are first wanted, and grades in the frame after each change. */
export class GradingLoop {
  readonly #options: GradingLoopOptions;
  readonly #signal: AbortSignal;
  readonly #scheduler = new FrameScheduler(() => this.#grade());
  #loading: Promise<void> | undefined;
  #lesson: LessonData | undefined;
  #grader: Grader | undefined;
  #engine: Engine | undefined;
  #graded: Graded | undefined;
  #asked = false;

  constructor(options: GradingLoopOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#scheduler.cancel());
  }

  /** The lesson's data and the grader, once {@link start} is done. */
  get lesson(): LessonData | undefined {
    return this.#lesson;
  }

  get grader(): Grader | undefined {
    return this.#grader;
  }

  /** The last result for the text as it stands; a change that waits for its frame is graded first. */
  current(): Graded | undefined {
    if (this.#graded?.text !== this.#options.workspace.text()) this.#scheduler.runNow();
    return this.#graded;
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

  /** Something has changed: grade in the next frame. */
  changed(): void {
    this.#asked = true;
    this.#scheduler.request();
  }

  async #load(): Promise<void> {
    const [lesson, grader] = await Promise.all([
      loadLessonData(this.#options.url, this.#signal),
      import('./grader.ts'),
    ]);
    if (this.#signal.aborted) return;
    this.#lesson = lesson;
    this.#grader = grader;
    this.#engine = grader.lessonEngine;
    this.#scheduler.request();
    whenIdle(() => {
      if (!this.#signal.aborted) void this.#widen(grader);
    });
  }

  /** The other rules follow when the page has nothing else to do; the grade does not need them. */
  async #widen(grader: Grader): Promise<void> {
    try {
      this.#engine = await grader.loadFullEngine();
      this.#scheduler.request();
    } catch {
      // Offline, say: the lesson is graded all the same, only the list of other findings stays shorter.
    }
  }

  #grade(): void {
    if (this.#lesson === undefined || this.#grader === undefined || this.#signal.aborted) return;
    const { workspace, onGraded } = this.#options;
    const starter = workspace.files.find(({ path }) => path === dockerfilePath)?.starter ?? '';
    this.#graded = this.#grader.gradeSubmission(
      {
        text: workspace.text(),
        criteria: this.#lesson.criteria,
        starter,
        context: workspace.context(),
      },
      this.#engine,
    );
    const asked = this.#asked;
    this.#asked = false;
    onGraded(this.#graded, asked);
  }
}
