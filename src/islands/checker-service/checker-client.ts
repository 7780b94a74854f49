import type { LessonData } from '../../lessons/content/lesson-data.ts';
import { loadLessonData } from '../shared/lesson-source.ts';
import type { Answers, GradedText, Questions, Submission, Topic } from './protocol.ts';
import { TextRefused, WorkerQueue, type WorkerPort } from './worker-queue.ts';

interface CheckerClientOptions {
  /** Address of the lesson's data. */
  readonly url: string;
  /** The text as it stands. */
  readonly read: () => Submission;
  /** Starts the checker's worker; throws when the browser does not let us. */
  readonly startWorker: () => WorkerPort;
  readonly loadLesson?: (url: string, signal: AbortSignal) => Promise<LessonData>;
  /** @param asked The learner has changed something since the last time. */
  readonly onGraded: (graded: GradedText, asked: boolean) => void;
  /** The text as it stands got no answer; what was shown before may stay. */
  readonly onRefused: (reason: TextRefused['reason']) => void;
  /** There is nothing to grade with, until {@link CheckerClient.start} is tried again. */
  readonly onUnavailable: (error: unknown) => void;
}

/** What of a question is not the text itself. */
type Rest<T extends Topic> = Omit<Questions[T], keyof Submission>;

/** The checker as the page knows it: loads when it is first wanted, and grades after each change. */
export class CheckerClient {
  readonly #options: CheckerClientOptions;
  readonly #signal: AbortSignal;
  #lesson: Promise<LessonData> | undefined;
  #starting: Promise<boolean> | undefined;
  #queue: WorkerQueue | undefined;
  #graded: GradedText | undefined;
  /** Count changes, and which of them the grade belongs to. */
  #revision = 0;
  #gradedRevision = -1;
  /** The grade that was asked for last, until it has come or was overtaken. */
  #coming: Promise<boolean> | undefined;
  #isScheduled = false;
  #asked = false;
  /** Whether the grade that is shown was asked for. */
  #wasAsked = false;

  constructor(options: CheckerClientOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#queue?.dispose());
  }

  /** The lesson's data. @throws Error when it does not load; the next call tries again. */
  async lesson(): Promise<LessonData> {
    const { loadLesson = loadLessonData, url } = this.#options;
    this.#lesson ??= loadLesson(url, this.#signal);
    try {
      return await this.#lesson;
    } catch (error) {
      this.#lesson = undefined;
      throw error;
    }
  }

  /** Loads what is needed and grades for the first time. @returns whether there is a checker. */
  async start(): Promise<boolean> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  /** Something has changed: grades once what runs now has ended, so that a key and its result share a frame. */
  changed(): void {
    this.#revision++;
    this.#asked = true;
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      void this.#grade();
    });
  }

  /** The result for the text as it stands: a change that waits is graded first. Undefined when there is none. */
  async current(): Promise<GradedText | undefined> {
    if (this.#isStale && this.#coming === undefined) void this.#grade();
    while (this.#coming !== undefined) await this.#coming;
    return this.#isStale ? undefined : this.#graded;
  }

  /** Asks about the text as it stands. @returns undefined when there is no answer, or a newer question came. */
  async ask<T extends Topic>(topic: T, rest: Rest<T>): Promise<Answers[T] | undefined> {
    try {
      return await this.#queue?.ask(topic, { ...this.#options.read(), ...rest } as Questions[T]);
    } catch (error) {
      this.#tell(error);
      return undefined;
    }
  }

  async #start(): Promise<boolean> {
    try {
      const lesson = await this.lesson();
      if (this.#signal.aborted) return false;
      this.#queue?.restart();
      this.#queue ??= new WorkerQueue(this.#options.startWorker, lesson, () => this.#gradeAgain());
    } catch (error) {
      this.#tell(error);
      return false;
    }
    return this.#grade();
  }

  /** The worker has learned: whoever heard of the grade before shall hear of this one. */
  #gradeAgain(): void {
    this.#asked ||= this.#wasAsked;
    void this.#grade();
  }

  /** @returns whether there is a checker, whatever it says of the text. */
  #grade(): Promise<boolean> {
    if (this.#queue === undefined || this.#signal.aborted) return Promise.resolve(false);
    const revision = this.#revision;
    const coming = this.#queue
      .ask('grade', this.#options.read())
      .then(
        (graded) => {
          if (graded !== undefined) this.#show(graded, revision);
          return true;
        },
        (error: unknown) => this.#tell(error, revision),
      )
      .finally(() => {
        if (this.#coming === coming) this.#coming = undefined;
      });
    this.#coming = coming;
    return coming;
  }

  #show(graded: GradedText, revision: number): void {
    // A change that is not yet graded: what belongs to the text before it would stand in the wrong places.
    if (this.#signal.aborted || revision !== this.#revision) return;
    this.#graded = graded;
    this.#gradedRevision = revision;
    const asked = this.#asked;
    this.#asked = false;
    this.#wasAsked = asked;
    this.#options.onGraded(graded, asked);
  }

  /** @returns whether there is a checker still. */
  #tell(error: unknown, revision = this.#revision): boolean {
    if (this.#signal.aborted) return false;
    if (error instanceof TextRefused) {
      if (revision === this.#revision) this.#options.onRefused(error.reason);
      return true;
    }
    // Said once, not at each key.
    if (this.#starting === undefined) return false;
    this.#starting = undefined;
    this.#options.onUnavailable(error);
    return false;
  }

  get #isStale(): boolean {
    return this.#gradedRevision !== this.#revision;
  }
}
