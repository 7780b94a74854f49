import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { linesOf, onAlpine, TODAY } from '../../testing/rule-helpers.ts';

const id = 'build-deps-in-final';
const run = 'CMD ["/app"]';

describe(id, () => {
  test.each([
    ['a compiler', onAlpine('RUN apk add gcc', run), [2]],
    ['headers', onAlpine('RUN apk add zlib-dev', run), [2]],
    ['linux-headers', onAlpine('RUN apk add linux-headers', run), [2]],
    ['all commands at once', onAlpine('RUN apk add gcc', 'RUN apk add g++', run), [2]],
    ['a version in the name', onAlpine('RUN apk add clang17', run), [2]],
    ['a constraint', onAlpine('RUN apk add "gcc~13"', run), [2]],
    ['a variable', onAlpine('ENV D="gcc make"', 'RUN apk add $D', run), [3]],
    ['no command, but compiled here', onAlpine('RUN apk add build-base', 'COPY . /src', 'RUN make -C /src'), [2]],
    ['one of two deleted', onAlpine('RUN apk add gcc g++ && apk del g++', run), [2]],
    ['a parent stage', `FROM alpine:3.24 AS a\nRUN apk add gcc\nFROM a\n${run}\n`, [2]],
    ['in a group that stays for run time', onAlpine('RUN apk add -t .run-deps gcc', run), [2]],
    ['an SDK image that starts a program', `FROM golang:1.27-alpine\nRUN apk add gcc\n${run}\n`, [2]],
  ] as const)('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each([
    ['the same RUN', onAlpine('RUN apk add gcc && make && apk del gcc', run)],
    ['a group that is deleted', onAlpine('RUN apk add -t .b gcc && make && apk del .b', run)],
    ['a later deletion (another rule)', onAlpine('RUN apk add gcc', 'RUN make && apk del gcc', run)],
    ['a group that is not (another rule)', onAlpine('RUN apk add -t .b gcc && make', run)],
    ['a builder stage', `FROM alpine:3.24 AS a\nRUN apk add gcc\nFROM alpine:3.24\n${run}\n`],
    ['tools alone', onAlpine('RUN apk add make binutils cmake', run)],
    ['libraries', onAlpine('RUN apk add zlib libstdc++ libgcc', run)],
    ['at times', onAlpine('RUN if [ -e /x ]; then apk add gcc; fi', run)],
    ['perhaps deleted', onAlpine('ARG D', 'RUN apk add gcc && apk del $D', run)],
    ['a stage for development', `FROM alpine:3.24 AS app-dev\nRUN apk add gcc\n${run}\n`],
    ['a box of tools', onAlpine('RUN apk add build-base git', 'ENTRYPOINT ["/bin/sh", "-l"]')],
    ['an SDK image that compiles', 'FROM rust:1.98-alpine\nRUN apk add musl-dev\nCMD ["cargo", "run"]\n'],
    ['a compiler that is started', onAlpine('RUN apk add build-base', 'ENTRYPOINT ["make"]')],
    ['a cross compiler', onAlpine('RUN apk add gcc', 'ENTRYPOINT ["arm-none-eabi-gcc"]')],
    ['a builder of packages', onAlpine('RUN apk add alpine-sdk', 'CMD ["abuild", "-r"]')],
    [
      'a script that compiles',
      onAlpine(
        'RUN apk add gcc make',
        'COPY <<EOF /start.sh',
        '#!/bin/sh',
        'cd /src && make -j4',
        'EOF',
        'CMD ["/start.sh"]',
      ),
    ],
    ['another root', onAlpine('RUN apk add --root /sysroot gcc', run)],
    ['only said', onAlpine('RUN echo apk add gcc', run)],
    [
      'a shell beside a Go that is copied to it',
      `FROM golang:1.27-alpine AS go\n${onAlpine('RUN apk add gcc make', 'COPY --from=go /usr/local/go /usr/local/go', 'RUN make tools', 'CMD ["/bin/sh"]')}`,
    ],
    [
      'no command beside a Go of an image',
      onAlpine(
        'RUN apk add gcc',
        'COPY --from=golang:1.27-alpine /usr/local/go/ /usr/local/go/',
        'RUN go install x@v1',
      ),
    ],
    [
      'a shell beside Rust',
      onAlpine(
        'RUN apk add gcc',
        'COPY --from=rust:1.98-alpine /usr/local/cargo /usr/local/cargo',
        'RUN cargo install x',
        'CMD ["sh"]',
      ),
    ],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test('still rejects a script that starts a server', () => {
    const script = ['COPY <<EOF /start.sh', '#!/bin/sh', '# make it so', 'exec server', 'EOF', 'CMD ["/start.sh"]'];
    expect(linesOf(id, onAlpine('RUN apk add gcc make', ...script))).toEqual([2]);
    expect(linesOf(id, onAlpine('RUN apk add gcc make', 'CMD sleep infinity'))).toEqual([2]);
  });

  const found = (text: string, path?: string) =>
    checker
      .check(text, { today: TODAY, only: [id], path })
      .diagnostics.map(({ severity, message }) => ({ severity, message }));

  test.each([
    [
      'a server beside a copied compiler',
      onAlpine('RUN apk add gcc', 'COPY --from=golang:1.27 /usr/local/go /usr/local/go', 'RUN make', 'EXPOSE 80', run),
    ],
    [
      'a file of Go that is no compiler',
      onAlpine(
        'RUN apk add gcc',
        'COPY --from=golang:1.27 /usr/local/go/lib/time/zoneinfo.zip /',
        'RUN make',
        'EXPOSE 80',
      ),
    ],
    ['headers that bring a compiler', onAlpine('RUN apk add postgresql17-dev', 'RUN make', 'EXPOSE 80', run)],
    [
      'a compiler among headers',
      onAlpine('RUN apk add zlib-dev', 'RUN apk add build-base', 'RUN make', 'EXPOSE 80', run),
    ],
    ['a program of a language', onAlpine('RUN apk add gcc python3-dev', 'RUN make', 'CMD ["gunicorn", "app:app"]')],
    ['one behind a start script', onAlpine('RUN apk add gcc', 'RUN make', 'ENTRYPOINT ["/e.sh"]', 'CMD ["node", "."]')],
    ['PHP behind FastCGI', 'FROM php:8.5-fpm-alpine3.24\nRUN apk add gcc && pecl install redis\n'],
  ])('warns of %s', (_, text) => {
    expect(found(text)).toMatchObject([{ severity: 'warning' }]);
  });

  test.each([
    ['a program that may call it', onAlpine('RUN apk add build-base', 'COPY . .', 'RUN make', run)],
    ['a language of its own', onAlpine('RUN apk add build-base', 'COPY . .', 'RUN make', 'ENTRYPOINT ["mylang"]')],
    ['PHP on the command line', 'FROM php:8.5-cli-alpine3.24\nRUN apk add gcc && pecl install redis\n' + run],
  ])('only notes %s', (_, text) => {
    expect(found(text)).toMatchObject([{ severity: 'info' }]);
  });

  test.each([
    ['curl-dev', 'Install the library alone, `libcurl` for `curl-dev`'],
    ['libxslt-dev zlib-dev', 'Install the library alone, `libxslt` for `libxslt-dev`'],
    ['linux-headers', 'Leave it out, or install the library alone'],
  ])('only notes %s where nothing compiles, and says what helps', (packages, advice) => {
    const text = `FROM alpine:3.24 AS b\nRUN make\n${onAlpine(`RUN apk add ${packages}`, 'COPY --from=b /a /a', run)}`;
    const [first, ...more] = found(text);
    expect(more).toEqual([]);
    expect(first?.severity).toBe('info');
    expect(first?.message).toContain(advice);
  });

  test('accepts images for others to build on', () => {
    const text = onAlpine('RUN apk add gcc', run);
    for (const path of ['docker/base.dockerfile', 'Dockerfile.base', 'app_base.dockerfile'])
      expect(found(text, path), path).toEqual([]);
    for (const path of ['base/Dockerfile', 'Dockerfile.database', 'Dockerfile'])
      expect(found(text, path), path).toHaveLength(1);
  });

  test('knows files for development by their name', () => {
    const text = onAlpine('RUN apk add gcc', run);
    const names = [
      'Dockerfile.dev',
      'docker/Dockerfile-dev',
      'dev.Dockerfile',
      '.devcontainer/Dockerfile',
      'Dockerfile.debug',
    ];
    for (const file of names) expect(linesOf(id, text, { path: file }), file).toEqual([]);
    for (const file of ['Dockerfile', 'dev/Dockerfile.prod', 'Dockerfile.device', '-'])
      expect(linesOf(id, text, { path: file }), file).toEqual([2]);
  });

  test('builds the stage that it is asked about', () => {
    const text = `FROM alpine:3.24 AS a\nRUN apk add gcc\n${run}\nFROM alpine:3.24 AS b\n${run}\n`;
    expect(linesOf(id, text)).toEqual([]);
    expect(linesOf(id, text, { target: 'a' })).toEqual([2]);
  });
});

test.each(['ENV', 'ARG'])('the name of a variable is no expression: %s', (keyword) => {
  const text = `FROM alpine:3.24\n${keyword} P[ORT=1\nRUN apk add --no-cache gcc musl-dev\nCOPY main.c .\nRUN gcc -o /usr/local/bin/app main.c\nCMD ["app"]\n`;
  const { failures, diagnostics } = checker.check(text, { today: TODAY });
  expect(failures).toEqual([]);
  expect(diagnostics.map(({ rule }) => rule)).toContain(id);
});
