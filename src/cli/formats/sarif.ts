import { type Fix, type Range, lineStarts } from '../../checker/index.ts';
import { fileUri } from '../escape/file-uri.ts';
import { Fields, Items, jsonOutput, mapped } from '../escape/json.ts';
import { visible } from '../escape/shown.ts';
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
    const ids = rulesIn(report);
    const run = new Fields({
      tool: {
        driver: {
          name: 'belay',
          informationUri: report.links.home,
          rules: ids.map((id) => sarifRule(id, report)),
        },
      },
      invocations: [invocation(report.problems)],
      columnKind: 'utf16CodeUnits',
      results: new Items(sarifResults(report, ids)),
    });
    const log = new Fields({
      $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: new Items([run]),
    });
    return jsonOutput(log);
  },
};

function rulesIn({ files }: Report): string[] {
  const ids = new Set<string>();
  for (const { diagnostics } of files) for (const { rule } of diagnostics) ids.add(rule);
  return [...ids].sort();
}

/** Whoever reads the report alone learns here that it is not of everything. */
function invocation(problems: readonly string[]): unknown {
  return {
    executionSuccessful: problems.length === 0,
    toolExecutionNotifications: problems.map((text) => ({ level: 'error', message: sarifText(text) })),
  };
}

/** A plain text of SARIF may hold links, `[text](address)` (3.11.6); none of ours does. */
function sarifText(text: string): { text: string } {
  return { text: visible(text).replaceAll('](', '] (') };
}

function sarifRule(id: string, report: Report): unknown {
  const rule = report.rule(id);
  return {
    id,
    shortDescription: sarifText(rule?.title ?? id),
    helpUri: report.links.rule(id),
    defaultConfiguration: { level: LEVELS[rule?.severity ?? 'warning'] },
  };
}

function* sarifResults(report: Report, ids: readonly string[]): Iterable<unknown> {
  const indexes = new Map(ids.map((id, index) => [id, index]));
  for (const file of report.files) yield* resultsOf(file, indexes);
}

function* resultsOf({ path, text, diagnostics }: FileReport, indexes: ReadonlyMap<string, number>): Iterable<unknown> {
  const starts = lineStarts(text);
  const artifactLocation = { uri: fileUri(path) };
  const location = (range: Range): unknown => ({ artifactLocation, region: region(starts, range) });
  for (const { rule, severity, message, range, fix, related = [] } of diagnostics) {
    yield {
      ruleId: rule,
      ruleIndex: indexes.get(rule),
      level: LEVELS[severity],
      message: sarifText(message),
      locations: [{ physicalLocation: location(range) }],
      ...(related.length > 0 && {
        relatedLocations: mapped(related, (place) => ({
          physicalLocation: location(place.range),
          message: sarifText(place.message),
        })),
      }),
      ...(fix === undefined ? {} : { fixes: [sarifFix(starts, fix, artifactLocation)] }),
    };
  }
}

function sarifFix(starts: readonly number[], { title, edits }: Fix, artifactLocation: unknown): unknown {
  const replacements = mapped(edits, (edit) => ({
    deletedRegion: region(starts, edit.range),
    insertedContent: { text: edit.text },
  }));
  return { description: sarifText(title), artifactChanges: [{ artifactLocation, replacements }] };
}

function region(starts: readonly number[], range: Range): unknown {
  const { line, column, endLine, endColumn } = jsonRange(starts, range);
  return { startLine: line, startColumn: column, endLine, endColumn };
}
