import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LessonData, LessonState } from '../lessons/content/lesson-data.ts';

/**
 * What the command needs of Belay beside its code. Here it is read from the checkout; in the single file
 * `scripts/build-cli.ts` puts the same data in the place of this module.
 */
interface PackageData {
  /** Of `package.json`. */
  version(): string;
  /** The Markdown of a rule that exists. */
  ruleDocument(id: string): string;
  lessonSlugs(): readonly string[];
  /** @param slug one of `lessonSlugs()`. */
  lesson(slug: string): GradedLesson;
}

/** As much of a lesson as grading takes. */
export interface GradedLesson extends Pick<LessonData, 'title' | 'task'> {
  /** The starter at least. */
  readonly states: readonly Pick<LessonState, 'name' | 'dockerfile' | 'files'>[];
}

/** Loaded when a command asks: `check` must start fast and needs neither lessons nor the schemas that guard them. */
export async function packageData(): Promise<PackageData> {
  const { lessonSlugs, loadLesson } = await import('../lessons/content/load.ts');
  const root = findRoot(dirname(fileURLToPath(import.meta.url)));
  return {
    version: () => (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
    ruleDocument: (id) => readFileSync(join(root, 'src/checker/rules', id, 'rule.md'), 'utf8'),
    lessonSlugs: () => lessonSlugs(root),
    lesson: (slug) => loadLesson(slug, { root }).data,
  };
}

/** The checkout, found from this module, be it the source or a bundle in `.cache/`. */
function findRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package-lock.json'))) return folder;
    if (dirname(folder) === folder) throw new Error(`No package-lock.json above ${start}.`);
  }
}
