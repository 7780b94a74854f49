import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { fixedBy, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'legacy-syntax';

describe(id, () => {
  test.each(['ENV A b', 'ENV A b=c', 'LABEL version 1.0', 'MAINTAINER jo', 'ONBUILD ENV A b', 'ENV A \\\n  b'])(
    'rejects %j',
    (line) => {
      expect(linesOf(id, onAlpine(line))).toEqual([2]);
    },
  );

  test.each(['ENV A=b', 'ENV A= b=c', 'ENV A=b C=d', 'ENV A', 'ENV A=b c', 'ARG a b', 'LABEL a="b c"', 'ENV'])(
    'accepts %s',
    (line) => {
      expect(linesOf(id, onAlpine(line))).toEqual([]);
    },
  );

  test.each([
    ['FROM a AS b', []],
    ['from a as b', []],
    ['From a as b', []],
    ['FROM --platform=linux/amd64 a As b', [1]],
    ['from a AS b', [1]],
    ['from a As b', [1]],
    ['From a AS b', []],
    ['FROM as', []],
  ])('of %s', (text, lines) => {
    expect(linesOf(id, `${text}\n`)).toEqual(lines);
  });

  test.each([
    ['ENV A b', 'ENV A=b'],
    ['ENV A   b c  ', 'ENV A="b c"  '],
    ['ENV PATH $PATH:/x', 'ENV PATH=$PATH:/x'],
    ['ENV A $B and $C', 'ENV A="$B and $C"'],
    ['ENV A "b c"', 'ENV A="b c"'],
    ["LABEL a 'b $c'", "LABEL a='b $c'"],
    ['ENV A b=c', 'ENV A=b=c'],
    ['ENV A b "c d"', undefined],
    ['ENV A b\\ c', undefined],
    ['ENV A b \\\n  c', undefined],
    ['MAINTAINER jo', undefined],
  ])('fixes %j', (before, after) => {
    expect(fixedBy(id, onAlpine(before))).toBe(after === undefined ? undefined : onAlpine(after));
  });

  test.each(['b', 'b c', '"b  c"', "'$B'", '$B c', 'b=c d=e'])('a fix of %s keeps the value', (value) => {
    const text = onAlpine('ENV B=x', `ENV A ${value}`);
    const fixed = fixedBy(id, text) ?? '';
    const valueIn = (each: string) => checker.check(each).model.stages[0]?.end.env.get('A');
    expect(fixed).not.toBe('');
    expect(valueIn(fixed)).toBe(valueIn(text));
  });
});
