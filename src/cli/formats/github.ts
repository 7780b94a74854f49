import { lineStarts } from '../../checker/index.ts';
import type { Format } from '../report.ts';
import { jsonRange } from './json.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Annotations of GitHub Actions: workflow commands on stdout ("Workflow commands for GitHub Actions"). */
export const githubFormat: Format = {
  name: 'github',
  render: (report) =>
    report.files
      .flatMap(({ path, text, diagnostics }) => {
        const starts = lineStarts(text);
        return diagnostics.map(({ rule, severity, message, range }) => {
          const { line, column, endLine, endColumn } = jsonRange(starts, range);
          const place = Object.entries({ file: path, line, col: column, endLine, endColumn, title: rule })
            .map(([name, value]) => `${name}=${property(String(value))}`)
            .join(',');
          return `::${COMMANDS[severity]} ${place}::${data(`${message} ${report.links.rule(rule)}`)}\n`;
        });
      })
      .join(''),
};

/** Escapes as actions/toolkit does (`packages/core/src/command.ts`). */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
