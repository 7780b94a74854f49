import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { fixedBy, linesOf, onAlpine, TODAY } from '../../testing/rule-helpers.ts';

const id = 'virtual-missing';
const add = 'apk add --no-cache gcc make musl-dev';
const del = 'apk del gcc make musl-dev';
const group = 'apk add --no-cache --virtual .build-deps gcc make musl-dev';
const delGroup = 'apk del .build-deps';

describe(id, () => {
  test.each([
    ['another order', onAlpine(`RUN ${add} && make && apk del musl-dev gcc make`), [2]],
    ['a group of its own beside it', onAlpine(`RUN apk add -t .b git && ${add} && make && ${del} && apk del .b`), [2]],
    [
      'several commands that add',
      onAlpine('RUN apk add gcc make && apk add musl-dev && make && apk del gcc make musl-dev'),
      [2],
    ],
    ['each RUN', onAlpine(`RUN ${add} && make && ${del}`, `RUN ${add} && make && ${del}`), [2, 3]],
  ] as const)('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each([
    ['two packages', onAlpine('RUN apk add gcc make && make && apk del gcc make')],
    ['another RUN', onAlpine(`RUN ${add}`, `RUN ${del}`)],
    ['one that was never added', onAlpine('RUN apk add gcc make && make && apk del gcc make musl-dev')],
    [
      'one that is added beside something that stays',
      onAlpine('RUN apk add gcc make && apk add musl-dev git && make && apk del gcc make musl-dev'),
    ],
    ['a group', onAlpine(`RUN ${group} && make && ${delGroup}`)],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test.each([
    [[`RUN ${add} && make && ${del}`], [`RUN ${group} && make && ${delGroup}`]],
    [
      ['RUN <<EOF', 'set -e', add, 'make', del, 'EOF'],
      ['RUN <<EOF', 'set -e', group, 'make', delGroup, 'EOF'],
    ],
    // Comments between, one below the other.
    [
      [
        'RUN apk add --no-cache \\',
        '      # compiler',
        '      gcc \\',
        '      make musl-dev \\',
        ' && make \\',
        `# away`,
        ` && ${del}`,
      ],
      [
        'RUN apk add --no-cache --virtual .build-deps \\',
        '      # compiler',
        '      gcc \\',
        '      make musl-dev \\',
        ' && make \\',
        `# away`,
        ` && ${delGroup}`,
      ],
    ],
    // What stays.
    [[`RUN ${add} git curl && make && ${del}`], [`RUN apk add --no-cache git curl && ${group} && make && ${delGroup}`]],
    [
      [
        'RUN set -eux; \\',
        '    apk add --no-cache \\',
        '      gcc \\',
        '      git \\',
        '      make \\',
        '      musl-dev; \\',
        '    make; \\',
        `    ${del}`,
      ],
      [
        'RUN set -eux; \\',
        '    apk add --no-cache git; \\',
        '    apk add --no-cache --virtual .build-deps \\',
        '      gcc \\',
        '      make \\',
        '      musl-dev; \\',
        '    make; \\',
        `    ${delGroup}`,
      ],
    ],
    [
      ['RUN <<EOF', `${add} git`, 'make', del, 'EOF'],
      ['RUN <<EOF', 'apk add --no-cache git', group, 'make', delGroup, 'EOF'],
    ],
    // Several that stay, one a line.
    [
      [
        'RUN apk add --no-cache \\',
        '      curl \\',
        '      gcc \\',
        '      git \\',
        '      make \\',
        `      musl-dev && make && ${del}`,
      ],
      [
        'RUN apk add --no-cache \\',
        '      curl \\',
        '      git && apk add --no-cache --virtual .build-deps \\',
        '      gcc \\',
        '      make \\',
        `      musl-dev && make && ${delGroup}`,
      ],
    ],
    // A compiler that the second list forgets may be there for later.
    [[`RUN apk add --no-cache gcc g++ make musl-dev && make && ${del}`], undefined],
    [[`RUN apk add --no-cache gcc make musl-dev g++ git && make && ${del}`], undefined],
    // Added bit by bit.
    [
      ['RUN apk add --no-cache gcc && apk add --no-cache make musl-dev && make && ' + del],
      [`RUN ${group} && make && ${delGroup}`],
    ],
    [['RUN apk add --no-cache gcc && apk add make musl-dev && make && ' + del], undefined],
    // Which way a failure goes.
    [[`RUN ${add} git || exit 1; make; ${del}`], undefined],
    // A name that is taken.
    [[`RUN apk add -t .build-deps git && ${add} && make && ${del} .build-deps`], undefined],
    [['RUN apk add -t .build-deps git', `RUN ${add} && make && ${del}`], undefined],
    // An option between the names.
    [[`RUN ${add} && make && apk del gcc --purge make musl-dev`], undefined],
  ])('fixes %j', (before, after) => {
    expect(fixedBy(id, onAlpine(...before))).toBe(after && onAlpine(...after));
  });

  test('takes the same name again once its group is gone', () => {
    const text = onAlpine(`RUN ${add} && make && ${del}`, `RUN ${add} && make && ${del}`);
    const { text: fixed } = checker.fix(text, ['suggestion'], { today: TODAY, only: [id] });
    expect(fixed).toBe(onAlpine(`RUN ${group} && make && ${delGroup}`, `RUN ${group} && make && ${delGroup}`));
    expect(checker.check(fixed, { today: TODAY, only: [id] }).diagnostics).toEqual([]);
  });
});
