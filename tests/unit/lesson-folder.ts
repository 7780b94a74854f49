import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { checker, contextOf, type Grade } from '../../src/checker/index.ts';
import type { LessonState } from '../../src/lessons/content/lesson-data.ts';
import { type Lesson, loadLesson } from '../../src/lessons/content/load.ts';
import { root } from '../../scripts/root.ts';

/** Support dates are judged on this day, so that the lessons' answers stay right. */
export const today = '2026-11-21';

/**
 * `mutants.yaml`: edits of the solution that must fail, each naming exactly the criteria that it fails.
 * `replace` must stand exactly once in the file; `dockerfile` gives a whole other answer.
 */
const mutantSchema = z.union([
  z.strictObject({
    name: z.string(),
    replace: z.string().min(1),
    with: z.string(),
    fails: z.array(z.string()).min(1),
    file: z.string().optional(),
  }),
  z.strictObject({ name: z.string(), dockerfile: z.string(), fails: z.array(z.string()).min(1) }),
]);

export type Mutant = z.infer<typeof mutantSchema>;

/** A Dockerfile with the files beside it. */
export interface Answer {
  readonly dockerfile: string;
  readonly files: Readonly<Record<string, string>>;
}

export function readLesson(slug: string): Lesson {
  return loadLesson(slug, { root, base: '/' });
}

export function state(lesson: Lesson, name: string): LessonState {
  const found = lesson.data.states.find((each) => each.name === name);
  if (found === undefined) throw new Error(`The lesson ${lesson.slug} has no state ${name}.`);
  return found;
}

export function readMutants(slug: string): readonly Mutant[] {
  const file = join(root, 'content/lessons', slug, 'mutants.yaml');
  return existsSync(file) ? z.array(mutantSchema).parse(parse(readFileSync(file, 'utf8'))) : [];
}

/** The solution with a mutant's edit. */
export function mutate(mutant: Mutant, solution: Answer): Answer {
  if ('dockerfile' in mutant) return { ...solution, dockerfile: mutant.dockerfile };
  const file = mutant.file ?? 'Dockerfile';
  const text = file === 'Dockerfile' ? solution.dockerfile : (solution.files[file] ?? '');
  const times = text.split(mutant.replace).length - 1;
  if (times !== 1) throw new Error(`The text to replace stands ${times} times in ${file}, not once: ${mutant.replace}`);
  const changed = text.replace(mutant.replace, () => mutant.with);
  if (file === 'Dockerfile') return { ...solution, dockerfile: changed };
  return { ...solution, files: { ...solution.files, [file]: changed } };
}

/** Other right answers: `accepted/*.Dockerfile`, by name. */
export function readAccepted(slug: string): readonly (readonly [name: string, dockerfile: string])[] {
  const folder = join(root, 'content/lessons', slug, 'accepted');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.Dockerfile'))
    .sort()
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
}

export function gradeAnswer(lesson: Lesson, { dockerfile, files }: Answer): Grade {
  const starter = state(lesson, 'starter').dockerfile;
  return checker.grade(dockerfile, lesson.data.criteria, { starter, context: contextOf(files), today });
}

/** Ids of the criteria that a grade says are not met. */
export function notMet({ criteria }: Grade): readonly string[] {
  return criteria.filter(({ met }) => !met).map(({ id }) => id);
}
