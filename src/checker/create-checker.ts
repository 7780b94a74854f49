import { fixText, type FixResult } from './apply/fix-text.ts';
import { type ChosenFix, tryFix, type TriedFix } from './apply/try-fixes.ts';
import { forecast } from './forecast/forecast.ts';
import type { ForecastData } from './forecast/data.ts';
import type { Forecast, ForecastOptions } from './forecast/types.ts';
import { gradeText, type GradeOptions, type GradeResult } from './grade/grade.ts';
import type { LessonTask } from './grade/types.ts';
import type { FixKind, Rule, RuleContext, RuleMeta } from './rule.ts';
import type { Dockerfile } from './syntax/dockerfile/types.ts';
import { type CheckOptions, type CheckResult, runRules } from './run-rules.ts';
import { rulesOn } from './rules-on.ts';

/** What a checker is made of. */
interface CheckerParts {
  readonly rules: readonly Rule[];
  /** Ids of rules that there are besides: a comment may name them. */
  readonly idsBesides?: readonly string[];
  /** What the forecast knows of packages; asked for when it first needs it. */
  readonly data?: () => ForecastData;
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
  /** What a Dockerfile would do, with the checker's own data unless others are given. */
  readonly forecast: (text: string, options?: ForecastOptions) => Forecast;
  /** Grades a Dockerfile by what its image would be: a lesson's job and goals, judged on the branch that it was proved on. */
  readonly grade: (text: string, lesson: LessonTask, options?: GradeOptions) => GradeResult;
  /** Applies the fixes of the given kinds until none is left that holds. */
  readonly fix: (text: string, kinds: readonly FixKind[], options?: CheckOptions) => FixResult;
  /** The fix of one finding, for somebody who applies it by hand: the text that it makes, or why it must not be applied. */
  readonly tryFix: (text: string, fix: ChosenFix, options?: CheckOptions) => TriedFix;
}

/** The Alpine branch on which all lessons were proved and are judged, whatever a FROM says. */
export const PROVED_ON = '3.19';

/** The one door to the engine: a checker with certain rules. */
export function createChecker({ rules, idsBesides = [], data, splitStage }: CheckerParts): Checker {
  const foresee = (source: string | Dockerfile, options: ForecastOptions = {}): Forecast =>
    forecast(source, { data: data?.(), ...options });
  const inOrder = [...rules].sort((a, b) => Number(a.runsLast ?? false) - Number(b.runsLast ?? false));
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const ruleIds = [...byId.keys()];
  const betterWords = new Set(rules.flatMap(({ yieldsTo }) => yieldsTo ?? []));
  const isKnownPackage = (name: string): boolean => data?.().index?.providers(name).length !== 0;
  const ids = [...ruleIds, ...idsBesides].sort();
  const set = { on: rulesOn(inOrder), ids, betterWords, splitStage, isKnownPackage, foresee };
  const check: Checker['check'] = (text, options = {}) => runRules(set, text, options);
  const rule: Checker['rule'] = (id) => byId.get(id);
  const judge: Checker['forecast'] = (text, options) =>
    foresee(text, { ...options, data: { ...data?.(), ...options?.data, judgedOn: PROVED_ON } });
  return {
    rules,
    ruleIds,
    rule,
    check,
    forecast: foresee,
    grade: (text, lesson, options) => gradeText({ check, rule, forecast: judge }, text, lesson, options),
    fix: (text, kinds, options) => fixText((each) => check(each, options), text, kinds),
    tryFix: (text, fix, options) => tryFix((each) => check(each, options), text, fix),
  };
}
