import { describe, expect, test } from 'vitest';
import { fixedBy, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'virtual-dot';

describe(id, () => {
  test.each([
    ['once a name', onAlpine('RUN apk add -t b gcc && apk del b', 'RUN apk add -t b gcc && apk del b'), [2]],
    ['each name', onAlpine('RUN apk add -t b gcc && apk add -t c make && apk del b c'), [2, 2]],
    ['a builder stage', 'FROM alpine:3.24 AS a\nRUN apk add -t b gcc\nFROM alpine:3.24\n', [2]],
    ['a name in a variable', onAlpine('ENV G=b', 'RUN apk add -t $G gcc && apk del $G'), [3]],
  ] as const)('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each([
    ['a dot', onAlpine('RUN apk add -t .b gcc && apk del .b')],
    ['no name', onAlpine('RUN apk add gcc')],
    ['an unknown name', onAlpine('ARG G', 'RUN apk add -t "$G" gcc')],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test.each([
    [['RUN apk add -tb gcc && apk del b'], ['RUN apk add -t.b gcc && apk del .b']],
    [['RUN apk add --virtual="b" gcc && apk del "b" git'], ['RUN apk add --virtual=".b" gcc && apk del ".b" git']],
    [
      ['RUN ["apk", "add", "-t", "t", "gcc"]', 'RUN apk del t'],
      ['RUN ["apk", "add", "-t", ".t", "gcc"]', 'RUN apk del .t'],
    ],
    [['RUN apk add -t b gcc && apk add -t .b make && apk del b .b'], undefined],
    [['RUN apk add -t b gcc'], undefined],
    [['ENV G=b', 'RUN apk add -t $G gcc && apk del b'], undefined],
  ])('fixes %j', (before, after) => {
    expect(fixedBy(id, onAlpine(...before))).toBe(after && onAlpine(...after));
  });
});
