import { expect, test } from 'vitest';
import { tabKeyTarget } from './tab-keys.ts';

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 2, 0],
  ['ArrowLeft', 2, 1],
  ['ArrowLeft', 0, 2],
  ['Home', 2, 0],
  ['End', 0, 2],
  ['a', 1, undefined],
  [' ', 1, undefined],
])('%s at %d of three tabs goes to %s', (key, at, target) => {
  expect(tabKeyTarget(key, at, 3)).toBe(target);
});
