import { plural } from '../../i18n/plural.ts';
import { type Diagnostic, type Severity, lineStarts, positionAt } from '../../checker/index.ts';
import { codeFrame } from '../code-frame.ts';
import { type Output, lines } from '../escape/output.ts';
import { type Shown, joinShown, show, visible } from '../escape/shown.ts';
import type { Paint } from '../paint.ts';
import type { FileReport, Format, Report } from '../report.ts';

/** For people at a terminal: place, severity, message, the line with carets, the fix and the link. */
export const textFormat: Format = {
  name: 'text',
  *render(report, paint) {
    for (const file of report.files) yield* fileBlocks(file, report, paint);
    // Where nothing was read, what went wrong on stderr says it all.
    if (report.files.length > 0) yield lines(summary(report, paint));
  },
};

function* fileBlocks(file: FileReport, report: Report, paint: Paint): Iterable<Output> {
  const starts = lineStarts(file.text);
  const name = visible(file.path === '-' ? '<stdin>' : file.path);
  for (const { range, rule, severity, message, fix } of file.diagnostics) {
    const { line, column } = positionAt(starts, range.start);
    const place = paint.bold(show`${name}:${line}:${column}`);
    const block = [
      show`${place} ${severityLabel(severity, paint)} ${visible(message)} ${paint.dim(show`[${visible(rule)}]`)}`,
      codeFrame(file.text, starts, range, paint),
      ...fixLine(fix, paint),
      show`  ${paint.dim(visible(report.links.rule(rule)))}`,
      show``,
    ];
    yield lines(joinShown(block, '\n'));
  }
}

export function severityLabel(severity: Severity, paint: Paint): Shown {
  const dress = { error: paint.red, warning: paint.yellow, info: paint.blue }[severity];
  return dress(visible(severity));
}

function fixLine(fix: Diagnostic['fix'], paint: Paint): Shown[] {
  if (fix === undefined) return [];
  return [show`  ${paint.green(fix.kind === 'safe' ? show`fix:` : show`suggestion:`)} ${visible(fix.title)}`];
}

/** "1 error, 2 warnings in 3 files". */
function summary({ files }: Report, paint: Paint): Shown {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { diagnostics } of files) for (const { severity } of diagnostics) counts[severity]++;
  const parts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = counts[severity];
    if (count === 0) return [];
    return [
      visible(severity === 'info' ? `${count} info` : plural(count, { one: `# ${severity}`, other: `# ${severity}s` })),
    ];
  });
  const where = visible(`in ${plural(files.length, { one: '# file', other: '# files' })}`);
  return parts.length === 0 ? paint.green(show`No findings ${where}.`) : show`${joinShown(parts, ', ')} ${where}.`;
}
