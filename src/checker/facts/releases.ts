import { compareBranches } from '../data/alpine-releases.ts';
import { oldestBranch } from '../data/image-branches.ts';
import { rootOf } from '../model/stage-chain.ts';
import type { Stage } from '../model/types.ts';

/**
 * The oldest Alpine branch that a stage can stand on: the one that its base names, else the one that the base's tag
 * stood for when it came out. Undefined when neither is known.
 */
function oldestRelease(stage: Stage, today: string): string | undefined {
  if (stage.release !== undefined) return stage.release;
  const { base } = rootOf(stage);
  return base.kind === 'image' && base.name !== undefined ? oldestBranch(base.name, base.tag, today) : undefined;
}

/** True when a stage certainly stands on a branch or on a newer one. */
export function isAtLeast(stage: Stage, branch: string, today: string): boolean {
  const own = oldestRelease(stage, today);
  return own !== undefined && compareBranches(own, branch) >= 0;
}
