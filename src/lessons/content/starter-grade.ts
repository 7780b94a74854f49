import { checker, contextOf, type Grade } from '../../checker/index.ts';
import { exerciseFiles } from './exercise-files.ts';
import type { LessonData } from './lesson-data.ts';

/** The grade of a lesson's starter: what the page lists before the learner has done anything. */
export function starterGrade(lesson: LessonData): Grade {
  const [dockerfile, ...others] = exerciseFiles(lesson).filter((file) => !file.isNew);
  const starter = dockerfile?.starter ?? '';
  return checker.grade(starter, lesson.task, {
    starter,
    context: contextOf(Object.fromEntries(others.map((file) => [file.path, file.starter]))),
  });
}
