/**
 * The checker with the rules that lessons grade by, for the first moments of a lesson page: the same engine as
 * `index.ts`, and small enough to be there before the learner types. The other rules follow with `index.ts`.
 */
import { checkWith, makeRuleSet, type CheckOptions, type CheckResult } from './engine.ts';
import { gradeWith, type Graded, type GradeOptions } from './grade/grade-with.ts';
import type { LessonCriteria } from './grade/types.ts';
import { taughtRules } from './rules/taught.ts';
import type { RuleMeta } from './rule.ts';

export { tryFix } from './apply-fix.ts';
export { applyEdits, lineStarts, positionAt } from './text.ts';
export { analyze } from './model/analyze.ts';
export { fingerprint } from './model/fingerprint.ts';
export { describeDifferences } from './model/differences.ts';

const set = makeRuleSet(taughtRules);

/** True when grading by these criteria needs no other rule. */
export function isTaught(lesson: LessonCriteria): boolean {
  return lesson.criteria.every((criterion) => !('rule' in criterion) || set.byId.has(criterion.rule));
}

/** A rule's metadata; undefined for a rule that is not here. */
export function ruleInfo(id: string): RuleMeta | undefined {
  return set.byId.get(id);
}

export function check(text: string, options: CheckOptions = {}): CheckResult {
  return checkWith(set, text, options);
}

export function grade(text: string, lesson: LessonCriteria, options: GradeOptions = {}): Graded {
  return gradeWith(set, text, lesson, options);
}
