import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCalls, quote, type CommandSettings, type DockerCall } from './docker-command.ts';
import type { LessonFile } from './lesson-folder.ts';
import { SHELL_SETUP } from './prompt.ts';
import { rewriteBases, type BaseNames } from './rewrite.ts';

/** Folder of rewritten Dockerfiles, as the recording names it. */
export const REWRITTEN = 'rewritten';

/** The folder in which one state is recorded. */
interface Workspace {
  /** The build context; commands run here. */
  readonly context: string;
  readonly setupFile: string;
  readonly env: Readonly<Record<string, string>>;
  /** What docker was asked so far. */
  calls(): Promise<DockerCall[]>;
}

interface WorkspaceOptions {
  /** An empty folder. */
  readonly folder: string;
  /** The context's own name, seen by a session that prints it. */
  readonly name: string;
  readonly files: ReadonlyMap<string, LessonFile>;
  readonly bases: BaseNames;
  readonly client: string;
  readonly buildNetwork: string | undefined;
}

/** Lays out the context, the rewritten Dockerfiles beside it, and a `docker` that comes first in PATH. */
export async function makeWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { folder, files, bases } = options;
  const context = join(folder, options.name);
  const dockerfiles: Record<string, string> = {};
  for (const [path, file] of files) {
    await mkdir(dirname(join(context, path)), { recursive: true });
    await copyFile(file.path, join(context, path));
    if (!isDockerfile(path)) continue;
    const text = Buffer.from(file.bytes).toString('utf8');
    const rewritten = rewriteBases(text, bases);
    if (rewritten === text) continue;
    const copy = join(folder, REWRITTEN, path);
    await mkdir(dirname(copy), { recursive: true });
    await writeFile(copy, rewritten);
    dockerfiles[path] = copy;
  }
  const log = join(folder, 'docker.log');
  await writeFile(log, '');
  const settings: CommandSettings = {
    client: options.client,
    path: process.env.PATH ?? '',
    log,
    buildNetwork: options.buildNetwork,
    dockerfiles,
    bases: Object.fromEntries(bases),
  };
  const setupFile = join(folder, 'shell-setup');
  await writeFile(setupFile, SHELL_SETUP);
  const bin = await standIn(folder, settings);
  return {
    context,
    setupFile,
    env: {
      PATH: `${bin}:${process.env.PATH ?? ''}`,
      HOME: folder,
      LANG: 'C.UTF-8',
      TERM: 'xterm-256color',
      DOCKER_CONFIG: process.env.DOCKER_CONFIG ?? join(homedir(), '.docker'),
      ...(process.env.DOCKER_HOST === undefined ? {} : { DOCKER_HOST: process.env.DOCKER_HOST }),
    },
    calls: async () => parseCalls(await readFile(log, 'utf8')),
  };
}

/** `Dockerfile`, `Dockerfile.debian`, `debian.Dockerfile`, in any folder. */
export function isDockerfile(path: string): boolean {
  return /(?:^|\/)(?:Dockerfile(?:\.(?!dockerignore$)[^/]{1,255})?|[^/]{1,255}\.Dockerfile)$/.test(path);
}

/** Writes the `docker` of the recorded shell and gives its folder. */
async function standIn(folder: string, settings: CommandSettings): Promise<string> {
  const bin = join(folder, 'bin');
  const settingsFile = join(folder, 'settings.json');
  const client = fileURLToPath(new URL('docker-client.ts', import.meta.url));
  await mkdir(bin);
  await writeFile(settingsFile, JSON.stringify(settings));
  const words = [process.execPath, '--disable-warning=ExperimentalWarning', client, settingsFile];
  await writeFile(join(bin, 'docker'), `#!/bin/sh\nexec ${words.map(quote).join(' ')} "$@"\n`);
  await chmod(join(bin, 'docker'), 0o755);
  return bin;
}
