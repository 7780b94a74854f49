import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Lesson } from '../../src/lessons/content/load.ts';
import { stateSession } from '../../src/lessons/recordings/recording-script.ts';
import { RecorderError } from '../../src/recorder/fail.ts';
import { readLessonFolder } from '../../src/recorder/lesson-folder.ts';
import { staleReasons } from '../../src/recorder/stale.ts';
import { lessonCases, type ProofCase } from '../prove/cases.ts';
import { proofsSchema } from '../prove/proofs.ts';

/** Recordings and proofs that do not belong to the files as they stand now, a sentence each. What is not there is not stale. */
export function staleFaults(lesson: Lesson, root: string): string[] {
  return [...staleRecordings(lesson, root), ...staleProofs(lesson, root)];
}

function staleRecordings({ slug, folder, data }: Lesson, root: string): string[] {
  const recorded = data.states.flatMap(({ name, recording }) => (recording ? [{ name, meta: recording.meta }] : []));
  if (recorded.length === 0) return [];
  const { session, states } = readLessonFolder(resolve(root, folder, '../..'), slug);
  return recorded.flatMap(({ name, meta }) => {
    const found = states.find((each) => each.name === name)?.files ?? new Map<string, never>();
    const files = new Map([...found].map(([path, { bytes }]) => [path, bytes]));
    const cast = readFileSync(resolve(root, folder, 'recordings', `${name}.cast`), 'utf8');
    return staleReasons(files, stateSession(session, name), meta, cast).map(
      (reason) => `recordings/${name}.cast: ${reason} Record it again: npm run record -- ${slug}/${name}`,
    );
  });
}

function staleProofs({ slug, folder }: Lesson, root: string): string[] {
  const file = resolve(root, folder, 'proofs.json');
  if (!existsSync(file)) return [];
  const { proved, unproved } = proofsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const sha256 = new Map([...proved, ...unproved].map((one) => [one.name, one.sha256]));
  const [first, ...more] = casesOf(resolve(root, folder)).filter((one) => sha256.get(one.name) !== one.sha256);
  if (first === undefined) return [];
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  const problem = sha256.has(first.name) ? 'has changed since it was proved' : 'is not proved';
  return [`proofs.json: "${first.name}" ${problem}${others}. Prove again: npm run prove -- ${slug}`];
}

/** A mutant that fits no solution is said elsewhere. */
function casesOf(folder: string): readonly ProofCase[] {
  try {
    return lessonCases(folder);
  } catch (error) {
    if (error instanceof RecorderError) return [];
    throw error;
  }
}
