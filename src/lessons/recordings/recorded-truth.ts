import type { Measure, Recorded } from '../../exercises/recorded.ts';
import { readTimeline, type Step } from '../../player/index.ts';
import { AuthorError } from '../content/author-error.ts';
import type { LessonData } from '../content/lesson-data.ts';
import { commandNamed, flat, imageBytes, layerNamed } from './figures.ts';

/** A number of a recording. */
export interface RecordedTruth {
  readonly kind: 'size' | 'layer' | 'exit' | 'seconds';
  /** Bytes, an exit code or seconds. */
  readonly value: number;
  /** The instruction or the command that it is of, in one line; for a size nothing. */
  readonly of: string;
}

/**
 * The number that is asked about; undefined while the state is not recorded.
 * @throws AuthorError when there is no such state, layer or command.
 */
export function recordedTruth(lesson: LessonData, asked: Measure): RecordedTruth | undefined {
  const { state, size, layer, exit, seconds } = asked;
  if (size !== undefined) {
    const bytes = imageBytes(lesson, state);
    return bytes === undefined ? undefined : { kind: 'size', value: bytes, of: '' };
  }
  if (layer !== undefined) {
    const found = layerNamed(lesson, state, layer);
    return found && { kind: 'layer', value: found.bytes, of: flat(found.instruction ?? found.createdBy) };
  }
  const found = commandNamed(lesson, state, exit ?? seconds ?? '');
  if (found === undefined) return undefined;
  return exit === undefined
    ? { kind: 'seconds', value: found.seconds, of: found.command }
    : { kind: 'exit', value: found.exitCode, of: found.command };
}

/**
 * Where the recording shows it.
 * @param cast the text of its cast.
 * @throws AuthorError when no step contains the text.
 */
export function shownAt(lesson: LessonData, asked: Recorded, cast: string): Step {
  const { state, layer, exit, seconds, shown } = asked;
  const text = flat(shown ?? layer ?? exit ?? seconds ?? '');
  const timeline = readTimeline(cast);
  const steps = timeline.ok ? timeline.value.steps : [];
  const step = steps.findLast(({ label }) => flat(label).includes(text));
  if (step !== undefined) return step;
  throw new AuthorError(`content/lessons/${lesson.slug}/lesson.mdx`, `No step of "${state}" contains "${text}".`, {
    field: 'recorded.shown',
    hint: `Its steps: ${steps.map(({ label }) => `"${label}"`).join(', ')}.`,
  });
}
