import * as words from '../../i18n/en/exercise.ts';
import type { Range } from '../../checker/index.ts';
import { applyEdits, lineStarts, positionAt, withoutEnd } from '../../checker/index.ts';
import type { FindingView } from './view.ts';

/**
 * A finding as Markdown, to be pasted into a review: what, where, why, the lines as they are and as they could be,
 * and the rule's page.
 * @param link Absolute address of the rule's page, where there is one.
 */
export function reviewMarkdown(finding: FindingView, text: string, link: string | undefined): string {
  const parts = [words.reviewTitle(finding.label, finding.place?.label), `${finding.message} ${finding.why}`.trim()];
  if (finding.place !== undefined) parts.push(...quotedLines(finding, text, finding.place.range));
  if (link !== undefined) parts.push(words.reviewRule(finding.rule ?? link, link));
  return `${parts.join('\n\n')}\n`;
}

function quotedLines(finding: FindingView, text: string, range: Range): string[] {
  const edits = finding.fix?.edits ?? [];
  const touched = [range, ...edits.map((edit) => edit.range)];
  const start = Math.min(...touched.map((place) => place.start));
  const end = Math.max(...touched.map((place) => place.end));
  const quoted = [fenced(wholeLines(text, start, end))];
  if (finding.fix !== undefined) {
    const changed = applyEdits(text, edits);
    quoted.push(
      words.reviewFix(finding.fix.title),
      fenced(wholeLines(changed, start, end + changed.length - text.length)),
    );
  }
  return quoted;
}

/** The lines that a stretch of text touches. */
function wholeLines(text: string, start: number, end: number): string {
  const starts = lineStarts(text);
  const first = positionAt(starts, start).line;
  const last = positionAt(starts, Math.max(start, end - 1)).line;
  return withoutEnd(text.slice(starts[first - 1], starts[last] ?? text.length), '\r\n');
}

/** A code block whose fence is longer than any in the text. */
function fenced(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map((match) => match[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}dockerfile\n${code}\n${fence}`;
}
