import {
  analyze,
  lessonChecker,
  contextOf,
  describeDifferences,
  fingerprint,
  type Model,
} from '../../checker/index.ts';
import { stateOf } from '../content/exercise-files.ts';
import type { LessonData } from '../content/lesson-data.ts';
import { pickRecording, type Candidate, type Learner, type RecordingPick } from './pick-recording.ts';

interface Understood extends Candidate {
  readonly model: Model;
}

/** Understands the states of a lesson once, and picks for each text of the learner. */
export class RecordingMatcher {
  readonly #lesson: LessonData;
  readonly #states: readonly Understood[];

  constructor(lesson: LessonData) {
    this.#lesson = lesson;
    const starter = stateOf(lesson, 'starter');
    this.#states = lesson.states.map((state) => {
      const context = contextOf(state.files);
      const model = analyze(state.dockerfile, { context, target: lesson.task.target });
      return {
        ...state,
        model,
        grade: lessonChecker.grade(state.dockerfile, lesson.task, { starter, context }),
        fingerprint: fingerprint(model),
        recorded: state.recording !== undefined,
      };
    });
  }

  /** The recording that fits; undefined when nothing is recorded. */
  pick(learner: Learner): RecordingPick | undefined {
    const context = contextOf({ ...stateOf(this.#lesson, 'starter').files, ...learner.files });
    let model: Model | undefined;
    return pickRecording(learner, this.#states, (candidate) => {
      model ??= analyze(learner.text, { context, target: this.#lesson.task.target });
      const state = this.#states.find((understood) => understood.name === candidate.name);
      return state === undefined ? [] : describeDifferences(state.model, model);
    });
  }
}
