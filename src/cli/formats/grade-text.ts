import {
  type CriterionResult,
  type CriterionState,
  type Grade,
  PROVED_ON,
  lineStarts,
  positionAt,
} from '../../checker/index.ts';
import { codeFrame } from '../code-frame.ts';
import { type Output, lines } from '../escape/output.ts';
import { type Shown, joinShown, show, visible } from '../escape/shown.ts';
import type { Paint } from '../paint.ts';

interface GradedFile {
  /** As given; `-` for stdin. */
  readonly path: string;
  readonly text: string;
  /** Of the lesson. */
  readonly title: string;
  /** Address of the lesson's page. */
  readonly url: string;
  readonly result: Grade;
}

/** The grade for people: each criterion with its reason, and where to look when it is not met or not known. */
export function gradeText(file: GradedFile, paint: Paint): Output {
  const starts = lineStarts(file.text);
  const { criteria, passed, others } = file.result;
  const met = criteria.filter((criterion) => criterion.met).length;
  const notes = others.map(({ rule, message, range }) => {
    return show`  line ${positionAt(starts, range.start).line}: ${visible(message)} ${paint.dim(show`[${visible(rule)}]`)}`;
  });
  const verdict = passed ? paint.green(show`Passed.`) : paint.red(show`Not passed yet.`);
  const all = [
    paint.bold(visible(file.title)),
    paint.dim(visible(file.url)),
    show``,
    ...criteria.flatMap((criterion) => criterionLines(criterion, file, starts, paint)),
    ...(notes.length === 0 ? [] : [show``, show`What the rules say:`, ...notes]),
    show``,
    paint.dim(
      show`Worked out from the text and the packages of Alpine ${visible(PROVED_ON)}, on which the lesson was proved.`,
    ),
    show`${met} of ${criteria.length} met. ${verdict}`,
  ];
  return lines(joinShown(all, '\n'));
}

const MARKS: Readonly<Record<CriterionState, (paint: Paint) => Shown>> = {
  met: (paint) => paint.green(show`✓`),
  unmet: (paint) => paint.red(show`✗`),
  'not-yet': (paint) => paint.dim(show`-`),
  unknown: (paint) => paint.yellow(show`?`),
};

function criterionLines(
  { state, level, label, message, range }: CriterionResult,
  { path, text }: GradedFile,
  starts: readonly number[],
  paint: Paint,
): Shown[] {
  const mark = MARKS[state](paint);
  const weight = level === 'essential' ? show`` : paint.dim(visible(` (${level})`));
  const title = show`${mark} ${visible(label)}${weight}`;
  if (state === 'met') return [title];
  // What has to wait for another criterion has no place of its own.
  if (state === 'not-yet') return [title, paint.dim(show`  ${visible(message)}`)];
  if (range === undefined) return [title, show`  ${visible(message)}`];
  const { line, column } = positionAt(starts, range.start);
  const place = show`${visible(path === '-' ? '<stdin>' : path)}:${line}:${column}`;
  return [title, show`  ${place} ${visible(message)}`, codeFrame(text, starts, range, paint)];
}
