import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkCommand } from '../../src/cli/commands/check.ts';
import { explainCommand } from '../../src/cli/commands/explain.ts';
import { fixCommand } from '../../src/cli/commands/fix.ts';
import { forecastCommand } from '../../src/cli/commands/forecast.ts';
import { gradeCommand } from '../../src/cli/commands/grade.ts';
import { rulesCommand } from '../../src/cli/commands/rules.ts';
import { formats } from '../../src/cli/formats/index.ts';
import { root } from '../../scripts/root.ts';
import { type Called, callBelay } from '../call-belay.ts';

/** The command as a user calls it, with a folder, stdin and an environment. */

const bad = 'FROM alpine:3.24\nRUN apk add git\n';
const clean = 'FROM alpine:3.24\nRUN apk add --no-cache git\n';
const folder = mkdtempSync(join(tmpdir(), 'belay-cli-'));
const files: Readonly<Record<string, string | Buffer>> = {
  Dockerfile: bad,
  'clean/Dockerfile': clean,
  'empty/readme.md': '',
  'large.Dockerfile.txt': 'RUN true\n'.repeat(700_000),
  'images/a/Dockerfile': bad,
  'images/old/Dockerfile': bad,
  latin1: Buffer.from([0x46, 0x52, 0x4f, 0x4d, 0x20, 0xe4]),
};

beforeAll(() => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

function belay(
  args: readonly string[],
  options: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Called> {
  return callBelay(args, { folder, ...options });
}

/** stdout as JSON; the shapes are contracts, so tests look at them as any reader would. */
function json(result: Called): unknown {
  return JSON.parse(result.stdout);
}

describe('belay check', () => {
  test('prints place, severity, message, rule, code frame, fix, link and a summary', async () => {
    const { status, stdout, stderr } = await belay(['check', 'Dockerfile']);
    expect(status).toBe(1);
    expect(stderr).toBe('');
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^Dockerfile:2:5 warning .+ \[apk-no-cache\]$/);
    expect(lines.slice(1)).toEqual([
      '  2 | RUN apk add git',
      '    |     ^^^^^^^^^^^',
      '  fix: Add --no-cache',
      '  https://belay.example/rules/apk-no-cache/',
      '',
      '1 warning in 1 file.',
      '',
    ]);
  });

  test('is silent about a clean file, exit 0', async () => {
    const { status, stdout } = await belay(['check', 'clean']);
    expect([status, stdout]).toEqual([0, 'No findings in 1 file.\n']);
  });

  test('writes the JSON of the contract', async () => {
    const result = await belay(['check', '--format', 'json', 'Dockerfile', 'clean/Dockerfile']);
    expect(result.status).toBe(1);
    expect(json(result)).toEqual({
      version: 1,
      files: [
        {
          path: 'Dockerfile',
          diagnostics: [
            {
              rule: 'apk-no-cache',
              severity: 'warning',
              message: expect.stringContaining('--no-cache') as unknown,
              line: 2,
              column: 5,
              endLine: 2,
              endColumn: 16,
              url: 'https://belay.example/rules/apk-no-cache/',
              lesson: 'apk-cache',
              fix: {
                kind: 'safe',
                title: 'Add --no-cache',
                edits: [{ line: 2, column: 12, endLine: 2, endColumn: 12, text: ' --no-cache' }],
              },
              related: [],
            },
          ],
        },
        { path: 'clean/Dockerfile', diagnostics: [] },
      ],
    });
  });

  test('searches the current folder without paths', async () => {
    expect(json(await belay(['check', '-f', 'json']))).toMatchObject({
      files: [
        { path: 'Dockerfile' },
        { path: 'clean/Dockerfile' },
        { path: 'images/a/Dockerfile' },
        { path: 'images/old/Dockerfile' },
      ],
    });
  });

  test('expands patterns that the shell did not, and leaves out what is excluded', async () => {
    expect(json(await belay(['check', '-f', 'json', 'images/**/Dockerfile', '!images/old/**']))).toMatchObject({
      files: [{ path: 'images/a/Dockerfile' }],
    });
  });

  test.each(formats.map(({ name }) => [name]))('writes stdin as %s', async (format) => {
    const { status, stdout, stderr } = await belay(['check', '-', '-f', format], { input: bad });
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('apk-no-cache');
    expect(stdout.endsWith('\n')).toBe(true);
  });

  test('refuses a target that is not there, and names the nearest', async () => {
    const input = 'FROM alpine:3.24 AS build\nUSER 1\nFROM build\n';
    expect((await belay(['check', '-', '--target', 'build'], { input })).status).toBe(0);
    expect((await belay(['check', '-', '--target', '1'], { input })).status).toBe(0);
    const { status, stderr } = await belay(['check', '-', '--target', 'biuld'], { input });
    expect([status, stderr]).toEqual([2, 'belay: stdin: Unknown stage "biuld". Did you mean "build"?\n']);
  });

  test('reads stdin', async () => {
    const result = await belay(['check', '-'], { input: bad });
    expect(result.status).toBe(1);
    expect(result.stdout).toContain('<stdin>:2:5');
    expect(json(await belay(['check', '-', '-f', 'json'], { input: clean }))).toEqual({
      version: 1,
      files: [{ path: '-', diagnostics: [] }],
    });
  });

  test.each([
    ['error', 0],
    ['warning', 1],
    ['info', 1],
  ])('--fail-on %s gives exit %d for a warning', async (severity, status) => {
    expect((await belay(['check', '--fail-on', severity, 'Dockerfile'])).status).toBe(status);
  });

  test('links to the site of --url, else of the environment', async () => {
    const env = { BELAY_SITE: 'https://a.example', BELAY_BASE: '/b/' };
    expect((await belay(['check'], { env })).stdout).toContain('https://a.example/b/rules/apk-no-cache/');
    expect((await belay(['check', '--url', 'https://c.example/d'], { env })).stdout).toContain(
      'https://c.example/d/rules/',
    );
  });

  test('looks into the build context that is named', async () => {
    const input = 'FROM alpine:3.24\nCOPY . .\n';
    expect((await belay(['check', '-', '-f', 'json'], { input })).stdout).not.toContain('dockerignore-missing');
    expect((await belay(['check', '-', '-f', 'json', '--context', '.'], { input })).stdout).toContain(
      'dockerignore-missing',
    );
    expect((await belay(['check', '-', '--context', 'Dockerfile'], { input })).status).toBe(2);
  });

  test('colours only when asked to, off a terminal', async () => {
    expect((await belay(['check'])).stdout).not.toContain('\x1b');
    expect((await belay(['check'], { env: { FORCE_COLOR: '1' } })).stdout).toContain('\x1b[33mwarning\x1b[39m');
    expect((await belay(['check'], { env: { FORCE_COLOR: '0' } })).stdout).not.toContain('\x1b');
  });

  test.each([
    ['a path that is not there', ['missing'], 'belay: missing: there is no such file or folder.\n'],
    ['a folder without a Dockerfile', ['empty'], 'belay: empty: no Dockerfile in this folder.'],
    ['a file that is not UTF-8', ['latin1'], 'belay: latin1: the file is not UTF-8 text.'],
    ['a file that is too large', ['large.Dockerfile.txt'], 'belay: large.Dockerfile.txt: the file is larger than 5 MB'],
    ['a pattern that fits nothing', ['x/**/Dockerfile'], 'belay: x/**/Dockerfile: no file fits this pattern.\n'],
    ['an empty path', [''], 'belay: "": the path is empty.\n'],
  ])('says that %s cannot be read, and checks the others', async (_, paths, message) => {
    const { status, stdout, stderr } = await belay(['check', ...paths, 'Dockerfile']);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toContain('1 warning in 1 file.');
  });

  test('writes valid JSON even when nothing could be read', async () => {
    const result = await belay(['check', '-f', 'json', 'missing']);
    expect(result.status).toBe(2);
    expect(json(result)).toEqual({ version: 1, files: [] });
    expect((await belay(['check', 'missing'])).stdout).toBe('');
  });

  test('takes NUL bytes, CRLF and an empty file', async () => {
    for (const input of ['', '\0\0', 'FROM alpine:3.24\r\nRUN true\r\n']) {
      const { status, stderr } = await belay(['check', '-'], { input });
      expect(stderr).toBe('');
      expect([0, 1]).toContain(status);
    }
  });

  test('ends quietly when the reader closes the pipe', async () => {
    writeFileSync(join(folder, 'long.Dockerfile'), `FROM alpine:3.24\n${'RUN apk add git\n'.repeat(3_000)}`);
    const child = spawn(process.execPath, [join(root, 'bin/belay.mjs'), 'check', 'long.Dockerfile'], { cwd: folder });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    await new Promise((resolve) => child.on('close', resolve));
    rmSync(join(folder, 'long.Dockerfile'));
    expect(stderr).toBe('');
  });
});

describe('belay grade', () => {
  const lesson = (file: string): string => readFileSync(join(root, 'content/lessons/apk-cache', file), 'utf8');

  test('passes a solution, exit 0', async () => {
    const result = await belay(['grade', 'apk-cache', '-', '--format', 'json'], {
      input: lesson('solution/Dockerfile'),
    });
    expect([result.status, result.stderr]).toEqual([0, '']);
    const data = json(result) as { criteria: readonly unknown[] };
    expect(data).toMatchObject({ lesson: 'apk-cache', passed: true, judgedOn: '3.19' });
    expect((data.criteria as { id: string }[]).map(({ id }) => id)).toEqual([
      'builds',
      'starts',
      'job',
      'goal:no-index',
    ]);
    expect(data.criteria[0]).toEqual({
      id: 'builds',
      level: 'essential',
      state: 'met',
      met: true,
      label: expect.any(String) as unknown,
      message: expect.any(String) as unknown,
      line: null,
      column: null,
      endLine: null,
      endColumn: null,
      fix: null,
    });
  });

  test('does not pass a starter, and says where', async () => {
    const result = await belay(['grade', 'apk-cache', '-', '--format', 'json'], {
      input: lesson('starter/Dockerfile'),
    });
    expect(result.status).toBe(1);
    const { passed, criteria } = json(result) as { passed: boolean; criteria: { met: boolean; line: number | null }[] };
    expect(passed).toBe(false);
    expect(criteria.some(({ met, line }) => !met && line !== null && line > 0)).toBe(true);
  });

  test('says what stops the build, and what has to wait for it', async () => {
    const input = lesson('solution/Dockerfile').replace('git jq', 'git jq && false');
    const { status, stdout } = await belay(['grade', 'apk-cache', '-'], { input });
    expect(status).toBe(1);
    expect(stdout).toMatch(/✗ It builds\n {2}<stdin>:3:\d+ The build stops at line 3: .* \(exit code 1\)\./);
    expect(stdout).toMatch(/- It starts\n {2}The build stops before/);
    expect(stdout).toContain('0 of 4 met. Not passed yet.');
  });

  test.each([
    ['gti jq', '✗ It builds', 'gti (no such package)'],
    ['git jqq || true', '✗ It does its job', 'jq'],
    ["git jq && apk add --no-cache 'jqq'", '✗ It builds', 'jqq (no such package)'],
  ])('knows which packages there are: %s', async (packages, title, why) => {
    const input = lesson('solution/Dockerfile').replace('git jq', packages);
    const { status, stdout } = await belay(['grade', 'apk-cache', '-'], { input });
    expect([status, stdout]).toEqual([1, expect.stringContaining(title)]);
    expect(stdout.slice(stdout.indexOf(title))).toContain(why);
  });

  test('passes what cannot be told with the goals met, and says so', async () => {
    const input = lesson('solution/Dockerfile').replace('git jq', 'git jq && wget -q https://example.org/x -O /x');
    const { status, stdout } = await belay(['grade', 'apk-cache', '-'], { input });
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(/\? It builds\n.*We could not tell whether line 3 works/),
    ]);
  });

  test('takes a folder with its files, or the files of --context', async () => {
    const place = mkdtempSync(join(tmpdir(), 'belay-answer-'));
    try {
      mkdirSync(join(place, 'mine'));
      mkdirSync(join(place, 'other'));
      writeFileSync(join(place, 'mine/Dockerfile'), lesson('solution/Dockerfile'));
      writeFileSync(join(place, 'mine/inventory.sh'), lesson('starter/inventory.sh'));
      writeFileSync(join(place, 'other/Dockerfile'), lesson('solution/Dockerfile'));
      const status = async (...args: string[]): Promise<number | null> =>
        (await callBelay(['grade', 'apk-cache', ...args], { folder: place })).status;
      expect(await status('mine')).toBe(0);
      expect(await status('other')).toBe(1);
      expect(await status('other', '--context', 'mine')).toBe(0);
      expect(await status('mine', '--context', 'none')).toBe(2);
    } finally {
      rmSync(place, { recursive: true });
    }
  });

  test('takes ./Dockerfile by itself, and prints a text', async () => {
    const { status, stdout } = await belay(['grade', 'apk-cache']);
    expect(status).toBe(1);
    expect(stdout).toContain('https://belay.example/lessons/apk-cache/');
    expect(stdout).toMatch(/\d+ of \d+ met\. Not passed yet\.\n$/);
  });
});

describe('belay rules and explain', () => {
  test('list the rules', async () => {
    expect((await belay(['rules'])).stdout).toMatch(/^apk-no-cache\s+warning\s+\S/m);
    const { rules } = json(await belay(['rules', '--format', 'json'])) as { rules: { id: string; url: string }[] };
    expect(rules.find(({ id }) => id === 'apk-no-cache')?.url).toBe('https://belay.example/rules/apk-no-cache/');
  });

  test('explain one', async () => {
    const { status, stdout } = await belay(['explain', 'apk-no-cache']);
    expect(status).toBe(0);
    expect(stdout).toContain('hadolint DL3019');
    expect(stdout).toContain('## When not to');
    expect(stdout).not.toContain('# belay: here');
  });
});

describe('belay', () => {
  test.each([
    [[], 'Say what to do'],
    [['chek'], 'Unknown command "chek". Did you mean "check"?'],
    [['check', '--fromat', 'json'], 'Unknown option "--fromat". Did you mean "--format"?'],
    [['check', '--format', 'xml'], 'Unknown value of --format "xml".'],
    [['grade'], 'Name a lesson'],
    [['grade', 'apk-cash'], 'Unknown lesson "apk-cash". Did you mean "apk-cache"?'],
    [['grade', 'apk-cache', 'missing'], 'missing: there is no such file or folder.'],
    [['explain', 'apk-no-cash'], 'Unknown rule "apk-no-cash". Did you mean "apk-no-cache"?'],
    [['explain'], 'Name one rule'],
    [['check', '--url', 'nowhere'], 'is not the address of a site'],
    [['--vers'], 'Unknown option "--vers". Did you mean "--version"?'],
    [['Dockerfile'], 'Say what to do with it: belay check Dockerfile'],
    [['rules', 'tini-path'], 'For one: belay explain tini-path.'],
    [['check', '--context', 'Dockerfile'], '--context takes a folder, and "Dockerfile" is none.'],
    [['check', '--config', 'clean'], 'clean: it is a folder.'],
    [['fix', '--dry-rnu'], 'Unknown option "--dry-rnu". Did you mean "--dry-run"?'],
  ])('%j is wrong usage: one line, exit 2', async (args, message) => {
    const { status, stdout, stderr } = await belay(args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test.each([[['--help']], [['-h']], [['help']], [['help', 'check']], [['check', '--help']], [['grade', '-h']]])(
    '%j helps',
    async (args) => {
      const { status, stdout } = await belay(args);
      expect(status).toBe(0);
      expect(stdout).toContain('Usage: belay');
    },
  );

  test.each([checkCommand, fixCommand, forecastCommand, gradeCommand, rulesCommand, explainCommand])(
    '$name --help shows its options, in lines that fit a terminal',
    async ({ name, options }) => {
      const { stdout } = await belay([name, '--help']);
      for (const option of options) expect(stdout).toContain(`--${option.name}`);
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(140);
    },
  );

  test('knows its version', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect((await belay(['--version'])).stdout).toBe(`${version}\n`);
    expect((await belay(['-v'])).stdout).toBe(`${version}\n`);
  });

  test('runs through npm, with paths relative to where npm was called', () => {
    const result = spawnSync('npm', ['run', '--silent', '--prefix', root, 'belay', '--', 'check', 'clean'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: undefined },
      shell: process.platform === 'win32',
    });
    expect([result.status, result.stdout]).toEqual([0, 'No findings in 1 file.\n']);
  });
});
