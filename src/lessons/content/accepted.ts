import { resolve } from 'node:path';
import { dockerfilePath } from './exercise-files.ts';
import { asText, readFolder } from './read-folder.ts';

/** Another right answer of a lesson. */
export interface AcceptedAnswer {
  /** Whose files stand beside those that it has: a file lies over the solution, a folder over the starter, as a variant does. */
  readonly over: 'solution' | 'starter';
  /** Text files by path. */
  readonly files: ReadonlyMap<string, string>;
}

/** A file of an accepted answer: of which, and where it lies in its context. */
interface AcceptedFile extends Pick<AcceptedAnswer, 'over'> {
  readonly name: string;
  readonly path: string;
}

/**
 * Other right answers: `accepted/<name>.Dockerfile`, or the folder `accepted/<name>/` with all that differs from the starter.
 * @returns undefined for a path that is none.
 */
export function acceptedFile(path: string): AcceptedFile | undefined {
  const [, folder, inFolder] = /^accepted\/([^/]+)\/(.+)$/.exec(path) ?? [];
  if (folder !== undefined && inFolder !== undefined) return { name: folder, over: 'starter', path: inFolder };
  const name = /^accepted\/([^/]+)\.Dockerfile$/.exec(path)?.[1];
  return name === undefined ? undefined : { name, over: 'solution', path: dockerfilePath };
}

/**
 * The other right answers of a lesson by name, sorted by path.
 * @param folder of the lesson, relative to the root.
 */
export function acceptedAnswers(root: string, folder: string): ReadonlyMap<string, AcceptedAnswer> {
  const answers = new Map<string, { over: AcceptedAnswer['over']; files: Map<string, string> }>();
  for (const [path, bytes] of readFolder(resolve(root, folder), (each) => acceptedFile(each) !== undefined)) {
    const file = acceptedFile(path);
    if (file === undefined) continue;
    const answer = answers.get(file.name) ?? { over: file.over, files: new Map<string, string>() };
    answer.files.set(file.path, asText(bytes) ?? '');
    answers.set(file.name, answer);
  }
  return answers;
}
