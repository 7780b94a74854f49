import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { makePaint } from '../../src/cli/paint.ts';
import { root } from '../../scripts/root.ts';

/** `belay forecast`, as a user calls it. */

const folder = mkdtempSync(join(tmpdir(), 'belay-forecast-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'context'));
writeFileSync(join(folder, 'context/run.sh'), '#!/bin/sh\nexec sleep 100\n');
writeFileSync(join(folder, 'broken.txt'), 'no table\n');

interface Result {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function forecast(text: string, ...args: readonly string[]): Promise<Result> {
  let [stdout, stderr] = ['', ''];
  const status = await run(['forecast', '-', ...args], {
    folder,
    stdin: Readable.from([Buffer.from(text)]),
    today: '2026-01-01',
    paint: makePaint(false),
    out: (piece) => (stdout += piece),
    warn: (line) => (stderr += `belay: ${line}\n`),
  });
  return { status, stdout, stderr };
}

const good = 'FROM alpine:3.19\nRUN apk add --no-cache jq\nCOPY --chmod=755 run.sh /run.sh\nCMD ["/run.sh"]\n';
const bad = 'FROM alpine:3.19 AS base\nRUN mak all\nCOPY run.sh /\n';
const open = 'FROM alpine:3.19\nRUN apk add --no-cache gitt\nCMD ["sleep", "1"]\n';

describe('the text', () => {
  test('reads like the output of a build, then says what is in it and how it starts', async () => {
    const { status, stdout, stderr } = await forecast(good, '--context', 'context');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`#1 [1/3] FROM alpine:3.19
#1 DONE
#2 [2/3] RUN apk add --no-cache jq
#2 DONE
#3 [3/3] COPY --chmod=755 run.sh /run.sh
#3 DONE

Stage 0, from alpine:3.19
  packages: jq-1.7.1-r0; 16 others

Start: starts
  command: ["/run.sh"]
  PID 1: sleep, user: root
  stop: Docker has to kill it after the grace period
Judged by a part of the packages of Alpine v3.19, x86_64, 2024-06-18.

It would build and start.
`);
  });

  test('names the line that fails, what the tool prints and the exit code; the rest is not run', async () => {
    const { status, stdout } = await forecast(bad, '--context', 'context');
    expect(status).toBe(1);
    expect(stdout).toContain(
      '#2 [base 2/3] RUN mak all\n#2 /bin/sh: mak: not found\n#2 ERROR line 2, exit code: 127\n#3 [base 3/3] COPY run.sh /\n#3 NOT RUN\n'.replaceAll(
        '[base ',
        '[',
      ),
    );
    expect(stdout).toContain('It would not build.');
  });

  test.each([
    ['ARG V\nFROM golang:${V}-alpine\n', 'It would not build without --build-arg V=….'],
    ['ARG V\nFROM alpine:$V\n', 'It would not build without --build-arg V=….'],
    ['FROM alpine:3.24\nARG C\nRUN [ -n "$C" ] || exit 1\n', 'It would not build without --build-arg C=….'],
    ['ARG V=\nFROM alpine:$V\n', 'It would not build.'],
  ])('names what the build wants to be given: %j', async (text, words) => {
    const { status, stdout } = await forecast(text);
    expect(status).toBe(1);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(words);
  });

  test('says that a program ends at once whose file is not there', async () => {
    const { status, stdout } = await forecast(
      'FROM python:3.14-alpine3.24\nCOPY run.sh /srv/\nCMD ["python3", "/srv/run.py"]\n',
      '--context',
      'context',
    );
    expect(status).toBe(1);
    expect(stdout).toContain('Start: starts, and ends at once: /srv/run.py is not there');
    expect(stdout).toContain('It would build and start. Its program would end at once.');
  });

  test('says what is not known, and fails for it when asked', async () => {
    const { status, stdout } = await forecast(open);
    expect(status).toBe(0);
    expect(stdout).toContain('given: apk finds and installs gitt');
    expect(stdout).toContain('It would build and start, if what is given holds.');
    expect((await forecast(open, '--fail-on', 'unknown')).status).toBe(1);
    expect((await forecast(good, '--fail-on', 'unknown', '--context', 'context')).status).toBe(0);
  });

  test('a complete table of the branch may say that there is no such package', async () => {
    const table = join(root, 'src/checker/data/packages/v3.19-x86_64.packages.txt');
    const { status, stdout } = await forecast(open, '--apk-index', table);
    expect(status).toBe(1);
    expect(stdout).toContain('#2   gitt (no such package):');
    expect(stdout).toContain('Judged by all packages of Alpine v3.19');
    // Of another branch it says nothing.
    const other = await forecast(open.replace('3.19', '3.24'), '--apk-index', table);
    expect(other.status).toBe(0);
    expect(other.stdout).toContain('No package is judged: the table is all packages of Alpine v3.19');
  });

  test('a lesson gives the names of all packages', async () => {
    const text = 'FROM alpine:3.19\nRUN apk add --no-cache gti jq\n';
    const judged = await forecast(text, '--lesson', 'apk-cache');
    expect([judged.status, judged.stdout]).toEqual([1, expect.stringContaining('gti (no such package)')]);
    expect(judged.stdout).toContain('required by: world[gti]');
    expect((await forecast(text)).stdout).not.toContain('no such package');
  });

  test('a lesson gives its context', async () => {
    const text = readFileSync(join(root, 'content/lessons/tini/starter/Dockerfile'), 'utf8');
    const { status, stdout } = await forecast(text, '--lesson', 'tini', '--fail-on', 'unknown');
    expect(status).toBe(0);
    expect(stdout).toContain('PID 1: tail');
    expect((await forecast(text, '--context', 'context')).status).toBe(1);
  });

  test('a script of which no text is known may become another program', async () => {
    const first = async (command: string): Promise<string | undefined> =>
      /PID 1: (.*), user/.exec((await forecast(`FROM alpine:3.20\nCOPY entrypoint.sh /\n${command}\n`)).stdout)?.[1];
    expect(await first('ENTRYPOINT ["/entrypoint.sh"]')).toBe('/entrypoint.sh (or what it becomes)');
    expect(await first('CMD ["sleep", "9"]')).toBe('sleep');
    expect(await first('CMD apk --version && sleep 9')).toBe('not known');
  });

  test('arguments of the build and the stage that is built', async () => {
    const text = 'ARG V=3.19\nFROM alpine:$V AS one\nFROM one\nRUN false\n';
    expect((await forecast(text)).status).toBe(1);
    const { status, stdout } = await forecast(text, '--target', 'one', '--build-arg', 'V=3.20');
    expect(status).toBe(0);
    expect(stdout).toContain('from alpine:3.20');
  });
});

test('the JSON is plain data', async () => {
  const { status, stdout } = await forecast(good, '--format', 'json', '--context', 'context');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    outcome: 'builds',
    steps: [
      { line: 1, keyword: 'FROM', outcome: 'ok', given: [] },
      { line: 2, keyword: 'RUN', stage: 0, range: { line: 2, column: 1 }, bytes: { kind: 'index' } },
      { line: 3, adds: ['/run.sh'] },
      { line: 4 },
    ],
    stages: [
      {
        branch: '3.19',
        packages: { jq: { version: '1.7.1-r0', askedBy: 2 }, musl: { version: '1.2.4_git20230717-r4' } },
        world: ['alpine-baselayout', 'alpine-keys', 'apk-tools', 'busybox', 'jq', 'libc-utils'],
        users: { root: { uid: 0, gid: 0 } },
        files: {
          known: expect.arrayContaining([
            { path: '/run.sh', kind: 'file', mode: '0755', owner: '0:0', origin: 'context 3' },
          ]) as unknown,
        },
      },
    ],
    target: 0,
    start: { outcome: 'starts', argv: ['/run.sh'], pid1: 'sleep', user: '', stops: 'kill' },
    job: { outcome: 'unknown' },
    data: { branch: 'v3.19', architecture: 'x86_64', complete: false },
  });
});

describe('a wrong call ends with 2 and says what to do', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['a context that is not there', ['--context', 'nosuch'], /--context takes a folder, and "nosuch" is none\./],
    ['a stage that is not there', ['--target', 'bild'], /Unknown stage "bild"/],
    [
      'a broken table',
      ['--apk-index', 'broken.txt'],
      /--apk-index: Make a table with "npm run apk-index".*broken\.txt/,
    ],
    ['a table that is not there', ['--apk-index', 'nosuch.txt'], /--apk-index: Check the path: .*nosuch\.txt/],
    ['a lesson that is not there', ['--lesson', 'tiny'], /Unknown lesson "tiny"\. Did you mean "tini"\?/],
    ['a lesson and a folder', ['--lesson', 'tini', '--context', 'context'], /Give --context or --lesson/],
    ['half an argument', ['--build-arg', 'V'], /--build-arg takes NAME=VALUE/],
    ['a second file', ['Dockerfile'], /Name one file: belay forecast Dockerfile/],
    ['no such outcome', ['--fail-on', 'never'], /Unknown value of --fail-on "never"/],
  ])('%s', async (_, args, message) => {
    const { status, stdout, stderr } = await forecast(good, ...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });

  test('a file that is not there', async () => {
    const lines: string[] = [];
    const status = await run(['forecast', 'nosuch/Dockerfile'], {
      folder,
      stdin: Readable.from([]),
      today: '2026-01-01',
      paint: makePaint(false),
      out: () => undefined,
      warn: (line) => lines.push(line),
    });
    expect([status, ...lines]).toEqual([2, 'nosuch/Dockerfile: there is no such file or folder.']);
  });
});

describe('the packages of a stage', () => {
  test.each([
    ['FROM alpine:3.19\nRUN true\n', 'none asked for; 15 others'],
    ['FROM ruby:3.4.4-alpine\nRUN apk update && apk add --no-cache bash git\n', /^bash, git; /],
    ['FROM ruby:3.4.4-alpine\nRUN /opt/foo\nRUN apk update && apk add --no-cache bash git\n', /^bash, git; /],
    ['FROM example/x:alpine\nRUN apk add --no-cache bash git && apk del git\n', /^bash; /],
    ['FROM alpine:3.19\nRUN test -e /x || true\n', /^none asked for/],
    [
      'FROM alpine:3.19\nRUN if [ "$(wget -O- a.example)" = b ]; then exit 1; fi; apk add jq\n',
      /^jq-1.7.1-r0, perhaps more; |^it is not known which are asked for/,
    ],
    [
      'FROM alpine:3.19 AS a\nRUN [ "$(wget -O- a.example)" = b ]\nFROM a\nRUN true\n',
      'it is not known which are asked for; 15 others',
    ],
    [
      'FROM alpine:3.19 AS a\nRUN [ "$(wget -O- a.example)" = b ]\nFROM alpine:3.19\nCOPY --from=a /etc/passwd /x\n',
      'none asked for; 15 others',
    ],
  ])('%s', async (text, said) => {
    const { stdout } = await forecast(text);
    const line = stdout.split('\n').findLast((each) => each.startsWith('  packages: '));
    expect(line?.slice('  packages: '.length)).toEqual(typeof said === 'string' ? said : expect.stringMatching(said));
  });
});

test('what strangers wrote commands no terminal and no log', async () => {
  const text =
    'FROM alpine:3.19 AS a\u001b[31m\n::error::x\nRUN \u001b]0;x\u0007::warning::y\nCMD ["\u001b[2J", "\u202e"]\n';
  for (const format of ['text', 'json']) {
    const { stdout } = await forecast(text, '--format', format);
    expect(stdout).not.toMatch(/[\u001b\u0007\u202e]|^\s*::/m);
  }
});
