import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checker } from '../checker/checker.ts';
import { folderContext } from './folder-context.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'belay-context-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (path: string, text: string | Buffer = ''): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

describe('folderContext', () => {
  test('lists files, without .git and node_modules, and reads them', () => {
    for (const path of ['b', 'a/c.sh', '.git/config', 'node_modules/x/y', '..d']) write(path, path);
    const context = folderContext(folder, '.');
    expect(context.paths).toEqual(['..d', 'a/c.sh', 'b']);
    expect(['b', 'a/../b', '..d', 'a', 'missing', ''].map((path) => context.read(path))).toEqual([
      'b',
      'b',
      '..d',
      undefined,
      undefined,
      undefined,
    ]);
    expect([context.problems, context.excess]).toEqual([[], undefined]);
  });

  test('tells of each path what it is and who may run it, and which folders it did not look into', () => {
    for (const path of ['run.sh', 'plain.sh', 'a/.git/config', 'node_modules/x/y']) write(path, '#!/bin/sh\n');
    chmodSync(join(folder, 'run.sh'), 0o755);
    chmodSync(join(folder, 'plain.sh'), 0o640);
    symlinkSync('run.sh', join(folder, 'link.sh'));
    const context = folderContext(folder, '.');
    expect(context.paths).toEqual(['link.sh', 'plain.sh', 'run.sh']);
    expect(context.unlisted).toEqual(expect.arrayContaining(['a/.git', 'node_modules']));
    expect(context.stat?.('run.sh')).toEqual({ kind: 'file', mode: 0o755, size: 10 });
    expect(context.stat?.('plain.sh')).toEqual({ kind: 'file', mode: 0o640, size: 10 });
    expect(context.stat?.('link.sh')).toEqual({ kind: 'link', target: 'run.sh' });
    expect(['a', 'none', '../x', 'a\0b'].map((path) => context.stat?.(path)?.kind)).toEqual([
      'dir',
      undefined,
      undefined,
      undefined,
    ]);
  });

  // Modes and links as `docker build` takes them over (seen: Docker 20.10.24 with BuildKit).
  test.each([
    ['COPY run.sh /\nCMD ["/run.sh"]', []],
    ['COPY link.sh /\nCMD ["/link.sh"]', []],
    ['COPY plain.sh /\nCMD ["/plain.sh"]', ['file-missing']],
    ['COPY link.sh /\nCMD ["/run.sh"]', ['file-missing']],
    ['COPY .git/HEAD ./.git/ node_modules /x/', []],
    ['COPY .git/HEA[D] /x/', []],
    ['COPY gone/HEAD /x/', ['file-missing']],
    ['COPY nowhere /x/', ['file-missing']],
    ['COPY pipe /x/', []],
    ['COPY lost.sh /x/', ['file-missing']],
  ])('a file on the disk is judged as it is there: %s', (lines, rules) => {
    for (const path of ['run.sh', 'plain.sh', '.git/config', 'node_modules/x/y', '.dockerignore'])
      write(path, '#!/bin/sh\n');
    chmodSync(join(folder, 'run.sh'), 0o755);
    symlinkSync('run.sh', join(folder, 'link.sh'));
    symlinkSync('/etc/passwd', join(folder, 'nowhere'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const { diagnostics } = checker.check(`FROM alpine:3.24\n${lines}\n`, { context: folderContext(folder, '.') });
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual(rules);
  });

  test('a link that leads to nothing is called so', () => {
    symlinkSync('/etc/passwd', join(folder, 'nowhere'));
    const { diagnostics } = checker.check('FROM alpine:3.24\nCOPY nowhere /x/\n', {
      context: folderContext(folder, '.'),
      only: ['file-missing'],
    });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining('`nowhere` is a link, and leads to nothing'),
    ]);
  });

  test('of a folder with too many files the others may be there', () => {
    for (let i = 0; i < 9; i++) write(`f${i}`);
    const context = folderContext(folder, '.', { files: 5, entries: 1000 });
    const { diagnostics } = checker.check('FROM alpine:3.24\nCOPY f1 f8 f99 /x/\n', {
      context,
      only: ['file-missing'],
    });
    expect(diagnostics).toEqual([]);
  });

  test('reads nothing outside, wherever a link or a path leads', () => {
    write('secret', 'SECRET');
    write('inside/target', 'here');
    symlinkSync('../secret', join(folder, 'inside/out'));
    symlinkSync('..', join(folder, 'inside/up'));
    symlinkSync('target', join(folder, 'inside/in'));
    const context = folderContext(join(folder, 'inside'), 'inside');
    for (const path of ['out', '../secret', 'up/secret', '/../secret', join(folder, 'secret')]) {
      expect(context.read(path)).toBeUndefined();
    }
    expect(context.read('in')).toBe('here');
    expect(context.problems).toEqual([]);
  });

  test('takes programs and names that no file has for no problem', () => {
    write('program', Buffer.of(0x7f, 0x45, 0xff));
    write('large', 'a'.repeat(1024 * 1024 + 1));
    const context = folderContext(folder, '.');
    expect(context.read('program')).toContain('E');
    for (const path of ['large', 'a\0b', 'a'.repeat(300), 'program/x']) expect(context.read(path)).toBeUndefined();
    expect(context.problems).toEqual([]);
  });

  test('tells of links that lead in a circle and of pipes that are asked for, without waiting', () => {
    symlinkSync('circle', join(folder, 'circle'));
    symlinkSync('.', join(folder, 'loop'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    write('a');
    const context = folderContext(folder, 'app');
    expect(context.paths).toEqual(['a', 'circle', 'loop']);
    expect(context.problems).toEqual([]);
    for (const path of ['circle', 'circle', 'pipe', 'loop/loop/a']) context.read(path);
    expect(context.problems).toEqual([
      { path: 'app/circle', reason: 'its links lead in a circle' },
      { path: 'app/pipe', reason: expect.stringContaining('it is a pipe') as unknown },
    ]);
  });

  test('tells of a circle once, and of twenty at most', () => {
    for (let index = 10; index < 40; index++) symlinkSync(`c${String(index)}`, join(folder, `c${String(index)}`));
    const context = folderContext(folder, 'app');
    for (const path of ['c10', 'c10/a', 'c10/a/b']) expect(context.read(path)).toBeUndefined();
    expect(context.problems).toHaveLength(1);
    for (let index = 11; index < 40; index++) context.read(`c${String(index)}/x`);
    expect(context.problems).toHaveLength(21);
    expect(context.problems.at(-1)).toEqual({ path: 'app', reason: '10 more in it cannot be read' });
  });

  test('takes names that are no UTF-8', () => {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.of(0xe4)]), '');
    expect(folderContext(folder, '.').paths).toEqual(['\\xE4']);
  });

  test.each([
    ['files', (index: number) => writeFileSync(join(folder, `f${String(index)}`), '')],
    [
      'folders',
      (index: number) => mkdirSync(join(folder, `d${String(index % 10)}`, String(index)), { recursive: true }),
    ],
  ])('stops at many %s, and says so', (what, make) => {
    for (let index = 0; index < 60; index++) make(index);
    const limits = { files: 50, entries: 40 };
    const context = folderContext(folder, '.', limits);
    expect(context.paths.length).toBeLessThanOrEqual(limits.files);
    expect(context.excess).toContain('it holds more than is looked at (50 files, 40 entries)');
    expect(folderContext(folder, '.', { files: 100, entries: 200 }).paths).toHaveLength(what === 'files' ? 60 : 0);
  });
});
