import { AuthorError } from '../content/author-error.ts';
import type { LessonData, LessonState } from '../content/lesson-data.ts';
import { nearest } from '../../checker/index.ts';
import type { RecordedCommand, RecordedLayer, Recording } from './recording.ts';

/**
 * Numbers from recordings, for the prose of a lesson. Undefined means "not recorded yet"; asking for something that
 * the recording cannot have is the author's mistake and throws.
 */

/** A state by name. @throws AuthorError that lists the states. */
export function stateNamed(lesson: LessonData, name: string): LessonState {
  const state = lesson.states.find((candidate) => candidate.name === name);
  if (state !== undefined) return state;
  const names = lesson.states.map((candidate) => candidate.name);
  const guess = nearest(name, names);
  throw mistake(
    lesson,
    `There is no state "${name}".`,
    guess ? `Did you mean "${guess}"?` : `There are: ${names.join(', ')}.`,
  );
}

/** Bytes of the image, all layers together. @throws AuthorError when the recording built none. */
export function imageBytes(lesson: LessonData, state: string): number | undefined {
  const recording = recordingOf(lesson, state);
  return recording && builtImage(lesson, state, recording).bytes;
}

/** Bytes of one layer; see {@link layerNamed}. */
export function layerBytes(lesson: LessonData, state: string, run: string, nth?: number): number | undefined {
  return layerNamed(lesson, state, run, nth)?.bytes;
}

/**
 * One layer.
 * @param run a text that its instruction contains, white space aside.
 * @param nth which of several, from 1.
 * @throws AuthorError when no layer or more than one has that text.
 */
export function layerNamed(lesson: LessonData, state: string, run: string, nth?: number): RecordedLayer | undefined {
  const recording = recordingOf(lesson, state);
  if (recording === undefined) return undefined;
  const layers = builtImage(lesson, state, recording).layers.filter((layer) => contains(layer, run));
  const layer = nth === undefined && layers.length === 1 ? layers[0] : nth === undefined ? undefined : layers[nth - 1];
  if (layer !== undefined) return layer;
  const problem = `${layers.length} layers of "${state}" have an instruction with "${run}".`;
  throw mistake(
    lesson,
    problem,
    layers.length > 1 ? 'Say which with nth={1}, counted from 1.' : 'Use words of the Dockerfile.',
  );
}

/** Exit code of the last recorded command that contains a text. @throws AuthorError when none does. */
export function exitCode(lesson: LessonData, state: string, command: string): number | undefined {
  return commandNamed(lesson, state, command)?.exitCode;
}

/** The last recorded command that contains a text. @throws AuthorError when none does. */
export function commandNamed(lesson: LessonData, state: string, command: string): RecordedCommand | undefined {
  const recording = recordingOf(lesson, state);
  if (recording === undefined) return undefined;
  const found = recording.commands.findLast((entry) => flat(entry.command).includes(flat(command)));
  if (found !== undefined) return found;
  const typed = recording.commands.map((entry) => `"${entry.command}"`).join(', ');
  throw mistake(lesson, `No command of "${state}" contains "${command}".`, `It typed ${typed}.`);
}

/** The recording of a state. @throws AuthorError when there is no such state. */
export function recordingOf(lesson: LessonData, state: string): Recording | undefined {
  return stateNamed(lesson, state).recording?.meta;
}

/** The bytes that the Dockerfile itself adds: all layers but those of the base. */
export function addedBytes(recording: Recording): number | undefined {
  return recording.image?.layers.filter((layer) => !layer.fromBase).reduce((sum, layer) => sum + layer.bytes, 0);
}

function builtImage(lesson: LessonData, state: string, recording: Recording): NonNullable<Recording['image']> {
  if (recording.image !== undefined) return recording.image;
  throw mistake(lesson, `The recording of "${state}" built no image.`, 'Ask for its exit code instead.');
}

function contains(layer: RecordedLayer, run: string): boolean {
  return !layer.fromBase && flat(layer.instruction ?? layer.createdBy).includes(flat(run));
}

/** Continuations and runs of white space count as one space. */
export function flat(text: string): string {
  return text
    .replace(/\\\r?\n/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function mistake(lesson: LessonData, problem: string, hint: string): AuthorError {
  return new AuthorError(`content/lessons/${lesson.slug}/lesson.mdx`, problem, { hint });
}
