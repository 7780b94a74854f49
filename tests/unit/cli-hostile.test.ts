import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { formats } from '../../src/cli/formats/index.ts';
import { root } from '../../scripts/root.ts';
import { type Called, callBelay, callBelayApart } from '../call-belay.ts';
import { unprivileged } from './unprivileged.ts';

/** The command among files that somebody made to hold it up, or to learn from it what they may not read. */

const bad = 'FROM alpine:3.24\nRUN apk add git\nUSER 10001\n';

/** As somebody without the rights of root. */
function belayAsNobody(folder: string, args: readonly string[]): Promise<Called> {
  return unprivileged(() => callBelay(args, { folder }));
}

function write(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

describe('a file that takes too long', () => {
  const folder = mkdtempSync(join(tmpdir(), 'belay-slow-'));
  const slow = `FROM alpine:3.24\n${'RUN apk add git\n'.repeat(306_000)}`;
  const late = 'work on it was ended after 0.4 seconds. Give it more with --timeout, or leave it out.';
  beforeAll(() => write(folder, { 'a/Dockerfile': bad, 'm/Dockerfile': slow, 'z/Dockerfile': bad }));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(formats.map(({ name }) => [name]))(
    'is named, and the others are in the whole report as %s',
    async (format) => {
      const without = await callBelay(['check', 'a', 'z', '--format', format], { folder });
      expect(without.status).toBe(1);
      const { status, stdout, stderr } = await callBelay(['check', '--timeout', '0.4', '--format', format], { folder });
      expect([status, stderr]).toEqual([2, `belay: m/Dockerfile: ${late}\n`]);
      // The report is that of a call without the file; SARIF says that something is missing.
      if (format === 'sarif') {
        const [log, other] = [stdout, without.stdout].map(
          (text) => JSON.parse(text) as { runs: { results: unknown }[] },
        );
        expect(log?.runs[0]?.results).toEqual(other?.runs[0]?.results);
        expect(stdout).toContain(late);
      } else expect(stdout).toBe(without.stdout);
    },
  );

  test('is left as it is by belay fix, which mends the others', async () => {
    const { status, stderr } = await callBelay(['fix', '--timeout', '0.4'], { folder });
    expect(status).toBe(2);
    expect(stderr.split('\n')).toEqual([
      expect.stringContaining('a/Dockerfile: 1 fix'),
      `belay: m/Dockerfile: ${late}`,
      expect.stringContaining('z/Dockerfile: 1 fix'),
      '',
    ]);
    expect(readFileSync(join(folder, 'm/Dockerfile'), 'utf8')).toBe(slow);
    expect(readFileSync(join(folder, 'z/Dockerfile'), 'utf8')).toContain('apk add --no-cache git');
    write(folder, { 'a/Dockerfile': bad, 'z/Dockerfile': bad });
  });

  test('is not graded', async () => {
    const result = await callBelay(['grade', 'tini', 'm/Dockerfile', '--timeout', '0.4', '--format', 'json'], {
      folder,
    });
    expect(result).toMatchObject({ status: 2, stdout: '', stderr: `belay: m/Dockerfile: ${late}\n` });
  });

  test.each(['check', 'fix', 'grade'])('%s refuses a limit that is none', async (command) => {
    const { status, stdout, stderr } = await callBelay([command, 'tini', '--timeout', '1m'], { folder });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('--timeout takes seconds from 0 (no limit) to 86400');
  });
});

describe('among files that are none', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'belay-hostile-'));
    chmodSync(folder, 0o755);
    write(folder, { Dockerfile: bad, 'app/run.sh': 'exec true\n' });
  });
  afterEach(() => {
    chmodSync(folder, 0o755);
    rmSync(folder, { recursive: true });
  });

  test.each(['check', 'fix'])('belay %s names what cannot be read and takes the rest', (command) => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('circle', join(folder, 'circle'));
    mkdirSync(join(folder, 'empty'));
    write(folder, { latin1: Buffer.of(0x46, 0xe4), large: Buffer.alloc(5_000_001, 'a') });
    const given = ['pipe', 'circle', 'empty', '/dev/zero', 'latin1', 'large', 'Dockerfile'];
    const { status, stdout, stderr } = callBelayApart([command, ...given], { folder });
    expect(status).toBe(2);
    const lines = stderr.trimEnd().split('\n').sort();
    expect(lines.filter((line) => !line.includes('Dockerfile: 1 fix'))).toEqual([
      'belay: /dev/zero: it is a device, not a file.',
      'belay: circle: its links lead in a circle.',
      'belay: empty: no Dockerfile in this folder. Looked for Dockerfile*, *.dockerfile, Containerfile*.',
      'belay: large: the file is larger than 5 MB, so it is no Dockerfile.',
      'belay: latin1: the file is not UTF-8 text. Save it as UTF-8.',
      'belay: pipe: it is a pipe, not a file. Give what comes out of it to stdin, with the path "-".',
    ]);
    if (command === 'check') expect(stdout).toContain('1 warning in 1 file.');
    else expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toContain('--no-cache');
  });

  test.each([
    ['pipe', 'it is a pipe'],
    ['/dev/zero', 'it is a device'],
    ['app/Dockerfile', 'there is no such file or folder', 'app'],
  ])('belay grade refuses %s', (path, reason, asked = path) => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const { status, stderr } = callBelayApart(['grade', 'tini', asked], { folder });
    expect([status, stderr]).toEqual([2, expect.stringContaining(`belay: ${path}: ${reason}`)]);
  });

  test('names folders and files that it has no right to read, and takes the rest', async () => {
    write(folder, { 'closed/Dockerfile': bad, 'shut/Dockerfile': bad });
    chmodSync(join(folder, 'closed'), 0);
    chmodSync(join(folder, 'shut/Dockerfile'), 0);
    const { status, stdout, stderr } = await belayAsNobody(folder, ['check']);
    expect([status, stdout.endsWith('1 warning in 1 file.\n')]).toEqual([2, true]);
    expect(stderr).toBe(
      `belay: ${folder}/closed: it may not be read (permission denied).\n` +
        'belay: shut/Dockerfile: it may not be read (permission denied).\n',
    );
    chmodSync(join(folder, 'closed'), 0o755);
  });

  test('checks with a build context of which some may not be read', async () => {
    write(folder, {
      'app/closed/x': '',
      'app/shut.sh': 'true\n',
      'c.Dockerfile': `FROM alpine:3.24\nCOPY . /app/\nCOPY shut.sh /shut.sh\nUSER 10001\nENTRYPOINT ["/shut.sh"]\n`,
    });
    chmodSync(join(folder, 'app/closed'), 0);
    chmodSync(join(folder, 'app/shut.sh'), 0);
    const { status, stdout, stderr } = await belayAsNobody(folder, ['check', '--context', 'app', 'c.Dockerfile']);
    expect(stdout).toContain('[dockerignore-missing]');
    expect(stderr).toBe(
      'belay: app/closed: it may not be read (permission denied).\n' +
        'belay: app/shut.sh: it may not be read (permission denied).\n',
    );
    expect(status).toBe(2);
    const graded = await belayAsNobody(folder, ['grade', 'tini', 'app/../c.Dockerfile']);
    expect([graded.status, graded.stdout.includes('met.')]).toEqual([1, true]);
    chmodSync(join(folder, 'app/closed'), 0o755);
  });

  test('finds and shows names that are no UTF-8', async () => {
    const name = Buffer.concat([Buffer.from(`${folder}/Dockerfile.`), Buffer.of(0xe4)]);
    writeFileSync(name, bad);
    const { status, stdout } = await callBelay(['check', '--format', 'json'], { folder });
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ files: [{ path: 'Dockerfile' }, { path: 'Dockerfile.\\xE4' }] });
    // As a shell that expands a pattern gives it.
    const given = spawnSync(
      'sh',
      ['-c', `exec "$0" "$1" check --format json Dockerfile.?`, process.execPath, join(root, 'bin/belay.mjs')],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(JSON.parse(given.stdout)).toMatchObject({
      files: [{ path: 'Dockerfile.\\xE4', diagnostics: [{ rule: 'apk-no-cache' }] }],
    });
  });

  test('mends files whose names are no UTF-8, and only those', async () => {
    const at = (path: string): Buffer => Buffer.from(join(folder, path), 'latin1');
    mkdirSync(at('in/sub.\xE4'), { recursive: true });
    writeFileSync(at('in/sub.\xE4/Dockerfile.\xFC'), bad, { mode: 0o640 });
    // What a text in the place of these bytes would name.
    writeFileSync(join(folder, 'in/Dockerfile.\uFFFD'), 'FROM alpine:3.24\n');
    writeFileSync(at('out.\xE4'), bad);
    symlinkSync('../out.\uFFFD', join(folder, 'in/Dockerfile.none'));
    symlinkSync(Buffer.from('../out.\xE4', 'latin1'), join(folder, 'in/Dockerfile.link'));
    const { stderr, status } = await callBelay(['fix', 'in'], { folder });
    expect(stderr).toContain('in/sub.\\xE4/Dockerfile.\\xFC: 1 fix, 0 errors or warnings left.\n');
    expect(stderr).toContain(`in/Dockerfile.link: it is a link that leads out of the folder, to ${folder}/out.\\xE4,`);
    expect(status).toBe(2);
    const mended = 'FROM alpine:3.24\nRUN apk add --no-cache git\nUSER 10001\n';
    expect(readFileSync(at('in/sub.\xE4/Dockerfile.\xFC'), 'utf8')).toBe(mended);
    expect(statSync(at('in/sub.\xE4/Dockerfile.\xFC')).mode & 0o777).toBe(0o640);
    expect(readdirSync(at('in/sub.\xE4'))).toHaveLength(1);
    expect(readFileSync(at('out.\xE4'), 'utf8')).toBe(bad);
    expect(readFileSync(join(folder, 'in/Dockerfile.\uFFFD'), 'utf8')).toBe('FROM alpine:3.24\n');
  });
});
