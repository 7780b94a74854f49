import type { Stage } from './types.ts';

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
