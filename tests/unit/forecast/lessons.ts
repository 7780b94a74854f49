import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { BuildContext } from '../../../src/checker/model/types.ts';
import type { Contract } from '../../../src/checker/forecast/contract.ts';
import type { ForecastOptions } from '../../../src/checker/forecast/types.ts';
import type { Job } from '../../../src/checker/forecast/job.ts';
import { decodeTable, type PackageIndex } from '../../../src/checker/index.ts';
import { loadLessons } from '../../../src/lessons/content/load.ts';
import { root } from '../../../scripts/root.ts';

/** Jobs and contracts of the lessons, as their front matter says them. */
export const LESSONS: Readonly<Record<string, { readonly job: Job; readonly contracts: readonly Contract[] }>> =
  Object.fromEntries(loadLessons({ root }).map(({ slug, data }) => [slug, data.task]));

function filesOf(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesOf(path) : [path];
  });
}

/** The starter's folder as a build context. */
export function contextOf(folder: string): BuildContext {
  const paths = filesOf(folder).map((path) => relative(folder, path));
  const facts = new Map(
    paths.map((path) => [
      path,
      {
        kind: 'file' as const,
        mode: statSync(join(folder, path)).mode & 0o777,
        size: statSync(join(folder, path)).size,
      },
    ]),
  );
  const texts = new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
  return {
    paths,
    read: (path) => texts.get(path),
    stat: (path) => facts.get(path),
  };
}

export const contentRoot = new URL('../../../content/lessons/', import.meta.url).pathname;

/** All packages of the branch that the lessons were proved on. */
export const completeIndex: PackageIndex = decodeTable(
  readFileSync(new URL('../../../src/checker/data/packages/v3.19-x86_64.packages.txt', import.meta.url), 'utf8'),
);

/** What a lesson's file is forecast with: the starter's context, judged on 3.19. */
export function lessonOptions(slug: string, index = completeIndex): ForecastOptions {
  const lesson = LESSONS[slug];
  return {
    context: contextOf(join(contentRoot, slug, 'starter')),
    contracts: lesson?.contracts ?? [],
    job: lesson?.job,
    data: { index, judgedOn: '3.19' },
  };
}
