import { describe, expect, test } from 'vitest';
import { analyze } from '../model/analyze.ts';
import { parseApk } from './command.ts';
import { apkOption } from './options.ts';
import { packageClass } from './package-classes.ts';
import { renamedPackage } from './renamed-packages.ts';
import type { ApkCommand } from './types.ts';

function apk(command: string): ApkCommand | undefined {
  const invocation = analyze(`FROM alpine:3.24\nRUN ${command}\n`).stages[0]?.steps[0]?.invocations[0];
  return invocation && parseApk(invocation);
}

describe('an apk command line', () => {
  test.each([
    ['apk add -Ut .deps gcc', 'add', ['update-cache', 'virtual'], ['gcc'], '.deps'],
    ['apk add -t.deps gcc', 'add', ['virtual'], ['gcc'], '.deps'],
    ['apk add --virtual=.deps gcc', 'add', ['virtual'], ['gcc'], '.deps'],
    ['apk add --virt .deps gcc', 'add', ['virtual'], ['gcc'], '.deps'],
    ['apk -U --no-cache add gcc', 'add', ['update-cache', 'no-cache'], ['gcc'], undefined],
    ['apk add --cache=no gcc', 'add', ['no-cache'], ['gcc'], undefined],
    ['apk -X http://x/y -p /root add gcc', 'add', ['repository', 'root'], ['gcc'], undefined],
    ['apk add -- -gcc', 'add', [], ['-gcc'], undefined],
    ['apk del -r add', 'del', ['rdepends'], ['add'], undefined],
    ['apk add -y gcc', 'add', [undefined], ['gcc'], undefined],
    ['apk install gcc', undefined, [], ['install', 'gcc'], undefined],
  ])('%s', (line, command, options, packages, virtual) => {
    const found = apk(line);
    expect(found?.command).toBe(command);
    expect(found?.options.map(({ name }) => name)).toEqual(options);
    expect(found?.packages.map(({ name }) => name)).toEqual(packages);
    expect(found?.virtual?.name).toBe(virtual);
  });
});

describe('options', () => {
  test.each([
    ['--no-cache', undefined, 'no-cache'],
    ['--update', 'add', 'update-cache'],
    ['--up', 'add', 'update-cache'],
    ['s', 'add', 'simulate'],
    ['s', 'fetch', 'stdout'],
    ['r', 'del', 'rdepends'],
    ['r', 'add', undefined],
    ['--no-simulate', 'add', 'no-simulate'],
    ['--no-virtual', 'add', undefined],
    ['--', 'add', undefined],
  ])('%s of %s is %s', (written, command, name) => {
    expect(apkOption(written, command)?.name).toBe(name);
  });
});

describe('packages', () => {
  test.each([
    ['gcc', 'build'],
    ['gcc-13', 'build'],
    ['clang17', 'build'],
    ['zlib-dev', 'build'],
    ['build-base', 'build'],
    ['linux-headers', 'build'],
    ['make', 'tool'],
    ['binutils', 'tool'],
    ['zlib', 'runtime'],
    ['libgcc', 'runtime'],
    ['py3-django-cors-headers', 'runtime'],
    ['go-md2man', 'runtime'],
    ['so:libz.so.1', 'runtime'],
  ])('%s is for %s', (name, kind) => {
    expect(packageClass(name)).toBe(kind);
  });

  test('have a new name that is not old itself', () => {
    for (const name of ['python', 'py-pip', 'build-essential', 'nodejs-npm', 'libressl-dev']) {
      const use = renamedPackage(name)?.use;
      expect(use).toBeDefined();
      expect(renamedPackage(use ?? '')).toBeUndefined();
    }
    expect(renamedPackage('constructor')).toBeUndefined();
  });
});
