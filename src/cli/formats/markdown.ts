import { applyEdits, lineStarts, positionAt } from '../../checker/index.ts';
import type { FileReport, Format, Report } from '../report.ts';
import { withoutEnd } from '../../checker/text.ts';

/** For a review comment: each finding with its place, its reason, the lines as fixed, and its link. */
export const markdownFormat: Format = {
  name: 'markdown',
  render(report) {
    const files = report.files.filter(({ diagnostics }) => diagnostics.length > 0);
    if (files.length === 0) return 'No findings.\n';
    return files.map((file) => fileSection(file, report)).join('\n');
  },
};

function fileSection(file: FileReport, report: Report): string {
  const { path, text, diagnostics } = file;
  const starts = lineStarts(text);
  const items = diagnostics.map((diagnostic) => {
    const { rule, severity, message, range } = diagnostic;
    const { line } = positionAt(starts, range.start);
    return `- **Line ${String(line)}** (${severity}): ${message} [${rule}](${report.links.rule(rule)})\n${fixedLines(file, diagnostic)}`;
  });
  return `### ${path}\n\n${items.join('')}`;
}

/** The lines that the fix changes, as they are afterwards. */
function fixedLines({ text }: FileReport, { fix }: FileReport['diagnostics'][number]): string {
  if (fix === undefined || fix.edits.length === 0) return '';
  const start = text.lastIndexOf('\n', Math.min(...fix.edits.map(({ range }) => range.start)) - 1) + 1;
  const last = Math.max(...fix.edits.map(({ range }) => range.end));
  const newline = text.indexOf('\n', last);
  const end = newline < 0 ? text.length : newline;
  const shifted = fix.edits.map((edit) => ({
    ...edit,
    range: { start: edit.range.start - start, end: edit.range.end - start },
  }));
  const lines = withoutEnd(applyEdits(text.slice(start, end), shifted), '\n');
  if (lines.trim() === '') return '';
  const fence = '`'.repeat(Math.max(3, ...[...lines.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return `\n  ${fence}dockerfile\n${lines
    .split('\n')
    .map((each) => `  ${each}`.trimEnd())
    .join('\n')}\n  ${fence}\n\n`;
}
