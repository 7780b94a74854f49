import type { Model, Stage } from '../model/types.ts';
import type { Where } from './types.ts';

/**
 * The stages that an expectation speaks of. Names of stages are the learner's to choose: where none has the lesson's
 * name, every stage that the target needs besides the target itself counts.
 */
export function stagesOf(model: Model, where: Where): readonly Stage[] {
  if (model.target === undefined) return [];
  const reached = model.stages.filter((stage) => stage.reached);
  if (where === 'final') return [model.target];
  if (where === 'any') return reached;
  const named = reached.filter((stage) => stage.name === where.toLowerCase());
  return named.length > 0 ? named : reached.filter((stage) => stage !== model.target);
}

/** "in the final image", "in the stage build". */
export function describeWhere(where: Where): string {
  if (where === 'final') return 'in the final image';
  return where === 'any' ? 'in some stage' : `in the stage ${where}`;
}
