import { compareBranches, newestRelease } from './alpine-releases.ts';
import { FIRST_BRANCHES } from './image-names.ts';
import { entryOf, table } from './table.ts';

const FIRST_BRANCH: Readonly<Record<string, ReadonlyMap<string, string>>> = Object.fromEntries(
  FIRST_BRANCHES.trim()
    .split('\n')
    .map((line) => {
      const space = line.indexOf(' ');
      return [line.slice(0, space), table(line.slice(space))];
    }),
);

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
