import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCli, writeCli } from '../../scripts/build-cli.ts';

/** The most memory that the command takes, whole process, for the longest file that it reads. */

const folder = mkdtempSync(join(tmpdir(), 'belay-memory-'));
const command = join(folder, 'belay.mjs');

beforeAll(async () => {
  writeCli(command, await buildCli());
  writeFileSync(join(folder, 'Dockerfile'), `FROM alpine:3.24\n${'RUN apk add git\n'.repeat(306_000)}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Says at the end what was the most, in kB. */
const measure = "process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)))";

test('306,000 places fit into 800 MB, in the format that takes most and with a reader who takes his time', async () => {
  const args = ['--import', `data:text/javascript,${measure}`, command, 'check', '--timeout', '0', '-f', 'rdjson'];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let bytes = 0;
  let end = '';
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    end = chunk.toString().slice(-2);
    child.stdout.pause();
    setImmediate(() => child.stdout.resume());
  });
  const most = Number(await text(child.stderr)) / 1000;
  expect(bytes).toBeGreaterThan(100_000_000);
  expect(end).toBe('}\n');
  expect(most).toBeGreaterThan(100);
  expect(most).toBeLessThan(800);
}, 240_000);
