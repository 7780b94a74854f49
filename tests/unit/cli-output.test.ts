import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formats } from '../../src/cli/formats/index.ts';
import { root } from '../../scripts/root.ts';

/** What the command does when nobody takes what it writes: it ends quietly, exit 2. */

const folder = mkdtempSync(join(tmpdir(), 'belay-output-'));
beforeAll(() => {
  writeFileSync(join(folder, 'Dockerfile'), `FROM alpine:3.24\n${'RUN apk add git\n'.repeat(100)}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

type Sink = 'pipe' | number;

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the command with its outputs as given.
 * @param closed the pipe that is closed before the command has started.
 */
function belay(args: readonly string[], stdout: Sink, stderr: Sink, closed?: 'stdout' | 'stderr'): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, 'bin/belay.mjs'), ...args], {
    cwd: folder,
    stdio: [openSync(join(folder, 'Dockerfile'), 'r'), stdout, stderr],
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    if (name === closed) child[name]?.destroy();
    else child[name]?.on('data', (chunk: Buffer) => (texts[name] += chunk.toString()));
  }
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, ...texts })));
}

const calls: readonly (readonly string[])[] = [
  ...formats.map(({ name }) => ['check', '--format', name]),
  ['fix', '--dry-run'],
  ['fix', '-'],
  ['grade', 'tini'],
  ['grade', 'tini', '--format', 'json'],
  ['forecast', '-'],
  ['forecast', '-', '--format', 'json'],
  ['rules'],
  ['rules', '--format', 'json'],
  ['explain', 'apk-no-cache'],
  ['--help'],
  ['check', '--help'],
  ['--version'],
];

// Of `fix`, stderr says what it did to each file, so it is not silent there.
const saysNothing = ({ stderr }: Ended): boolean => stderr.replace(/^belay: \S+: \d+ fix.*\n/gm, '') === '';

describe.each(calls)('belay %s %s %s %s', (...words) => {
  const args = words.filter((word) => typeof word === 'string');

  test('ends with 2 when stdout is a pipe that nobody reads', async () => {
    const ended = await belay(args, 'pipe', 'pipe', 'stdout');
    expect([ended.status, saysNothing(ended)]).toEqual([2, true]);
  });

  test('ends with 2 when the device of stdout is full', async () => {
    const ended = await belay(args, openSync('/dev/full', 'w'), 'pipe');
    expect([ended.status, saysNothing(ended)]).toEqual([2, true]);
  });
});

describe.each([
  ['check', ['check', 'missing', 'Dockerfile']],
  ['fix', ['fix', '--dry-run']],
  ['grade', ['grade', 'no-such-lesson']],
  ['explain', ['explain', 'no-such-rule']],
  ['no command', ['nonsense']],
])('a complaint of %s', (_, args) => {
  test('that nobody takes ends with 2', async () => {
    expect((await belay(args, 'pipe', openSync('/dev/full', 'w'))).status).toBe(2);
    expect((await belay(args, 'pipe', 'pipe', 'stderr')).status).toBe(2);
  });
});

test('a report that is cut off by the system is never taken for a whole one', async () => {
  const file = join(folder, 'report.json');
  const script = 'ulimit -f 8; exec "$0" "$@" > report.json';
  const command = [process.execPath, join(root, 'bin/belay.mjs'), 'check', '--format', 'json'];
  const child = spawn('sh', ['-c', script, ...command], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const status = await new Promise((resolve) => child.on('close', resolve));
  expect([status, stderr]).toEqual([2, '']);
  expect(statSync(file).size).toBeGreaterThan(0);
  rmSync(file);
});
