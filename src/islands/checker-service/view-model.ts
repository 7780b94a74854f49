import * as words from '../../i18n/en/exercise.ts';
import type { CriterionResult, Diagnostic, Grade, Range, RuleMeta } from '../../checker/index.ts';
import { lessonChecker, lineStarts, plainText, positionAt } from '../../checker/index.ts';
import type { FindingView, GradeView } from './view.ts';

/**
 * What the page lists before anything is checked: the criteria with what they ask for, read off the grade of the
 * starter, so that nothing moves when the first real grade arrives.
 */
export function uncheckedView(grade: Grade, text: string): GradeView {
  const view = gradeView(grade, text);
  const criteria = view.criteria.map((finding) => ({ ...finding, state: 'unchecked' as const }));
  return { ...view, criteria, summary: words.toBeChecked(criteria.length), status: '' };
}

/** So many other findings are listed; a file with more has one problem many times. */
const listed = 20;

/** Where the titles of rules come from: the engine that made the findings. */
type InfoOf = (id: string) => RuleMeta | undefined;

/** Turns a grade into what the panel shows and the status line says. Pure: the same grade gives the same words. */
export function gradeView(grade: Grade, text: string, infoOf: InfoOf = lessonChecker.rule): GradeView {
  const starts = lineStarts(text);
  // What the lesson asks for comes before what every image has to do.
  const isGoal = ({ id }: CriterionResult): boolean => id.startsWith('goal:');
  const [goals, rest] = [grade.criteria.filter(isGoal), grade.criteria.filter((each) => !isGoal(each))];
  const criteria = [...goals, ...rest].map((criterion) => criterionView(criterion, starts));
  const summary = summaryOf(goals.length > 0 ? goals : rest);
  return {
    passed: grade.passed,
    criteria,
    others: withKeys(grade.others.slice(0, listed)).map(([key, finding]) => otherView(key, finding, starts, infoOf)),
    furtherOthers: Math.max(0, grade.others.length - listed),
    summary,
    status: statusLine(grade.passed, summary, criteria),
  };
}

/** "1 of 2 met" */
function summaryOf(criteria: readonly CriterionResult[]): string {
  return words.summary(criteria.filter(({ state }) => state === 'met').length, criteria.length);
}

/** "Line 4" or "Lines 4–6". A range that ends at the beginning of a line does not reach into it. */
export function placeLabel(range: Range, starts: readonly number[]): string {
  const first = positionAt(starts, range.start).line;
  const last = positionAt(starts, Math.max(range.start, range.end - 1)).line;
  return first === last ? words.line(first) : words.lines(first, last);
}

function criterionView(criterion: CriterionResult, starts: readonly number[]): FindingView {
  const { symptom } = criterion;
  return {
    key: criterion.id,
    level: criterion.level,
    state: criterion.state,
    open: criterion.state === 'unmet' || criterion.state === 'unknown',
    label: criterion.label,
    // What has to wait for another row says so by its state.
    message: repeats(criterion) || criterion.state === 'not-yet' ? '' : (symptom ?? criterion.message),
    why: symptom === undefined ? '' : criterion.message.slice(symptom.length).trim(),
    rule: criterion.id.startsWith('rule:') ? criterion.id.slice('rule:'.length) : undefined,
    place: criterion.range && { range: criterion.range, label: placeLabel(criterion.range, starts) },
    fix: criterion.met ? undefined : criterion.fix,
  };
}

/** "It builds." below "It builds" would only make the list longer. */
function repeats({ label, message }: CriterionResult): boolean {
  return message.replace(/\.$/, '') === label;
}

function otherView(key: string, finding: Diagnostic, starts: readonly number[], infoOf: InfoOf): FindingView {
  return {
    key,
    level: finding.severity,
    state: 'seen',
    open: true,
    label: infoOf(finding.rule)?.title ?? finding.rule,
    message: finding.message,
    why: '',
    rule: finding.rule,
    place: { range: finding.range, label: placeLabel(finding.range, starts) },
    fix: finding.fix,
  };
}

/** Findings of one rule are told apart by their order, so that typing above them does not make them new. */
function withKeys(findings: readonly Diagnostic[]): [string, Diagnostic][] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const count = seen.get(finding.rule) ?? 0;
    seen.set(finding.rule, count + 1);
    return [`${finding.rule}#${count}`, finding];
  });
}

/** What stands first in the way, or what could not be told. */
function statusLine(passed: boolean, summary: string, criteria: readonly FindingView[]): string {
  const next = criteria.find((view) => view.state === 'unmet') ?? criteria.find((view) => view.state === 'unknown');
  const begin = passed ? words.passedWith(summary) : `${summary}.`;
  if (next === undefined) return begin;
  // Of a goal the symptom comes first: the line is part of the answer.
  const place = next.why === '' ? next.place?.label : undefined;
  return `${begin} ${place ?? plainText(next.label)}: ${plainText(next.message)}`;
}
