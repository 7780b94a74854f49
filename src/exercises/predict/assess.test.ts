import { expect, test } from 'vitest';
import { holding } from './assess.ts';

const choices = [
  { says: 'Less', when: { to: -1 }, because: 'Less.' },
  { says: 'The same', when: { from: 0, to: 0 }, because: 'The same.' },
  { says: 'More', when: { from: 0.5 }, because: 'More.' },
];

test.each([
  [-2_175_826, [0]],
  [-1, [0]],
  [-0.5, []],
  [0, [1]],
  [0.25, []],
  [0.5, [2]],
  [11.204, [2]],
])('what holds for %d is %j', (value, indexes) => {
  expect(holding(choices, value)).toEqual(indexes);
});

test('ranges that overlap hold together', () => {
  expect(holding([...choices, { says: 'Any', when: { from: -9 }, because: 'Any.' }], 0)).toEqual([1, 3]);
});
