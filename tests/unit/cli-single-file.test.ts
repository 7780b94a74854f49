import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checker } from '../../src/checker/index.ts';
import { formats } from '../../src/cli/formats/index.ts';
import { buildCli, writeCli } from '../../scripts/build-cli.ts';
import { root } from '../../scripts/root.ts';
import { lessonSlugs } from '../../src/lessons/content/load.ts';
import { bundleOptions, packages } from '../../scripts/bundle-cli.mjs';
import { callBelay } from '../call-belay.ts';

/** The command as one file: everything works where nothing else is, and it says the same as in a checkout. */

const folder = mkdtempSync(join(tmpdir(), 'belay-single-'));
/** What was written beside the file. */
let checksum = '';
const bad = 'FROM alpine:3.24\nRUN apk add git\nUSER 10001\nENTRYPOINT httpd -f\n';

beforeAll(async () => {
  // As after a build of the site, of an older command: web servers would send these in its place.
  for (const ending of ['br', 'gz']) writeFileSync(join(folder, `belay.mjs.${ending}`), 'old');
  writeCli(join(folder, 'belay.mjs'), await buildCli());
  checksum = readFileSync(join(folder, 'belay.mjs.sha256'), 'utf8');
  rmSync(join(folder, 'belay.mjs.sha256'));
  writeFileSync(join(folder, 'Dockerfile'), bad);
  writeFileSync(join(folder, 'team.yaml'), 'rules:\n  apk-no-cache: error\n');
});
afterAll(() => {
  for (const path of [folder, compiled]) rmSync(path, { recursive: true });
});

/** Compiled code of the single file, which each call would compile anew. */
const compiled = mkdtempSync(join(tmpdir(), 'belay-compiled-'));

function call(script: string, args: readonly string[], input = '') {
  const { FORCE_COLOR: _, NO_COLOR: __, BELAY_SITE: ___, BELAY_BASE: ____, NODE_PATH: _____, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    encoding: 'utf8',
    input,
    env: { ...env, NODE_COMPILE_CACHE: compiled },
  });
  return { status, stdout, stderr };
}
const ruleDocument = (id: string): string => readFileSync(join(root, 'src/checker/rules', id, 'rule.md'), 'utf8');
const alone = (args: readonly string[], input?: string) => call(join(folder, 'belay.mjs'), args, input);

describe('the single file', () => {
  test('stands alone', () => {
    expect(readdirSync(folder).sort()).toEqual(['Dockerfile', 'belay.mjs', 'team.yaml']);
    expect(folder.startsWith(root)).toBe(false);
  });

  test.each([
    ...formats.map(({ name }) => ['check', '--format', name]),
    ['check', '-'],
    ['check', '**/Dockerfile'],
    ['check', 'missing'],
    ['check', '--config', 'team.yaml'],
    ['fix', '--dry-run', '--suggestions'],
    ['fix', '-'],
    ['grade', 'tini'],
    ['grade', 'tini', '-', '--format', 'json'],
    ['rules'],
    ['rules', '--format', 'json'],
    ['explain', 'apk-no-cache'],
    ['explain', 'apk-no-cahce'],
    ['grade', 'tni'],
    ['--version'],
    ['--help'],
    ['check', '--help'],
  ])('says what the checkout says: %s %s %s %s', async (...args) => {
    const result = alone(args, bad);
    expect(result).toEqual(await callBelay(args, { folder, input: bad }));
    expect(result.stdout + result.stderr).not.toBe('');
    expect(result.stderr).not.toContain('bug of Belay');
  });

  test.each([['check'], ['fix', '-'], ['explain', 'apk-no-cahce']])(
    'says what the checkout says as a process: %s %s',
    (...args) => {
      expect(alone(args, bad)).toEqual(call(join(root, 'bin/belay.mjs'), args, bad));
    },
  );

  test('writes fixes', () => {
    const here = join(folder, 'fixed');
    mkdirSync(here);
    writeFileSync(join(here, 'Dockerfile'), bad);
    expect(alone(['fix', 'fixed']).stderr).toContain('1 fix');
    expect(readFileSync(join(here, 'Dockerfile'), 'utf8')).toContain('apk add --no-cache git');
    rmSync(here, { recursive: true });
  });

  test.each(lessonSlugs(root))('grades %s', (slug) => {
    cpSync(join(root, 'content/lessons', slug, 'starter'), join(folder, slug), { recursive: true });
    cpSync(join(root, 'content/lessons', slug, 'solution'), join(folder, slug), { recursive: true });
    expect(alone(['grade', slug, `${slug}/Dockerfile`])).toMatchObject({ status: 0, stderr: '' });
    rmSync(join(folder, slug), { recursive: true });
  });

  // A process for each rule would take ten seconds: some are asked, and the words of all are looked for in the file.
  const every = Number(process.env['EXPLAIN_EVERY'] ?? 11);
  test.each(checker.ruleIds.filter((_, index) => index % every === 0))('explains %s', (id) => {
    expect(alone(['explain', id]).stdout).toContain(ruleDocument(id).trim().split('\n').at(-1));
  });

  test('has no expression that Node 20 cannot read', () => {
    // Groups with flags of their own came with Node 23.
    expect(readFileSync(join(folder, 'belay.mjs'), 'utf8')).not.toMatch(/\(\?[ims]*-?[ims]+:/);
  });

  test('has every line of what the rules say, as far as a line looks the same in a script', () => {
    const text = readFileSync(join(folder, 'belay.mjs'), 'utf8');
    const missing = checker.ruleIds.flatMap((id) => {
      const lines = ruleDocument(id)
        .split('\n')
        .filter((line) => /^[\w .,:;()#-]{20,}$/.test(line));
      return lines.length === 0 || lines.some((line) => !text.includes(line)) ? [id] : [];
    });
    expect(missing).toEqual([]);
  });

  test('begins as a script, and ends with the licences of what is inside', () => {
    const text = readFileSync(join(folder, 'belay.mjs'), 'utf8');
    expect(text.startsWith('#!/usr/bin/env node\n')).toBe(true);
    expect([...text.matchAll(/^\/\*! (\S+)$/gm)].map(([, name]) => name)).toEqual(['belay', 'diff', 'yaml']);
  });

  test('has a checksum beside it, as sha256sum -c reads it', () => {
    const [, sum] = /^([0-9a-f]{64}) {2}belay\.mjs\n$/.exec(checksum) ?? [];
    expect(sum).toBe(
      createHash('sha256')
        .update(readFileSync(join(folder, 'belay.mjs')))
        .digest('hex'),
    );
  });

  test('links to the site that it is published on', async () => {
    writeFileSync(join(folder, 'published.mjs'), (await buildCli('https://docs.example/belay/')).text);
    const { stdout } = call(join(folder, 'published.mjs'), ['check']);
    rmSync(join(folder, 'published.mjs'));
    expect(stdout).toContain('https://docs.example/belay/rules/apk-no-cache/');
  });
});

test('a fresh clone installs what bundling takes, and nothing else', async () => {
  const { metafile } = await build({
    ...bundleOptions,
    entryPoints: ['src/cli/main.ts'],
    outdir: folder,
    splitting: true,
    write: false,
    metafile: true,
  });
  const names = Object.keys(metafile.inputs).flatMap((path) => /node_modules\/([^/]+)/.exec(path)?.[1] ?? []);
  expect([...new Set([...names, 'esbuild'])].sort()).toEqual(packages);
});
