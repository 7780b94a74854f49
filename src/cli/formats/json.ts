import { type Diagnostic, type Fix, type Range, lineStarts, positionAt } from '../../checker/index.ts';
import { lessonOfRule } from '../../rule-docs/lesson-of-rule.ts';
import type { FileReport, Format, Report } from '../report.ts';

/** Where something is, as editors count: from 1, columns in UTF-16 units, the end exclusive. */
export interface JsonRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface JsonFix {
  readonly kind: Fix['kind'];
  readonly title: string;
  readonly edits: readonly (JsonRange & { readonly text: string })[];
}

/** One finding in `belay check --format json`. A contract: fields are added, never changed. */
export interface JsonDiagnostic extends JsonRange {
  readonly rule: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly url: string;
  readonly lesson: string | null;
  readonly fix: JsonFix | null;
}

export interface JsonReport {
  readonly version: 1;
  readonly files: readonly { readonly path: string; readonly diagnostics: readonly JsonDiagnostic[] }[];
}

export const jsonFormat: Format = {
  name: 'json',
  render(report) {
    const data: JsonReport = { version: 1, files: report.files.map((file) => jsonFile(file, report)) };
    return `${JSON.stringify(data, null, 2)}\n`;
  },
};

function jsonFile(file: FileReport, report: Report): JsonReport['files'][number] {
  const starts = lineStarts(file.text);
  return {
    path: file.path,
    diagnostics: file.diagnostics.map((diagnostic) => ({
      rule: diagnostic.rule,
      severity: diagnostic.severity,
      message: diagnostic.message,
      ...jsonRange(starts, diagnostic.range),
      url: report.links.rule(diagnostic.rule),
      lesson: lessonOfRule[diagnostic.rule] ?? null,
      fix: jsonFix(starts, diagnostic.fix),
    })),
  };
}

export function jsonRange(starts: readonly number[], range: Range): JsonRange {
  const start = positionAt(starts, range.start);
  const end = positionAt(starts, range.end);
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

export function jsonFix(starts: readonly number[], fix: Fix | undefined): JsonFix | null {
  if (fix === undefined) return null;
  const edits = fix.edits.map((edit) => ({ ...jsonRange(starts, edit.range), text: edit.text }));
  return { kind: fix.kind, title: fix.title, edits };
}
