import { compareBranches } from '../data/alpine-releases.ts';
import { OLDEST_TABLE } from '../forecast/base-table.ts';
import type { Because, Forecast, ForecastStep } from '../forecast/types.ts';
import { rootOf } from '../model/stage-chain.ts';
import type { Stage, Step } from '../model/types.ts';
import type { RuleContext } from '../rule.ts';
import type { Range } from '../text.ts';

/** A step that certainly fails. Behind it nothing is known of its stage. */
interface FailingStep {
  readonly step: ForecastStep;
  readonly because: Because;
}

/** The first step of each stage that fails, with why. */
export function failingSteps(forecast: Forecast): FailingStep[] {
  return forecast.steps.flatMap((step) =>
    step.outcome === 'fails' && step.because !== undefined
      ? [{ step, because: { ...step.because, range: within(step.because.range, step.range) } }]
      : [],
  );
}

/** A range where it lies in another one, else that one: what a script of a file does has no place in the Dockerfile. */
export function within(range: Range, whole: Range): Range {
  return whole.start <= range.start && range.end <= whole.end && range.start < range.end ? range : whole;
}

/** The step of the model that an instruction of the forecast is. */
export function modelStep({ stagesWithOnbuild }: RuleContext, { start }: Range): Step | undefined {
  for (const { steps } of stagesWithOnbuild) {
    const found = steps.find(({ instruction: { range } }) => range.start <= start && start < range.end);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Whether a step stands on the distribution's own image. Of an official image of a program not everything is known, and what its
 * scripts have made (a folder that all may write to, a file that another one brings) is no ground for an error.
 */
export function isOnDistribution({ stage }: Step): boolean {
  const { kind, name = '' } = rootOf(stage).base;
  return (
    kind === 'scratch' ||
    /^(?:(?:index\.)?docker\.io\/)?(?:alpine|debian)$|(?:^|\/)library\/(?:alpine|debian)$/.test(name)
  );
}

/**
 * Packages of a branch that is older than the tables may need and bring others: `libtool` of Alpine 3.11 brings bash, and `py3-pip`
 * of 3.11 no `/usr/bin/pip`.
 */
export function mayBringOthers({ release, installed }: Stage): boolean {
  return (
    release !== undefined && release !== 'edge' && compareBranches(release, OLDEST_TABLE) < 0 && installed.size > 0
  );
}

/** Whether one of these rules has found something in a range already, or the cause of it in front. */
export function isFound(context: RuleContext, rules: readonly string[], { start, end }: Range): boolean {
  return context.found.some(
    ({ rule, range }) => rules.includes(rule) && range.start <= end && (start <= range.end || CAUSES.includes(rule)),
  );
}

/** Rules that find what leaves a command out: what is missing behind it is no fault of its own. */
const CAUSES = ['set-swallows', 'virtual-empty'];

/** What the real tool prints, its last telling line, in backquotes. */
export function quoted(prints: string): string {
  const lines = prints.split('\n').map((line) => line.trim());
  return `\`${lines.join(' ').replaceAll('`', "'").slice(0, 160)}\``;
}
