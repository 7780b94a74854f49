import { diffLines } from 'diff';
import {
  type BuildContext,
  type Checker,
  type Diagnostic,
  lineStarts,
  parseDockerfile,
  positionAt,
  type Range,
} from '../../checker/index.ts';
import type { Markable } from './assess.ts';

/** What a reviewer looks at, and what the checker found in it. Made at build time. */
export interface ReviewTask {
  readonly rows: readonly DiffRow[];
  readonly findings: readonly ReviewFinding[];
}

export interface DiffRow {
  readonly text: string;
  readonly change: 'added' | 'removed' | 'same';
  /** Line of the new text, from 1; of the old one where it was removed. */
  readonly line: number;
}

export interface ReviewFinding extends Markable {
  readonly rule: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
}

interface Texts {
  readonly before: string;
  readonly after: string;
  /** Ids of rules that are left out. */
  readonly allow: readonly string[];
  readonly context?: BuildContext | undefined;
}

/**
 * The diff of two Dockerfiles and what a change brings in: what is found after it and was not before.
 * @param check the checker's.
 */
export function reviewTask({ before, after, allow, context }: Texts, check: Checker['check']): ReviewTask {
  const findingsOf = (text: string): readonly Diagnostic[] => check(text, { off: allow, context }).diagnostics;
  const rows = diffRows(before, after);
  const old = new Set(findingsOf(before).map((finding) => keyOf(finding, before)));
  const fresh = findingsOf(after).filter((finding) => !old.has(keyOf(finding, after)));
  const rowOfLine = new Map(rows.flatMap(({ change, line }, row) => (change === 'removed' ? [] : [[line, row]])));
  const rowsOf = (range: Range): number[] => linesOf(range, after).flatMap((line) => rowOfLine.get(line) ?? []);
  const instructions = parseDockerfile(after).instructions;
  const causes = removals(rows, findingsOf);
  const findings = fresh.map(({ rule, severity, message, range }): ReviewFinding => {
    const around = instructions.find((each) => each.range.start <= range.start && range.start <= each.range.end);
    const deleted = causes.filter(({ without }) => !without.has(rule)).map(({ row }) => row);
    return { rule, severity, message, on: rowsOf(range), near: [...(around ? rowsOf(around.range) : []), ...deleted] };
  });
  return { rows, findings };
}

function diffRows(before: string, after: string): DiffRow[] {
  const rows: DiffRow[] = [];
  let [oldLine, newLine] = [0, 0];
  for (const { value, added, removed } of diffLines(ended(before), ended(after))) {
    for (const text of value.replace(/\n$/, '').split('\n')) {
      if (!added) oldLine++;
      if (!removed) newLine++;
      rows.push({ text, change: added ? 'added' : removed ? 'removed' : 'same', line: removed ? oldLine : newLine });
    }
  }
  return rows;
}

/**
 * For each line that was removed, the rules that still find something when it is put back where it stood: what it keeps
 * away may be remarked at that line, which the new text does not have any more.
 */
function removals(
  rows: readonly DiffRow[],
  findingsOf: (text: string) => readonly Diagnostic[],
): { readonly row: number; readonly without: ReadonlySet<string> }[] {
  return rows.flatMap(({ change }, row) => {
    if (change !== 'removed') return [];
    const text = rows.filter((each, at) => at === row || each.change !== 'removed').map((each) => `${each.text}\n`);
    return [{ row, without: new Set(findingsOf(text.join('')).map(({ rule }) => rule)) }];
  });
}

/** What tells findings apart across a change that moves lines: the rule, and the text that it is about. */
function keyOf({ rule, range }: Diagnostic, text: string): string {
  return `${rule}\n${text.slice(range.start, range.end)}`;
}

/** Lines from 1 that a range reaches into. */
function linesOf({ start, end }: Range, text: string): number[] {
  const starts = lineStarts(text);
  const first = positionAt(starts, start).line;
  const last = positionAt(starts, Math.max(start, end - 1)).line;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

const ended = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);
