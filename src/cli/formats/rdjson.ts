import { type Position, lineStarts, positionAt } from '../../checker/index.ts';
import { Fields, Items, jsonOutput, mapped } from '../escape/json.ts';
import { markdownText } from '../escape/markdown.ts';
import type { FileReport, Format, Report } from '../report.ts';

const SEVERITIES = { error: 'ERROR', warning: 'WARNING', info: 'INFO' } as const;

/**
 * Reviewdog Diagnostic Format, as one JSON object (reviewdog, `proto/rdf/reviewdog.proto`). Its columns count UTF-8
 * bytes from 1.
 */
export const rdjsonFormat: Format = {
  name: 'rdjson',
  render: (report) =>
    jsonOutput(
      new Fields({
        source: { name: 'belay', url: report.links.home },
        diagnostics: new Items(diagnosticsIn(report)),
      }),
    ),
};

function* diagnosticsIn(report: Report): Iterable<unknown> {
  for (const file of report.files) yield* diagnosticsOf(file, report);
}

const encoder = new TextEncoder();

/** Of a text in UTF-8; most lines are ASCII, where a character is a byte. */
function byteLength(text: string): number {
  return /[^\0-\x7f]/.test(text) ? encoder.encode(text).length : text.length;
}

function* diagnosticsOf({ path, text, diagnostics }: FileReport, report: Report): Iterable<unknown> {
  const starts = lineStarts(text);
  const place = (offset: number): Position => {
    const { line, column } = positionAt(starts, offset);
    return { line, column: byteLength(text.slice(offset - column + 1, offset)) + 1 };
  };
  const span = (range: { start: number; end: number }): unknown => ({
    start: place(range.start),
    end: place(range.end),
  });
  for (const { rule, severity, message, range, fix, related = [] } of diagnostics) {
    yield {
      // reviewdog makes a review comment of it, in Markdown.
      message: markdownText(message),
      location: { path, range: span(range) },
      severity: SEVERITIES[severity],
      code: { value: rule, url: report.links.rule(rule) },
      ...(related.length > 0 && {
        relatedLocations: mapped(related, (place) => ({
          message: markdownText(place.message),
          location: { path, range: span(place.range) },
        })),
      }),
      ...(fix === undefined
        ? {}
        : { suggestions: mapped(fix.edits, (edit) => ({ range: span(edit.range), text: edit.text })) }),
    };
  }
}
