import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Docker } from '../../src/recorder/docker.ts';
import type { Proof, ProvedStart } from './proofs.ts';

interface ContainerState {
  readonly Status: string;
  readonly Running: boolean;
  readonly Pid: number;
  readonly ExitCode: number;
  readonly Error: string;
}

const MOST_LINES = 8;
const MOST_CHARACTERS = 300;
/** `docker stop` waits so long before it kills, in seconds. */
const GRACE = 3;

/**
 * Starts a container of an image without a network and watches it: whether Docker can start it, what PID 1 becomes, how it
 * ends by itself or when it is asked to stop.
 * @param patience how long it may run by itself, in seconds.
 */
export async function watchStart(
  docker: Docker,
  image: string,
  config: NonNullable<Proof['config']>,
  patience: number,
): Promise<ProvedStart> {
  if (config.entrypoint.length + config.cmd.length === 0) return { outcome: 'no-command' };
  const id = (await docker.run('create', '--network=none', image)).trim();
  try {
    const refusal = await docker.run('start', id).then(
      () => undefined,
      (error: unknown) => String(error),
    );
    if (refusal !== undefined) return { outcome: classOf(refusal), says: shortReason(refusal) };
    let first: Pick<ProvedStart, 'argv' | 'uid'> = {};
    const until = Date.now() + patience * 1000;
    let state = await stateOf(docker, id);
    while (state.Running && Date.now() < until) {
      await wait(Date.now() < until - patience * 900 ? 100 : 300);
      first = { ...first, ...processOne(state.Pid) };
      state = await stateOf(docker, id);
    }
    const stop = state.Running ? await stopped(docker, id) : undefined;
    const prints = await printedBy(docker, id);
    return {
      outcome: 'starts',
      ...first,
      ...(stop === undefined ? { exit: state.ExitCode } : { stop }),
      ...(prints.length === 0 ? {} : { prints }),
    };
  } finally {
    await docker.attempt('rm', '--force', '--volumes', id);
  }
}

async function stateOf(docker: Docker, id: string): Promise<ContainerState> {
  return JSON.parse(await docker.run('inspect', '--format', '{{json .State}}', id)) as ContainerState;
}

async function stopped(docker: Docker, id: string): Promise<NonNullable<ProvedStart['stop']>> {
  const start = Date.now();
  await docker.run('stop', '--time', String(GRACE), id);
  const seconds = Math.round((Date.now() - start) / 100) / 10;
  return { exit: (await stateOf(docker, id)).ExitCode, seconds };
}

/** What the kernel says of a process of this machine; nothing when it has ended, or runs elsewhere. */
function processOne(pid: number): Pick<ProvedStart, 'argv' | 'uid'> {
  try {
    const argv = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
    const uid = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return argv.length === 0 || uid === undefined ? {} : { argv, uid: Number(uid) };
  } catch {
    return {};
  }
}

async function printedBy(docker: Docker, id: string): Promise<string[]> {
  const output = await docker.both('logs', id);
  return output
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .slice(0, MOST_LINES)
    .map((line) => line.slice(0, MOST_CHARACTERS));
}

/** runc's reasons, as Docker 20.10 passes them on. */
function classOf(refusal: string): ProvedStart['outcome'] {
  if (refusal.includes('exec format error')) return 'bad-format';
  if (/permission denied|is a directory/.test(refusal)) return 'not-executable';
  return /no such file or directory|executable file not found/.test(refusal) ? 'missing' : 'refused';
}

function shortReason(refusal: string): string {
  return (/exec: .*/.exec(refusal)?.[0] ?? refusal.split('\n')[0] ?? '').slice(0, MOST_CHARACTERS);
}
