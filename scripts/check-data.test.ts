import { expect, test } from 'vitest';
import { dueFacts, justEnded } from './check-data.ts';

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
