import { type Diagnostic, type Fix, type Range, lineStarts, positionAt } from '../../checker/index.ts';
import { lessonOfRule } from '../../rule-docs/lesson-of-rule.ts';
import { Fields, Items, jsonOutput, mapped } from '../escape/json.ts';
import { visible } from '../escape/shown.ts';
import type { FileReport, Format, Report } from '../report.ts';

/** Where something is, as editors count: from 1, columns in UTF-16 units, the end exclusive. */
interface JsonRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface JsonFix {
  readonly kind: Fix['kind'];
  readonly title: string;
  /** Each a `JsonRange` with the `text` that takes its place. */
  readonly edits: readonly unknown[] | Items;
}

/** One finding in `belay check --format json`. A contract: fields are added, never changed. */
interface JsonDiagnostic extends JsonRange {
  readonly rule: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly url: string;
  readonly lesson: string | null;
  readonly fix: JsonFix | null;
  /** Other places that belong to it, each a `JsonRange` with a `message`. */
  readonly related: readonly unknown[] | Items;
}

export const jsonFormat: Format = {
  name: 'json',
  render: (report) => jsonOutput(new Fields({ version: 1, files: new Items(jsonFiles(report)) })),
};

function* jsonFiles(report: Report): Iterable<Fields> {
  for (const file of report.files) {
    yield new Fields({ path: file.path, diagnostics: new Items(jsonDiagnostics(file, report)) });
  }
}

function* jsonDiagnostics({ text, diagnostics }: FileReport, report: Report): Iterable<JsonDiagnostic> {
  const starts = lineStarts(text);
  for (const { rule, severity, message, range, fix, related } of diagnostics) {
    yield {
      rule,
      severity,
      message: visible(message),
      ...jsonRange(starts, range),
      url: report.links.rule(rule),
      lesson: lessonOfRule[rule] ?? null,
      fix: jsonFix(starts, fix),
      related: jsonRelated(starts, related),
    };
  }
}

function jsonRelated(starts: readonly number[], related: Diagnostic['related'] = []): readonly unknown[] | Items {
  return mapped(related, ({ range, message }) => ({ ...jsonRange(starts, range), message: visible(message) }));
}

export function jsonRange(starts: readonly number[], range: Range): JsonRange {
  const start = positionAt(starts, range.start);
  const end = positionAt(starts, range.end);
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

export function jsonFix(starts: readonly number[], fix: Fix | undefined): JsonFix | null {
  if (fix === undefined) return null;
  const edits = mapped(fix.edits, (edit) => ({ ...jsonRange(starts, edit.range), text: edit.text }));
  return { kind: fix.kind, title: visible(fix.title), edits };
}
