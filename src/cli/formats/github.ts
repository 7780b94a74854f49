import { lineStarts } from '../../checker/index.ts';
import { workflowCommand } from '../escape/workflow-command.ts';
import type { Format } from '../report.ts';
import { jsonRange } from './json.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Annotations of GitHub Actions: workflow commands on stdout. */
export const githubFormat: Format = {
  name: 'github',
  *render(report) {
    for (const { path, text, diagnostics } of report.files) {
      const starts = lineStarts(text);
      for (const { rule, severity, message, range } of diagnostics) {
        const { line, column, endLine, endColumn } = jsonRange(starts, range);
        const place = { file: path, line, col: column, endLine, endColumn, title: rule };
        yield workflowCommand(COMMANDS[severity], place, `${message} ${report.links.rule(rule)}`);
      }
    }
  },
};
