import { lineStarts, positionAt } from '../../checker/index.ts';
import { Items, jsonOutput } from '../escape/json.ts';
import { visible } from '../escape/shown.ts';
import type { FileReport, Format, Report } from '../report.ts';

const SEVERITIES = { error: 'critical', warning: 'major', info: 'info' } as const;

/** GitLab's code quality report ("Code Quality report format"). The fingerprint survives lines that are moved. */
export const gitlabFormat: Format = {
  name: 'gitlab',
  async render(report) {
    // Loading it takes as long as everything else, so only this format does.
    const { createHash } = await import('node:crypto');
    const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
    return jsonOutput(new Items(issues(report, hash)));
  },
};

function* issues(report: Report, hash: (text: string) => string): Iterable<unknown> {
  for (const file of report.files) yield* issuesOf(file, report, hash);
}

function* issuesOf(
  { path, text, diagnostics }: FileReport,
  report: Report,
  hash: (text: string) => string,
): Iterable<unknown> {
  const starts = lineStarts(text);
  const seen = new Map<string, number>();
  for (const { rule, severity, message, range } of diagnostics) {
    const subject = `${rule}\n${path}\n${text.slice(range.start, range.end)}`;
    const nth = seen.get(subject) ?? 0;
    seen.set(subject, nth + 1);
    yield {
      description: `${visible(message)} ${report.links.rule(rule)}`,
      check_name: rule,
      fingerprint: hash(`${subject}\n${String(nth)}`),
      severity: SEVERITIES[severity],
      location: { path, lines: { begin: positionAt(starts, range.start).line } },
    };
  }
}
