import { expect, test } from 'vitest';
import { checker } from '../../src/checker/index.ts';
import { type FuzzInput, fuzzInputs } from './fuzz/inputs.ts';
import { examine, harm } from './fuzz/faults.ts';
import { FOREIGN } from './fuzz/pieces.ts';

/** A sample of `npm run fuzz`, always the same one: a thousand inputs, which take a few seconds on a machine that has nothing else to do. */

const inputOf = fuzzInputs();
const today = '2026-11-21';
const inputs = (count: number): FuzzInput[] => Array.from({ length: count }, (_, index) => inputOf(1, index));

test('no input makes the check or a fix throw, and every mended text reads as before and stays mended', () => {
  const faults = inputs(1_000).flatMap((input, index) =>
    examine(input).faults.map((fault) => `--seed 1 --from ${index}: ${fault}`),
  );
  expect(faults).toEqual([]);
}, 240_000);

test('the inputs are the same each time, and differ', () => {
  const texts = inputs(300).map(({ text }) => text);
  expect(texts.slice(0, 20)).toEqual(inputs(20).map(({ text }) => text));
  expect(new Set(texts).size).toBeGreaterThan(280);
  expect(texts.some((text) => text.includes('\r\n')) && texts.some((text) => text.includes(FOREIGN))).toBe(true);
});

/** What the oracle must see, or the runs above say nothing. */
test.each([
  ['a fix that runs a name', 'RUN addgroup -S x;pwned\nUSER app:x;pwned\n', 'runs pwned'],
  ['a text that cannot be read', "RUN echo '\n", 'brings'],
  ['a line feed among CR LF', 'RUN true\n', 'breaks CR LF'],
])('the oracle sees %s', (_, lines, fault) => {
  const before = 'FROM alpine:3.24\r\nUSER 10001\r\n';
  const after = before + lines;
  const found = [...harm(before, checker.check(before, { today }), after, checker.check(after, { today }))];
  expect(found.join('\n')).toContain(fault);
});
