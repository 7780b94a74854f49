import { once } from '../model/memo.ts';
import { parentOf } from '../model/triggers.ts';
import type { Model, Stage } from '../model/types.ts';

/** Stages that some other stage is built FROM: what they lack may be added there. */
export function parentStages(model: Model): ReadonlySet<Stage> {
  return once(model, parents);
}

function parents({ stages }: Model): ReadonlySet<Stage> {
  return new Set(stages.flatMap((stage) => parentOf(stage) ?? []));
}
