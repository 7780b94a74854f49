import { isWithin } from './paths.ts';
import type { FileEvent, Stage } from './types.ts';

/** Every file event that shaped a stage's file system, those of the stages it stands on first. */
export function fileHistory(stage: Stage): readonly FileEvent[] {
  const inherited = stage.base.stage === undefined ? [] : fileHistory(stage.base.stage);
  return [...inherited, ...stage.fileEvents];
}

/** The event that puts a path there and that nothing later takes away; undefined when nothing certain does. */
export function findFile(stage: Stage, path: string): FileEvent | undefined {
  let found: FileEvent | undefined;
  for (const event of fileHistory(stage)) {
    if (event.path === undefined || event.invocation?.certain === false) continue;
    if (event.kind === 'delete') {
      if (isWithin(path, event.path)) found = undefined;
    } else if (event.kind !== 'chown' && (event.path === path || (event.kind === 'copy' && isWithin(path, event.path)))) {
      found = event;
    }
  }
  return found;
}
