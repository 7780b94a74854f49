import { expect, test } from 'vitest';
import { branchLines, endLines, readCycles, readTags } from './tables.ts';

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
