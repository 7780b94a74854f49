import { compareBranches } from './alpine-releases.ts';
import { IMAGE_LINES } from './image-lines.ts';
import { listTable } from './table.ts';
import { isWithin } from './versions.ts';

/** The branches on which versions of an image were being built. */
interface BuiltOn {
  readonly oldest: string;
  readonly newest: string;
  readonly versions: readonly string[];
}

const BUILT = new Map<string, BuiltOn[]>();
for (const [key, versions] of listTable(IMAGE_LINES)) {
  const [name = '', oldest, newest] = key.split(':');
  const all = BUILT.get(name) ?? [];
  BUILT.set(name, all);
  if (oldest !== undefined && newest !== undefined) all.push({ oldest, newest, versions });
}

/** The newest branch that images were built on. */
export const VARIANT_BRANCH = [...BUILT.values()]
  .flat()
  .reduce((newest, each) => (compareBranches(each.newest, newest) > 0 ? each.newest : newest), '3.0');

/**
 * Whether tags of an image come with and without an Alpine branch (`python:3.14-alpine`, `python:3.14-alpine3.24`).
 * `name` as in `Base`.
 */
export function hasBranchTags(name: string): boolean {
  return BUILT.has(name);
}

/**
 * The oldest Alpine branch on which an image was being built, in a version (`3.14`) or in any; undefined where the version
 * is not in the table.
 */
export function oldestBuilt(name: string, version: string | undefined): string | undefined {
  return (BUILT.get(name) ?? [])
    .filter(({ versions }) => version === undefined || versions.includes(version))
    .map(({ oldest }) => oldest)
    .sort(compareBranches)[0];
}

/**
 * The tag with the newest branch for one without (`24-alpine`, `8.4-fpm-alpine`, `21-jre-alpine`, `1.30-alpine-slim`);
 * undefined where it is not known to exist.
 */
export function tagWithBranch(name: string, tag: string): string | undefined {
  const lines = (BUILT.get(name) ?? []).flatMap(({ newest, versions }) => (newest === VARIANT_BRANCH ? versions : []));
  const match =
    /^(?:(\d{1,4}(?:\.\d{1,4})?)-)?((?:fpm|cli|zts|jre|jdk|lts|current|stable|mainline)-)?alpine(-slim|-perl|-otel)?$/.exec(
      tag,
    );
  const version = match?.[1];
  if (match === null || lines.length === 0) return undefined;
  // `3-alpine` is the newest line of 3.
  if (version !== undefined && !lines.some((line) => isWithin(line, version))) return undefined;
  const branch = name === 'eclipse-temurin' ? `alpine-${VARIANT_BRANCH}` : `alpine${VARIANT_BRANCH}`;
  return tag.replace('alpine', branch);
}
