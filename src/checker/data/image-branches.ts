import { compareBranches, newestRelease } from './alpine-releases.ts';
import { entryOf, table } from './table.ts';

/**
 * The Alpine branch that tags such as `node:22-alpine` stood for when they came out. They move to a newer branch with
 * time and never back, so it is the oldest that such a tag can mean.
 *
 * Source: docker-library/official-images, history of `library/<image>` up to 2026-08-21: the first `Tags:` line that
 * holds both `<version>-alpine` and `<version>-alpine<branch>`.
 */
const FIRST_BRANCH: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  golang: table(
    '1.16=3.13 1.17=3.14 1.18=3.15 1.19=3.16 1.20=3.17 1.21=3.18 1.22=3.19 1.23=3.20 1.24=3.21 1.25=3.22 1.26=3.23 1.27=3.24',
  ),
  node: table('16=3.13 17=3.14 18=3.15 19=3.16 20=3.17 21=3.18 22=3.19 23=3.20 24=3.21 25=3.22 26=3.23'),
  php: table('8.1=3.15 8.2=3.17 8.3=3.18 8.4=3.20 8.5=3.22'),
  python: table('3.10=3.14 3.11=3.16 3.12=3.18 3.13=3.20 3.14=3.22'),
  ruby: table('3.1=3.15 3.2=3.17 3.3=3.19 3.4=3.21'),
};

/**
 * The oldest Alpine branch that an image without a branch in its tag can stand for; undefined when nothing is known.
 *
 * @param name `node`, as `parseImageReference` gives it
 * @param tag undefined when none was written
 * @param today ISO date
 */
export function oldestBranch(name: string, tag: string | undefined, today: string): string | undefined {
  if (name === 'alpine') {
    return tag === undefined || tag === 'latest' || tag === '3' ? newestRelease(today)?.branch : undefined;
  }
  const versions = entryOf(FIRST_BRANCH, name);
  if (versions === undefined || tag?.includes('alpine') !== true) return undefined;
  const version = /^(\d+(?:\.\d+)*)-/.exec(tag)?.[1];
  // `node:alpine`, `node:lts-alpine` and `python:3-alpine` are about as new as anything in the table.
  if (version === undefined) return /^((lts|current|latest|fpm|cli)-)?alpine$/.test(tag) ? newest(versions) : undefined;
  const known = [...versions.keys()];
  const exact = known.find((each) => version === each || version.startsWith(`${each}.`));
  if (exact !== undefined) return versions.get(exact);
  return known.some((each) => each.startsWith(`${version}.`)) ? newest(versions) : undefined;
}

/** `node:lts-alpine` may lag behind the newest version by a branch or two. */
function newest(versions: ReadonlyMap<string, string>): string | undefined {
  return [...versions.values()].sort(compareBranches).at(-3);
}
