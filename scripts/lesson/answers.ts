import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { checker, contextOf, fullyNamedIndex, type Grade } from '../../src/checker/index.ts';
import { acceptedAnswers } from '../../src/lessons/content/accepted.ts';
import { parseYaml, validate } from '../../src/lessons/content/front-matter.ts';
import type { LessonState } from '../../src/lessons/content/lesson-data.ts';
import { type Lesson, loadLesson } from '../../src/lessons/content/load.ts';
import { root } from '../root.ts';

/** Support dates are judged on this day, so that the lessons' answers stay right. */
export const today = '2026-11-21';

/** As the command grades, and the page once it has all names. */
const data = { index: await fullyNamedIndex() };

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

/** What a lesson says in `mutants.yaml`. @throws AuthorError */
export function readMutants({ folder }: Lesson): readonly Mutant[] {
  const file = `${folder}/mutants.yaml`;
  if (!existsSync(resolve(root, file))) return [];
  const written = parseYaml(readFileSync(resolve(root, file), 'utf8'), file);
  return validate(z.array(mutantSchema), written, file, {
    fields: ['name', 'replace', 'with', 'fails', 'file', 'dockerfile'],
    documentation: 'scripts/lesson/answers.ts',
  });
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
export function readAccepted(lesson: Lesson): readonly (readonly [name: string, dockerfile: string])[] {
  return [...acceptedAnswers(root, lesson.folder)].map(([name, text]) => [`${name}.Dockerfile`, text]);
}

export function gradeAnswer(lesson: Lesson, { dockerfile, files }: Answer): Grade {
  const starter = state(lesson, 'starter').dockerfile;
  return checker.grade(dockerfile, lesson.data.task, { starter, context: contextOf(files), data, today });
}

/** Ids of the criteria that are not met for certain: what only follows from another fault, or is unknown, is none of them. */
export function unmetIn({ criteria }: Grade): readonly string[] {
  return criteria.filter(({ state: each }) => each === 'unmet').map(({ id }) => id);
}
