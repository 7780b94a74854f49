import { rootOf } from '../../model/presence.ts';
import type { Stage } from '../../model/types.ts';

/** Images whose Alpine variants hold what `baseProvides` lists and no other tools (their Dockerfiles, 2026-08). */
const KNOWN = new Set(['alpine', 'golang', 'node', 'python', 'ruby', 'rust']);

/** True when a tool that is neither listed nor installed is certainly missing in the stage. */
export function isContentKnown(stage: Stage): boolean {
  const { name } = rootOf(stage).base;
  if (stage.distro !== 'alpine' || name === undefined || !KNOWN.has(name)) return false;
  // What a variable or a local package installs is not known.
  for (let layer: Stage | undefined = stage; layer !== undefined; layer = layer.base.stage) {
    const open = layer.packageEvents.some(
      ({ kind, packages }) =>
        kind === 'add' && packages.some((spec) => spec.name === undefined || spec.kind === 'file'),
    );
    if (open) return false;
  }
  return true;
}
