import { checker, contextOf, type Grade } from '../../checker/index.ts';
import { stateOf } from './exercise-files.ts';
import type { LessonData } from './lesson-data.ts';

/** The grade of a lesson's starter: what the page lists before the learner has done anything. */
export function starterGrade(lesson: LessonData): Grade {
  const starter = stateOf(lesson, 'starter');
  return checker.grade(starter.dockerfile, lesson.task, { starter, context: contextOf(starter.files) });
}
