import { nearest } from '../../checker/index.ts';
import { problemText, readTimeline, stepLines } from '../../player/index.ts';
import { AuthorError } from '../content/author-error.ts';
import type { LessonData } from '../content/lesson-data.ts';
import type { Passed, PassedSide } from '../content/passed-schema.ts';
import { flat } from './figures.ts';
import { recordedTruth, type RecordedTruth } from './recorded-truth.ts';

type Figure = Passed['figures'][number];

/** One side of a figure as the recording has it. */
export type FigureSide =
  | { readonly kind: RecordedTruth['kind']; readonly value: number; readonly state: string }
  | { readonly kind: 'prints'; readonly value: string; readonly state: string };

/** A source of a lesson. */
interface Source {
  readonly title: string;
  readonly url: string;
}

/** A figure with its two values; undefined for a side that is not recorded. */
export type BeforeAndAfter =
  | { readonly says: string; readonly from: FigureSide | undefined; readonly to: FigureSide | undefined }
  | {
      readonly says: string;
      readonly before: number;
      readonly after: number;
      readonly unit: string;
      readonly source: Source;
    };

interface Lookup {
  readonly data: LessonData;
  readonly sources: readonly Source[];
  /** The text of a state's cast, undefined while there is none. */
  readonly cast: (state: string) => string | undefined;
}

/**
 * The two values of a figure.
 * @throws AuthorError when there is no such state, layer, command, line or source.
 */
export function beforeAndAfter({ says, from, to, cited }: Figure, lookup: Lookup): BeforeAndAfter {
  if (cited !== undefined) {
    const { before, after, unit, source } = cited;
    return { says, before, after, unit, source: sourceNamed(source, lookup) };
  }
  return { says, from: from && sideOf(from, lookup), to: to && sideOf(to, lookup) };
}

function sideOf(side: PassedSide, { data, cast }: Lookup): FigureSide | undefined {
  const { state } = side;
  if (side.prints !== undefined) {
    const value = printedLine(data, { state, command: side.prints, line: side.line }, cast(state));
    return value === undefined ? undefined : { kind: 'prints', value, state };
  }
  const truth = recordedTruth(data, side);
  return truth && { kind: truth.kind, value: truth.value, state };
}

function printedLine(
  data: LessonData,
  { state, command, line }: { state: string; command: string; line: string | undefined },
  cast: string | undefined,
): string | undefined {
  if (cast === undefined) return undefined;
  const timeline = readTimeline(cast);
  if (!timeline.ok) throw new Error(`${data.slug}/recordings/${state}.cast: ${problemText(timeline.problem)}`);
  const step = timeline.value.steps.findLast(
    ({ kind, label }) => kind === 'command' && flat(label).includes(flat(command)),
  );
  const lines = step === undefined ? [] : stepLines(timeline.value, step).slice(1);
  const found =
    line === undefined ? lines.find((each) => each.trim() !== '') : lines.find((each) => each.includes(line));
  if (found !== undefined) return found.trim();
  const problem =
    step === undefined
      ? `No command of "${state}" contains "${command}".`
      : `"${step.label}" of "${state}" printed no line${line === undefined ? '' : ` with "${line}"`}.`;
  throw mistake(data, problem, step === undefined ? 'Use words of session.yaml.' : `It printed: ${lines.join(' | ')}`);
}

function sourceNamed(wanted: string | number, { data, sources }: Lookup): Source {
  const found = typeof wanted === 'number' ? sources[wanted - 1] : sources.find(({ title }) => title === wanted);
  if (found !== undefined) return found;
  const titles = sources.map(({ title }) => title);
  const guess = typeof wanted === 'string' ? nearest(wanted, titles) : undefined;
  const problem = typeof wanted === 'number' ? `There is no source ${wanted}.` : `No source is called "${wanted}".`;
  throw mistake(data, problem, guess === undefined ? `There are: ${titles.join('; ')}.` : `Did you mean "${guess}"?`);
}

function mistake(data: LessonData, problem: string, hint: string): AuthorError {
  return new AuthorError(`content/lessons/${data.slug}/lesson.mdx`, problem, { hint });
}
