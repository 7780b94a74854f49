import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { mainCommands } from '../../src/checker/data/packages/v3.19-x86_64.commands.ts';
import { branchNames } from '../../src/checker/data/packages/v3.19-x86_64.names.ts';
import { shippedPackages } from '../../src/checker/data/packages/v3.19-x86_64.shipped.ts';
import { type IndexPackage, type Resolution, baseState, resolve } from '../../src/checker/index.ts';
import { decodeCommands, decodeNames, decodeTable, readHead } from '../../src/checker/index.ts';
import { mulberry32 } from '../apk-agreement/random-sets.ts';
import { root } from '../root.ts';
import { readBase } from './base.ts';
import { encodeTable } from './encode.ts';
import { parseIndex } from './parse.ts';
import { readRepositories } from './repositories.ts';
import { SPOKEN_OF } from './shipped.ts';
import { columnsHash, namesOfTable, tableFiles } from './tables.ts';

const FOLDER = join(root, 'src/checker/data/packages');
const read = (name: string) => readFileSync(join(FOLDER, `v3.19-x86_64.${name}`), 'utf8');
const packages = read('packages.txt');
const complete = decodeTable(packages);
const shipped = decodeTable(shippedPackages);
const start = baseState(packages)!;

/** Where the indexes and the root file system are, for those who have them. */
const { BELAY_APK_MIRROR: mirror, BELAY_ROOTFS: rootfs } = process.env;

describe('the committed tables of 3.19', () => {
  it('are what the generator makes of the signed indexes', async () => {
    const files = [packages, branchNames, shippedPackages, mainCommands];
    for (const text of files) {
      expect(readHead(text).get('columns')).toBe(`sha256:${columnsHash(text)}`);
      expect(readHead(text).get('repository')).toBe(readHead(packages).get('repository'));
    }
    // Without the indexes on this machine the checksums above are all that can be looked at.
    if (mirror === undefined || rootfs === undefined) return;
    const repositories = await readRepositories(mirror, 'v3.19', 'x86_64');
    const made = tableFiles({ branch: 'v3.19', architecture: 'x86_64', repositories, base: readBase(rootfs) });
    for (const { name, text } of made) expect(text === readFileSync(join(FOLDER, name), 'utf8'), name).toBe(true);
  });

  it('hold as many packages as the indexes', () => {
    const counts = (readHead(packages).get('repository') ?? '')
      .split('\n')
      .map((line) => Number(line.split(' ').at(-1)));
    expect(complete.packages.filter(({ repository }) => repository !== '').length).toBe(counts.reduce((a, b) => a + b));
  });

  it('hold the names that the complete one has, also those that are only provided', () => {
    expect(namesOfTable(packages) === read('names.ts')).toBe(true);
    const names = decodeNames(branchNames);
    const offered = complete.packages.filter(({ repository }) => repository !== '');
    for (const { name } of offered) expect(names.has(name), name).toBe(true);
    for (const name of ['java-jre', 'php', '/bin/sh']) expect(names.has(name), name).toBe(true);
    for (const name of ['cmd:jq', 'so:libc.musl-x86_64.so.1', 'gti']) expect(names.has(name), name).toBe(false);
    for (const name of names) expect(complete.providers(name).length, name).toBeGreaterThan(0);
    const all = shipped.withNames(names);
    for (const name of ['gti', 'jqq', 'jq']) expect(all.covers(name), name).toBe(true);
    for (const name of ['2bwm', 'java-jre', 'cmd:nosuch']) expect(all.covers(name), name).toBe(false);
  });

  it('come back from a second writing as they are', () => {
    expect(decodeTable(encodeTable([], complete.packages)).packages).toEqual(complete.packages);
  });

  it('know what the packages of main are asked for by', () => {
    const commands = decodeCommands(mainCommands);
    expect(commands.get('git')).toEqual(['git']);
    expect(commands.get('dig')).toEqual(['bind-tools']);
    // busybox-extras has httpd too, but its applets are no `cmd:` of the index.
    expect(commands.get('httpd')).toEqual(['apache2']);
    expect(commands.get('nosuch')).toBeUndefined();
  });

  it('that ship stay small', () => {
    const bytes = gzipSync(shippedPackages, { level: 9 }).length + gzipSync(mainCommands, { level: 9 }).length;
    expect(bytes).toBeLessThanOrEqual(60_000);
  });
});

describe('the table that ships', () => {
  it('says about its packages what the complete one says', () => {
    for (const entry of shipped.packages) expect(complete.get(entry.name)).toContainEqual(entry);
    expect(shipped.complete).toBe(false);
    expect(shipped.covers('nosuch')).toBe(false);
  });

  it('brings what lessons, rules and recipes speak of, each alone and in company', () => {
    const random = mulberry32(19);
    const pick = () => SPOKEN_OF[Math.floor(random() * SPOKEN_OF.length)] ?? '';
    const sets = [
      ...SPOKEN_OF.map((name) => [name]),
      ...Array.from({ length: 120 }, () => [pick(), pick(), pick(), pick()]),
    ];
    for (const set of sets) {
      const world = [...start.world, ...set];
      const all = resolve(complete, world, start.installed);
      const some = resolve(shipped, world, start.installed);
      if (set.length === 1 && all.ok === true) expect(some.ok, set.join(' ')).toBe(true);
      if (some.ok !== 'unknown') expect(said(some), set.join(' ')).toEqual(said(all));
    }
  });
});

describe('parseIndex', () => {
  it('reads records of an index and of the installed database', () => {
    const text =
      'C:Q1x=\nP:jq\nV:1.7.1-r0\nS:10\nI:20\nD:so:libc.musl-x86_64.so.1 !foo\np:cmd:jq=1.7.1-r0\ni:a b=1\nk:5\nF:usr\nR:jq\n\n';
    const expected: IndexPackage = {
      name: 'jq',
      version: '1.7.1-r0',
      size: 10,
      installedSize: 20,
      depends: ['so:libc.musl-x86_64.so.1', '!foo'],
      provides: ['cmd:jq=1.7.1-r0'],
      installIf: ['a', 'b=1'],
      providerPriority: 5,
      repository: 'main',
    };
    expect(parseIndex(text, 'main')).toEqual([expected]);
  });
});

/** A resolution without the order, which may differ where less is listed. */
function said(resolution: Resolution): unknown {
  return resolution.ok === true ? [...resolution.packages.keys()].sort() : resolution;
}
