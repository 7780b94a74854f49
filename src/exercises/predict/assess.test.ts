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

test('yes and no hold for what builds or starts, and for no number', () => {
  const either = [
    { says: 'It does', when: 'yes' as const, because: 'So.' },
    { says: 'It does not', when: 'no' as const, because: 'So.' },
  ];
  expect([holding(either, true), holding(either, false), holding(either, 1)]).toEqual([[0], [1], []]);
  expect(holding(choices, true)).toEqual([]);
});

test('ranges that overlap hold together', () => {
  expect(holding([...choices, { says: 'Any', when: { from: -9 }, because: 'Any.' }], 0)).toEqual([1, 3]);
});
