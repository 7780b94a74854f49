import { expect, test } from 'vitest';
import {
  branchLines,
  distroOf,
  endLines,
  firstBranches,
  readCycles,
  readEntries,
  readTags,
  releaseLines,
} from './tables.ts';

test('reads the release lines of a product', () => {
  const text = `---
title: X
releases:
  - releaseCycle: "3.1"
    eol: 2026-04-30 # a word
  - releaseCycle: "3.0"
    eol: false
  - releaseCycle: "2"
    eol: true
---
Text.
`;
  expect(readCycles(text)).toEqual([
    { version: '3.1', ended: '2026-04-30' },
    { version: '3.0', ended: undefined },
    { version: '2', ended: '2000-01-01' },
  ]);
});

test('leaves out what has long ended, and the end of what is still built', () => {
  const cycles = [
    { version: '9', ended: '2019-01-01' },
    { version: '10', ended: '2025-01-01' },
    { version: '11', ended: '2025-06-01' },
    { version: '12', ended: '2030-01-01' },
  ];
  expect(endLines([['x', cycles]], () => ['11', '12'], '2026-08-22')).toEqual(['x 12=2030-01-01 11=- 10=2025-01-01']);
});

test('says on which branches versions are built', () => {
  const tags = readTags(`Tags: 2.1.0-alpine3.24, 2.1-alpine3.24, 2.1-alpine
SharedTags: 2.1
Tags: 2.1-alpine3.23, 2.0-alpine3.23, 2.0-fpm-alpine3.22`);
  expect(branchLines('x', tags)).toEqual(['x:3.23:3.24=2.1', 'x:3.23:3.23=2.0']);
  expect(branchLines('y', [])).toEqual(['y']);
});

const LIBRARY = `# this file is generated
GitRepo: https://github.com/docker-library/x.git

Tags: 2.1.0-trixie, 2.1-trixie
SharedTags: 2.1, latest
GitCommit: 0123456789abcdef
Directory: 2.1

Tags: 2.1-alpine3.24,
 2.1-alpine
Directory: 2.1/alpine
`;

test('reads where the Dockerfiles of an image stand', () => {
  expect(readEntries(LIBRARY)).toEqual({
    repository: 'docker-library/x',
    entries: [
      { tags: ['2.1.0-trixie', '2.1-trixie', '2.1', 'latest'], directory: '2.1' },
      { tags: ['2.1-alpine3.24', '2.1-alpine'], directory: '2.1/alpine' },
    ],
  });
});

test.each([
  [['2', 'latest', '2-trixie'], '2', 'debian'],
  [['latest', '2-alpine3.24'], '2', 'alpine'],
  [['latest'], '2/alpine', 'alpine'],
  [['latest', '9-oraclelinux9'], 'innovation', 'glibc'],
  [['latest'], '2', undefined],
  [['2', '2-trixie'], '2', undefined],
])('the tags %j in %s stand on %s', (tags, directory, distro) => {
  expect(distroOf([{ tags, directory }])).toBe(distro);
});

test('reads the releases of Alpine', () => {
  const text = `---
releases:
  - releaseCycle: "edge"
    releaseDate: 2020-01-01
    eol: false
  - releaseCycle: "3.9"
    releaseDate: 2019-01-29
    eol: 2020-11-01
  - releaseCycle: "3.24"
    releaseDate: 2026-06-09
    eol: 2028-06-01
---
`;
  expect(releaseLines(text)).toEqual(['3.24 2026-06-09 2028-06-01', '3.9 2019-01-29 2020-11-01']);
});

test('says on which branch a version came out', () => {
  const log = `+Tags: 2.0-alpine, 2.0-alpine3.22
-Tags: 2.0-alpine, 2.0-alpine3.22
+Tags: 2.0.1-alpine, 2.0-alpine, 2.0-alpine3.23
+Tags: 2.1-alpine3.23, 2.1-alpine
+Tags: 2.2-alpine3.24`;
  expect([...firstBranches(log)]).toEqual([
    ['2.0', '3.22'],
    ['2.1', '3.23'],
  ]);
});
