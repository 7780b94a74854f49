import { fixText, type FixResult } from './apply/fix-text.ts';
import { type ChosenFix, tryFix, type TriedFix } from './apply/try-fixes.ts';
import { gradeText, type GradeOptions, type GradeResult } from './grade/grade.ts';
import type { LessonCriteria } from './grade/types.ts';
import type { FixKind, Rule, RuleContext, RuleMeta } from './rule.ts';
import { type CheckOptions, type CheckResult, runRules } from './run-rules.ts';

/** What a checker is made of. */
interface CheckerParts {
  readonly rules: readonly Rule[];
  /** A large rewrite that rules may offer; a checker of few rules goes without. */
  readonly splitStage?: RuleContext['splitStage'];
}

/** Rules at work. Every function takes any text and never throws on one. */
export interface Checker {
  /** What is known of each rule, in the order given. */
  readonly rules: readonly RuleMeta[];
  readonly ruleIds: readonly string[];
  /** Undefined for an id that does not exist. */
  readonly rule: (id: string) => RuleMeta | undefined;
  /** Checks a Dockerfile against the rules. */
  readonly check: (text: string, options?: CheckOptions) => CheckResult;
  /** Grades a Dockerfile by a lesson's criteria. */
  readonly grade: (text: string, lesson: LessonCriteria, options?: GradeOptions) => GradeResult;
  /** Applies the fixes of the given kinds until none is left that holds. */
  readonly fix: (text: string, kinds: readonly FixKind[], options?: CheckOptions) => FixResult;
  /** The fix of one finding, for somebody who applies it by hand: the text that it makes, or why it must not be applied. */
  readonly tryFix: (text: string, fix: ChosenFix, options?: CheckOptions) => TriedFix;
}

/** The one door to the engine: a checker with certain rules. */
export function createChecker({ rules, splitStage }: CheckerParts): Checker {
  const inOrder = [...rules].sort((a, b) => Number(a.runsLast ?? false) - Number(b.runsLast ?? false));
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const ruleIds = [...byId.keys()];
  const check: Checker['check'] = (text, options = {}) =>
    runRules({ rules: inOrder, ids: ruleIds, splitStage }, text, options);
  const rule: Checker['rule'] = (id) => byId.get(id);
  return {
    rules,
    ruleIds,
    rule,
    check,
    grade: (text, lesson, options) => gradeText({ check, rule }, text, lesson, options),
    fix: (text, kinds, options) => fixText((each) => check(each, options), text, kinds),
    tryFix: (text, fix, options) => tryFix((each) => check(each, options), text, fix),
  };
}
