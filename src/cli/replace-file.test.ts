import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { removeLeftovers } from './leftovers.ts';
import { replaceFile, writerOf } from './replace-file.ts';

/** The module as one file: a process that read the source would load the whole checker first, for a second. */
const bundled = mkdtempSync(join(realpathSync(tmpdir()), 'belay-bundled-'));
const own = join(bundled, 'replace-file.mjs');
beforeAll(() => {
  const source = fileURLToPath(new URL('replace-file.ts', import.meta.url));
  buildSync({ entryPoints: [source], outfile: own, bundle: true, platform: 'node', format: 'esm' });
  // Some tests call it as somebody else than the owner.
  chmodSync(bundled, 0o755);
});
afterAll(() => rmSync(bundled, { recursive: true }));
const isRoot = process.getuid?.() === 0;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'belay-replace-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const at = (...names: string[]): string => join(folder, ...names);
const read = (name: string): string => readFileSync(at(name), 'utf8');
const replace = (name: string, before: string, after: string): unknown =>
  replaceFile(at(name), before, after, [folder]);

describe('replaceFile', () => {
  test('writes the new text and leaves nothing else behind', () => {
    writeFileSync(at('Dockerfile'), 'old\r\n');
    expect(replace('Dockerfile', 'old\r\n', 'new\r\n')).toEqual({ otherNames: 0 });
    expect(read('Dockerfile')).toBe('new\r\n');
    expect(readdirSync(folder)).toEqual(['Dockerfile']);
  });

  test('keeps the byte order mark, and brings none', () => {
    writeFileSync(at('marked'), '\ufeffold');
    writeFileSync(at('plain'), 'old');
    replace('marked', 'old', 'new');
    replace('plain', 'old', 'new');
    expect([read('marked'), read('plain')]).toEqual(['\ufeffnew', 'new']);
  });

  test.each([0o600, 0o644, 0o755, 0o4711, 0o660])('keeps the mode %o', (mode) => {
    writeFileSync(at('Dockerfile'), 'old');
    chmodSync(at('Dockerfile'), mode);
    replace('Dockerfile', 'old', 'new');
    expect(statSync(at('Dockerfile')).mode & 0o7777).toBe(mode);
  });

  test.runIf(isRoot)('keeps the owner and the group', () => {
    writeFileSync(at('Dockerfile'), 'old');
    spawnSync('chown', ['1234:4321', at('Dockerfile')]);
    replace('Dockerfile', 'old', 'new');
    expect(statSync(at('Dockerfile'))).toMatchObject({ uid: 1234, gid: 4321 });
  });

  test('leaves a file alone that has changed meanwhile', () => {
    writeFileSync(at('Dockerfile'), 'newer');
    expect(() => replace('Dockerfile', 'old', 'new')).toThrow(/has changed .* left as it is/);
    expect(read('Dockerfile')).toBe('newer');
    expect(readdirSync(folder)).toEqual(['Dockerfile']);
  });

  test('replaces the target of a link, and the link stays one', () => {
    mkdirSync(at('real'));
    writeFileSync(at('real', 'Dockerfile'), 'old');
    symlinkSync('real/Dockerfile', at('Dockerfile'));
    replace('Dockerfile', 'old', 'new');
    expect(lstatSync(at('Dockerfile')).isSymbolicLink()).toBe(true);
    expect(read('real/Dockerfile')).toBe('new');
    expect(lstatSync(at('real', 'Dockerfile')).isSymbolicLink()).toBe(false);
  });

  test.each(['../outside', 'through/outside'])('refuses a link that leads out of the folder: %s', (way) => {
    mkdirSync(at('named'));
    writeFileSync(at('outside'), 'old');
    symlinkSync('..', at('named', 'through'));
    symlinkSync(way, at('named', 'Dockerfile'));
    expect(() => replaceFile(at('named', 'Dockerfile'), 'old', 'new', [at('named')])).toThrow(
      /leads out of the folder/,
    );
    expect(read('outside')).toBe('old');
  });

  test('takes a neighbour whose name begins alike for outside', () => {
    mkdirSync(at('named'));
    mkdirSync(at('named-too'));
    writeFileSync(at('named-too', 'Dockerfile'), 'old');
    symlinkSync('../named-too/Dockerfile', at('named', 'Dockerfile'));
    expect(() => replaceFile(at('named', 'Dockerfile'), 'old', 'new', [at('named')])).toThrow(/leads out/);
  });

  test('counts the other names of a file, which keep the old text', () => {
    writeFileSync(at('Dockerfile'), 'old');
    linkSync(at('Dockerfile'), at('other'));
    expect(replace('Dockerfile', 'old', 'new')).toEqual({ otherNames: 1 });
    expect([read('Dockerfile'), read('other')]).toEqual(['new', 'old']);
  });

  test('refuses what is no regular file', () => {
    spawnSync('mkfifo', [at('Dockerfile')]);
    expect(() => replace('Dockerfile', 'old', 'new')).toThrow(/no regular file/);
  });
});

/** Calls it in a process of its own, as a shell command gives it. */
function inShell(before: string, name: string, size: number, options: { uid?: number } = {}): string {
  const script = `import { replaceFile } from ${JSON.stringify(own)};
    try { replaceFile(${JSON.stringify(at(name))}, 'old', 'n'.repeat(${size}), [${JSON.stringify(folder)}]); console.log('done'); }
    catch (error) { console.log(error.name + ': ' + error.message); }`;
  const { stdout, stderr, status, signal } = spawnSync(
    'sh',
    ['-c', `${before}exec "$0" --input-type=module -e "$1"`, process.execPath, script],
    { encoding: 'utf8', ...options },
  );
  return stdout.trim() || `${stderr} ${String(status)} ${String(signal)}`;
}

describe('the old file stays whole', () => {
  test('when the limit of file size is reached', () => {
    writeFileSync(at('Dockerfile'), 'old');
    expect(inShell('ulimit -f 8; ', 'Dockerfile', 100_000)).toMatch(/UsageError: cannot write it: .*ulimit -f/);
    expect(read('Dockerfile')).toBe('old');
    expect(readdirSync(folder)).toEqual(['Dockerfile']);
  });

  // A file system of its own takes root, or a name space in which one is root.
  const spaces = ['', 'unshare -Urm '].filter(
    (way) => spawnSync('sh', ['-c', `${way || 'unshare -m '}mount -t tmpfs -o size=64k tmpfs /mnt`]).status === 0,
  );
  test.runIf(spaces.length > 0)('when the disk is full', () => {
    const mounted = `mount -t tmpfs -o size=64k tmpfs ${folder} && printf old >${at('Dockerfile')} && chmod 755 ${folder} &&`;
    const script = `import { replaceFile } from ${JSON.stringify(own)};
      try { replaceFile(${JSON.stringify(at('Dockerfile'))}, 'old', 'n'.repeat(100000), [${JSON.stringify(folder)}]); console.log('done'); }
      catch (error) { console.log(error.name + ': ' + error.message); }`;
    const { stdout } = spawnSync(
      'sh',
      [
        '-c',
        `${spaces[0] || 'unshare -m '}sh -c '${mounted} "$0" --input-type=module -e "$1"; cat ${at('Dockerfile')}; ls -A ${folder}' "$0" "$1"`,
        process.execPath,
        script,
      ],
      { encoding: 'utf8' },
    );
    expect(stdout).toBe('UsageError: cannot write it: the disk is full\noldDockerfile\n');
  });

  test('when the folder may not be written', () => {
    writeFileSync(at('Dockerfile'), 'old');
    chmodSync(at('Dockerfile'), 0o666);
    chmodSync(folder, 0o555);
    // Root may write everywhere, so it becomes somebody else.
    const said = inShell('', 'Dockerfile', 10, isRoot ? { uid: 65_534 } : {});
    chmodSync(folder, 0o755);
    expect(said).toMatch(/^UsageError: cannot write it: permission denied/);
    expect(read('Dockerfile')).toBe('old');
  });

  test('when the file may not be written', () => {
    writeFileSync(at('Dockerfile'), 'old');
    chmodSync(at('Dockerfile'), 0o444);
    chmodSync(folder, 0o777);
    expect(inShell('', 'Dockerfile', 10, isRoot ? { uid: 65_534 } : {})).toMatch(
      /^UsageError: cannot write it: permission/,
    );
    expect(read('Dockerfile')).toBe('old');
  });

  test.runIf(isRoot)('when its owner could not be kept', () => {
    writeFileSync(at('Dockerfile'), 'old');
    chmodSync(at('Dockerfile'), 0o666);
    chmodSync(folder, 0o777);
    expect(inShell('', 'Dockerfile', 10, { uid: 65_534 })).toMatch(/belongs to another user/);
    expect([read('Dockerfile'), readdirSync(folder)]).toEqual(['old', ['Dockerfile']]);
  });

  test('or is the new one, whenever the process is killed', async () => {
    const [old, young] = ['o'.repeat(300_000), 'n'.repeat(400_000)];
    writeFileSync(at('Dockerfile'), old);
    const script = `import { replaceFile } from ${JSON.stringify(own)};
      import { readFileSync } from 'node:fs';
      const texts = ['o'.repeat(300000), 'n'.repeat(400000)];
      let now = texts.indexOf(readFileSync(${JSON.stringify(at('Dockerfile'))}, 'utf8'));
      console.log('begun');
      for (;;) { replaceFile(${JSON.stringify(at('Dockerfile'))}, texts[now], texts[1 - now], [${JSON.stringify(folder)}]); now = 1 - now; }`;
    const leftovers = new Set<string>();
    for (let round = 0; round < 20; round++) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const ended = new Promise((done) => child.on('close', done));
      await new Promise((begun) => child.stdout.once('data', begun));
      await setTimeout(Math.random() * 30);
      child.kill('SIGKILL');
      await ended;
      const text = read('Dockerfile');
      expect(text === old || text === young).toBe(true);
      for (const name of readdirSync(folder)) if (name !== 'Dockerfile') leftovers.add(name);
    }
    for (const name of leftovers) expect(writerOf(name)).toBeGreaterThan(0);
    expect(new Set(removeLeftovers(folder))).toEqual(leftovers);
    expect(readdirSync(folder)).toEqual(['Dockerfile']);
  });
});

describe('removeLeftovers', () => {
  test('lets be what is written at the moment, and what is not its own', () => {
    const names = [`.belay-fix-${process.ppid}-0123abcd.tmp`, '.belay-fix-x.tmp', 'Dockerfile.tmp'];
    for (const name of names) writeFileSync(at(name), '');
    expect(removeLeftovers(folder)).toEqual([]);
    for (const name of names) expect(existsSync(at(name))).toBe(true);
  });

  test('says nothing about a folder that is not there', () => {
    expect(removeLeftovers(at('nowhere'))).toEqual([]);
  });
});
