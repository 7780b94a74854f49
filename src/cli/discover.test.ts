import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { discover, isDockerfileName } from './discover.ts';

describe('isDockerfileName', () => {
  test.each([
    'Dockerfile',
    'Dockerfile.dev',
    'Dockerfile-alpine',
    'api.Dockerfile',
    'Containerfile',
    'Containerfile.ci',
  ])('takes %s', (name) => expect(isDockerfileName(name)).toBe(true));
  test.each(['dockerfile.txt', 'MyDockerfile', 'Dockerfile.dockerignore', 'a.dockerfile.md', 'compose.yaml'])(
    'leaves %s',
    (name) => expect(isDockerfileName(name)).toBe(false),
  );
});

describe('discover', () => {
  const folder = mkdtempSync(join(tmpdir(), 'belay-discover-'));
  const files = [
    'Dockerfile',
    'b/Containerfile',
    'b/api.Dockerfile',
    'a/deep/Dockerfile.dev',
    'a/readme.md',
    'node_modules/x/Dockerfile',
    '.git/Dockerfile',
    'empty/readme.md',
    'odd-name',
  ];
  beforeAll(() => {
    for (const file of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), '');
    }
    symlinkSync(folder, join(folder, 'b/loop'), 'dir');
    symlinkSync(join(folder, 'nowhere'), join(folder, 'b/Dockerfile.broken'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const paths = (...given: readonly string[]) => discover(given, folder).targets.map(({ path }) => path);

  test('searches the current folder without paths, sorted, without node_modules and dot folders', () => {
    expect(paths()).toEqual(['Dockerfile', 'a/deep/Dockerfile.dev', 'b/Containerfile', 'b/api.Dockerfile']);
  });

  test('searches a folder that is given, and shows its files below it', () => {
    expect(paths('b')).toEqual(['b/Containerfile', 'b/api.Dockerfile']);
    expect(paths('./b/')).toEqual(['b/Containerfile', 'b/api.Dockerfile']);
  });

  test('takes a file whatever its name, each once, in the order given', () => {
    expect(paths('odd-name', 'b/Containerfile', 'b')).toEqual(['odd-name', 'b/Containerfile', 'b/api.Dockerfile']);
  });

  test('searches a dot folder that is named', () => {
    expect(paths('.git')).toEqual(['.git/Dockerfile']);
  });

  test('takes "-" as stdin', () => {
    expect(discover(['-'], folder).targets).toEqual([{ path: '-', file: undefined }]);
  });

  test('tells of a path that is not there, and still finds the others', () => {
    const { targets, problems } = discover(['missing', 'Dockerfile'], folder);
    expect(targets.map(({ path }) => path)).toEqual(['Dockerfile']);
    expect(problems).toEqual([{ path: 'missing', reason: 'there is no such file or folder' }]);
  });

  test('tells of a folder without a Dockerfile', () => {
    const { targets, problems } = discover(['empty'], folder);
    expect(targets).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.reason).toContain('no Dockerfile in this folder');
  });
});
