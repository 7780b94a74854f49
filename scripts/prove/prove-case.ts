import { spawn } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { analyze } from '../../src/checker/index.ts';
import type { Docker } from '../../src/recorder/docker.ts';
import { RecorderError } from '../../src/recorder/fail.ts';
import { rewriteBases, type BaseNames } from '../../src/recorder/rewrite.ts';
import { withTemporaryFolder } from '../../src/recorder/temporary.ts';
import { missingHere, readBuildOutput } from './build-output.ts';
import type { ProofCase } from './cases.ts';
import { inspectPaths } from './inspect.ts';
import type { Proof, Unproved } from './proofs.ts';
import { watchStart } from './watch-start.ts';

export interface ProveOptions {
  readonly docker: Docker;
  /** What stands in for the bases that the files name. */
  readonly bases: BaseNames;
  readonly buildNetwork: string | undefined;
  /** Addresses of the package mirror or repositories, which proofs do not repeat. */
  readonly addresses: readonly string[];
  /** Whether this Docker reads heredocs (BuildKit's frontend of Docker 23 and later does). */
  readonly heredocs: boolean;
  /** Asked of each image that is built. */
  readonly paths: readonly string[];
  /** How long a program may run before it is stopped, in seconds. */
  readonly patience: number;
}

/** A build may take so long, in milliseconds. */
const MOST_TIME = 180_000;

/** Builds and starts one Dockerfile in real Docker, and says what happened. The image is removed afterwards. */
export async function proveCase(one: ProofCase, options: ProveOptions): Promise<Proof | Unproved> {
  const { docker } = options;
  const tag = `belay-proof-${process.pid}:${one.sha256.slice(0, 16)}`;
  return withTemporaryFolder(async (folder) => {
    const context = join(folder, 'context');
    await mkdir(context);
    for (const [path, bytes] of one.files) {
      await mkdir(dirname(join(context, path)), { recursive: true });
      await writeFile(join(context, path), bytes);
      // Said in so many words, so that the umask of this machine has no part in it.
      await chmod(join(context, path), one.modes.get(path) ?? 0o644);
    }
    await writeFile(join(context, 'Dockerfile'), one.dockerfile);
    const dockerfile = join(folder, 'Dockerfile');
    await writeFile(dockerfile, rewriteBases(one.dockerfile, options.bases));
    const network = options.buildNetwork === undefined ? [] : [`--network=${options.buildNetwork}`];
    // A step of an earlier build must not stand in for what this file does.
    const words = ['build', '--progress=plain', '--no-cache', ...network, '--file', dockerfile, '--tag', tag, context];
    const { name, sha256 } = one;
    if (!options.heredocs && usesHeredoc(one.dockerfile))
      return { name, sha256, missing: ['heredocs: a newer Docker'] };
    const { code, output: raw } = await runAll(docker.client, words);
    const output = options.addresses
      .reduce((text, address) => text.replaceAll(address, '<mirror>'), raw)
      // An index of pip on this machine.
      .replace(/https?:\/\/127\.0\.0\.1(?::\d{1,5})?/g, '<mirror>')
      // Where BuildKit mounts what it copies from and to, on this machine and this time.
      .replace(/\/[^\s:"]{1,200}\/(?:buildkit-mount\d{1,20}|overlay2\/\w{1,64}\/merged)/g, '');
    // Nothing of the file was tried.
    if (output.includes('buildx component is missing')) {
      throw new RecorderError('This docker client has no buildx, and cannot build. Name another one with --docker.');
    }
    const missing = code === 0 ? [] : missingHere(output);
    if (missing.length > 0) return { name, sha256, missing: [...missing] };
    const { steps, error } = readBuildOutput(output, one.dockerfile, code === 0);
    if (code !== 0) {
      const isStep = steps.some(({ outcome }) => outcome === 'fails');
      return {
        name,
        sha256,
        build: { outcome: 'fails', steps: [...steps], ...(isStep || error === undefined ? {} : { says: error }) },
      };
    }
    try {
      const config = await imageConfig(docker, tag);
      const packages = await packagesOf(docker, tag);
      return {
        name,
        sha256,
        // A build that succeeded ran all that the target needs; other stages it left out.
        build: { outcome: 'builds', steps: [...steps] },
        ...(packages === undefined ? {} : { packages }),
        ...(options.paths.length === 0 ? {} : { paths: await inspectPaths(docker, tag, options.paths) }),
        config,
        start: await watchStart(docker, tag, config, options.patience),
      };
    } finally {
      await docker.attempt('image', 'rm', '--force', tag);
    }
  });
}

/** Whether a line of the file opens a heredoc. */
function usesHeredoc(dockerfile: string): boolean {
  return analyze(dockerfile).file.instructions.some(({ heredocs }) => heredocs.length > 0);
}

async function imageConfig(docker: Docker, image: string): Promise<NonNullable<Proof['config']>> {
  const [inspected] = JSON.parse(await docker.run('image', 'inspect', image)) as readonly {
    readonly Config: {
      readonly Entrypoint: string[] | null;
      readonly Cmd: string[] | null;
      readonly User: string;
      readonly WorkingDir: string;
      readonly Env: string[] | null;
      readonly StopSignal?: string;
    };
  }[];
  if (inspected === undefined) throw new Error(`Docker does not know the image ${image} that it has built.`);
  const { Entrypoint, Cmd, User, WorkingDir, Env, StopSignal } = inspected.Config;
  return {
    entrypoint: Entrypoint ?? [],
    cmd: Cmd ?? [],
    user: User,
    workdir: WorkingDir,
    env: Env ?? [],
    stopSignal: StopSignal ?? '',
  };
}

/** Sorted; undefined where the image has no apk, or none that runs. */
async function packagesOf(docker: Docker, image: string): Promise<string[] | undefined> {
  const listed = await docker.attempt(
    'run',
    '--rm',
    '--network=none',
    '--user=0',
    '--entrypoint=/sbin/apk',
    image,
    'info',
    '-v',
  );
  return listed
    ?.split('\n')
    .filter((line) => line !== '' && !line.startsWith('WARNING'))
    .sort();
}

/** Runs a command with both streams in one text. */
function runAll(client: string, words: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(client, words, {
      env: { ...process.env, DOCKER_BUILDKIT: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: MOST_TIME,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (piece: string) => {
        output += piece;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 124, output }));
  });
}
