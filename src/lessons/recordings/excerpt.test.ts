import { expect, test } from 'vitest';
import { excerpt } from './excerpt.ts';

const text = 'one\ntwo\nthree\ntwo again\n';

test.each([
  [{}, text.trimEnd(), 1, false],
  [{ from: 'two' }, 'two\nthree\ntwo again', 2, false],
  [{ from: 'two', lines: 1 }, 'two', 2, true],
  [{ from: 'two', to: 'three' }, 'two\nthree', 2, true],
  [{ from: 'two', to: 'two' }, 'two', 2, true],
  [{ lines: 2 }, 'one\ntwo', 1, true],
])('%o', (cut, shown, firstLine, more) => {
  expect(excerpt(text, cut)).toEqual({ text: shown, firstLine, more });
});

test('nothing where the words are not', () => {
  expect(excerpt(text, { from: 'four' })).toBeUndefined();
  expect(excerpt(text, { from: 'three', to: 'one' })).toBeUndefined();
});
