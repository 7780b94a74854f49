import { isWithin } from './paths.ts';
import { alongChain } from './stage-chain.ts';
import type { FileEvent, Stage } from './types.ts';

/**
 * The event that puts a path into a stage (or into one that it stands on) and that nothing later takes away; undefined
 * when nothing certain does. Reads backwards and stops at the first event that decides.
 */
export function findFile(stage: Stage, path: string): FileEvent | undefined {
  for (let layer: Stage | undefined = stage; layer !== undefined; layer = layer.base.stage) {
    const event = lastEvent(layer, path);
    if (event !== undefined) return event.kind === 'delete' ? undefined : event;
  }
  return undefined;
}

/** The last event of one stage that puts a path there or takes it away. */
function lastEvent({ fileEvents }: Stage, path: string): FileEvent | undefined {
  return fileEvents.findLast((event) => {
    if (event.path === undefined || event.invocation?.certain === false || event.kind === 'chown') return false;
    return event.kind === 'copy' || event.kind === 'delete' ? isWithin(path, event.path) : event.path === path;
  });
}

const PROGRAM_FOLDERS = ['/usr/local/sbin/', '/usr/local/bin/', '/usr/sbin/', '/usr/bin/', '/sbin/', '/bin/'];

/** Whether a stage, or one that it stands on, makes, copies or links a program of this name itself. */
export function hasOwnProgram(stage: Stage, name: string): boolean {
  const last = alongChain(
    stage,
    (layer, below: readonly (FileEvent | undefined)[] = []) =>
      layer.fileEvents.length === 0
        ? below
        : PROGRAM_FOLDERS.map((folder, i) => lastEvent(layer, folder + name) ?? below[i]),
    `program ${name}`,
  );
  return last.some((event) => event !== undefined && event.kind !== 'delete');
}
