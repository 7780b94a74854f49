import type { Forecast, ForecastStep } from '../forecast/types.ts';
import { rerunsAfterEdit } from '../model/reruns.ts';
import type { Model } from '../model/types.ts';
import { first, type Found, MET, notYet, unknown, unmet } from './finding.ts';
import type { Cached } from './types.ts';

/**
 * Whether the steps that do the slow work come from the cache when a file of the build context is edited.
 * @param model of the same text as the forecast.
 */
export function cachedFound({ edits, packages = [], makes = [] }: Cached, forecast: Forecast, model: Model): Found {
  if (forecast.sent === undefined) return unknown('Which files the build is sent is not known.');
  const isNeeded = ({ stage, outcome }: ForecastStep): boolean =>
    forecast.stages[stage]?.reached === true && outcome !== 'not-run';
  const steps = forecast.steps.filter(isNeeded);
  const wanted = [
    ...packages.map((name) => ({
      what: `installs \`${name}\``,
      steps: steps.filter((step) => step.packages?.adds.some((each) => each.name === name) === true),
    })),
    ...makes.map((name) => ({
      what: `makes \`${name}\``,
      steps: steps.filter(({ keyword, adds }) => keyword === 'RUN' && adds.some((path) => path.endsWith(`/${name}`))),
    })),
  ];
  const sent = edits.filter((path) => forecast.sent?.by(path) !== undefined);
  return first(wanted.flatMap((each) => sent.map((path) => stays(path, each, forecast, model))));
}

interface Wanted {
  /** "installs `jq`". */
  readonly what: string;
  readonly steps: readonly ForecastStep[];
}

function stays(path: string, { what, steps }: Wanted, { outcome }: Forecast, model: Model): Found {
  const { again, perhaps } = rerunsAfterEdit(model, path);
  const isIn = (those: typeof again, { range }: ForecastStep): boolean =>
    those.some(({ instruction }) => instruction.range.start === range.start);
  const rerun = steps.find((step) => isIn(again, step));
  if (rerun !== undefined) {
    const from = again.find(
      ({ stage, instruction }) => stage.index === rerun.stage && instruction.range.start <= rerun.range.start,
    );
    const reader = from === undefined || from.instruction.range.start === rerun.range.start ? undefined : from;
    const why =
      reader === undefined ? 'it reads that file' : `\`${reader.instruction.keyword}\` above it takes that file`;
    return unmet(`After an edit of \`${path}\`, line ${rerun.line} ${what} again: ${why}.`, rerun.range);
  }
  if (outcome === 'fails') return notYet('The build stops before this can be judged.');
  const open = steps.find((step) => isIn(perhaps, step));
  if (open !== undefined)
    return unknown(`Whether line ${open.line} runs again after an edit of \`${path}\` is not known.`, open.range);
  return steps.length > 0 ? MET : unknown(`Which line ${what} is not known.`);
}
