import { type BuildContext, type ForecastStep, isTaken, type Model, sentPaths } from '../../checker/index.ts';
import type { CacheGroup, PictureCache } from './picture.ts';

type Stage = Model['stages'][number];
type Step = Stage['steps'][number];

/** So many files are asked about. */
const mostFiles = 60;

/**
 * Which steps run again when a file of the build context changes: the first that reads it, all behind it in its stage, and
 * in other stages what copies from there, if that has become another (BuildKit compares what is copied).
 */
export function cacheOf(model: Model, context: BuildContext | undefined, drawn: readonly ForecastStep[]): PictureCache {
  const shown = new Set(drawn.filter(({ outcome }) => outcome !== 'not-run').map(({ range }) => range.start));
  const groups = new Map<string, { paths: string[] } & Omit<CacheGroup, 'paths'>>();
  const lineOf = new Map(drawn.map(({ range, line }) => [range.start, line]));
  const paths = context === undefined ? [] : sentPaths(context).filter((path) => !isOwn(path));
  for (const path of paths.slice(0, mostFiles)) {
    const { again, perhaps } = rerun(model, path);
    const lines = (steps: readonly Step[]): number[] =>
      steps.flatMap(({ instruction: { range } }) => (shown.has(range.start) ? [lineOf.get(range.start) ?? 0] : []));
    const one = { again: lines(again), perhaps: lines(perhaps) };
    const key = JSON.stringify(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { paths: [path], ...one });
    else group.paths.push(path);
  }
  const files = [...groups.values()];
  files.sort((a, b) => b.again.length + b.perhaps.length - a.again.length - a.perhaps.length);
  return { files };
}

/** Docker sends them, and a change of them alone runs nothing again. */
function isOwn(path: string): boolean {
  return path === 'Dockerfile' || path === '.dockerignore';
}

function rerun(model: Model, path: string): { again: Step[]; perhaps: Step[] } {
  const again: Step[] = [];
  const perhaps: Step[] = [];
  const touched = new Set<Stage>();
  for (const stage of model.stages) {
    let state: 'same' | 'perhaps' | 'again' =
      stage.base.stage !== undefined && touched.has(stage.base.stage) ? 'perhaps' : 'same';
    for (const step of stage.steps) {
      if (state !== 'again' && reads(step, path)) state = 'again';
      else if (state === 'same' && takesFrom(step, model, touched)) state = 'perhaps';
      if (state === 'same' || !makesLayer(step)) continue;
      (state === 'again' ? again : perhaps).push(step);
    }
    if (state !== 'same') touched.add(stage);
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

function takesFrom({ copy, mounts }: Step, { stages }: Model, touched: ReadonlySet<Stage>): boolean {
  if (copy?.fromStage !== undefined) return touched.has(copy.fromStage);
  return mounts.some(({ from }) => {
    const stage =
      from === undefined ? undefined : stages.find(({ name, index }) => from === name || from === String(index));
    return stage !== undefined && touched.has(stage);
  });
}
