import { imageUser } from '../../data/image-users.ts';
import type { Stage, Step } from '../../model/types.ts';

/** The user that steps and containers of a stage run as. */
export interface Account {
  /** As USER says it, the group taken off; undefined when it is not known. */
  readonly name: string | undefined;
  /** The USER instruction that says it; undefined when the base image does. */
  readonly step: Step | undefined;
}

/** The account in force before a step, or at the end of the stage. */
export function accountAt(stage: Stage, before = stage.steps.length): Account {
  let end = before;
  for (let layer: Stage | undefined = stage; layer !== undefined; layer = layer.base.stage) {
    for (let i = end - 1; i >= 0; i--) {
      const step = layer.steps[i];
      if (step?.instruction.keyword !== 'USER') continue;
      const after = layer.steps[i + 1]?.before ?? layer.end;
      return { name: after.user?.split(':')[0], step };
    }
    if (layer.base.kind !== 'stage') return { name: ofBase(layer), step: undefined };
    end = layer.base.stage?.steps.length ?? 0;
  }
  return { name: undefined, step: undefined };
}

function ofBase({ base, distro }: Stage): string | undefined {
  if (base.kind === 'scratch') return 'root';
  if (base.name === undefined) return undefined;
  if (distro === 'distroless') return base.tag?.includes('nonroot') === true ? 'nonroot' : 'root';
  return imageUser(base.name);
}

export function isRoot(name: string | undefined): boolean {
  return name === 'root' || name === '0';
}
