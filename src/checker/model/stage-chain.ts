import { once } from './memo.ts';
import type { Model, Stage } from './types.ts';

/*
 * How stages stand on one another: `FROM <stage>`, and in between what the ONBUILD lines of the one below do.
 */

/**
 * What `compute` makes of a stage and of its own result for the stage below (undefined at the bottom). Every result is
 * kept, so that a chain of `FROM <stage>` is walked once, and without recursion: a file may have thousands of stages.
 * @param key under which they are kept; needed where `compute` is made anew for each question
 */
export function alongChain<Value>(
  stage: Stage,
  compute: (stage: Stage, below: Value | undefined) => Value,
  key: unknown = compute,
): Value {
  const open: Stage[] = [];
  let layer: Stage | undefined = stage;
  for (; layer !== undefined && layer.memo?.has(key) !== true; layer = layer.base.stage) open.push(layer);
  // What is under its key is what the function gave.
  let value = layer?.memo?.get(key) as Value | undefined;
  for (const each of open.reverse()) {
    value = compute(each, value);
    (each.memo ??= new Map()).set(key, value);
  }
  return value as Value;
}

/** A stage and all that stand on it, in order. */
export function standingOn(stage: Stage, { stages }: Model): ReadonlySet<Stage> {
  const standing = new Set([stage]);
  for (const other of stages) if (other.base.stage !== undefined && standing.has(other.base.stage)) standing.add(other);
  return standing;
}

/** A stage and those it is built FROM, the lowest first. */
export function chainOf(stage: Stage): Stage[] {
  const chain: Stage[] = [];
  for (let layer: Stage | undefined = stage; layer !== undefined; layer = layer.base.stage) chain.push(layer);
  return chain.reverse();
}

/** The stage at the bottom of a chain of `FROM <stage>`: its base is an image or scratch. */
export function rootOf(stage: Stage): Stage {
  return stage.base.stage === undefined ? stage : alongChain(stage, lowest);
}

function lowest(stage: Stage, below: Stage | undefined): Stage {
  return below ?? stage;
}

/** True for a stage that is in no line of the file: what ONBUILD lines do in a build FROM the stage that has them. */
export function isTriggers(stage: Stage): boolean {
  return stage.base.stage?.triggers === stage;
}

/** The stage that FROM names; undefined for an image. */
export function parentOf({ base }: Stage): Stage | undefined {
  return base.stage !== undefined && isTriggers(base.stage) ? base.stage.base.stage : base.stage;
}

/** Stages, each with what its ONBUILD lines do behind it. */
export function withTriggers(stages: readonly Stage[]): readonly Stage[] {
  if (stages.every(({ triggers }) => triggers === undefined)) return stages;
  return stages.flatMap((stage) => (stage.triggers === undefined ? stage : [stage, stage.triggers]));
}

/** Stages that some other stage is built FROM: what they lack may be added there. */
export function parentStages(model: Model): ReadonlySet<Stage> {
  return once(model, parents);
}

function parents({ stages }: Model): ReadonlySet<Stage> {
  return new Set(stages.flatMap((stage) => parentOf(stage) ?? []));
}
