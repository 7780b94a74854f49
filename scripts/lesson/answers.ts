import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { checker, contextOf, fullyNamedIndex, type Grade } from '../../src/checker/index.ts';
import { acceptedAnswers } from '../../src/lessons/content/accepted.ts';
import { parseYaml, validate } from '../../src/lessons/content/front-matter.ts';
import type { LessonState } from '../../src/lessons/content/lesson-data.ts';
import { type Lesson, loadLesson } from '../../src/lessons/content/load.ts';
import { root } from '../root.ts';
import { changesOf, type Mutant, mutantFields, mutantsSchema } from './mutants.ts';

/** Support dates are judged on this day, so that the lessons' answers stay right. */
export const today = '2026-11-21';

/** As the command grades, and the page once it has all names. */
const data = { index: await fullyNamedIndex() };

/** A Dockerfile with the files beside it. */
export interface Answer {
  readonly dockerfile: string;
  readonly files: Readonly<Record<string, string>>;
}

/** @param at the repository; another one in tests. */
export function readLesson(slug: string, at = root): Lesson {
  return loadLesson(slug, { root: at, base: '/' });
}

export function state(lesson: Pick<Lesson, 'data'>, name: string): LessonState {
  const found = lesson.data.states.find((each) => each.name === name);
  if (found === undefined) throw new Error(`The lesson ${lesson.data.slug} has no state ${name}.`);
  return found;
}

/** What a lesson says in `mutants.yaml`. @throws AuthorError */
export function readMutants({ folder }: Lesson, at = root): readonly Mutant[] {
  const file = `${folder}/mutants.yaml`;
  if (!existsSync(resolve(at, file))) return [];
  const written = parseYaml(readFileSync(resolve(at, file), 'utf8'), file);
  return validate(mutantsSchema, written, file, { fields: mutantFields, documentation: 'scripts/lesson/mutants.ts' });
}

/** The solution with a mutant's edit. @throws Error when it does not fit the solution. */
export function mutate(mutant: Mutant, solution: Answer): Answer {
  const read = (path: string): string | undefined =>
    path === 'Dockerfile' ? solution.dockerfile : solution.files[path];
  return laidOver(solution, changesOf(mutant, read));
}

/** Other right answers, by name: `x` for `accepted/x.Dockerfile` and for the folder `accepted/x`. */
export function readAccepted(lesson: Lesson, at = root): readonly (readonly [name: string, answer: Answer])[] {
  return [...acceptedAnswers(at, lesson.folder)].map(([name, { over, files }]) => [
    name,
    laidOver(state(lesson, over), files),
  ]);
}

function laidOver({ dockerfile, files }: Answer, changes: ReadonlyMap<string, string | null>): Answer {
  const all = new Map([...Object.entries({ ...files, Dockerfile: dockerfile }), ...changes]);
  const there = [...all].filter((entry): entry is [string, string] => entry[1] !== null);
  const { Dockerfile: own = '', ...rest } = Object.fromEntries(there);
  return { dockerfile: own, files: rest };
}

/** By all that a grade depends on: several checks of a lesson ask for the same one. */
const grades = new Map<string, Grade>();

export function gradeAnswer(lesson: Pick<Lesson, 'data'>, { dockerfile, files }: Answer): Grade {
  const { task } = lesson.data;
  const { dockerfile: begun, files: given } = state(lesson, 'starter');
  const key = JSON.stringify([dockerfile, files, task, begun, given]);
  const known = grades.get(key);
  if (known !== undefined) return known;
  const starter = { dockerfile: begun, files: given };
  const grade = checker.grade(dockerfile, task, { starter, context: contextOf(files), data, today });
  grades.set(key, grade);
  return grade;
}

/** Ids of the criteria that are not met for certain: what only follows from another fault, or is unknown, is none of them. */
export function unmetIn({ criteria }: Grade): readonly string[] {
  return criteria.filter(({ state: each }) => each === 'unmet').map(({ id }) => id);
}

/** Whether two answers have the same texts. */
export function isSame(a: Answer, b: Answer): boolean {
  const paths = new Set([...Object.keys(a.files), ...Object.keys(b.files)]);
  return a.dockerfile === b.dockerfile && [...paths].every((path) => a.files[path] === b.files[path]);
}
