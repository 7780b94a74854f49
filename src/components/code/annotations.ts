import { lineStarts, positionAt, type Diagnostic } from '../../checker/index.ts';
import type { LineMark } from './highlight.ts';

/** A finding with the line that it begins on, from 1. */
interface PlacedFinding extends Diagnostic {
  readonly line: number;
}

/** Adds the line to findings, as a person counts. */
export function placeFindings(text: string, findings: readonly Diagnostic[]): PlacedFinding[] {
  const starts = lineStarts(text);
  return findings.map((finding) => ({ ...finding, line: positionAt(starts, finding.range.start).line }));
}

/** How lines with findings look: the most severe finding decides. */
export function findingMarks(findings: readonly PlacedFinding[]): Map<number, LineMark> {
  const order: readonly LineMark[] = ['info', 'warning', 'error'];
  const marks = new Map<number, LineMark>();
  for (const { line, severity } of findings) {
    if (order.indexOf(severity) > order.indexOf(marks.get(line) ?? 'mark')) marks.set(line, severity);
  }
  return marks;
}
