import { spawn } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCli, writeCli } from '../../scripts/build-cli.ts';

/** Many files, which several threads check: whoever reads the report cannot tell how many. */

const folder = mkdtempSync(join(tmpdir(), 'belay-threads-'));
const command = join(folder, 'belay.mjs');
/** As many as several threads are for. */
const count = 520;

beforeAll(async () => {
  writeCli(command, await buildCli());
  mkdirSync(join(folder, 'many'));
  for (let index = 0; index < count; index++) {
    const text = `FROM alpine:3.24\nLABEL n=${index}\nEXPOSE ${index * 200}\n${index % 2 ? 'USER 10001\n' : ''}`;
    writeFileSync(join(folder, 'many', `Dockerfile.${index}`), text);
  }
  writeFileSync(join(folder, 'many/Dockerfile.0'), '\ufeffFROM alpine:3.24\nRUN apk add git\n');
  writeFileSync(Buffer.concat([Buffer.from(join(folder, 'many/Dockerfile.')), Buffer.of(0xe4)]), 'FROM alpine:3.24\n');
  writeFileSync(join(folder, 'many/Dockerfile.100'), Buffer.of(0x46, 0xe4));
  writeFileSync(join(folder, 'many/Dockerfile.250'), Buffer.alloc(5_000_001, 'a'));
  // Longer than what one thread gives to another.
  writeFileSync(join(folder, 'many/Dockerfile.300'), `FROM alpine:3.24\n# ${'a'.repeat(1_000_000)}\nRUN apk add git\n`);

  mkdirSync(join(folder, 'slow'));
  writeFileSync(join(folder, 'slow/Dockerfile'), `FROM alpine:3.24\n${'RUN apk add git\n'.repeat(6_000)}`);
  for (let index = 0; index < count; index++) {
    linkSync(join(folder, 'slow/Dockerfile'), join(folder, 'slow', `Dockerfile.${index}`));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** How many shares the threads beside the first one gave it. */
  readonly shares: number;
}

/** Runs before the command in each of its threads: on a machine with so many cores, with a word for each share. */
const before = (cores: number, onShare: string): string => `data:text/javascript,
  import os from 'node:os';
  import { syncBuiltinESMExports } from 'node:module';
  import { parentPort } from 'node:worker_threads';
  os.availableParallelism = () => ${cores};
  syncBuiltinESMExports();
  const post = parentPort?.postMessage;
  if (post) parentPort.postMessage = (share) => {
    process._rawDebug('share');
    ${onShare};
    post.call(parentPort, share);
  };`;

async function belay(
  args: readonly string[],
  { cores, onShare = '', flags = [] }: { cores: number; onShare?: string; flags?: readonly string[] },
): Promise<Ended> {
  const words = [...flags, '--import', before(cores, onShare).replaceAll('\n', ' '), command, ...args];
  const child = spawn(process.execPath, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [status, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  const shares = stderr.match(/^share\n/gm)?.length ?? 0;
  return { status, stdout, stderr: stderr.replace(/^share\n/gm, ''), shares };
}

test('gives the same on several threads, on one, where none can be started, and where they end early', async () => {
  const args = ['check', 'many', '--format', 'sarif'];
  const [several, one, none, early] = [
    await belay(args, { cores: 3 }),
    await belay(args, { cores: 1 }),
    await belay(args, { cores: 3, flags: ['--permission', '--allow-fs-read=*'] }),
    await belay(args, { cores: 3, onShare: 'process.exit()' }),
  ];
  expect(several.shares).toBeGreaterThan(1);
  expect(early.shares).toBeGreaterThan(0);
  expect([one.shares, none.shares]).toEqual([0, 0]);
  const { status, stdout, stderr } = several;
  for (const other of [one, none, early])
    expect({ ...other, shares: 0 }).toEqual({ status, stdout, stderr, shares: 0 });
  expect(status).toBe(2);
  expect(stderr).toBe(
    'belay: many/Dockerfile.100: the file is not UTF-8 text. Save it as UTF-8.\n' +
      'belay: many/Dockerfile.250: the file is larger than 5 MB, so it is no Dockerfile.\n',
  );
  expect(stdout.match(/many\/Dockerfile\.\d+(?=")/g)).toContain('many/Dockerfile.300');
});

test('ends work on each file that takes too long, whichever thread has it', async () => {
  const { shares, ...ended } = await belay(['check', 'slow', '--timeout', '0.001'], { cores: 3 });
  const names = ['Dockerfile', ...Array.from({ length: count }, (_, index) => `Dockerfile.${index}`)].sort();
  const late = (name: string): string =>
    `belay: slow/${name}: work on it was ended after 0.001 seconds. Give it more with --timeout, or leave it out.\n`;
  expect(shares).toBeGreaterThan(0);
  expect(ended).toEqual({ status: 2, stdout: '', stderr: names.map(late).join('') });
});
