import { parseDockerfile } from '../syntax/dockerfile/parse-dockerfile.ts';
import type { Dockerfile, Instruction } from '../syntax/dockerfile/types.ts';
import { resolveBase } from './base.ts';
import { StageBuilder } from './stage-builder.ts';
import type { BuildContext, Model, Stage } from './types.ts';
import { VariableLog } from './variables.ts';
import { expandWord } from '../syntax/expand.ts';

interface AnalyzeOptions {
  /** Name or number of the stage that is built; default the last. */
  readonly target?: string | undefined;
  /** The build context where it is known. */
  readonly context?: BuildContext | undefined;
}

/** Reads a Dockerfile into the model. Takes any text and never throws on one. */
export function analyze(text: string, options: AnalyzeOptions = {}): Model {
  return analyzeFile(parseDockerfile(text), options);
}

/** The model of a parsed Dockerfile. */
function analyzeFile(file: Dockerfile, options: AnalyzeOptions = {}): Model {
  const globals = new VariableLog();
  const builders = new Map<Stage, StageBuilder>();
  const stages: Stage[] = [];
  const byName = new Map<string, Stage>();
  let current: StageBuilder | undefined;
  const finish = (): void => {
    const triggers = current?.triggers(options.context);
    if (triggers !== undefined) builders.set(triggers.stage, triggers);
  };
  for (const instruction of file.instructions) {
    if (instruction.keyword === 'FROM') {
      finish();
      const view = globals.view();
      const earlier = { all: stages, byName, before: stages.length };
      current = new StageBuilder(instruction, resolveBase(instruction, byName, view), earlier, view, options.context);
      builders.set(current.stage, current);
      stages.push(current.stage);
      if (current.stage.name !== undefined) byName.set(current.stage.name, current.stage);
    } else if (current !== undefined) {
      current.add(instruction);
    } else if (instruction.keyword === 'ARG') {
      defineGlobals(instruction, globals);
    }
  }
  finish();
  const target = findTarget(stages, options.target);
  markReached(builders, target);
  return { file, stages, target, globalArgs: globals.view(), context: options.context, memo: undefined };
}

function defineGlobals(instruction: Instruction, globals: VariableLog): void {
  const view = globals.view();
  for (const { name, value } of instruction.pairs) {
    globals.set(name, value === undefined ? undefined : expandWord(value.parts, (variable) => view.get(variable)));
  }
}

function findTarget(stages: readonly Stage[], target: string | undefined): Stage | undefined {
  if (target === undefined) return stages.at(-1);
  return (
    stages.find((stage) => stage.name === target.toLowerCase()) ??
    (/^\d+$/.test(target) ? stages[Number(target)] : undefined) ??
    stages.at(-1)
  );
}

/** Walks from the target to everything it needs, the way BuildKit decides what to build. */
function markReached(builders: ReadonlyMap<Stage, StageBuilder>, target: Stage | undefined): void {
  for (let stage = target; stage !== undefined; stage = stage.base.stage) builders.get(stage)?.markFinal();
  const queue = [...builders.values()].filter((builder) => builder.stage.inFinalImage);
  for (let builder = queue.pop(); builder !== undefined; builder = queue.pop()) {
    for (const needed of builder.needs) {
      const next = builders.get(needed);
      if (next !== undefined && !next.stage.reached) {
        next.markReached();
        queue.push(next);
      }
    }
  }
  // They are for the images that others build on this one; the stages that they name are those of another file.
  if (target?.triggers !== undefined) builders.get(target.triggers)?.markFinal();
}
