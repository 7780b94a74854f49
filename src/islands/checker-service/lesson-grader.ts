import type { LessonData } from '../../lessons/content/lesson-data.ts';
import type { Learner, RecordingPick } from '../../lessons/recordings/pick-recording.ts';
import { stateOf } from '../../lessons/content/exercise-files.ts';
import { contextOf, type ContextFiles } from '../../checker/index.ts';
import { Fit } from '../../lessons/recordings/match-recording.ts';
import { gradeSubmission, type Engine, type Graded } from './grade-text.ts';

/** What the engine can be asked about a text. Plain data: it may be answered in a worker. */
export interface Questions {
  readonly grade: { readonly text: string; readonly files: ContextFiles };
  readonly fit: Learner;
}

/** The answers, plain data too. */
export interface Answers {
  readonly grade: Graded;
  /** Undefined when nothing is recorded. */
  readonly fit: RecordingPick | undefined;
}

export type Topic = keyof Questions;

/** The engine at work on one lesson. The same on the page and in the worker, so that both say the same. */
export class LessonGrader {
  /** Can be exchanged for one with more rules. */
  engine: Engine;
  readonly #lesson: LessonData;
  #fit: Fit | undefined;

  constructor(lesson: LessonData, engine: Engine) {
    this.#lesson = lesson;
    this.engine = engine;
  }

  grade({ text, files }: Questions['grade']): Answers['grade'] {
    const { criteria } = this.#lesson;
    const starter = stateOf(this.#lesson, 'starter').dockerfile;
    return gradeSubmission({ text, criteria, starter, context: contextOf(files) }, this.engine);
  }

  /** The recording that fits what the learner wrote. */
  fit(learner: Questions['fit']): Answers['fit'] {
    this.#fit ??= new Fit(this.#lesson);
    return this.#fit.pick(learner);
  }
}
