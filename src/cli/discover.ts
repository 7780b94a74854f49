import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { systemReason } from './read-text.ts';

/** A file to check. */
export interface Target {
  /** As shown: the argument as given, else relative to the caller's folder; always with `/`. `-` is stdin. */
  readonly path: string;
  /** Absolute; undefined for stdin. */
  readonly file: string | undefined;
}

/** A path that leads to nothing, and why. */
export interface Problem {
  readonly path: string;
  readonly reason: string;
}

export interface Discovery {
  readonly targets: readonly Target[];
  readonly problems: readonly Problem[];
}

/** `Dockerfile*`, `*.Dockerfile`, `Containerfile*`; not the ignore file that BuildKit reads beside a Dockerfile. */
export function isDockerfileName(name: string): boolean {
  return /^(?:Dockerfile|Containerfile)|\.Dockerfile$/.test(name) && !name.endsWith('.dockerignore');
}

/**
 * Turns the paths of a call into files: directories are searched, a file is taken whatever its name, `-` is stdin,
 * and none at all means the caller's folder. Each file once, in the order given, those of a directory sorted.
 */
export function discover(paths: readonly string[], folder: string): Discovery {
  const targets = new Map<string, Target>();
  const problems: Problem[] = [];
  for (const path of paths.length === 0 ? ['.'] : paths) {
    const found = path === '-' ? [{ path, file: undefined }] : expand(path, folder, problems);
    for (const target of found) {
      const key = target.file ?? '-';
      if (!targets.has(key)) targets.set(key, target);
    }
  }
  return { targets: [...targets.values()], problems };
}

function expand(path: string, folder: string, problems: Problem[]): Target[] {
  const file = resolve(folder, path);
  try {
    if (!statSync(file).isDirectory()) return [{ path: slashes(path), file }];
  } catch (error) {
    problems.push({ path, reason: systemReason(error) });
    return [];
  }
  const found = search(file, problems).sort();
  if (found.length === 0) {
    problems.push({
      path,
      reason: 'no Dockerfile in this folder. Looked for Dockerfile*, *.Dockerfile, Containerfile*',
    });
  }
  return found.map((each) => ({ path: slashes(join(path, relative(file, each))), file: each }));
}

/** Absolute paths of all Dockerfiles below a folder, without following links to folders. */
function search(folder: string, problems: Problem[]): string[] {
  const found: string[] = [];
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const entry of list(next, problems)) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && !entry.name.startsWith('.')) waiting.push(path);
      } else if (isDockerfileName(entry.name) && (entry.isFile() || leadsToFile(path))) {
        found.push(path);
      }
    }
  }
  return found;
}

function list(folder: string, problems: Problem[]): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    problems.push({ path: folder, reason: systemReason(error) });
    return [];
  }
}

function leadsToFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function slashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
