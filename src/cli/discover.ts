import { statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { type FilePath, shownPath } from './file-path.ts';
import { type Entry, listFolder, pathsAsDecoded } from './folder-entries.ts';
import { isExclusion, isGlob, readGlob, slashes } from './glob.ts';
import { systemReason } from './read-text.ts';

/** A file to check. */
export interface Target {
  /** As shown: the argument as given, else relative to the caller's folder; always with `/`. `-` is stdin. */
  readonly path: string;
  /** Absolute; undefined for stdin. */
  readonly file: FilePath | undefined;
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

/** Files about a Dockerfile, and templates of one, which no builder reads. */
const OTHERS =
  /~$|-template$|\.(dockerignore|md|rst|txt|html|json|ya?ml|toml|xml|rego|snap|patch|diff|orig|rej|bak|sw[op]|lock|log|template|tmpl|tpl|j2|jinja2?|erb|ejs|hbs|mustache|m4|in)$/;

/** Folders that begin with a dot and hold Dockerfiles of a project; others that do are left out. */
const DOT_FOLDERS = new Set(['.devcontainer', '.docker', '.github']);

/**
 * `Dockerfile*`, `*.Dockerfile` in any case, `Containerfile*`: `Dockerfile`, `Dockerfile.dev`, `Dockerfile-alpine`,
 * `Dockerfile3`, `api.dockerfile`, and not `DockerfileHelper.cs` or `Dockerfile.template`. `dockerfile` is what BuildKit
 * takes where there is no `Dockerfile`.
 */
export function isDockerfileName(name: string): boolean {
  return (
    (/^(?:Dockerfile|Containerfile)(?![A-Za-z])|^dockerfile(?:[.-](?:dev|prod|test|local|alpine)\b|$)/.test(name) ||
      /\.dockerfile$/i.test(name)) &&
    !OTHERS.test(name)
  );
}

/**
 * Turns the paths of a call into files: directories are searched, a file is taken whatever its name, `-` is stdin, and
 * none at all means the caller's folder. What does not exist may be a pattern; one with `!` leaves files out. Each file
 * once, in the order given, those of a directory or pattern sorted.
 */
export function discover(paths: readonly string[], folder: string): Discovery {
  const targets = new Map<string, Target>();
  const problems: Problem[] = [];
  const excluding = paths.filter((path) => isExclusion(path) && !exists(path, folder));
  const including = paths.filter((path) => !excluding.includes(path));
  const excluded = excluding.map((path) => readGlob(path.slice(1), folder, true));
  let left = 0;
  for (const path of including.length === 0 ? ['.'] : including) {
    for (const target of expand(path, folder, problems)) {
      const file = target.file === undefined ? undefined : shownPath(target.file);
      if (file !== undefined && excluded.some((glob) => glob.matches(file))) left++;
      else if (!targets.has(file ?? '-')) targets.set(file ?? '-', target);
    }
  }
  if (left > 0 && targets.size === 0) problems.push({ path: excluding.join(' '), reason: 'leaves nothing to check' });
  return { targets: [...targets.values()], problems };
}

function exists(path: string, folder: string): boolean {
  try {
    return statSync(resolve(folder, path), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function expand(path: string, folder: string, problems: Problem[]): Target[] {
  if (path === '') {
    // `belay check "$unset"` must not become a search of everything.
    problems.push({ path: '""', reason: 'the path is empty' });
    return [];
  }
  if (path === '-') return [{ path, file: undefined }];
  const file = resolve(folder, path);
  try {
    // A name with a `*` or `[` in it that exists is that name.
    return expandFound(path, file, problems);
  } catch (error) {
    const meant = pathsAsDecoded(file);
    if (meant.length > 0) return meant.flatMap((each) => expandFound(shownAs(path, file, each), each, problems));
    if (isGlob(path)) return expandGlob(path, folder, problems);
    problems.push({ path, reason: systemReason(error) });
    return [];
  }
}

/** How a path below what was given is shown: as it was given. */
function shownAs(given: string, file: string, found: FilePath): string {
  const shown = shownPath(found);
  return slashes(isAbsolute(given) ? shown : join(given, relative(file, shown)));
}

/**
 * The file itself, or the Dockerfiles of the folder.
 * @param path how to show it.
 * @throws the system's error when there is nothing.
 */
function expandFound(path: string, file: FilePath, problems: Problem[]): Target[] {
  if (!statSync(file).isDirectory()) return [{ path: slashes(path), file }];
  const before = problems.length;
  const found = search(file, problems, ({ name }) => isDockerfileName(name));
  if (found.length === 0 && problems.length === before) {
    problems.push({
      path,
      reason: 'no Dockerfile in this folder. Looked for Dockerfile*, *.dockerfile, Containerfile*',
    });
  }
  const folder = shownPath(file);
  return found.map((each) => ({ path: slashes(join(path, relative(folder, shownPath(each)))), file: each }));
}

/** What a pattern with nothing but wildcards at its end fits is taken only if it has the name of a Dockerfile. */
function expandGlob(path: string, folder: string, problems: Problem[]): Target[] {
  const glob = readGlob(path, folder);
  const fits = ({ name, path: file }: Entry): boolean =>
    isDockerfileName(name) ? glob.matches(shownPath(file)) : !glob.anyName && glob.matchesItself(shownPath(file));
  const found = exists(glob.folder, folder) ? search(glob.folder, problems, fits, glob.namesDotFolder) : [];
  if (found.length === 0) problems.push({ path, reason: 'no file fits this pattern' });
  return found.map((file) => {
    const shown = shownPath(file);
    return { path: slashes(isAbsolute(path) ? shown : relative(folder, shown)), file };
  });
}

/** Absolute paths of all files below a folder that are wanted, sorted, without following links to folders. */
function search(
  folder: FilePath,
  problems: Problem[],
  wants: (entry: Entry) => boolean,
  dotFolders = false,
): FilePath[] {
  const found: FilePath[] = [];
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const entry of list(next, problems)) {
      if (entry.kind === 'folder') {
        const skipped =
          entry.name === 'node_modules' ||
          entry.name === 'tilt_modules' ||
          entry.name === '.git' ||
          (entry.name === 'vendor' && isVendored(list(entry.path, problems)));
        if (!skipped && (dotFolders || !entry.name.startsWith('.') || DOT_FOLDERS.has(entry.name)))
          waiting.push(entry.path);
      } else if (wants(entry) && (entry.kind === 'file' || leadsToFile(entry, problems))) {
        found.push(entry.path);
      }
    }
  }
  return found.every((path) => typeof path === 'string')
    ? found.sort()
    : found.sort((a, b) => (shownPath(a) < shownPath(b) ? -1 : 1));
}

/** Copies of others' sources, as `go mod vendor` and Composer make them; a folder of that name may also be the project's own. */
function isVendored(entries: readonly Entry[]): boolean {
  return entries.some(({ kind, name }) =>
    kind === 'folder' ? /\.(com|dev|in|io|net|org)$/.test(name) : name === 'modules.txt' || name === 'autoload.php',
  );
}

function list(folder: FilePath, problems: Problem[]): readonly Entry[] {
  try {
    return listFolder(folder);
  } catch (error) {
    problems.push({ path: shownPath(folder), reason: systemReason(error) });
    return [];
  }
}

/** A link may lead nowhere, or to something that is no file: that is no Dockerfile. One that cannot be followed is told. */
function leadsToFile({ path, kind }: Entry, problems: Problem[]): boolean {
  if (kind !== 'link') return false;
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch (error) {
    problems.push({ path: shownPath(path), reason: systemReason(error) });
    return false;
  }
}
