import { type Diagnostic, type Severity, lineStarts, positionAt } from '../../checker/index.ts';
import { codeFrame } from '../code-frame.ts';
import { type Paint, printable } from '../paint.ts';
import type { FileReport, Format, Report } from '../report.ts';

/** For people at a terminal: place, severity, message, the line with carets, the fix and the link. */
export const textFormat: Format = {
  name: 'text',
  render(report, paint) {
    const blocks = report.files.flatMap((file) => fileBlocks(file, report, paint));
    // Where nothing was read, what went wrong on stderr says it all.
    if (report.files.length === 0) return '';
    return [...blocks, `${summary(report, paint)}\n`].join('\n');
  },
};

function fileBlocks(file: FileReport, report: Report, paint: Paint): string[] {
  const starts = lineStarts(file.text);
  const name = file.path === '-' ? '<stdin>' : printable(file.path);
  return file.diagnostics.map((diagnostic) => {
    const { line, column } = positionAt(starts, diagnostic.range.start);
    return [
      `${paint.bold(`${name}:${line}:${column}`)} ${severityLabel(diagnostic.severity, paint)} ` +
        `${printable(diagnostic.message)} ${paint.dim(`[${diagnostic.rule}]`)}`,
      codeFrame(file.text, starts, diagnostic.range, paint),
      ...fixLine(diagnostic, paint),
      `  ${paint.dim(report.links.rule(diagnostic.rule))}`,
      '',
    ].join('\n');
  });
}

export function severityLabel(severity: Severity, paint: Paint): string {
  const dress = { error: paint.red, warning: paint.yellow, info: paint.blue }[severity];
  return dress(severity);
}

function fixLine({ fix }: Diagnostic, paint: Paint): string[] {
  if (fix === undefined) return [];
  return [`  ${paint.green(fix.kind === 'safe' ? 'fix:' : 'suggestion:')} ${printable(fix.title)}`];
}

/** "1 error, 2 warnings in 3 files". */
function summary({ files }: Report, paint: Paint): string {
  const all = files.flatMap((file) => file.diagnostics);
  const parts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = all.filter((diagnostic) => diagnostic.severity === severity).length;
    if (count === 0) return [];
    return [severity === 'info' ? `${count} info` : plural(count, severity)];
  });
  const where = `in ${plural(files.length, 'file')}`;
  return parts.length === 0 ? paint.green(`No findings ${where}.`) : `${parts.join(', ')} ${where}.`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
