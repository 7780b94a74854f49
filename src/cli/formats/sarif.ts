import { pathToFileURL } from 'node:url';
import { lineStarts } from '../../checker/index.ts';
import type { FileReport, Format, Report } from '../report.ts';
import { jsonRange } from './json.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * SARIF 2.1.0 (OASIS standard of 27 March 2020), as code scanning services read it. Columns count UTF-16 code units,
 * which is what `columnKind` says.
 */
export const sarifFormat: Format = {
  name: 'sarif',
  render(report) {
    const ids = [...new Set(report.files.flatMap(({ diagnostics }) => diagnostics.map(({ rule }) => rule)))].sort();
    const log = {
      $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'belay',
              informationUri: report.links.home,
              rules: ids.map((id) => sarifRule(id, report)),
            },
          },
          invocations: [invocation(report.problems)],
          columnKind: 'utf16CodeUnits',
          results: report.files.flatMap((file) => sarifResults(file, ids)),
        },
      ],
    };
    return `${JSON.stringify(log, null, 2)}\n`;
  },
};

/** Whoever reads the report alone learns here that it is not of everything. */
function invocation(problems: readonly string[]): unknown {
  return {
    executionSuccessful: problems.length === 0,
    toolExecutionNotifications: problems.map((text) => ({ level: 'error', message: { text } })),
  };
}

/** An absolute path is a URI of its own; a relative one is meant from wherever the log is read. */
function uriOf(path: string): string {
  if (/^(?:\/|[A-Za-z]:\/)/.test(path)) return pathToFileURL(path).href;
  return path.split('/').map(encodeURIComponent).join('/');
}

function sarifRule(id: string, report: Report): unknown {
  const rule = report.rule(id);
  return {
    id,
    shortDescription: { text: rule?.title ?? id },
    helpUri: report.links.rule(id),
    defaultConfiguration: { level: LEVELS[rule?.severity ?? 'warning'] },
  };
}

function sarifResults({ path, text, diagnostics }: FileReport, ids: readonly string[]): unknown[] {
  const starts = lineStarts(text);
  const region = (range: { start: number; end: number }): unknown => {
    const { line, column, endLine, endColumn } = jsonRange(starts, range);
    return { startLine: line, startColumn: column, endLine, endColumn };
  };
  const artifactLocation = { uri: uriOf(path) };
  return diagnostics.map(({ rule, severity, message, range, fix }) => ({
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation, region: region(range) } }],
    ...(fix === undefined
      ? {}
      : {
          fixes: [
            {
              description: { text: fix.title },
              artifactChanges: [
                {
                  artifactLocation,
                  replacements: fix.edits.map((edit) => ({
                    deletedRegion: region(edit.range),
                    insertedContent: { text: edit.text },
                  })),
                },
              ],
            },
          ],
        }),
  }));
}
