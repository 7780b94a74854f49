import type { CheckOptions, CheckResult } from '../run-rules.ts';
import { analyze } from '../model/analyze.ts';
import { fingerprint } from '../model/fingerprint.ts';
import type { BuildContext, Model } from '../model/types.ts';
import type { Diagnostic, RuleMeta } from '../rule.ts';
import { EXPECTATIONS, type Outcome } from './expectations.ts';
import type { CriterionResult, CriterionSpec, Expectation, Grade, LessonCriteria } from './types.ts';
import { describeWhere, stagesOf } from './where.ts';

export interface GradeOptions {
  /** Text of the lesson's starter: a Dockerfile that does the same as it never passes. */
  readonly starter?: string | undefined;
  readonly context?: BuildContext | undefined;
  readonly today?: string | undefined;
}

/** A grade, with the findings and the model that it comes from. */
export interface GradeResult extends Grade {
  readonly checked: CheckResult;
}

/** The part of a checker that grading needs. Its rules hold those of the criteria. */
interface GradingRules {
  readonly check: (text: string, options: CheckOptions) => CheckResult;
  readonly rule: (id: string) => RuleMeta | undefined;
}

/** Grades a Dockerfile by a lesson's criteria. Takes any text and never throws on one. */
export function gradeText(
  rules: GradingRules,
  text: string,
  lesson: LessonCriteria,
  options: GradeOptions = {},
): GradeResult {
  const also = lesson.criteria.flatMap((criterion) => ('rule' in criterion ? [criterion.rule] : []));
  const checked = rules.check(text, {
    today: options.today,
    target: lesson.target,
    context: options.context,
    also,
    off: lesson.allow,
    profile: 'lesson',
  });
  const { diagnostics, model } = checked;
  const criteria = lesson.criteria.map((criterion) => gradeOne(rules, criterion, diagnostics, model));
  // A template is only noted elsewhere; here it does not build either.
  const isUnread = model.file.problems.some(({ code }) => code === 'unknown-instruction');
  const broken = diagnostics.find(({ rule, severity }) => rule === 'syntax' && (severity === 'error' || isUnread));
  if (broken !== undefined && !also.includes('syntax')) criteria.push(ruleResult(rules, { rule: 'syntax' }, [broken]));
  const complete = criteria.every(({ met, level }) => met || level !== 'essential');
  return {
    passed: complete && !isStarter(model, lesson, options),
    criteria,
    others: diagnostics.filter(({ rule }) => !also.includes(rule)),
    checked,
  };
}

/** The id of a criterion: `rule:apk-no-cache`, `expect:installs:git,jq`, `expect:runs:make@build`. */
export function criterionId(criterion: CriterionSpec): string {
  if ('rule' in criterion) return `rule:${criterion.rule}`;
  const where = criterion.expect.in ?? 'final';
  const fields = fieldsOf(criterion.expect).map(([key, value]) => `${key}:${testOf(key).id(value)}`);
  return `expect:${fields.join(';')}${where === 'final' ? '' : `@${where}`}`;
}

function gradeOne(
  rules: GradingRules,
  criterion: CriterionSpec,
  diagnostics: readonly Diagnostic[],
  model: Model,
): CriterionResult {
  if ('rule' in criterion)
    return ruleResult(
      rules,
      criterion,
      diagnostics.filter(({ rule }) => rule === criterion.rule),
    );
  return expectResult(criterion, model);
}

function ruleResult(
  rules: GradingRules,
  criterion: Extract<CriterionSpec, { rule: string }>,
  found: readonly Diagnostic[],
): CriterionResult {
  const first = found[0];
  const title = rules.rule(criterion.rule)?.title ?? criterion.rule;
  return {
    id: criterionId(criterion),
    level: criterion.level ?? 'essential',
    met: first === undefined,
    label: title,
    message: first?.message ?? `Done: ${title}.`,
    range: first?.range,
    fix: first?.fix,
  };
}

function expectResult(criterion: Extract<CriterionSpec, { expect: Expectation }>, model: Model): CriterionResult {
  const where = criterion.expect.in ?? 'final';
  const stages = stagesOf(model, where);
  const place = describeWhere(where);
  const fields = fieldsOf(criterion.expect);
  const label = sentence(fields.map(([key, value]) => testOf(key).label(value, place)).join(', and '));
  // One stage has to meet every field; where several could, the one that misses least is shown.
  const perStage = stages.map((stage) => fields.map(([key, value]) => testOf(key).test(value, stage, model, place)));
  const best = perStage.sort((a, b) => failures(a).length - failures(b).length)[0];
  const failed = best === undefined ? undefined : failures(best)[0];
  const met = best !== undefined && failed === undefined;
  const missing = best === undefined ? `There is no stage for this yet: ${label}.` : (failed?.missing ?? '');
  const because = criterion.because === undefined ? '' : ` ${criterion.because}`;
  return {
    id: criterionId(criterion),
    level: criterion.level ?? 'essential',
    met,
    label,
    message: met ? `${label}.` : `${missing}${because}`,
    range: met ? undefined : failed?.range,
    fix: undefined,
  };
}

type Field = keyof typeof EXPECTATIONS;
interface AnyTest {
  id(value: unknown): string;
  label(value: unknown, where: string): string;
  test(value: unknown, stage: Model['stages'][number], model: Model, where: string): Outcome;
}

/** The schema of the front matter (or the type of the caller) has already tied each value to its key. */
function testOf(key: Field): AnyTest {
  return EXPECTATIONS[key];
}

function fieldsOf(expect: Expectation): [Field, unknown][] {
  return Object.entries(expect).filter(
    (entry): entry is [Field, unknown] => Object.hasOwn(EXPECTATIONS, entry[0]) && entry[1] !== undefined,
  );
}

function failures(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.filter(({ met }) => !met);
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isStarter(model: Model, lesson: LessonCriteria, options: GradeOptions): boolean {
  if (options.starter === undefined) return false;
  return (
    fingerprint(model) === fingerprint(analyze(options.starter, { target: lesson.target, context: options.context }))
  );
}
