import type { LessonData, LessonState } from '../content/lesson-data.ts';

/** The state that is shown while nothing is known of the learner's file: the first that is recorded, else the starter. */
export function firstState({ slug, states }: LessonData): LessonState {
  const first = states.find((state) => state.recording !== undefined) ?? states[0];
  if (first === undefined) throw new Error(`The lesson ${slug} has no states.`);
  return first;
}
