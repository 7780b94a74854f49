import { alongChain } from '../model/stage-chain.ts';
import type { Stage } from '../model/types.ts';

/** Images whose Alpine variants hold what `baseProvides` lists and no other tools (their Dockerfiles, 2026-08). */
const KNOWN = new Set(['alpine', 'golang', 'node', 'python', 'ruby', 'rust']);

/** True when a tool that is neither listed nor installed is certainly missing in the stage. */
export function isContentKnown(stage: Stage): boolean {
  return stage.distro === 'alpine' && alongChain(stage, isKnown);
}

function isKnown({ base, packageEvents }: Stage, below = base.name !== undefined && KNOWN.has(base.name)): boolean {
  // What a variable or a local package installs is not known.
  return (
    below &&
    !packageEvents.some(
      ({ kind, packages }) =>
        kind === 'add' && packages.some((spec) => spec.name === undefined || spec.kind === 'file'),
    )
  );
}
