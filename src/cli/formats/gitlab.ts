import { lineStarts, positionAt } from '../../checker/index.ts';
import type { Format } from '../report.ts';

const SEVERITIES = { error: 'critical', warning: 'major', info: 'info' } as const;

/** GitLab's code quality report ("Code Quality report format"). The fingerprint survives lines that are moved. */
export const gitlabFormat: Format = {
  name: 'gitlab',
  async render(report) {
    // Loading it takes as long as everything else, so only this format does.
    const { createHash } = await import('node:crypto');
    const issues = report.files.flatMap(({ path, text, diagnostics }) => {
      const starts = lineStarts(text);
      const seen = new Map<string, number>();
      return diagnostics.map(({ rule, severity, message, range }) => {
        const subject = `${rule}\n${path}\n${text.slice(range.start, range.end)}`;
        const nth = seen.get(subject) ?? 0;
        seen.set(subject, nth + 1);
        return {
          description: `${message} ${report.links.rule(rule)}`,
          check_name: rule,
          fingerprint: createHash('sha256')
            .update(`${subject}\n${String(nth)}`)
            .digest('hex'),
          severity: SEVERITIES[severity],
          location: { path, lines: { begin: positionAt(starts, range.start).line } },
        };
      });
    });
    return `${JSON.stringify(issues, null, 2)}\n`;
  },
};
