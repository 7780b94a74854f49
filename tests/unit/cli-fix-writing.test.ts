import { spawnSync } from 'node:child_process';
import {
  chmodSync,
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
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';
import { callBelay, callBelayApart } from '../call-belay.ts';

/** What `belay fix` does to files: never a part of a text, never a file that was not meant, and every file its turn. */

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'belay-fix-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function fix(
  words: readonly string[],
  input = '',
): Promise<{ status: number | null; out: Buffer; said: string }> {
  const { status, stdout, stderr } = await callBelay(['fix', ...words], { folder, input });
  return { status, out: Buffer.from(stdout), said: stderr };
}

const at = (...names: string[]): string => join(folder, ...names);
const bytes = (name: string): Buffer => readFileSync(at(name));

const faulty = 'FROM alpine:3.24\nRUN apk add git\nUSER 10001\n';
const mended = faulty.replace('apk add', 'apk add --no-cache');

describe('belay fix', () => {
  test.each([
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['CR LF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark and CR LF', (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`],
    ['letters of the world', (text: string) => `# 😀 ü\n${text}`],
    ['no line break at the end', (text: string) => text.trimEnd()],
  ])('keeps %s, in files and from stdin', async (_, dress) => {
    writeFileSync(at('Dockerfile'), dress(faulty));
    expect((await fix([])).status).toBe(0);
    expect(bytes('Dockerfile')).toEqual(Buffer.from(dress(mended)));
    expect((await fix(['-'], dress(faulty))).out).toEqual(Buffer.from(dress(mended)));
  });

  test.each([
    ['Latin-1', Buffer.from(`# caf\xe9\n${faulty}`, 'latin1')],
    ['UTF-16', Buffer.from(`\ufeff${faulty}`, 'utf16le')],
    ['a byte cut off', Buffer.concat([Buffer.from(faulty), Buffer.from([0xe2, 0x82])])],
  ])('never rewrites a file that is not UTF-8, says so, and goes on: %s', async (_, content) => {
    writeFileSync(at('Dockerfile.a'), content);
    writeFileSync(at('Dockerfile.b'), faulty);
    const { status, said } = await fix([]);
    expect(said).toMatch(/Dockerfile\.a: the file is not UTF-8 text/);
    expect(bytes('Dockerfile.a')).toEqual(content);
    expect(bytes('Dockerfile.b').toString()).toBe(mended);
    expect(status).toBe(2);
  });

  test('keeps the mode, and writes only what changes', async () => {
    writeFileSync(at('Dockerfile'), faulty);
    writeFileSync(at('Dockerfile.clean'), mended);
    chmodSync(at('Dockerfile'), 0o750);
    const before = statSync(at('Dockerfile.clean'));
    await fix([]);
    expect(statSync(at('Dockerfile')).mode & 0o777).toBe(0o750);
    expect(statSync(at('Dockerfile.clean')).ino).toBe(before.ino);
    expect(readdirSync(folder).sort()).toEqual(['Dockerfile', 'Dockerfile.clean']);
  });

  test('refuses a link out of the named folder, goes on, and writes the target of one within', async () => {
    for (const name of ['named', 'named/real', 'elsewhere']) mkdirSync(at(name));
    for (const name of ['elsewhere/Dockerfile', 'named/real/other']) writeFileSync(at(name), faulty);
    symlinkSync('../elsewhere/Dockerfile', at('named/Dockerfile.a'));
    symlinkSync('real/other', at('named/Dockerfile.b'));
    const { status, said } = await fix(['named']);
    expect(said).toMatch(/named\/Dockerfile\.a: it is a link that leads out of the folder, to .*elsewhere\/Dockerfile/);
    expect(bytes('elsewhere/Dockerfile').toString()).toBe(faulty);
    expect(bytes('named/real/other').toString()).toBe(mended);
    expect(lstatSync(at('named/Dockerfile.b')).isSymbolicLink()).toBe(true);
    expect(status).toBe(2);
    // The folder that is meant now is the one above both.
    expect((await fix([])).status).toBe(0);
    expect(bytes('elsewhere/Dockerfile').toString()).toBe(mended);
  });

  test('refuses a link out of the caller\u2019s folder that is named itself', async () => {
    mkdirSync(at('work'));
    writeFileSync(at('outside'), faulty);
    symlinkSync('../outside', at('work/Dockerfile'));
    const { status, stderr } = await callBelay(['fix', 'Dockerfile'], { folder: at('work') });
    expect([status, stderr]).toEqual([2, expect.stringContaining('leads out of the folder')]);
    expect(bytes('outside').toString()).toBe(faulty);
  });

  test('says that a hard link keeps the old text', async () => {
    writeFileSync(at('Dockerfile'), faulty);
    linkSync(at('Dockerfile'), at('other'));
    expect((await fix(['Dockerfile'])).said).toContain(
      'Dockerfile: the file has 1 other name (hard links), which keeps the old text.',
    );
    expect([bytes('Dockerfile').toString(), bytes('other').toString()]).toEqual([mended, faulty]);
  });

  test('says "cannot write" where it cannot, and mends the next file', () => {
    for (const name of ['a', 'b']) mkdirSync(at(name));
    for (const name of ['a/Dockerfile', 'b/Dockerfile']) writeFileSync(at(name), faulty);
    // Bundled without the limit, if that is still to be done.
    callBelayApart(['--help'], { folder });
    // A limit stops the new file at 512 bytes, for root too.
    writeFileSync(at('a/Dockerfile'), `# ${'long '.repeat(300)}\n${faulty}`);
    const { stderr, status } = spawnSync(
      'sh',
      ['-c', 'ulimit -f 1; exec "$0" "$@"', process.execPath, join(root, 'bin/belay.mjs'), 'fix', 'a', 'b'],
      { cwd: folder, encoding: 'utf8', env: { ...process.env, INIT_CWD: folder } },
    );
    expect(stderr).toMatch(/a\/Dockerfile: cannot write it: it would become larger than the limit/);
    expect(bytes('a/Dockerfile').toString()).toContain('RUN apk add git');
    expect(bytes('b/Dockerfile').toString()).toBe(mended);
    expect([readdirSync(at('a')), readdirSync(at('b')), status]).toEqual([['Dockerfile'], ['Dockerfile'], 2]);
  });

  test('removes what a killed call left behind, and says so', async () => {
    writeFileSync(at('Dockerfile'), mended);
    const gone = spawnSync('true').pid;
    writeFileSync(at(`.belay-fix-${gone}-0123abcd.tmp`), 'half');
    expect((await fix([])).said).toContain(`Removed .belay-fix-${gone}-0123abcd.tmp`);
    expect(readdirSync(folder)).toEqual(['Dockerfile']);
  });

  test('mends the files behind one that made it crash once, and what can be mended in that one', async () => {
    writeFileSync(
      at('Dockerfile.a'),
      'FROM alpine:3.24\nRUN apk add --no-cache -t b gcc && gcc -v && apk del b b\nUSER 10001\n',
    );
    writeFileSync(at('Dockerfile.b'), faulty);
    expect((await fix([])).status).toBe(0);
    expect(bytes('Dockerfile.a').toString()).toContain('-t .b gcc && gcc -v && apk del .b .b');
    expect(bytes('Dockerfile.b').toString()).toBe(mended);
  });

  test('names with --verbose the fixes that would do harm, and leaves them out', async () => {
    const text =
      'FROM alpine:3.24\nRUN apk add --no-cache git tzdata && apk del tzdata\nENV TZ=Asia/Tokyo\nUSER 10001\nCMD ["git"]\n';
    writeFileSync(at('Dockerfile'), text);
    const { said } = await fix(['--suggestions', '--verbose']);
    expect(said).toContain('Dockerfile: line 3: fix of tz-without-tzdata left out: its finding would stay.');
    expect(bytes('Dockerfile').toString()).toBe(text);
    expect((await fix(['--suggestions'])).said).not.toContain('left out');
  });
});
