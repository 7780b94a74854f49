import type { CheckOptions, CheckResult } from '../run-rules.ts';
import type { ContextFiles } from '../context-of.ts';
import type { ForecastData } from '../forecast/data.ts';
import type { Forecast, ForecastOptions } from '../forecast/types.ts';
import { analyze } from '../model/analyze.ts';
import { fingerprint } from '../model/fingerprint.ts';
import type { BuildContext, Model } from '../model/types.ts';
import type { Diagnostic, RuleMeta } from '../rule.ts';
import { holdsFound } from './conditions.ts';
import type { Found } from './finding.ts';
import type { Naming } from './releases.ts';
import { buildFound, jobFound, startFound } from './outcomes.ts';
import type { CriterionResult, Goal, Grade, LessonTask } from './types.ts';

/** What a lesson begins with. */
interface Starter {
  readonly dockerfile: string;
  /** Its context without the Dockerfile. */
  readonly files: ContextFiles;
}

export interface GradeOptions {
  /** The lesson's starter: what does the same, with the same files beside it, never passes. */
  readonly starter?: Starter | undefined;
  readonly context?: BuildContext | undefined;
  readonly today?: string | undefined;
  /** What is known of packages, where it is more than the checker's own data. */
  readonly data?: ForecastData | undefined;
}

/** A grade, with the findings, the model and the forecast that it comes from. */
export interface GradeResult extends Grade {
  readonly checked: CheckResult;
  readonly forecast: Forecast;
}

/** The parts of a checker that grading needs. */
interface GradingParts {
  readonly check: (text: string, options: CheckOptions) => CheckResult;
  readonly rule: (id: string) => RuleMeta | undefined;
  readonly forecast: (text: string, options: ForecastOptions) => Forecast;
}

/** Rules that report what the forecast says fails. */
const FORETOLD: ReadonlySet<string> = new Set(['command-missing', 'file-missing', 'step-fails']);

/** Ids of what every lesson asks for, and what the page calls it. */
export const OUTCOMES = { builds: 'It builds', starts: 'It starts', job: 'It does its job' } as const;

/** Grades a Dockerfile by what its image would be. Takes any text and never throws on one. */
export function gradeText(
  parts: GradingParts,
  text: string,
  lesson: LessonTask,
  options: GradeOptions = {},
): GradeResult {
  const { target, job, contracts, goals, allow, messages = {} } = lesson;
  const { today = new Date().toISOString().slice(0, 10), context, data } = options;
  const sent = withDockerfile(context, text);
  const forecast = parts.forecast(text, { context: sent, target, job, contracts, data, layers: true });
  const found = parts.check(text, { today, target, context, off: allow, profile: 'lesson', foreseen: forecast });
  const diagnostics = found.diagnostics.map((each) => ({ ...each, message: messages[each.rule] ?? each.message }));
  const checked = { ...found, diagnostics };
  const outcomes = [
    criterion('builds', OUTCOMES.builds, buildFound(forecast)),
    criterion('starts', OUTCOMES.starts, startFound(forecast)),
    criterion('job', OUTCOMES.job, jobFound(forecast, job)),
  ];
  const judged = [...outcomes, ...goals.map((goal) => goalResult(goal, forecast, { model: found.model, today }))];
  // One fault, one row: an error is a criterion of its own where nothing else says that something is wrong.
  const errors = checked.diagnostics.filter(({ severity }) => severity === 'error');
  const isClean = judged.every(({ state }) => state !== 'unmet');
  const blocking = isClean ? [...new Set(errors.map(({ rule }) => rule))].map((id) => blocked(parts, id, errors)) : [];
  const criteria = [...judged, ...blocking];
  const isComplete = criteria.every(({ id, state }) => state === 'met' || (state === 'unknown' && id in OUTCOMES));
  return {
    passed: isComplete && errors.length === 0 && !isStarter(checked.model, lesson, options),
    criteria,
    others: checked.diagnostics.filter((each) => (isClean ? each.severity !== 'error' : !isTold(each, judged))),
    checked,
    forecast,
  };
}

/** The fault that keeps a criterion from being met, once more: rules over the forecast find what the criteria say. */
function isTold({ rule, range }: Diagnostic, judged: readonly CriterionResult[]): boolean {
  return (
    FORETOLD.has(rule) &&
    judged.some(
      (each) =>
        each.state === 'unmet' &&
        each.range !== undefined &&
        range.start <= each.range.end &&
        each.range.start <= range.end,
    )
  );
}

/** Docker sends the Dockerfile along with the context. */
function withDockerfile(context: BuildContext | undefined, text: string): BuildContext | undefined {
  if (context === undefined || context.paths.includes('Dockerfile')) return context;
  return {
    paths: [...context.paths, 'Dockerfile'],
    read: (path) => (path === 'Dockerfile' ? text : context.read(path)),
    stat: (path) => (path === 'Dockerfile' ? undefined : context.stat?.(path)),
  };
}

function goalResult({ id, says, symptom, holds }: Goal, forecast: Forecast, naming: Naming): CriterionResult {
  const found = holdsFound(holds, forecast, naming);
  if (found.state !== 'unmet') return criterion(`goal:${id}`, says, found);
  return { ...criterion(`goal:${id}`, says, { ...found, cause: `${symptom} ${found.cause}` }), symptom };
}

function criterion(id: string, label: string, { state, cause, range }: Found): CriterionResult {
  return {
    id,
    level: 'essential',
    state,
    met: state === 'met',
    label,
    message: state === 'met' ? `${label}.` : cause,
    range: state === 'met' ? undefined : range,
    fix: undefined,
  };
}

function blocked(parts: GradingParts, id: string, errors: readonly Diagnostic[]): CriterionResult {
  const found = errors.find(({ rule }) => rule === id);
  const title = parts.rule(id)?.title ?? id;
  const result = criterion(`rule:${id}`, title, {
    state: 'unmet',
    cause: found?.message ?? title,
    range: found?.range,
  });
  return { ...result, fix: found?.fix };
}

function isStarter(model: Model, { target }: LessonTask, { starter, context }: GradeOptions): boolean {
  if (starter === undefined || !hasFilesOf(starter, context)) return false;
  return fingerprint(model) === fingerprint(analyze(starter.dockerfile, { target, context }));
}

/** Nothing beside the Dockerfile is changed, taken away or added; without a context nothing can be. */
function hasFilesOf({ files }: Starter, context: BuildContext | undefined): boolean {
  if (context === undefined) return true;
  const paths = context.paths.filter((path) => path !== 'Dockerfile');
  return (
    paths.length === Object.keys(files).length &&
    paths.every((path) => Object.hasOwn(files, path) && files[path] === context.read(path))
  );
}
