import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { checker } from '../src/checker/index.ts';
import { buildCli, writeCli } from './build-cli.ts';
import { lessonTexts, ruleTexts } from './bench-texts.ts';
import { root } from './root.ts';

/**
 * Belay beside tally, a compiled linter for Dockerfiles, as whole processes: what somebody waits for at a terminal. tally comes
 * by `npm pack` into `.cache/` and is no dependency.
 */

/** Of one set of texts. */
export interface PeerResult {
  readonly texts: string;
  readonly files: number;
  /** Milliseconds of one process that checks all files, the least of its turns. */
  readonly belayMs: number;
  readonly peerMs: number;
  /** How many times as long the peer takes. */
  readonly ratio: number;
}

const turns = 3;

/**
 * Measures the texts of the lessons, the examples of the rules and, when there is one, a folder of other Dockerfiles.
 * @throws Error when the peer cannot be had for this machine, or a process ends otherwise than by having checked.
 */
export async function benchPeer(more: string | undefined): Promise<PeerResult[]> {
  const peer = providePeer();
  const folder = mkdtempSync(join(tmpdir(), 'belay-peer-'));
  try {
    const belay = join(folder, 'belay.mjs');
    writeCli(belay, await buildCli());
    const one = ['FROM alpine:3.24\nRUN apk add git\n'];
    const sets: [string, readonly string[]][] = [
      ['one small file', one],
      ['texts of the lessons', lessonTexts()],
      ['examples of the rules', ruleTexts()],
    ];
    if (more !== undefined) sets.push([more, dockerfilesIn(more)]);
    return sets.map(([name, texts], index) => {
      const place = join(folder, String(index));
      const files = readable(peer, place, layOut(place, texts.filter(hasNoSyntaxError)));
      return compare(name, place, files, belay, peer);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The program, fetched once. */
function providePeer(): string {
  if (platform() !== 'linux' || arch() !== 'x64') {
    throw new Error('--peer tally runs on Linux with x86_64 alone: its package is @wharflab/tally-linux-x64.');
  }
  const cache = join(root, '.cache/peer');
  const program = join(cache, 'package/bin/tally');
  if (existsSync(program)) return program;
  mkdirSync(cache, { recursive: true });
  const packed = run('npm', ['pack', '@wharflab/tally-linux-x64', '--silent'], cache, [0]).stdout.trim();
  run('tar', ['-xzf', packed.split('\n').at(-1) ?? ''], cache, [0]);
  chmodSync(program, 0o755);
  return program;
}

/** Those files that the peer can read: at the first that it cannot it ends without looking at the others. */
function readable(peer: string, cwd: string, files: readonly string[]): string[] {
  let left = [...files];
  for (;;) {
    const { status, stderr } = run(peer, [...peerArguments, ...left], cwd, [0, 1, 2]);
    const refused = /failed to lint (\S+):/.exec(stderr)?.[1];
    if (status !== 2 || refused === undefined) return left;
    left = left.filter((file) => file !== refused);
  }
}

const hasNoSyntaxError = (text: string): boolean =>
  !checker.check(text).diagnostics.some(({ rule }) => rule === 'syntax');

/** It checks all that it knows without a network. */
const peerArguments = ['lint', '--format', 'json', '--slow-checks=off'];

function compare(texts: string, cwd: string, files: readonly string[], belay: string, peer: string): PeerResult {
  const runs = [
    () => run(process.execPath, [belay, 'check', '--format', 'json', ...files], cwd, [0, 1]),
    () => run(peer, [...peerArguments, ...files], cwd, [0, 1]),
  ];
  const best = runs.map(() => Infinity);
  for (let turn = 0; turn < turns; turn++) {
    for (const [index, each] of runs.entries()) {
      const began = performance.now();
      each();
      best[index] = Math.min(best[index] ?? 0, performance.now() - began);
    }
  }
  const [belayMs = 0, peerMs = 0] = best.map((time) => Math.round(time * 10) / 10);
  return { texts, files: files.length, belayMs, peerMs, ratio: Math.round((peerMs / belayMs) * 100) / 100 };
}

/** Writes the texts, each in a folder of its own; a name that every linter takes for a Dockerfile. */
function layOut(place: string, texts: readonly string[]): string[] {
  return texts.map((text, index) => {
    mkdirSync(join(place, String(index)), { recursive: true });
    writeFileSync(join(place, String(index), 'Dockerfile'), text);
    return `${index}/Dockerfile`;
  });
}

function dockerfilesIn(folder: string): string[] {
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?:^|[/\\.])(?:Dockerfile|Containerfile)(?:\.[\w-]{1,50})?$/.test(path))
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'utf8'));
  if (texts.length === 0) throw new Error(`${folder}: There is no Dockerfile in it. Name another folder with --texts.`);
  return texts;
}

function run(program: string, args: readonly string[], cwd: string, codes: readonly number[]) {
  const result = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  if (result.error) throw result.error;
  if (!codes.includes(result.status ?? -1)) {
    throw new Error(`${program} ended with ${result.status}: ${result.stderr.slice(0, 1_000)}`);
  }
  return result;
}
