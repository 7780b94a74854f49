import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.ts';

describe('parseOptions', () => {
  it('reads lessons, states and bases', () => {
    const options = parseOptions([
      'tini/solution',
      'timezones',
      '--base',
      'alpine:3.24=a=b.tar.gz',
      '--apk-mirror',
      'http://127.0.0.1:8080/',
    ]);
    expect(options.targets).toEqual([
      { lesson: 'tini', state: 'solution' },
      { lesson: 'timezones', state: undefined },
    ]);
    expect(options.bases).toEqual(new Map([['alpine:3.24', 'a=b.tar.gz']]));
    expect(options).toMatchObject({ apkMirror: 'http://127.0.0.1:8080', buildNetwork: 'host', docker: 'docker' });
  });

  it('leaves the network of a build alone when the mirror is elsewhere', () => {
    expect(parseOptions(['--all', '--apk-mirror', 'https://mirror.example/alpine']).buildNetwork).toBeUndefined();
  });

  it.each([
    [[], 'Nothing to record'],
    [['--all', 'tini'], 'not both'],
    [['tini/a/b'], 'names no lesson'],
    [['/starter'], 'names no lesson'],
    [['tini', '--base', 'alpine:3.24'], 'FROM=SOURCE'],
    [['tini', '--apk-mirror', 'mirror'], 'address of a mirror'],
    [['tini', '--allow-untrusted'], '--allow-untrusted'],
  ])('%j is refused with a reason', (args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });
});
