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

interface ReviewFinding extends Markable {
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
  const causes = removals(
    rows,
    fresh.map(({ rule }) => rule),
    findingsOf,
  );
  const findings = fresh.map(({ rule, severity, message, range }): ReviewFinding => {
    const around = instructions.find((each) => each.range.start <= range.start && range.start <= each.range.end);
    const deleted = [...causes].flatMap(([row, rules]) => (rules.includes(rule) ? [row] : []));
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
 * For each line that was removed, the rules whose finding it kept away, which may be remarked there, where the new text has
 * no line any more: those that find nothing when it is put back, or else when all that was changed together with it is
 * undone.
 * @param fresh rules that find something in the new text.
 */
function removals(
  rows: readonly DiffRow[],
  fresh: readonly string[],
  findingsOf: (text: string) => readonly Diagnostic[],
): ReadonlyMap<number, readonly string[]> {
  const keptAway = (isKept: (row: DiffRow, at: number) => boolean): string[] => {
    const kept = rows.filter(isKept).map(({ text }) => `${text}\n`);
    const found = new Set(findingsOf(kept.join('')).map(({ rule }) => rule));
    return fresh.filter((rule) => !found.has(rule));
  };
  const removed = rows.flatMap(({ change }, row) => (change === 'removed' ? [row] : []));
  const alone = new Map(
    removed.map((row) => [row, keptAway(({ change }, at) => at === row || change !== 'removed')] as const),
  );
  const claimed = new Set([...alone.values()].flat());
  return new Map(
    [...alone].map(([row, rules]) => {
      if (rules.length > 0) return [row, rules];
      const [from, to] = hunkAround(row, rows);
      const undone = keptAway(({ change }, at) => change !== (at >= from && at <= to ? 'added' : 'removed'));
      return [row, undone.filter((rule) => !claimed.has(rule))];
    }),
  );
}

/** First and last row of what was changed in one piece. */
function hunkAround(row: number, rows: readonly DiffRow[]): readonly [from: number, to: number] {
  const isSame = ({ change }: DiffRow): boolean => change === 'same';
  const next = rows.findIndex((each, at) => at > row && isSame(each));
  return [rows.slice(0, row).findLastIndex(isSame) + 1, next < 0 ? rows.length - 1 : next - 1];
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
