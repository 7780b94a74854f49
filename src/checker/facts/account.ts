import { imageUser } from '../data/image-users.ts';
import { alongChain } from '../model/stage-chain.ts';
import { once } from '../model/memo.ts';
import type { Stage, Step } from '../model/types.ts';

/** The user that steps and containers of a stage run as. */
export interface Account {
  /** As USER says it, the group taken off; undefined when it is not known. */
  readonly name: string | undefined;
  /** The USER instruction that says it; undefined when the base image does. */
  readonly step: Step | undefined;
}

/** The account in force before a step, or at the end of the stage. */
export function accountAt(stage: Stage, before = stage.steps.length): Account {
  const users = once(stage, userSteps);
  let low = 0;
  for (let high = users.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((users[middle]?.index ?? 0) < before) low = middle + 1;
    else high = middle;
  }
  const user = users[low - 1];
  if (user !== undefined) return accountOf(user);
  return stage.base.stage === undefined ? ofBase(stage) : alongChain(stage.base.stage, atEnd);
}

/** The account that a USER sets. */
export function accountOf(step: Step): Account {
  const after = step.stage.steps[step.index + 1]?.before ?? step.stage.end;
  return { name: after.user?.split(':')[0], step };
}

function atEnd(stage: Stage, below: Account | undefined): Account {
  const user = once(stage, userSteps).at(-1);
  return user === undefined ? (below ?? ofBase(stage)) : accountOf(user);
}

function userSteps({ steps }: Stage): readonly Step[] {
  return steps.filter(({ instruction }) => instruction.keyword === 'USER');
}

function ofBase(stage: Stage): Account {
  return { name: nameIn(stage), step: undefined };
}

function nameIn({ base, distro }: Stage): string | undefined {
  if (base.kind === 'scratch') return 'root';
  if (base.name === undefined) return undefined;
  if (distro === 'distroless' && !base.name.startsWith('dhi.io/'))
    return base.tag?.includes('nonroot') === true ? 'nonroot' : 'root';
  return imageUser(base.name, base.tag);
}

export function isRoot(name: string | undefined): boolean {
  return name === 'root' || name === '0';
}
