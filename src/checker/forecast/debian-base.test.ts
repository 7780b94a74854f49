import { describe, expect, test } from 'vitest';
import { forecast } from './forecast.ts';

const files: Readonly<Record<string, string>> = { 'card.c': '#include <stdio.h>\nint main(void) { return 0; }\n' };
const context = { paths: Object.keys(files), read: (path: string) => files[path] };
const contracts = [{ run: 'cc card.c' }];
const INSTALL =
  'RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev musl-tools\nCOPY card.c /src/\n';

/** The step at the end; each seen with Docker 26 and the image of Debian 13. */
function last(lines: string, image = 'debian:13-slim') {
  const { steps } = forecast(`FROM ${image}\n${lines}\n`, { context, contracts });
  const { outcome, exit, because, given } = steps.at(-1) ?? {};
  return { outcome, exit, prints: because?.prints, given };
}

test('adduser of Debian is not taken for that of BusyBox', () => {
  expect(last('RUN adduser app')).toMatchObject({ outcome: 'ok', prints: undefined });
  expect(last('RUN adduser app', 'alpine:3.19')).toMatchObject({ outcome: 'fails', exit: 1 });
});

describe('on Debian itself is known', () => {
  test.each([
    'RUN mkdir /out && mkdir -p /opt/a && mkdir /srv/b',
    'USER nobody\nRUN [ "$(id -u)" = 65534 ]',
    'RUN for file in $FILES; do nosuch "$file"; done',
    `${INSTALL}RUN cd /src && for source in *.c; do musl-gcc -o "/usr/local/bin/\${source%.c}" "$source"; done && test -x /usr/local/bin/card`,
    `${INSTALL}RUN gcc -o /card /src/card.c && ldd /card`,
    'RUN test -e /lib64/ld-linux-x86-64.so.2 -a -e /lib/x86_64-linux-gnu/libc.so.6',
  ])('what works: %s', (lines) => {
    expect(last(lines)).toMatchObject({ outcome: 'ok', given: [] });
  });

  test.each<[string, number, string]>([
    ['RUN cd /source', 2, 'cd'],
    ['RUN tini --version', 127, 'tini: not found'],
    ['RUN $CC -O2 a.c', 127, '-O2: not found'],
    [`${INSTALL}RUN gcc -o /opt/bin/card /src/card.c`, 1, 'cannot open output file /opt/bin/card: No such file'],
    [`${INSTALL}RUN gcc -o /card card.c`, 1, 'cc1: fatal error: card.c: No such file or directory'],
    [`${INSTALL}RUN gcc -statik -o /card /src/card.c`, 1, "unrecognized command-line option '-statik'"],
    [`${INSTALL}RUN gcc -static -o /card /src/card.c && ldd /card`, 1, 'not a dynamic executable'],
    [`${INSTALL}USER nobody\nRUN gcc -o /usr/local/bin/card /src/card.c`, 1, 'Permission denied'],
    [
      'RUN apt-get update && rm -rf /var/lib/apt/lists/*\nRUN apt-get install -y gcc',
      100,
      'E: Unable to locate package gcc',
    ],
    [
      'RUN apt-get update && find /var/lib/apt/lists -type f -delete\nRUN apt-get install -y gcc',
      100,
      'E: Unable to locate package gcc',
    ],
  ])('what fails: %s', (lines, exit, prints) => {
    expect(last(lines)).toMatchObject({ outcome: 'fails', exit, prints: expect.stringContaining(prints) as unknown });
  });

  test('that it has no lists of packages, and not whether an image that stands on it has some', () => {
    const install = 'RUN apt-get install -y tini';
    expect(last(install)).toMatchObject({ exit: 100, prints: 'E: Unable to locate package tini' });
    expect(last(`RUN rm -rf /var/lib/apt/lists/*; apt-get install -y tini`)).toMatchObject({ exit: 100 });
    expect(last(`RUN apt-get update\n${install}`)).toMatchObject({ outcome: 'ok', given: [] });
    // Seen with apt 3.0.4: the lists are loaded first.
    for (const option of ['--update install -y', 'install -y --update', 'install -yU', '-U install -y'])
      expect(last(`RUN apt-get ${option} tini`)).toMatchObject({ outcome: 'ok', given: [] });
    expect(last(install, 'python:3.13-slim').outcome).not.toBe('fails');
  });

  const compiler = (packages: string) =>
    `RUN apt-get update && apt-get install -y --no-install-recommends ${packages}\nCOPY card.c /src/\n`;
  test.each<[string, string | undefined]>([
    [`${compiler('musl-tools')}RUN musl-gcc -o /card /src/card.c`, "cannot execute 'as'"],
    [`${compiler('musl-tools make')}RUN musl-gcc -c -o /card.o /src/card.c`, "cannot execute 'as'"],
    [`${compiler('musl-tools gcc')}RUN musl-gcc -o /card /src/card.c && strip /card`, undefined],
    [`${compiler('musl-tools binutils')}RUN musl-gcc -o /card /src/card.c`, undefined],
    [`${compiler('musl-tools')}RUN strip /etc/passwd`, 'strip: not found'],
    [`${compiler('musl-tools gcc')}RUN musl-gcc --statik -o /card /src/card.c`, 'unrecognized command-line option'],
    [`${compiler('musl-tools gcc')}RUN musl-gcc "-O2 -static" -o /card /src/card.c`, "argument to '-O'"],
    [`${compiler('musl-tools gcc')}RUN musl-gcc -O2 -o /card /src/card.c && sh /card`, 'syntax error'],
    [`${compiler('musl-tools gcc')}RUN musl-gcc -Os -O3 -O -Ofast -o /card /src/card.c`, undefined],
    [`${compiler('musl-tools gcc')}RUN musl-gcc --static -o /card /src/card.c`, undefined],
  ])('what assembles: %s', (lines, prints) => {
    const { outcome, prints: said } = last(lines);
    expect([outcome, said?.includes(prints ?? '')]).toEqual(prints === undefined ? ['ok', undefined] : ['fails', true]);
  });
});

test('a package that is not in the table may bring programs', () => {
  const install = 'RUN apt-get update && apt-get install -y --no-install-recommends zstd\nCMD ["zstd", "--version"]';
  const { start } = forecast(`FROM debian:13-slim\n${install}\n`, { context });
  expect(start.outcome).toBe('unknown');
});

test('an image that stands on Debian may hold more', () => {
  expect(last('RUN cd /source', 'python:3.13-slim').outcome).not.toBe('fails');
  expect(last('RUN tini --version', 'python:3.13-slim').outcome).not.toBe('fails');
});

test('what a mount made is gone behind it, and what the step put beside it stays', () => {
  const { steps } = forecast(
    `FROM alpine:3.19
RUN --mount=type=cache,target=/out touch /out/x
RUN --mount=type=tmpfs,target=/a/b/c true
RUN --mount=type=bind,source=card.c,target=/d/card.c touch /d/other
RUN test ! -e /out && test ! -e /a && test ! -e /d/card.c && test -e /d/other
`,
    { context },
  );
  expect(steps.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
});

test('gcompat may be enough for a program of glibc', () => {
  const text = (tail: string): string =>
    `FROM debian:13-slim AS build\n${INSTALL}RUN gcc -o /card /src/card.c\nFROM alpine:3.19\n${tail}\nCOPY --from=build /card /card\nCMD ["/card"]\n`;
  const start = (tail: string) => forecast(text(tail), { context, contracts }).start;
  expect(start('RUN apk add --no-cache gcompat')).not.toMatchObject({ outcome: 'fails' });
  expect(start('RUN mkdir /lib64 && ln -s /lib/ld-musl-x86_64.so.1 /lib64/ld-linux-x86-64.so.2').given).toEqual([
    'musl has all that /card asks glibc for',
  ]);
  expect(start('RUN true').outcome).toBe('fails');
});

/** Seen with the glibc of Debian 13 on Alpine 3.19. */
test.each<[string, string, string, 'starts' | 'fails' | 'unknown']>([
  ['in a folder of its own', '', '/o/', 'fails'],
  ['which LD_LIBRARY_PATH names', '', '/o/\nENV LD_LIBRARY_PATH=/o', 'starts'],
  ['which another variable names', '', '/o/\nENV LIBRARY_PATH=/o', 'fails'],
  ['which the program names', '-Wl,-rpath,/o', '/o/', 'starts'],
  ['which the program names otherwise', '-Wl,-rpath=/x', '/o/', 'fails'],
  ['with another loader', '-Wl,-dynamic-linker,/o/ld.so', '/lib/', 'fails'],
  ['with that loader', '-Wl,--dynamic-linker=/lib64/ld-linux-x86-64.so.2', '/lib/', 'starts'],
])('glibc brought along %s', (_, options, place, outcome) => {
  const text = `FROM debian:13-slim AS b\n${INSTALL}RUN gcc ${options} -o /card /src/card.c\nFROM alpine:3.19
COPY --from=b /lib64/ld-linux-x86-64.so.2 /lib64/\nCOPY --from=b /card /card
COPY --from=b /lib/x86_64-linux-gnu/libc.so.6 ${place}\nCMD ["/card"]\n`;
  expect(forecast(text, { context, contracts }).start.outcome).toBe(outcome);
});

test.each(['-m32', '-fsyntax-only'])('gcc %s makes nothing that is known to start', (option) => {
  const text = `FROM debian:13-slim AS b\n${INSTALL}RUN gcc -static ${option} -o /card /src/card.c
FROM alpine:3.19\nCOPY --from=b /card /card\nCMD ["/card"]\n`;
  expect(forecast(text, { context, contracts }).start.outcome).toBe('unknown');
});

describe('apk on images that stand on Debian', () => {
  test.each(['golang:1.26', 'node:24', 'python:3.14-slim', 'docker.io/library/rust:1', 'debian:13'])(
    'is not there in the official %s',
    (image) => {
      expect(last('RUN apk add --no-cache git', image)).toMatchObject({
        outcome: 'fails',
        exit: 127,
        prints: '/bin/sh: 1: apk: not found',
      });
    },
  );

  test('is not known where the image is of somebody else, or a copied file may be it', () => {
    expect(last('RUN apk add --no-cache git', 'acme/tools:bookworm').outcome).not.toBe('fails');
    expect(last('COPY tools/ /usr/local/bin/\nRUN apk add --no-cache git', 'golang:1.26').outcome).not.toBe('fails');
  });

  test('is not known of a name without a tag, for which a build may hand in an image', () => {
    expect(last('RUN apk add --no-cache git', 'nginx').outcome).not.toBe('fails');
  });

  test('a RUN that asks for it goes on without it', () => {
    expect(last('RUN if command -v apk; then apk add git; fi', 'golang:1.26').outcome).toBe('ok');
  });

  test('an image that only a digest names may stand on Alpine', () => {
    const byDigest = `node@sha256:${'ab'.repeat(32)}`;
    expect(last('RUN apk add --no-cache git', byDigest).outcome).not.toBe('fails');
    const { start } = forecast(`FROM ${byDigest}\n`, {});
    expect(start).toMatchObject({ argv: undefined, outcome: 'unknown' });
    expect(forecast('FROM node:24\n', {}).start.argv).toBeDefined();
  });
});
