import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataFiles, dueFacts, justEnded, soonEnding } from './check-data.ts';
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

test('the tables of images have a day on which they are due', () => {
  const tables = dataFiles().filter((file) =>
    /\/(image-(facts|lines|tools|users)|official-images|runtime-dates)\.ts$/.test(file),
  );
  expect(tables).toHaveLength(6);
  for (const file of tables)
    expect(readFileSync(join(root, file), 'utf8'), file).toMatch(/^export const \w+_CHECK_BY = '\d{4}-\d\d-\d\d';$/m);
});
