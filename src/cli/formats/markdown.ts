import { applyEdits, lineStarts, positionAt } from '../../checker/index.ts';
import {
  type Markdown,
  codeBlock,
  codeSpan,
  joinMarkdown,
  markdownLink,
  markdownText,
  md,
} from '../escape/markdown.ts';
import { type Output, lines } from '../escape/output.ts';
import type { FileReport, Format, Report } from '../report.ts';

/** For a review comment: each finding with its place, its reason, the lines as fixed, and its link. */
export const markdownFormat: Format = {
  name: 'markdown',
  *render(report) {
    const files = report.files.filter(({ diagnostics }) => diagnostics.length > 0);
    if (files.length === 0)
      yield lines(md`
No findings.
      `);
    for (const [index, file] of files.entries()) {
      if (index > 0) yield lines(md``);
      yield* fileSection(file, report);
    }
  },
};

function* fileSection(file: FileReport, report: Report): Iterable<Output> {
  const starts = lineStarts(file.text);
  yield lines(md`### ${codeSpan(file.path)}\n`);
  for (const diagnostic of file.diagnostics) {
    const { rule, severity, message, range } = diagnostic;
    const { line } = positionAt(starts, range.start);
    const place = md`- **Line ${line}** (${markdownText(severity)})`;
    const item = md`${place}: ${markdownText(message)} ${markdownLink(rule, report.links.rule(rule))}`;
    yield lines(joinMarkdown([item, ...fixedLines(file, diagnostic)], '\n'));
  }
}

/** The lines that the fix changes, as they are afterwards. */
function fixedLines({ text }: FileReport, { fix }: FileReport['diagnostics'][number]): Markdown[] {
  if (fix === undefined || fix.edits.length === 0) return [];
  let first = text.length;
  let last = 0;
  for (const { range } of fix.edits) {
    first = Math.min(first, range.start);
    last = Math.max(last, range.end);
  }
  const start = first === 0 ? 0 : text.lastIndexOf('\n', first - 1) + 1;
  const newline = text.indexOf('\n', last);
  const end = newline < 0 ? text.length : newline;
  const fixed = applyEdits(text, fix.edits, { start, end }).trimEnd();
  return fixed === '' ? [] : [md``, codeBlock(fixed, 'dockerfile'), md``];
}
