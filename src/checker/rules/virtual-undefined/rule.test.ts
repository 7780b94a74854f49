import { describe, expect, test } from 'vitest';
import { fixedBy, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'virtual-undefined';
const add = 'apk add --no-cache --virtual .build-deps gcc';

describe(id, () => {
  test.each([
    ['a typo', onAlpine(`RUN ${add} && make && apk del .buld-deps`), [2]],
    ['a forgotten dot', onAlpine(`RUN ${add} && make && apk del build-deps`), [2]],
    ['a forgotten letter without dots', onAlpine('RUN apk add -t build-deps gcc && apk del build-dep'), [2]],
    ['another case', onAlpine(`RUN ${add} && make && apk del .Build-Deps`), [2]],
    ['a later RUN', onAlpine(`RUN ${add}`, 'RUN apk del .build_deps'), [3]],
    ['a builder stage', `FROM alpine:3.24 AS a\nRUN ${add} && apk del .build-dep\nFROM alpine:3.24\n`, [2]],
    ['a group of another stage', `FROM alpine:3.24 AS a\nRUN ${add}\nFROM alpine:3.24\nRUN apk del .build-deps\n`, [4]],
    ['one of several', onAlpine(`RUN ${add} && apk del git .build-dep`), [2]],
    ['no group at all', onAlpine('RUN apk del .build-deps'), [2]],
    ['an official image', 'FROM python:3.14-alpine3.24\nRUN apk del .build-deps\n', [2]],
    ['a near name on an image of its own', `FROM ghcr.io/x/y:1-alpine\nRUN ${add} && apk del .build-dep\n`, [2]],
  ] as const)('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each([
    ['the right name', onAlpine(`RUN ${add} && apk del .build-deps`)],
    ['a parent stage', `FROM alpine:3.24 AS a\nRUN ${add}\nFROM a\nRUN apk del .build-deps\n`],
    ['an addition at times', onAlpine(`RUN if [ -e /x ]; then ${add}; fi; apk del .build-deps`)],
    ['a pattern', onAlpine('RUN apk del ".b*"')],
    ['a variable', onAlpine('ARG G', `RUN ${add} && apk del $G`)],
    ['an unknown base', `ARG BASE\nFROM \${BASE}\nRUN ${add} && apk del .build-dep\n`],
    ['a base that may have it', 'FROM ghcr.io/x/y:1-alpine\nRUN apk del .tools\n'],
    ['a group of an official image', 'FROM httpd:2.4-alpine\nRUN apk del .httpd-so-deps\n'],
    ['a group that a script makes', onAlpine('COPY a.sh /', 'RUN /a.sh && apk del .a')],
    ['a package of the base', onAlpine('RUN apk del libc-utils apk-tools')],
    ['a package', onAlpine('RUN apk add build-base git && apk del build-base git')],
    ['a package that is like a group', onAlpine(`RUN ${add} && apk del zlib-dev`)],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test.each([
    [`RUN ${add} && apk del ".build-dep"`, `RUN ${add} && apk del ".build-deps"`],
    [`RUN ${add} && apk del build-deps`, `RUN ${add} && apk del .build-deps`],
    ['RUN apk del .build-deps', undefined],
  ])('fixes %s', (before, after) => {
    expect(fixedBy(id, onAlpine(before))).toBe(after && onAlpine(after));
  });
});
