import { parseDockerfile } from '../syntax/dockerfile/parse-dockerfile.ts';
import type { Dockerfile, Instruction } from '../syntax/dockerfile/types.ts';
import { positionAt } from '../text.ts';
import { contextTree } from './context.ts';
import { ignoreFileOf } from './docker-ignore.ts';
import { Clock, Tree } from './files/tree.ts';
import { fatalProblem } from './problems.ts';
import { Budget, whyTooMuch } from './session.ts';
import { StageRun, type Stages } from './stage.ts';
import { startOf } from './start.ts';
import type { Because, Forecast, ForecastOptions, ForecastStep, Start, Verdict } from './types.ts';
import { type ContextUse, sentContext } from './sent.ts';
import { BuildVariables } from './variables.ts';

/** Commands and rounds that are followed in one file. */
const budget = 60_000;

/**
 * What a Dockerfile would do: whether it builds, what would be in the image, whether it would start and do its job.
 * Any text gives an answer. See forecast/types.ts for the three rules.
 */
export function forecast(source: string | Dockerfile, options: ForecastOptions = {}): Forecast {
  const file = typeof source === 'string' ? parseDockerfile(source) : source;
  const lineOf = (offset: number): number => positionAt(file.lineStarts, offset).line;
  const clock = new Clock();
  const { context, data } = options;
  const ignored = context === undefined ? undefined : ignoreFileOf(context);
  const uses: ContextUse[] = [];
  const shared: Stages = {
    file,
    options,
    lineOf,
    clock,
    budget: new Budget(budget),
    context:
      context === undefined || ignored === undefined ? undefined : new Tree(contextTree(context, ignored), clock),
    contextProblem: ignored?.problem,
    uses,
    globals: new BuildVariables(options),
    caches: new Map(),
    stages: [],
    byName: new Map(),
  };
  const early: ForecastStep[] = [];
  for (const instruction of file.instructions) {
    if (instruction.keyword === 'FROM') {
      shared.stages.push(new StageRun(shared, instruction, shared.stages.length));
      continue;
    }
    const stage = shared.stages.at(-1);
    if (stage !== undefined) stage.instructions.push(instruction);
    else {
      if (instruction.keyword === 'ARG') shared.globals.define(instruction, true);
      early.push(stepOutside(instruction, lineOf));
    }
  }
  const target = targetOf(shared, options.target);
  if (target !== undefined) markReached(target);
  const problem = fatalProblem(file) ?? shared.stages.map((stage) => stage.fatal()).find((each) => each !== undefined);
  if (problem === undefined) {
    for (const stage of shared.stages) if (stage.reached) stage.run();
  }
  const steps = [...early, ...shared.stages.flatMap((stage) => stage.allSteps())];
  const fatal: Because | undefined =
    problem !== undefined
      ? { line: lineOf(problem.range.start), range: problem.range, prints: problem.prints }
      : target === undefined && options.target !== undefined && shared.stages.length > 0
        ? { line: 1, range: { start: 0, end: 0 }, prints: `target stage ${options.target} could not be found` }
        : undefined;
  // What the context does not have is found before anything runs.
  const failures = steps.filter(({ outcome }) => outcome === 'fails');
  const failing = failures.find((step) => shared.stages[step.stage]?.isEarly(step) === true) ?? failures[0];
  const open = steps.find(({ outcome }) => outcome === 'unknown');
  const outcome = fatal !== undefined || failing !== undefined ? 'fails' : open !== undefined ? 'unknown' : 'builds';
  const because = fatal ?? failing?.because ?? open?.because;
  const end = outcome === 'fails' || target === undefined ? notStarted(because) : started(target, options.job);
  const index = data?.index;
  return {
    outcome,
    ...(because && { because }),
    steps,
    stages: shared.stages.map((stage) => stage.view()),
    target: target?.index,
    sent: context === undefined || ignored === undefined ? undefined : sentContext(context.paths, ignored, uses),
    ...end,
    absentInHealthcheck: () => (outcome === 'fails' ? undefined : target?.absentInHealthcheck()),
    data: {
      branch: data?.judgedOn ?? index?.branch,
      architecture: index?.architecture ?? 'x86_64',
      date: index?.date ?? '',
      complete: index?.complete ?? false,
    },
  };
}

/** How the container starts; unknown where that is too large or too deep to be followed. */
function started(target: StageRun, job: ForecastOptions['job']): { start: Start; job: Verdict } {
  const container = target.container();
  try {
    return startOf(container, job);
  } catch (error) {
    const because = { line: container.line, range: container.range, prints: whyTooMuch(error) };
    const open = { outcome: 'unknown', because, given: [] } as const;
    const { argv, user } = container;
    return { start: { ...open, argv, pid1: undefined, init: undefined, user, stops: 'unknown' }, job: open };
  }
}

function notStarted(because: Because | undefined): { start: Start; job: Verdict } {
  const why = because === undefined ? {} : { because };
  return {
    start: {
      outcome: 'fails',
      ...why,
      given: [],
      argv: undefined,
      pid1: undefined,
      init: undefined,
      user: undefined,
      stops: 'unknown',
    },
    job: { outcome: 'fails', ...why, given: [] },
  };
}

function stepOutside(instruction: Instruction, lineOf: (offset: number) => number): ForecastStep {
  return {
    line: lineOf(instruction.range.start),
    stage: -1,
    range: instruction.range,
    keyword: instruction.keyword,
    outcome: 'ok',
    given: [],
    adds: [],
    removes: [],
    hides: [],
    bytes: { value: 0, kind: 'context' },
  };
}

/** The stage that is built: by name or number, else the last. */
function targetOf({ stages }: Stages, target: string | undefined): StageRun | undefined {
  if (target === undefined || target === '') return stages.at(-1);
  const named = stages.filter(({ name }) => name === target.toLowerCase()).at(-1);
  return named ?? (/^\d+$/.test(target) ? stages[Number(target)] : undefined);
}

/** BuildKit builds only the stages that the target needs. */
function markReached(target: StageRun): void {
  const open = [target];
  for (let stage = open.pop(); stage !== undefined; stage = open.pop()) {
    if (stage.reached) continue;
    stage.reached = true;
    open.push(...stage.needs());
  }
}
