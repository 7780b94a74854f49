import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataFiles, dueFacts, justEnded, nearFacts, soonEnding, undated } from './check-data.ts';
import { root } from './root.ts';

test.each([
  ['2026-12-30', 0],
  ['2026-12-31', 1],
  ['2027-01-01', 1],
])('a date is due from its day on: %s', (today, count) => {
  expect(dueFacts('a.ts', { RELEASES_CHECK_BY: '2026-12-31', OTHER: '2020-01-01' }, today)).toHaveLength(count);
});

test('a release that has ended lately is named', () => {
  expect(justEnded('2026-11-21').map(({ what }) => what)).toEqual([
    'Alpine 3.21 ended on 2026-11-01: check lessons and examples that name it',
  ]);
  expect(justEnded('2026-10-01')).toEqual([]);
});

test.each([
  ['2028-02-01', []],
  ['2028-02-02', ['Alpine 3.24 ends on 2028-06-01: move lessons and examples to a newer branch before that day']],
  ['2028-06-01', []],
])('a release that ends soon is named before: %s', (today, what) => {
  expect(soonEnding(today).map((due) => due.what)).toEqual(what);
});

test.each([
  ['2026-11-30', 0],
  ['2026-12-01', 1],
  ['2026-12-30', 1],
  ['2026-12-31', 0],
])('a date is named in the month before: %s', (today, count) => {
  expect(nearFacts('a.ts', { RELEASES_CHECK_BY: '2026-12-31', OTHER: '2026-12-31' }, today)).toHaveLength(count);
});

const DAY = "export const X_CHECK_BY = '2026-12-31';\n";

test.each([
  ['/** Source: a/b, commit 0123456789ab of 2026-08-21. */\nexport const X = `\na\n`;\n', 1],
  ['// Made by `npm run image-tables`.\nexport const X = `\na\n`;\n', 1],
  ['// a/b 0123456789ab 2026-08-21\nexport const x = String.raw`a`;\n', 1],
  [`// a/b 0123456789ab 2026-08-21\nexport const x = String.raw\`a\`;\n${DAY}`, 0],
  ['/** Seen on 2026-11-21 in Alpine 3.19.4. */\nexport const X = `\na\n`;\n', 0],
  ['/** Reads what `npm run image-tables` made. */\nexport function x() {}\n', 0],
])('a table out of another repository has a day: %j', (text, count) => {
  expect(undated('a.ts', text)).toHaveLength(count);
});

test('every table has its day', () => {
  const files = dataFiles();
  expect(
    files.filter((file) => /\/(alpine-dates|image-(contents|facts|lines|names)|runtime-dates)\.ts$/.test(file)),
  ).toHaveLength(6);
  for (const file of files) expect(undated(file, readFileSync(join(root, file), 'utf8')), file).toEqual([]);
});
