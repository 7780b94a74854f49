import { isWithin } from './paths.ts';
import type { FileEvent, Stage } from './types.ts';

/**
 * The event that puts a path into a stage (or into one that it stands on) and that nothing later takes away; undefined
 * when nothing certain does. Reads backwards and stops at the first event that decides.
 */
export function findFile(stage: Stage, path: string): FileEvent | undefined {
  for (let layer: Stage | undefined = stage; layer !== undefined; layer = layer.base.stage) {
    for (let i = layer.fileEvents.length - 1; i >= 0; i--) {
      const event = layer.fileEvents[i];
      if (event?.path === undefined || event.invocation?.certain === false || event.kind === 'chown') continue;
      if (event.kind === 'delete') {
        if (isWithin(path, event.path)) return undefined;
      } else if (event.path === path || (event.kind === 'copy' && isWithin(path, event.path))) {
        return event;
      }
    }
  }
  return undefined;
}

/** The stage at the bottom of a chain of `FROM <stage>`: its base is an image or scratch. */
export function rootOf(stage: Stage): Stage {
  let root = stage;
  while (root.base.stage !== undefined) root = root.base.stage;
  return root;
}
