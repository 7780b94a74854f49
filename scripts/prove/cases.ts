import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { lessonStates } from '../../src/lessons/content/lesson-states.ts';
import { readFolder } from '../../src/lessons/content/read-folder.ts';
import { RecorderError } from '../../src/recorder/fail.ts';
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

interface Mutant {
  readonly name: string;
  readonly dockerfile?: string;
  readonly replace?: string;
  readonly with?: string;
  readonly file?: string;
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
  const accepted = [...files]
    .filter(([path]) => /^accepted\/[^/]+\.Dockerfile$/.test(path))
    .map(([path, bytes]) => caseOf(path, text(bytes), solution.files));
  return [...states, ...accepted, ...mutantsOf(folder, solution)];
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
  return (parse(readFileSync(file, 'utf8')) as readonly Mutant[]).map((mutant) => {
    const { name, dockerfile, replace = '', with: instead = '', file: changed = 'Dockerfile' } = mutant;
    if (dockerfile !== undefined) return caseOf(`mutants/${name}`, dockerfile, solution.files);
    const before = changed === 'Dockerfile' ? solution.dockerfile : text(solution.files.get(changed));
    if (before.split(replace).length !== 2) {
      throw new RecorderError(
        `${file}: ${name}: the text to replace must stand exactly once in ${changed}: ${replace}`,
      );
    }
    const after = before.replace(replace, () => instead);
    return changed === 'Dockerfile'
      ? caseOf(`mutants/${name}`, after, solution.files)
      : caseOf(`mutants/${name}`, solution.dockerfile, new Map([...solution.files, [changed, Buffer.from(after)]]));
  });
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
