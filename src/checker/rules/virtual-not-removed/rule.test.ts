import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { fixedBy, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'virtual-not-removed';
const add = 'apk add --no-cache --virtual .build-deps gcc musl-dev';
const del = 'apk del .build-deps';

describe(id, () => {
  test.each([
    ['never deleted', onAlpine(`RUN ${add} && make`), [2]],
    ['-t', onAlpine('RUN apk add --no-cache -t .b gcc && make'), [2]],
    ['a cluster', onAlpine('RUN apk add -Ut .b gcc && make'), [2]],
    ['attached', onAlpine('RUN apk add -t.b gcc && make'), [2]],
    ['an equals sign', onAlpine('RUN apk add --virtual=.b gcc && make'), [2]],
    ['known by its name', onAlpine('RUN apk add --virtual .fetch-deps curl && curl x'), [2]],
    [
      'names in an unknown variable',
      'FROM php:8.4-alpine\nRUN apk add --no-cache --virtual .build-deps $PHPIZE_DEPS && pecl install redis\n',
      [2],
    ],
    ['names in a known variable', onAlpine('ENV DEPS="gcc make"', 'RUN apk add -t .d $DEPS && make'), [3]],
    ['another group deleted', onAlpine(`RUN ${add} && apk add -t .other make && make && apk del .other`), [2]],
    ['its packages deleted', onAlpine(`RUN ${add} && make && apk del gcc musl-dev`), [2]],
    ['deletion only said', onAlpine(`RUN ${add} && make && echo ${del}`), [2]],
    ['deletion only simulated', onAlpine(`RUN ${add} && make && apk del -s .build-deps`), [2]],
    ['made anew after the deletion', onAlpine(`RUN ${add} && make && ${del} && ${add}`), [2]],
    ['exec form', onAlpine('RUN ["apk", "add", "-t", ".b", "gcc"]', 'RUN make'), [2]],
    ['a heredoc', onAlpine('RUN <<EOF', 'set -e', add, 'make', 'EOF'), [4]],
    ['a parent of the final stage', `FROM alpine:3.24 AS a\nRUN ${add}\nFROM a\nRUN make\n`, [2]],
    ['lower case and CRLF', `from alpine:3.24\r\nrun ${add} \\\r\n  && make\r\n`, [2]],
  ] as const)('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each([
    ['the same RUN', onAlpine(`RUN ${add} && make && ${del}`)],
    ['a list', onAlpine(`RUN set -eux; ${add}; make; ${del}`)],
    ['a subshell', onAlpine(`RUN (${add} && make && ${del})`)],
    ['several groups at once', onAlpine('RUN apk add -t .a gcc && apk add -t .b make && make && apk del .a .b')],
    ['options of the deletion', onAlpine(`RUN ${add} && make && apk del --no-network --purge .build-deps`)],
    ['the name in a variable', onAlpine('ENV G=.b', 'RUN apk add -t $G gcc && make && apk del "$G"')],
    ['a pattern', onAlpine(`RUN ${add} && make && apk del ".b*"`)],
    ['a deletion that may fail', onAlpine(`RUN ${add} && make && ${del} || true`)],
    ['a deletion at times', onAlpine(`RUN ${add} && make`, `RUN if [ -z "$KEEP" ]; then ${del}; fi`)],
    ['a deletion in a function', onAlpine(`RUN finish() { ${del}; }; ${add} && make && finish`)],
    ['a deletion of something unknown', onAlpine('ARG G', `RUN ${add} && make && apk del $G`)],
    ['a misspelled deletion', onAlpine(`RUN ${add} && make && apk del .build-dep`)],
    ['a later RUN', onAlpine(`RUN ${add}`, 'RUN make', `RUN ${del}`)],
    ['a later stage', `FROM alpine:3.24 AS a\nRUN ${add}\nFROM a\nRUN ${del}\n`],
    ['a builder stage', `FROM alpine:3.24 AS a\nRUN ${add}\nFROM alpine:3.24\nCOPY --from=a /x /x\n`],
    ['libraries', onAlpine('RUN apk add --no-cache --virtual .app libpq libstdc++')],
    ['so: names', onAlpine('RUN apk add --no-network --virtual .build-libs so:libz.so.1')],
    ['a name of run time', onAlpine('RUN apk add --no-cache --virtual .run-deps gcc')],
    ['an addition at times', onAlpine(`RUN if [ -e /src ]; then ${add}; fi`)],
    ['another root', onAlpine('RUN apk add --root /rootfs -t .build-deps gcc')],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test.each([
    ['a builder', 'docker/builder.Dockerfile', onAlpine(`RUN ${add} && make`)],
    ['a base', 'Dockerfile.base', onAlpine(`RUN ${add}`, 'RUN gem install bundler')],
    ['an image that compiles nothing itself', 'Dockerfile', onAlpine(`RUN ${add}`, 'WORKDIR /src')],
    ['another, with a shell', 'Dockerfile', onAlpine(`RUN ${add} && apk add git`, 'CMD ["/bin/sh"]')],
  ])('accepts %s for others', (_, path, text) => {
    expect(linesOf(id, text, { path })).toEqual([]);
  });

  test.each([
    ['database.Dockerfile', onAlpine(`RUN ${add} && make`)],
    ['Dockerfile', onAlpine(`RUN ${add}`, 'CMD ["/app"]')],
    ['Dockerfile', `FROM fluentd:v1.18-alpine\nRUN ${add}\nRUN fluent-gem install x\n`],
  ])('rejects it in %s', (path, text) => {
    expect(linesOf(id, text, { path })).toEqual([2]);
  });

  test('asks for one RUN where the group is used in another', () => {
    const messages = (text: string) =>
      checker.check(text, { only: [id] }).diagnostics.map(({ message, fix }) => [message, fix]);
    const [first] = messages(onAlpine(`RUN ${add} && apk add git`, 'RUN ./build'));
    expect(first).toEqual([expect.stringMatching(/^Compile in this `RUN` too, and end it with `apk del/), undefined]);
    expect(messages(onAlpine(`RUN ${add} && make`))[0]?.[0]).toMatch(/^End this `RUN` with `apk del/);
  });

  test.each([
    [[`RUN ${add} && make`], [`RUN ${add} && make && ${del}`]],
    [
      ['RUN set -eux; \\', `    ${add}; \\`, '    make'],
      ['RUN set -eux; \\', `    ${add}; \\`, '    make; \\', `    ${del}`],
    ],
    [
      [`RUN ${add} \\`, '# compile', ' && make'],
      [`RUN ${add} \\`, '# compile', ` && make && ${del}`],
    ],
    [[`RUN ${add}; if true; then make; fi`], [`RUN ${add}; if true; then make; fi; ${del}`]],
    [
      ['RUN apk add -t .b gcc libpq-dev zlib-dev && make'],
      ['RUN apk add --no-cache libpq', 'RUN apk add -t .b gcc libpq-dev zlib-dev && make && apk del .b'],
    ],
    [
      ['RUN apk add tini libpq', 'RUN apk add -t .b gcc libpq-dev && make'],
      ['RUN apk add tini libpq', 'RUN apk add -t .b gcc libpq-dev && make && apk del .b'],
    ],
    [[`RUN ${add}`, 'RUN make'], undefined],
    [['RUN <<EOF', add, 'make', 'EOF'], undefined],
    [[`RUN ${add}; make &`], undefined],
  ])('fixes %j', (before, after) => {
    expect(fixedBy(id, onAlpine(...before))).toBe(after && onAlpine(...after));
  });
});
