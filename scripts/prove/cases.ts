import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { acceptedFile } from '../../src/lessons/content/accepted.ts';
import { lessonStates } from '../../src/lessons/content/lesson-states.ts';
import { readFolder } from '../../src/lessons/content/read-folder.ts';
import { RecorderError } from '../../src/recorder/fail.ts';
import { changesOf, type Mutant } from '../lesson/mutants.ts';
import { hashContext } from '../../src/recorder/hash.ts';

/** A Dockerfile with the context that it is built in. */
export interface ProofCase {
  readonly name: string;
  readonly dockerfile: string;
  /** The rest of the context. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Modes of files that do not have 0644. */
  readonly modes: ReadonlyMap<string, number>;
  /** Of Dockerfile and context, with the modes where there are any. */
  readonly sha256: string;
}

/**
 * Everything of a lesson that can be built: its states, its accepted answers and its mutants.
 * @param folder of the lesson.
 * @throws RecorderError when a mutant does not fit the solution.
 */
export function lessonCases(folder: string): readonly ProofCase[] {
  const files = readFolder(folder);
  const states = lessonStates(files).map(({ name, files: context }) => {
    const place = name === 'starter' || name === 'solution' ? name : `variants/${name}`;
    return caseOf(place, text(context.get('Dockerfile')), context);
  });
  const solution = states.find(({ name }) => name === 'solution');
  if (solution === undefined) throw new RecorderError(`${folder} has no solution. Prove a folder that holds a lesson.`);
  return [...states, ...acceptedOf(files, states), ...mutantsOf(folder, solution)];
}

function acceptedOf(files: ReadonlyMap<string, Uint8Array>, states: readonly ProofCase[]): readonly ProofCase[] {
  const answers = new Map<string, { over: 'solution' | 'starter'; own: Map<string, Uint8Array> }>();
  for (const [path, bytes] of files) {
    const file = acceptedFile(path);
    if (file === undefined) continue;
    const answer = `accepted/${file.name}${file.over === 'solution' ? '.Dockerfile' : ''}`;
    const { own } = answers.get(answer) ?? { own: new Map<string, Uint8Array>() };
    answers.set(answer, { over: file.over, own: own.set(file.path, bytes) });
  }
  return [...answers].map(([answer, { over, own }]) => {
    const below = states.find(({ name }) => name === over);
    const dockerfile = own.get('Dockerfile');
    const context = new Map([...(below?.files ?? []), ...own]);
    return caseOf(answer, dockerfile === undefined ? (below?.dockerfile ?? '') : text(dockerfile), context);
  });
}

/** Dockerfiles of any folder: each `*.Dockerfile` and `Dockerfile` below it, with the files beside it as its context. */
export function folderCases(folder: string): readonly ProofCase[] {
  const files = readFolder(folder);
  const paths = [...files.keys()].filter((path) => /(?:^|\/)Dockerfile$|\.Dockerfile$/.test(path));
  if (paths.length === 0) throw new RecorderError(`${folder} holds no Dockerfile and no *.Dockerfile.`);
  return paths.map((path) => {
    const place = path.slice(0, path.lastIndexOf('/') + 1);
    const beside = [...files].filter(([other]) => other.startsWith(place) && !/\.?Dockerfile$/.test(other));
    const executable = beside.filter(([other]) => (statSync(join(folder, other)).mode & 0o100) !== 0);
    return caseOf(
      path,
      text(files.get(path)),
      new Map(beside.map(([other, bytes]) => [other.slice(place.length), bytes])),
      new Map(executable.map(([other]) => [other.slice(place.length), 0o755])),
    );
  });
}

function mutantsOf(folder: string, solution: ProofCase): readonly ProofCase[] {
  const file = join(folder, 'mutants.yaml');
  if (!existsSync(file)) return [];
  const read = (path: string): string | undefined => {
    if (path === 'Dockerfile') return solution.dockerfile;
    const bytes = solution.files.get(path);
    return bytes && text(bytes);
  };
  return (parse(readFileSync(file, 'utf8')) as readonly Mutant[]).map((mutant) => {
    const files = new Map(solution.files);
    let { dockerfile } = solution;
    for (const [path, changed] of fittingChanges(file, mutant, read)) {
      if (changed === null) files.delete(path);
      else if (path === 'Dockerfile') dockerfile = changed;
      else files.set(path, Buffer.from(changed));
    }
    return caseOf(`mutants/${mutant.name}`, dockerfile, files);
  });
}

function fittingChanges(
  file: string,
  mutant: Mutant,
  read: Parameters<typeof changesOf>[1],
): ReturnType<typeof changesOf> {
  try {
    return changesOf(mutant, read);
  } catch (cause) {
    throw new RecorderError(`${file}: ${mutant.name}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

/** @param modes of files that are not 0644. */
export function caseOf(
  name: string,
  dockerfile: string,
  context: ReadonlyMap<string, Uint8Array>,
  modes: ReadonlyMap<string, number> = new Map(),
): ProofCase {
  const files = new Map([...context].filter(([path]) => path !== 'Dockerfile'));
  const hashed = new Map([...files, ['Dockerfile', Buffer.from(dockerfile)]]);
  // No file of a context has such a name.
  if (modes.size > 0) hashed.set('\0modes', Buffer.from(JSON.stringify([...modes])));
  return { name, dockerfile, files, modes, sha256: hashContext(hashed) };
}

function text(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : Buffer.from(bytes).toString('utf8');
}
