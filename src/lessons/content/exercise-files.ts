import type { LessonData, LessonState } from './lesson-data.ts';

/** A file of an exercise as the learner gets it. */
export interface ExerciseFile {
  /** Relative, with `/`; `Dockerfile` is the one that is graded. */
  readonly path: string;
  readonly starter: string;
  /** The file is not in the starter: the learner may make it. */
  readonly isNew: boolean;
  /** The lesson says so, or the solution differs here; everything else is there to be read. */
  readonly editable: boolean;
}

/** The path of the file that is graded. */
export const dockerfilePath = 'Dockerfile';

/**
 * The files of a lesson's exercise: the Dockerfile, then the others that may change, those that the lesson names first and in its
 * order, then those that are only to be read; by name within each.
 * @throws Error when the lesson has no starter, which the build has already refused.
 */
export function exerciseFiles(lesson: LessonData): ExerciseFile[] {
  const starter = stateOf(lesson, 'starter');
  const solution = stateOf(lesson, 'solution');
  const named = lesson.editable ?? [];
  const all = new Set([...Object.keys(starter.files), ...Object.keys(solution.files)]);
  const sorted = [...all].filter((path) => !named.includes(path)).sort((a, b) => (a < b ? -1 : 1));
  const others = [...named, ...sorted].map((path) => ({
    path,
    starter: starter.files[path] ?? '',
    isNew: starter.files[path] === undefined,
    editable:
      named.includes(path) ||
      (solution.files[path] !== undefined && solution.files[path] !== starter.files[path]),
  }));
  others.sort((a, b) => Number(b.editable) - Number(a.editable));
  return [{ path: dockerfilePath, starter: starter.dockerfile, isNew: false, editable: true }, ...others];
}

/** A state of the lesson by name. */
export function stateOf(lesson: LessonData, name: string): LessonState {
  const state = lesson.states.find((candidate) => candidate.name === name);
  if (state === undefined) throw new Error(`The lesson ${lesson.slug} has no state "${name}".`);
  return state;
}
