import { describe, expect, test } from 'vitest';
import { fixedBy, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'virtual-removed-later';
const add = 'apk add --no-cache --virtual .build-deps gcc';
const del = 'apk del .build-deps';

describe(id, () => {
  test.each([
    ['a later RUN', onAlpine(`RUN ${add}`, 'RUN make', `RUN ${del}`), [4]],
    ['at the end of another RUN', onAlpine(`RUN ${add}`, `RUN make && ${del}`), [3]],
    ['a later stage', `FROM alpine:3.24 AS a\nRUN ${add}\nFROM a\nRUN ${del}\n`, [4]],
    ['two groups', onAlpine('RUN apk add -t .a gcc && apk add -t .b make', 'RUN apk del .a .b'), [3, 3]],
    ['a pattern', onAlpine(`RUN ${add}`, `RUN apk del '.b*'`), [3]],
    ['a plain compiler', onAlpine('RUN apk add gcc', 'RUN make', 'RUN apk del gcc'), [4]],
    ['plain tools', onAlpine('RUN apk add make binutils', 'RUN make && apk del make binutils'), [3]],
    ['tools in two steps', onAlpine('RUN apk add make gcc', 'RUN apk del make', 'RUN apk del gcc'), [3, 4]],
    ['tools among others', onAlpine('RUN apk add curl make', 'RUN apk del curl make'), [3]],
    ['a group of run time', onAlpine('RUN apk add -t .run libpq', 'RUN apk del .run'), [3]],
  ] as const)('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each([
    ['the same RUN', onAlpine(`RUN ${add} && make && ${del}`)],
    ['the same RUN, made anew later', onAlpine(`RUN ${add} && make && ${del}`, `RUN ${add} && make && ${del}`)],
    ['plain tools in the same RUN', onAlpine('RUN apk add make && make && apk del make', 'RUN true')],
    ['a plain tool of run time', onAlpine('RUN apk add curl', 'RUN apk del curl')],
    ['a plain tool that was added at times', onAlpine('RUN [ -e /x ] || apk add make', 'RUN apk del make')],
    ['never', onAlpine(`RUN ${add}`)],
    ['at times', onAlpine(`RUN ${add}`, `RUN [ -n "$KEEP" ] || ${del}`)],
    ['a builder stage', `FROM alpine:3.24 AS a\nRUN ${add}\nRUN ${del}\nFROM alpine:3.24\n`],
    ['a squashed image', onAlpine('# belay squash', `RUN ${add}`, `RUN ${del}`)],
    ['a replaced group', onAlpine('RUN apk add -t .a gcc', 'RUN apk add -t .a make && apk del .a')],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test.each([
    [
      [`RUN ${add}`, '', '# Compile', 'RUN make', `RUN ${del}`],
      [`RUN ${add} \\`, '    # Compile', '    && make \\', `    && ${del}`],
    ],
    [[`RUN ${add}`, 'RUN --network=none make', `RUN ${del}`], undefined],
    [[`RUN ${add}`, 'RUN cd /src && make', `RUN ${del}`], undefined],
    [[`RUN ${add}`, 'RUN make || true', `RUN ${del}`], undefined],
    [[`RUN ${add}`, 'RUN make; make install', `RUN ${del}`], undefined],
    [
      ['RUN apk add make', 'RUN make', 'RUN apk del make'],
      ['RUN apk add make \\', '    && make \\', '    && apk del make'],
    ],
    [[`RUN ${add}`, 'COPY a /a', `RUN ${del}`], undefined],
    [[`RUN ${add}`, 'RUN ["make"]', `RUN ${del}`], undefined],
  ])('fixes %j', (before, after) => {
    expect(fixedBy(id, onAlpine(...before))).toBe(after && onAlpine(...after));
  });

  test.each([
    [
      ['RUN apk add -t .b gcc \\', '  && make', 'RUN apk del .b'],
      ['RUN apk add -t .b gcc \\', '  && make \\', '  && apk del .b'],
    ],
    [
      ['RUN apk add -t .b gcc && \\', '\tmake', 'RUN apk del .b'],
      ['RUN apk add -t .b gcc && \\', '\tmake && \\', '\tapk del .b'],
    ],
  ])('joins lines as the author does: %j', (before, after) => {
    expect(fixedBy(id, onAlpine(...before))).toBe(onAlpine(...after));
  });
});
