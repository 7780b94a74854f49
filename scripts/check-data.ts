/**
 * `npm run check:data`: says which dated facts have passed their date, or soon will. A data file of the checker that can go out of
 * date exports `…_CHECK_BY`, an ISO date; the table of Alpine releases has dates of its own.
 *
 * Exit 1 when something is due, or has no date and needs one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ALPINE_RELEASES } from '../src/checker/index.ts';
import { isMain, root } from './root.ts';

/** One thing to look up again. */
interface DueFact {
  readonly file: string;
  readonly what: string;
}

/** Facts of one module of `src/checker/data` whose day has come. */
export function dueFacts(file: string, module: Readonly<Record<string, unknown>>, today: string): DueFact[] {
  return Object.entries(module).flatMap(([name, value]) =>
    name.endsWith('_CHECK_BY') && typeof value === 'string' && value <= today
      ? [{ file, what: `${name} was ${value}: look the source up again and move the date` }]
      : [],
  );
}

/** Facts of one module whose day comes within the next `days`. */
export function nearFacts(
  file: string,
  module: Readonly<Record<string, unknown>>,
  today: string,
  days = 30,
): DueFact[] {
  const until = new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
  return Object.entries(module).flatMap(([name, value]) =>
    name.endsWith('_CHECK_BY') && typeof value === 'string' && value > today && value <= until
      ? [{ file, what: `${name} is ${value}` }]
      : [],
  );
}

/** A module whose facts come from a commit of another repository, or are read off a release, and that says no day. */
export function undated(file: string, text: string): DueFact[] {
  return /`npm run image-|\bcommit [0-9a-f]{7,40}\b|^\/\/ \S+\/\S+ [0-9a-f]{7,40} \d/m.test(text) &&
    /^(export )?const \w+ = (String\.raw)?`/m.test(text) &&
    !/^export const \w+_CHECK_BY = '\d{4}-\d\d-\d\d';$/m.test(text)
    ? [{ file, what: 'it says no day on which it is due: export …_CHECK_BY' }]
    : [];
}

/** Releases that have ended within the last `days`: lessons and examples may still name them. */
export function justEnded(today: string, days = 60): DueFact[] {
  const since = new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
  return ALPINE_RELEASES.filter(({ ended }) => ended <= today && ended > since).map(({ branch, ended }) => ({
    file: 'src/checker/data/alpine-releases.ts',
    what: `Alpine ${branch} ended on ${ended}: check lessons and examples that name it`,
  }));
}

/** Releases that end within the next `days`. Goals of lessons want support, so what stands on such a one passes until then only. */
export function soonEnding(today: string, days = 120): DueFact[] {
  const until = new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
  return ALPINE_RELEASES.filter(({ ended }) => ended > today && ended <= until).map(({ branch, ended }) => ({
    file: 'src/checker/data/alpine-releases.ts',
    what: `Alpine ${branch} ends on ${ended}: move lessons and examples to a newer branch before that day`,
  }));
}

/** The modules that may hold dated facts, from the root. */
export function dataFiles(): string[] {
  return ['src/checker/data', 'src/checker/forecast/data'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .sort()
      .map((name) => `${folder}/${name}`),
  );
}

async function main(): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const due: DueFact[] = [];
  const near: DueFact[] = [];
  for (const file of dataFiles()) {
    due.push(...undated(file, readFileSync(join(root, file), 'utf8')));
    const module = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>;
    due.push(...dueFacts(file, module, today));
    near.push(...nearFacts(file, module, today));
  }
  for (const { file, what } of due) console.log(`${file}: ${what}.`);
  for (const { file, what } of [...near, ...soonEnding(today), ...justEnded(today)])
    console.log(`${file}: ${what} (for information).`);
  console.log(due.length === 0 ? 'No fact is past its date.' : `${String(due.length)} to look up.`);
  process.exitCode = due.length === 0 ? 0 : 1;
}

if (isMain(import.meta.url)) await main();
