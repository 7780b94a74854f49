import { type CriterionResult, type Grade, lineStarts, positionAt } from '../../checker/index.ts';
import { codeFrame } from '../code-frame.ts';
import { type Paint, printable } from '../paint.ts';

export interface GradedFile {
  /** As given; `-` for stdin. */
  readonly path: string;
  readonly text: string;
  /** Of the lesson. */
  readonly title: string;
  /** Address of the lesson's page. */
  readonly url: string;
  readonly result: Grade;
}

/** The grade for people: each criterion with its reason, and where to look when it is not met. */
export function gradeText(file: GradedFile, paint: Paint): string {
  const starts = lineStarts(file.text);
  const { criteria, passed, others } = file.result;
  const met = criteria.filter((criterion) => criterion.met).length;
  const notes = others.map(({ rule, message, range }) => {
    return `  line ${positionAt(starts, range.start).line}: ${printable(message)} ${paint.dim(`[${rule}]`)}`;
  });
  return [
    paint.bold(file.title),
    paint.dim(file.url),
    '',
    ...criteria.flatMap((criterion) => criterionLines(criterion, file, starts, paint)),
    ...(notes.length === 0 ? [] : ['', 'Also seen, not part of this lesson:', ...notes]),
    '',
    `${met} of ${criteria.length} met. ${passed ? paint.green('Passed.') : paint.red('Not passed yet.')}`,
    '',
  ].join('\n');
}

function criterionLines(
  { met, level, label, message, range }: CriterionResult,
  { path, text }: GradedFile,
  starts: readonly number[],
  paint: Paint,
): string[] {
  const mark = met ? paint.green('✓') : paint.red('✗');
  const title = `${mark} ${printable(label)}${level === 'essential' ? '' : paint.dim(` (${level})`)}`;
  if (met) return [title];
  if (range === undefined) return [title, `  ${printable(message)}`];
  const { line, column } = positionAt(starts, range.start);
  const place = `${path === '-' ? '<stdin>' : printable(path)}:${line}:${column}`;
  return [title, `  ${place} ${printable(message)}`, codeFrame(text, starts, range, paint)];
}
