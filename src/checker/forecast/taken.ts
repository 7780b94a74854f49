import type { BuildContext } from '../model/types.ts';
import { ignoreFileOf } from './docker-ignore.ts';
import { matches } from './shell/glob.ts';

/** Paths of the context that Docker sends: without what .dockerignore leaves out. */
export function sentPaths(context: BuildContext): string[] {
  const { leavesOut } = ignoreFileOf(context);
  return context.paths.filter((path) => !leavesOut(path.replace(/^(?:\.\/)+/, '')));
}

/** Whether a path of the context is what a source of COPY names: the path, a match of the pattern, or what lies below. */
export function isTaken(source: string, path: string): boolean {
  const parts = source.split('/').filter((part) => part !== '' && part !== '.');
  const names = path.split('/').filter((name) => name !== '.');
  return parts.every((part, i) => names[i] !== undefined && matches(part, names[i]));
}
