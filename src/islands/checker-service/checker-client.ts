import type { LessonData } from '../../lessons/content/lesson-data.ts';
import { LessonGrader, type Answers, type Questions, type Topic } from './lesson-grader.ts';
import type { Engine } from './grade-text.ts';
import { WorkerClient, WorkerLost, type WorkerPort } from './worker-client.ts';

/**
 * From so many characters on (some 200 lines) the engine works in the worker: a grade takes 2 to 4 ms for so much on
 * a quick machine, and would take 8 ms and more on a slow one. Below the lower number it comes back; between them it
 * stays where it is, so that typing at the border does not send it to and fro.
 */
const long = { enter: 8_000, leave: 6_000 };

/** The engine for one lesson: on the page for texts of usual length, in a worker for long ones. */
export class CheckerClient {
  readonly #lesson: LessonData;
  readonly #onPage: LessonGrader;
  readonly #startWorker: () => Promise<WorkerPort>;
  #client: WorkerClient | undefined;
  #isLong = false;

  /**
   * @param engine for the page, until {@link widen}.
   * @param startWorker called when the first long text comes.
   */
  constructor(lesson: LessonData, engine: Engine, startWorker: () => Promise<WorkerPort>) {
    this.#lesson = lesson;
    this.#onPage = new LessonGrader(lesson, engine);
    this.#startWorker = startWorker;
  }

  /** The page goes on with this engine. */
  widen(engine: Engine): void {
    this.#onPage.engine = engine;
  }

  /** The grade, at once for a text of usual length. A promise of undefined when a newer text has overtaken this one. */
  grade(question: Questions['grade']): Answers['grade'] | Promise<Answers['grade'] | undefined> {
    return this.#isForWorker(question.text)
      ? this.#ask('grade', question, () => this.#onPage.grade(question))
      : this.#onPage.grade(question);
  }

  /** The recording that fits; undefined when nothing is recorded, or when a newer question has overtaken this one. */
  async fit(question: Questions['fit']): Promise<Answers['fit']> {
    return this.#isForWorker(question.text)
      ? this.#ask('fit', question, () => this.#onPage.fit(question))
      : this.#onPage.fit(question);
  }

  dispose(): void {
    this.#client?.dispose();
  }

  #isForWorker({ length }: string): boolean {
    this.#isLong = length > (this.#isLong ? long.leave : long.enter);
    return this.#isLong && this.#client?.isLost !== true;
  }

  /** Asks the worker, and works it out on the page when the worker is lost. */
  async #ask<T extends Topic>(
    topic: T,
    question: Questions[T],
    onPage: () => Answers[T],
  ): Promise<Answers[T] | undefined> {
    this.#client ??= new WorkerClient(this.#startWorker, this.#lesson);
    try {
      return await this.#client.ask(topic, question);
    } catch (error) {
      if (error instanceof WorkerLost) return onPage();
      throw error;
    }
  }
}
