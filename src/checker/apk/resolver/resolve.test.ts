import { describe, expect, it } from 'vitest';
import { createPackageIndex } from './create-index.ts';
import { resolve } from './resolve.ts';
import type { IndexPackage, PackageIndex, Resolution } from './types.ts';
import { type ApkState, runApk } from './world.ts';

/** `name version` and what else there is to say about a package. */
function entry(spec: string, more: Partial<IndexPackage> = {}): IndexPackage {
  const [name = '', version = '1-r0'] = spec.split(' ');
  const none = { depends: [], provides: [], installIf: [], providerPriority: undefined };
  return { name, version, size: 1, installedSize: 1, ...none, repository: 'main', ...more };
}

function indexOf(packages: readonly IndexPackage[], complete = true, open: readonly string[] = []): PackageIndex {
  return createPackageIndex({ branch: 'v0', architecture: 'x86_64', date: '', complete }, packages, new Set(open));
}

function names(resolution: Resolution): readonly string[] {
  if (resolution.ok !== true) throw new Error(JSON.stringify(resolution));
  return [...resolution.packages].map(([name, { version }]) => `${name} ${version}`);
}

/** Why it is not known. */
function said(resolution: Resolution): string {
  return resolution.ok === 'unknown' ? resolution.because : '';
}

const NOTHING = new Map<string, string>();

describe('resolve', () => {
  it('takes needs before what needs them', () => {
    const index = indexOf([entry('app', { depends: ['so:lib.so.1'] }), entry('lib', { provides: ['so:lib.so.1=1'] })]);
    expect(names(resolve(index, ['app'], NOTHING))).toEqual(['lib 1-r0', 'app 1-r0']);
  });

  it('takes the greatest version, whatever the priority', () => {
    const index = indexOf([
      entry('old', { provides: ['java=11'], providerPriority: 100 }),
      entry('new', { provides: ['java=21'] }),
    ]);
    expect(names(resolve(index, ['java'], NOTHING))).toEqual(['new 1-r0']);
  });

  it('takes the highest priority among names without a version, and nobody without a priority', () => {
    const index = indexOf([
      entry('vi', { provides: ['editor'] }),
      entry('nano', { provides: ['editor'], providerPriority: 10 }),
    ]);
    expect(names(resolve(index, ['editor'], NOTHING))).toEqual(['nano 1-r0']);
    expect(names(resolve(index, ['editor', 'vi'], NOTHING))).toEqual(['vi 1-r0']);
    const unclear = indexOf([entry('vi', { provides: ['editor'] }), entry('ed', { provides: ['editor'] })]);
    expect(resolve(unclear, ['editor'], NOTHING)).toMatchObject({ ok: false });
  });

  it('keeps what is installed unless it is asked to upgrade', () => {
    const index = indexOf([entry('tool 1-r0'), entry('tool 2-r0')]);
    const installed = new Map([['tool', '1-r0']]);
    expect(names(resolve(index, ['tool'], installed))).toEqual(['tool 1-r0']);
    expect(names(resolve(index, ['tool'], installed, { upgrade: 'world' }))).toEqual(['tool 2-r0']);
    expect(names(resolve(index, ['tool'], installed, { asked: ['tool'], upgrade: 'asked' }))).toEqual(['tool 2-r0']);
  });

  it('triggers what waits for all that is there, and nothing that waits for an absence', () => {
    const index = indexOf([
      entry('git'),
      entry('docs'),
      entry('git-doc', { installIf: ['docs', 'git=1-r0'] }),
      entry('sound', { installIf: ['git', '!docs'] }),
    ]);
    expect(names(resolve(index, ['git'], NOTHING))).toEqual(['git 1-r0']);
    expect(names(resolve(index, ['docs', 'git'], NOTHING))).toEqual(['docs 1-r0', 'git 1-r0', 'git-doc 1-r0']);
  });

  it('knows nothing about names that an incomplete index does not cover', () => {
    const index = indexOf([entry('app', { depends: ['lib'] }), entry('sh', { provides: ['/bin/sh'] })], false, [
      '/bin/sh',
    ]);
    expect(said(resolve(index, ['other'], NOTHING))).toContain('"other"');
    expect(said(resolve(index, ['app'], NOTHING))).toContain('"lib"');
    expect(resolve(index, ['/bin/sh'], NOTHING)).toMatchObject({ ok: 'unknown' });
    expect(resolve(index, ['sh'], NOTHING)).toMatchObject({ ok: true });
  });

  it('says what it takes for granted about installed packages that the index does not know', () => {
    const index = indexOf([
      entry('lib 1-r0', { provides: ['so:lib.so.1=1'] }),
      entry('app', { depends: ['so:lib.so.1'] }),
    ]);
    const resolution = resolve(index, ['app'], new Map([['lib', '2-r0']]));
    expect(names(resolution)).toEqual(['lib 2-r0', 'app 1-r0']);
    expect(resolution.ok === true && resolution.given.join()).toContain('lib 2-r0');
  });

  it('does not answer where a tagged repository decides', () => {
    const index = indexOf([entry('app')]);
    expect(resolve(index, ['app@edge'], NOTHING)).toMatchObject({ ok: 'unknown' });
    expect(resolve(index, ['app@edge'], NOTHING, { repositoryTags: [] })).toMatchObject({ ok: false, exit: 99 });
    expect(resolve(index, ['app@edge'], NOTHING, { repositoryTags: ['edge'] })).toMatchObject({ ok: 'unknown' });
  });

  it('holds nothing of one call in the next', () => {
    const index = indexOf([entry('a', { depends: ['!b'] }), entry('b')]);
    expect(resolve(index, ['a', 'b'], NOTHING)).toMatchObject({ ok: false });
    expect(names(resolve(index, ['b'], NOTHING))).toEqual(['b 1-r0']);
    expect(names(resolve(index, ['a'], new Map([['b', '1-r0']])))).toEqual(['a 1-r0']);
  });
});

describe('runApk', () => {
  const index = indexOf([entry('gcc', { depends: ['binutils'] }), entry('binutils'), entry('make'), entry('base')]);
  const start: ApkState = { world: ['base'], groups: new Map(), installed: new Map([['base', '1-r0']]) };

  it('makes a group and takes away with it what nobody else needs', () => {
    const { after } = runApk(index, start, { verb: 'add', packages: ['gcc', 'make'], virtual: '.build' });
    expect([...after.installed.keys()].sort()).toEqual(['.build', 'base', 'binutils', 'gcc', 'make']);
    const kept = runApk(index, after, { verb: 'add', packages: ['make'] }).after;
    const { after: last, resolution } = runApk(index, kept, { verb: 'del', packages: ['.build'] });
    expect([...last.installed.keys()].sort()).toEqual(['base', 'make']);
    expect(resolution).toMatchObject({
      ok: true,
      changes: [{ name: '.build', to: undefined }, { name: 'gcc' }, { name: 'binutils' }],
    });
    expect(last.groups.size).toBe(0);
  });

  it('leaves everything as it was when apk refuses', () => {
    const { resolution, after } = runApk(index, start, { verb: 'add', packages: ['nosuch'] });
    expect(resolution).toEqual({
      ok: false,
      errors: ['ERROR: unable to select packages:', '  nosuch (no such package):', '    required by: world[nosuch]'],
      exit: 1,
    });
    expect(after).toBe(start);
  });
});
