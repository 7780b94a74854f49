import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCli, writeCli } from './build-cli.ts';
import { root } from './root.ts';

/** How long a fresh process takes to check one small file, in milliseconds: the median of all turns. */
export interface StartResult {
  /** The single file, with nothing kept from earlier calls. */
  readonly cold: number;
  /** The single file with Node's cache of compiled code (`NODE_COMPILE_CACHE`). */
  readonly warm: number;
  /** `bin/belay.mjs` in a checkout that has not changed since the last call. */
  readonly checkout: number;
  /** `node -e 0`: what no program can be faster than. */
  readonly node: number;
}

const turns = 21;

/** Starts each in turn, so that a busy machine disturbs all alike. */
export async function startTimes(): Promise<StartResult> {
  const folder = mkdtempSync(join(tmpdir(), 'belay-start-'));
  try {
    const file = join(folder, 'belay.mjs');
    writeCli(file, await buildCli());
    writeFileSync(join(folder, 'Dockerfile'), 'FROM alpine:3.24\nRUN apk add git\n');
    const cached = { NODE_COMPILE_CACHE: join(folder, 'cache') };
    const times = {
      cold: () => start(folder, [file, 'check', 'Dockerfile'], 1),
      warm: () => start(folder, [file, 'check', 'Dockerfile'], 1, cached),
      checkout: () => start(folder, [join(root, 'bin/belay.mjs'), 'check', 'Dockerfile'], 1),
      node: () => start(folder, ['-e', '0'], 0),
    };
    // The first turn fills the caches.
    const all = Array.from({ length: turns + 1 }, () => Object.values(times).map((time) => time())).slice(1);
    const medians = Object.keys(times).map((name, index) => [name, median(all.map((turn) => turn[index] ?? 0))]);
    return Object.fromEntries(medians) as StartResult;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @throws Error when the process does not end as it should: then its time means nothing. */
function start(cwd: string, args: readonly string[], expected: number, more: NodeJS.ProcessEnv = {}): number {
  const { NODE_COMPILE_CACHE: _, ...env } = process.env;
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, env: { ...env, ...more }, encoding: 'utf8' });
  const time = performance.now() - began;
  if (status !== expected) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return time;
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.round((sorted[sorted.length >> 1] ?? 0) * 10) / 10;
}
