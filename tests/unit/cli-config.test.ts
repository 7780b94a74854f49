import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Called, callBelay, callBelayApart } from '../call-belay.ts';

/** `.belay.yaml` and what it extends, written by somebody who wants to learn what they may not read. */

let outer = '';
let folder = '';
beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), 'belay-config-'));
  folder = join(outer, 'repository');
  write({ 'repository/.git/HEAD': '', 'repository/Dockerfile': 'FROM alpine:3.24\nRUN apk add git\nUSER 10001\n' });
  write({ 'outside/team.yaml': 'rules:\n  apk-no-cache: off\n', 'outside/secret': SECRET });
});
afterEach(() => rmSync(outer, { recursive: true }));

const SECRET = 'user: 19000\ntoken: s3cr3t-s3cr3t\nTOKEN2: t0k3n-t0k3n\n';

/** @param files by path below the outer folder; `->` before a text makes a link. */
function write(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(outer, path);
    mkdirSync(dirname(file), { recursive: true });
    if (typeof text === 'string' && text.startsWith('->')) symlinkSync(text.slice(2), file);
    else writeFileSync(file, text);
  }
}

function check(args: readonly string[] = [], cwd = folder): Promise<Called> {
  return callBelay(['check', ...args], { folder: cwd, env: { SECRET_OF_THE_ENVIRONMENT: 'e1e2e3' } });
}

/** In a process of its own, where a fault would never come to an end. */
function checkApart(args: readonly string[] = [], cwd = folder): Called {
  return callBelayApart(['check', ...args], { folder: cwd, env: { SECRET_OF_THE_ENVIRONMENT: 'e1e2e3' } });
}

/** Expects that a call was refused in one short line. */
function expectRefusal(reason: string, { status, stdout, stderr }: Called): void {
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(reason);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr.length).toBeLessThan(400);
  for (const secret of ['s3cr3t', 't0k3n', 'e1e2e3']) expect(stderr).not.toContain(secret);
}

describe('extends', () => {
  test.each([
    ['a file outside', '../outside/team.yaml'],
    ['an absolute path', '/etc/shadow'],
    ['the environment', '/proc/self/environ'],
    ['a device', '/dev/zero'],
    ['something outside that is not there', '../missing.yaml'],
    ['a link out of the repository', 'link.yaml'],
    ['a file behind a link to a folder', 'folder/team.yaml'],
    ['a way out and in again through a link', 'folder/../outside/team.yaml'],
  ])('does not read %s', (_, path) => {
    write({ 'repository/link.yaml': '->../outside/secret', 'repository/folder': '->../outside' });
    write({ 'repository/.belay.yaml': `extends: ${path}\n`, 'repository/ci/x': '' });
    const reason = path.startsWith('folder/..') ? 'there is no such file' : 'it lies outside of';
    expectRefusal(reason, checkApart());
  });

  test('reads outside when that is allowed, and still no device or pipe', () => {
    write({ 'repository/.belay.yaml': 'extends: ../outside/team.yaml\n' });
    expect(checkApart(['--allow-outside'])).toMatchObject({ status: 0, stderr: '' });
    write({ 'repository/.belay.yaml': 'extends: /dev/zero\n' });
    expectRefusal('it is a device', checkApart(['--allow-outside']));
    execFileSync('mkfifo', [join(outer, 'pipe')]);
    write({ 'repository/.belay.yaml': 'extends: ../pipe\n' });
    expectRefusal('it is a pipe', checkApart(['--allow-outside']));
  });

  test('reads inside of the repository: above, beside, through links and absolute', async () => {
    const off = 'rules:\n  apk-no-cache: off\n';
    write({ 'repository/team.yaml': off, 'repository/config/real.yaml': off });
    write({ 'repository/linked.yaml': '->config/real.yaml', 'repository/api/Dockerfile': 'FROM alpine:3.24\n' });
    for (const path of ['../team.yaml', '../linked.yaml', join(folder, 'team.yaml'), '[../team.yaml, ../team.yaml]']) {
      write({ 'repository/api/.belay.yaml': `extends: ${path}\n` });
      expect(await check(['../Dockerfile'], join(folder, 'api'))).toMatchObject({ status: 0, stderr: '' });
    }
  });

  test('stays in the folder of the first configuration where there is no repository', async () => {
    write({ 'plain/.belay.yaml': 'extends: ../outside/team.yaml\n', 'plain/sub/Dockerfile': 'FROM alpine:3.24\n' });
    expectRefusal(`it lies outside of ${join(outer, 'plain')}`, await check([], join(outer, 'plain/sub')));
    write({ 'plain/.belay.yaml': 'extends: sub/team.yaml\n', 'plain/sub/team.yaml': 'rules: {root-user: off}\n' });
    expect(await check([], join(outer, 'plain/sub'))).toMatchObject({ status: 0, stderr: '' });
  });

  test('names a circle', () => {
    write({ 'repository/.belay.yaml': 'extends: a.yaml\n', 'repository/a.yaml': 'extends: b.yaml\n' });
    write({ 'repository/b.yaml': 'extends: c.yaml\n', 'repository/c.yaml': '->a.yaml' });
    expectRefusal('c.yaml: it extends itself: a.yaml → b.yaml → a.yaml. Take one of the `extends` out.', checkApart());
  });

  test('goes ten files deep', async () => {
    const chain = (count: number): void => {
      for (let index = 1; index < count; index++) {
        write({ [`repository/${String(index)}.yaml`]: index + 1 < count ? `extends: ${String(index + 1)}.yaml` : '' });
      }
    };
    write({ 'repository/.belay.yaml': 'extends: 1.yaml\nrules: {apk-no-cache: off}\n' });
    chain(10);
    expect(await check()).toMatchObject({ status: 0, stderr: '' });
    chain(11);
    expectRefusal('10.yaml: more than 10 files extend one another in a row.', await check());
  });

  test('reads each file once, however many ways lead to it', () => {
    // Ten steps with forty ways each would be 10^14 readings.
    const many = (name: string): string => `extends: [${Array.from({ length: 40 }, () => name).join(', ')}]\n`;
    for (let index = 1; index < 9; index++)
      write({ [`repository/${String(index)}.yaml`]: many(`${String(index + 1)}.yaml`) });
    write({ 'repository/.belay.yaml': many('1.yaml'), 'repository/9.yaml': 'rules: {apk-no-cache: off}\n' });
    expect(checkApart()).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('the file', () => {
  test('may not be a link that leads out of the repository', async () => {
    write({ 'repository/.belay.yaml': '->../outside/secret' });
    expectRefusal('.belay.yaml: it lies outside of', await check());
  });

  test('that --config names may lie anywhere, and leads to nothing else', async () => {
    expect(await check(['--config', '../outside/team.yaml'])).toMatchObject({ status: 0, stderr: '' });
    write({ 'outside/more.yaml': 'extends: ../other/x.yaml\n', 'other/x.yaml': '' });
    expectRefusal(`it lies outside of ${join(outer, 'outside')}`, await check(['--config', '../outside/more.yaml']));
    write({ 'repository/ci': '->../outside' });
    expectRefusal(`it lies outside of ${folder}`, await check(['--config', 'ci/team.yaml']));
  });

  test.each([
    ['a link that leads nowhere', '->missing', 'there is no such file'],
    ['a link in a circle', '->.belay.yaml', 'its links lead in a circle'],
    ['more than a megabyte', Buffer.alloc(1024 * 1024 + 1, '#'), 'the file is larger than 1 MB'],
    ['no UTF-8', Buffer.of(0x23, 0xe4), 'the file is not UTF-8 text'],
    ['an alias in a circle', 'rules: &a {apk-no-cache: *a}\n', 'an alias in it stands for something'],
    ['an alias in a longer circle', 'base: &a [{x: [*a]}]\n', 'an alias in it stands for something'],
    [
      'aliases that stand for very much',
      [
        'a: &a [x]',
        ...['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map(
          (name, index) =>
            `${name}: &${name} [${Array.from({ length: 20 }, () => `*${'abcdefgh'[index] ?? ''}`).join(',')}]`,
        ),
      ].join('\n'),
      'Its aliases stand for too many values.',
    ],
    ['a very deep nest', '['.repeat(100_000), 'It is nested too deeply'],
    ['two documents', 'rules: {}\n---\nrules: {}\n', 'A second document begins at line 2'],
    [
      'a key that is there twice',
      'rules:\n  apk-no-cache: off\n  apk-no-cache: error\n',
      'the key `apk-no-cache` is there twice',
    ],
    [
      'forty thousand keys',
      Array.from({ length: 40_000 }, (_, index) => `k${String(index)}: 1\n`).join(''),
      'There is no field `k0`. 39999 more mistakes follow.',
    ],
    ['a tag of its own', 'rules: !s3cr3t {}\nprofile: 7\n', '`profile` must be one of'],
  ])('with %s is refused', (_, text, reason) => {
    write({ 'repository/.belay.yaml': text });
    expectRefusal(reason, checkApart());
  });

  test('that is a pipe is refused, without waiting', () => {
    execFileSync('mkfifo', [join(folder, '.belay.yaml')]);
    expectRefusal('.belay.yaml: it is a pipe', checkApart());
  });
});

describe('a message', () => {
  const long = 'x'.repeat(500);
  test.each([
    ['a field', `${long}: 1\n`],
    ['a rule', `rules:\n  ${long}: error\n`],
    ['a severity', `rules:\n  apk-no-cache: ${long}\n`],
    ['a list for a severity', `rules:\n  apk-no-cache: [${long}, {a: ${long}}]\n`],
    ['a profile', `profile: ${long}\n`],
    ['a key that is there twice', `${long}: 1\n${long}: 2\n`],
    ['a path', `extends: ${long}/${long}\n`],
    ['an alias', `base: *${long}\n`],
    ['what is no YAML', `base: [${long}\n`],
    ['a token', `base: ]${long}\n`],
    ['an escape', `base: "\\${long}"\n`],
    ['a tag', `base: !!${long} a\n`],
    ['a directive', `%${long}\n---\na: 1\n`],
  ])('repeats at most 60 characters of %s', async (_, text) => {
    write({ 'repository/.belay.yaml': text });
    const called = await check();
    if (called.status === 2) expectRefusal(text.startsWith('extends') ? 'the name is too long' : '.belay.yaml', called);
    for (const [run] of called.stderr.matchAll(/x+/g)) expect(run.length).toBeLessThanOrEqual(60);
  });

  test('says the first mistake, and how many more there are', async () => {
    write({ 'repository/.belay.yaml': SECRET });
    const { stderr } = await check();
    expect(stderr).toBe('belay: .belay.yaml: There is no field `user`. 2 more mistakes follow.\n');
  });
});
