import { describe, expect, test } from 'vitest';
import { checker, contextOf } from '../../checker/index.ts';
import { loadLesson } from '../../lessons/content/load.ts';
import { assemble, lineKeyTarget, shuffled } from './assess.ts';
import { instructionsOf, piecesOf, rightLines } from './pieces.ts';

const lesson = loadLesson('multi-stage');
const [starter, solution] = lesson.data.states;
const right = instructionsOf(solution?.dockerfile ?? '');
const decoy = (text: string): string => {
  const ask = lesson.frontMatter.asks.find(({ form }) => form === 'order');
  const found = ask?.form === 'order' ? ask.decoys.find(({ line }) => line.includes(text)) : undefined;
  return found?.line ?? '';
};
const passes = (lines: readonly string[]): boolean =>
  checker.grade(assemble(lines), lesson.data.task, {
    starter,
    context: contextOf(solution?.files ?? {}),
  }).passed;

/** The lines with some taken out, put in or exchanged, as a learner would. */
const without = (text: string): string[] => right.filter((line) => !line.includes(text));
const replaced = (text: string, by: string): string[] => right.map((line) => (line.startsWith(text) ? by : line));
function exchanged(one: string, other: string): string[] {
  const at = (text: string): number => right.findIndex((line) => line.startsWith(text));
  const lines = [...right];
  [lines[at(one)], lines[at(other)]] = [lines[at(other)] ?? '', lines[at(one)] ?? ''];
  return lines;
}

describe('lines put in order', () => {
  test.each([
    ['the solution', right],
    ['the library after the program', exchanged('RUN apk add --no-cache zstd-libs', 'COPY --from')],
    ['the command before the entrypoint', exchanged('ENTRYPOINT', 'CMD')],
    ['the source before the tools', exchanged('RUN apk add --no-cache binutils', 'COPY Makefile')],
  ])('pass: %s', (_, lines) => {
    expect(passes(lines)).toBe(true);
  });

  test.each([
    ['nothing', []],
    ['one stage', without('FROM alpine:3.24').toSpliced(0, 0, 'FROM alpine:3.24 AS build')],
    ['no library', without('zstd-libs')],
    ['built before there is a source', exchanged('RUN make', 'COPY Makefile')],
    ['the second stage stands on the first', right.map((line) => (line === 'FROM alpine:3.24' ? decoy('FROM') : line))],
    ['the source comes along', replaced('COPY --from', decoy('COPY'))],
    ['the headers in place of the library', replaced('RUN apk add --no-cache zstd-libs', decoy('zstd-dev'))],
  ])('do not pass: %s', (_, lines) => {
    expect(passes(lines)).toBe(false);
  });

  test('are the instructions as they are written, without comments and empty lines', () => {
    expect(instructionsOf('# Mine.\nFROM alpine\n\nRUN a \\\n    && b\n')).toEqual([
      'FROM alpine',
      'RUN a \\\n    && b',
    ]);
    expect(assemble(['FROM alpine', 'RUN a \\\n    && b'])).toBe('FROM alpine\nRUN a \\\n    && b\n');
  });

  test('are mixed with the decoys, the same way each time', () => {
    const ask = { id: 'one', decoys: [{ line: 'RUN c', because: 'Not this.' }] };
    const pieces = piecesOf(ask, ['FROM a', 'RUN b', 'CMD d']);
    expect(piecesOf(ask, ['FROM a', 'RUN b', 'CMD d'])).toEqual(pieces);
    expect(rightLines({}, 'FROM a\nRUN b\n')).toEqual(['FROM a', 'RUN b']);
    expect(rightLines({ lines: ['FROM c'] }, 'FROM a\n')).toEqual(['FROM c']);
    expect(pieces.map(({ text }) => text).sort()).toEqual(['CMD d', 'FROM a', 'RUN b', 'RUN c']);
    expect(pieces.filter(({ because }) => because !== undefined)).toEqual([{ text: 'RUN c', because: 'Not this.' }]);
  });
});

test.each([1, 2, 3, 4, 5, 6, 7, 8].map((length) => [length]))(
  '%i things keep no order that they were given',
  (length) => {
    const things = Array.from({ length }, (_, index) => `thing ${index}`);
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      const mixed = shuffled(things, (thing) => thing, key);
      expect([...mixed].sort()).toEqual([...things].sort());
      if (length > 1) expect(mixed).not.toEqual(things);
    }
  },
);

test.each([
  ['ArrowUp', 2, 1],
  ['ArrowUp', 0, 0],
  ['ArrowDown', 3, 4],
  ['ArrowDown', 4, 4],
  ['Home', 3, 0],
  ['End', 0, 4],
  ['Enter', 2, undefined],
  ['constructor', 2, undefined],
])('%s moves line %i of five to %s', (key, at, to) => {
  expect(lineKeyTarget(key, at, 5)).toBe(to);
});
