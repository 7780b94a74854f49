import { isTaken } from '../forecast/taken.ts';
import type { Model } from './types.ts';

type Stage = Model['stages'][number];
type Step = Stage['steps'][number];
type State = 'same' | 'perhaps' | 'again';

/** Steps that a build makes again. `perhaps`: only when what they copy from another stage has become another. */
interface Reruns {
  readonly again: readonly Step[];
  readonly perhaps: readonly Step[];
}

/**
 * Which steps run again when a file of the build context changes: the first that reads it, all behind it in its stage, and
 * in other stages what copies from there, if that has become another (BuildKit compares what is copied).
 * @param path a file that Docker sends: what `.dockerignore` leaves out runs nothing again.
 */
export function rerunsAfterEdit(model: Model, path: string): Reruns {
  const again: Step[] = [];
  const perhaps: Step[] = [];
  const touched = new Map<Stage, State>();
  for (const stage of model.stages) {
    // What stands on a stage begins with the steps of that stage.
    let state: State = (stage.base.stage && touched.get(stage.base.stage)) ?? 'same';
    for (const step of stage.steps) {
      if (state !== 'again' && reads(step, path)) state = 'again';
      else if (state === 'same' && takesFrom(step, model, touched)) state = 'perhaps';
      if (state === 'same' || !makesLayer(step)) continue;
      (state === 'again' ? again : perhaps).push(step);
    }
    if (state !== 'same') touched.set(stage, state);
  }
  return { again, perhaps };
}

function makesLayer({ instruction: { keyword } }: Step): boolean {
  return keyword === 'RUN' || keyword === 'COPY' || keyword === 'ADD' || keyword === 'WORKDIR';
}

/** Whether a step takes a file from the build context. */
function reads({ copy, mounts }: Step, path: string): boolean {
  if (copy !== undefined && copy.from === undefined)
    return copy.sources.some(({ value }) => value === undefined || isTaken(value, path));
  return mounts.some(
    (mount) => mount.type === 'bind' && mount.from === undefined && isTaken(mount.source ?? '.', path),
  );
}

function takesFrom({ copy, mounts }: Step, { stages }: Model, touched: ReadonlyMap<Stage, State>): boolean {
  if (copy?.fromStage !== undefined) return touched.has(copy.fromStage);
  return mounts.some(({ from }) => {
    const stage =
      from === undefined ? undefined : stages.find(({ name, index }) => from === name || from === String(index));
    return stage !== undefined && touched.has(stage);
  });
}
