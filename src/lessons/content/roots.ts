import { existsSync, readdirSync } from 'node:fs';
import { delimiter, posix, resolve } from 'node:path';
import { AuthorError } from './author-error.ts';

/**
 * Folders that hold `lessons/` and `tracks/`: `content`, then those that a team lays over it with the variable
 * `BELAY_CONTENT` (several are separated as in `PATH`). What a later one has takes the place of what an earlier one has.
 * Relative to the repository, or absolute.
 */
export function contentRoots(env: Readonly<Record<string, string | undefined>> = process.env): readonly string[] {
  return ['content', ...(env['BELAY_CONTENT'] ?? '').split(delimiter).filter((path) => path !== '')];
}

/**
 * The folder of each lesson by slug, sorted by slug: a lesson is a folder with a `lesson.mdx`.
 * @param root the repository.
 * @throws AuthorError when a root is not there.
 */
export function lessonFolders(
  root: string,
  roots: readonly string[] = contentRoots(),
): ReadonlyMap<string, string> {
  return byName(root, roots, 'lessons', (name, folder) =>
    existsSync(resolve(root, folder, name, 'lesson.mdx')) ? name : undefined,
  );
}

/**
 * The file of each track by slug, sorted by slug.
 * @param root the repository.
 * @throws AuthorError when a root is not there.
 */
export function trackFiles(root: string, roots: readonly string[] = contentRoots()): ReadonlyMap<string, string> {
  return byName(root, roots, 'tracks', (name) => (name.endsWith('.yaml') ? name.slice(0, -'.yaml'.length) : undefined));
}

function byName(
  root: string,
  roots: readonly string[],
  kind: string,
  slugOf: (name: string, folder: string) => string | undefined,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const each of roots) {
    if (!existsSync(resolve(root, each))) {
      throw new AuthorError(each, 'There is no such folder of content.', {
        hint: 'Make it, or mend the variable BELAY_CONTENT.',
      });
    }
    const folder = posix.join(each, kind);
    if (!existsSync(resolve(root, folder))) continue;
    for (const name of readdirSync(resolve(root, folder))) {
      const slug = slugOf(name, folder);
      if (slug !== undefined) found.set(slug, `${folder}/${name}`);
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
