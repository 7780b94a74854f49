import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lessonFolders } from '../../../src/lessons/content/roots.ts';
import { root } from '../../root.ts';
import { folderCases, lessonCases, type ProofCase } from '../cases.ts';

/** A right or half right Dockerfile that operators change. */
export interface Base extends ProofCase {
  /** The lesson or the small program that it belongs to. */
  readonly program: string;
}

/** The first six lessons: their programs, packages and paths are frozen. */
const LESSONS: readonly string[] = [
  'apk-cache',
  'virtual-packages',
  'multi-stage',
  'musl-or-glibc',
  'tini',
  'timezones',
];

/** Not among the packages that can be had without Alpine's own servers; the genuine index lists them all the same. */
const NOT_HERE = /\bapk\b[^]*?\badd\b[^]*?\b(?:tini|dumb-init|catatonit|gcc|build-base)\b/;

/** States and accepted answers of the lessons, and the small programs beside this file. Without mutants. */
export function allBases(): readonly Base[] {
  const folders = lessonFolders(root);
  const lessons = LESSONS.flatMap((slug) => {
    const folder = folders.get(slug);
    const cases = folder === undefined ? [] : lessonCases(join(root, folder));
    return cases.filter(({ name }) => !name.startsWith('mutants/')).map((one) => ({ ...one, program: slug }));
  });
  const place = join(root, 'scripts/prove/programs');
  const own = readdirSync(place)
    .sort()
    .flatMap((program) => folderCases(join(place, program)).map((one) => ({ ...one, program })));
  return [...lessons, ...own].filter(({ dockerfile }) => !NOT_HERE.test(dockerfile));
}

/** Needs the time zone data, which only an installation medium's repository has here. */
export function needsZones({ dockerfile }: Base): boolean {
  return dockerfile.includes('tzdata');
}
