import { checker } from '../checker.ts';
import type { Diagnostic } from '../rule.ts';
import type { CheckOptions } from '../run-rules.ts';
import { applyEdits, lineStarts, positionAt } from '../text.ts';

/** Support dates are judged on this day in tests. */
export const TODAY = '2026-11-21';

/** The lines on which a rule reports something, from 1; throws what the rule throws. */
export function linesOf(id: string, text: string, options: CheckOptions = {}): number[] {
  const starts = lineStarts(text);
  return findingsOf(id, text, options).map(({ range }) => positionAt(starts, range.start).line);
}

/** What a rule reports; throws what the rule throws. */
export function findingsOf(id: string, text: string, options: CheckOptions = {}): readonly Diagnostic[] {
  const { diagnostics, failures } = checker.check(text, { today: TODAY, ...options, only: [id] });
  if (failures[0] !== undefined) throw failures[0].error;
  return diagnostics;
}

/** The text after the fix of a rule's first finding; undefined when it has none. */
export function fixedBy(id: string, text: string, options: CheckOptions = {}): string | undefined {
  const [first] = checker.check(text, { today: TODAY, ...options, only: [id] }).diagnostics;
  return first?.fix && applyEdits(text, first.fix.edits);
}

/** A Dockerfile of one Alpine stage around some lines. */
export function onAlpine(...lines: string[]): string {
  return ['FROM alpine:3.24', ...lines, ''].join('\n');
}
