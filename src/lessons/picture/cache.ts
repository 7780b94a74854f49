import { type BuildContext, type ForecastStep, type Model, rerunsAfterEdit, sentPaths } from '../../checker/index.ts';
import type { CacheGroup, PictureCache } from './picture.ts';

type Step = Model['stages'][number]['steps'][number];

/** So many files are asked about. */
const mostFiles = 60;

/** Which steps run again when a file of the build context changes, for files that Docker sends. */
export function cacheOf(model: Model, context: BuildContext | undefined, drawn: readonly ForecastStep[]): PictureCache {
  const shown = new Set(drawn.filter(({ outcome }) => outcome !== 'not-run').map(({ range }) => range.start));
  const groups = new Map<string, { paths: string[] } & Omit<CacheGroup, 'paths'>>();
  const lineOf = new Map(drawn.map(({ range, line }) => [range.start, line]));
  const paths = context === undefined ? [] : sentPaths(context).filter((path) => !isOwn(path));
  for (const path of paths.slice(0, mostFiles)) {
    const { again, perhaps } = rerunsAfterEdit(model, path);
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
