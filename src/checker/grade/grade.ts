import { everyRule } from '../check.ts';
import { gradeWith, type Graded, type GradeOptions } from './grade-with.ts';
import type { LessonCriteria } from './types.ts';

export { criterionId, type Graded, type GradeOptions } from './grade-with.ts';

/** Grades a Dockerfile by a lesson's criteria. Takes any text and never throws on one. */
export function grade(text: string, lesson: LessonCriteria, options: GradeOptions = {}): Graded {
  return gradeWith(everyRule, text, lesson, options);
}
