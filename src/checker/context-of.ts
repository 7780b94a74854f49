import type { BuildContext } from './model/types.ts';

/** Texts of files by path: a build context that can travel to a worker. */
export type ContextFiles = Readonly<Record<string, string>>;

/** The build context that consists of these files. */
export function contextOf(files: ContextFiles): BuildContext {
  return { read: (path) => (Object.hasOwn(files, path) ? files[path] : undefined), paths: Object.keys(files) };
}
