import { resolve } from 'node:path';
import type { CommandContext } from './command.ts';
import { type GradedLesson, packageData } from './package-data.ts';
import { readText } from './read-text.ts';
import { within } from './time-limit.ts';
import { UsageError, complaint, unknownName } from './usage-error.ts';

/** What commands on one Dockerfile, and perhaps a lesson, begin with. */

/** A lesson by its slug. @throws UsageError with the nearest one. */
export async function readLesson(slug: string): Promise<GradedLesson> {
  const data = await packageData();
  const slugs = data.lessonSlugs();
  if (!slugs.includes(slug)) throw unknownName('lesson', slug, slugs);
  return data.lesson(slug);
}

/** The files of the lesson's starter beside its Dockerfile. */
export function starterFiles({ states }: GradedLesson): Readonly<Record<string, string>> {
  return states.find(({ name }) => name === 'starter')?.files ?? {};
}

/** The text of a Dockerfile; `-` is stdin. @throws UsageError that names the file. */
export async function readDockerfile(path: string, { folder, stdin }: CommandContext): Promise<string> {
  try {
    return await readText(path === '-' ? undefined : resolve(folder, path), stdin);
  } catch (error) {
    throw naming(path, error);
  }
}

/** Work on that text, ended after a time. @throws UsageError that names the file. */
export function withinOn<T>(limit: number, path: string, work: () => T): T {
  try {
    return within(limit, work);
  } catch (error) {
    throw naming(path, error);
  }
}

/** An error that says what is wrong with a file, with the file. */
function naming(path: string, error: unknown): unknown {
  return error instanceof UsageError ? new UsageError(complaint(path, error.message), { cause: error }) : error;
}
