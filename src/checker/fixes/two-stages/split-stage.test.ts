import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { contextOf } from '../../context-of.ts';
import type { BuildContext } from '../../model/types.ts';
import { onAlpine, TODAY } from '../../testing/rule-helpers.ts';
import { applyEdits } from '../../text.ts';

const gcc = 'RUN apk add --no-cache gcc musl-dev';
const compile = ['COPY main.c /src/', 'RUN gcc -o /usr/bin/app /src/main.c'];
const copied = 'COPY --from=build /usr/bin/app /usr/bin/app';

/** The last stage of the split file; undefined when the file stays as it is. */
function lastStage(text: string, context?: BuildContext): string[] | undefined {
  const options = { today: TODAY, only: ['build-deps-in-final'], ...(context && { context }) };
  const [finding] = checker.check(text, options).diagnostics;
  expect(finding).toBeDefined();
  if (finding?.fix === undefined) return undefined;
  const lines = applyEdits(text, finding.fix.edits).trimEnd().split('\n');
  return lines.slice(lines.findLastIndex((line) => line.startsWith('FROM')));
}

describe('the last stage', () => {
  test.each([
    ['a program by its name', onAlpine(gcc, ...compile, 'CMD ["app"]'), ['FROM alpine:3.24', copied, 'CMD ["app"]']],
    [
      'one command in shell form',
      onAlpine(gcc, ...compile, 'CMD app -p 80'),
      ['FROM alpine:3.24', copied, 'CMD app -p 80'],
    ],
    [
      'a name for the stage',
      `FROM alpine:3.24 AS server\n${gcc}\n${compile.join('\n')}\nCMD ["app"]\n`,
      ['FROM alpine:3.24 AS server', copied, 'CMD ["app"]'],
    ],
    [
      'copied by other commands',
      onAlpine(
        gcc,
        'WORKDIR /src',
        'COPY main.c .',
        'RUN gcc -o a main.c && mv a b && cp b /usr/bin/app',
        'WORKDIR /',
        'CMD ["app"]',
      ),
      ['FROM alpine:3.24', copied, 'WORKDIR /', 'CMD ["app"]'],
    ],
    [
      'copied into a folder',
      onAlpine(gcc, 'COPY main.c /src/', 'RUN cd /src && gcc -o app main.c && cp app /usr/bin', 'CMD ["app"]'),
      ['FROM alpine:3.24', copied, 'CMD ["app"]'],
    ],
    [
      'pkg-config',
      onAlpine(
        'RUN apk add --no-cache gcc musl-dev pkgconf libpq-dev',
        'COPY main.c /src/',
        'RUN gcc -o /usr/bin/app /src/main.c $(pkg-config --libs libpq)',
        'CMD ["app"]',
      ),
      ['FROM alpine:3.24', 'RUN apk add --no-cache libpq', copied, 'CMD ["app"]'],
    ],
    [
      'an apk add of its own',
      onAlpine(
        'RUN apk add --no-cache gcc musl-dev libpq-dev',
        '# Takes care of signals.',
        'RUN apk add --no-cache tini',
        ...compile,
        'CMD ["tini", "app"]',
      ),
      [
        'FROM alpine:3.24',
        '# Takes care of signals.',
        'RUN apk add --no-cache tini libpq',
        copied,
        'CMD ["tini", "app"]',
      ],
    ],
    [
      'packages that an earlier command needs',
      onAlpine(
        'RUN apk add --no-cache gcc musl-dev shadow',
        'RUN useradd app',
        'RUN apk add --no-cache tini',
        ...compile,
        'CMD ["tini", "app"]',
      ),
      [
        'FROM alpine:3.24',
        'RUN apk add --no-cache shadow',
        'RUN useradd app',
        'RUN apk add --no-cache tini',
        copied,
        'CMD ["tini", "app"]',
      ],
    ],
    [
      'variables of both stages',
      onAlpine(
        gcc,
        'ARG VERSION=1',
        'ENV CFLAGS=-O2',
        'ENV V=$VERSION',
        'COPY main.c /src/',
        'RUN gcc $CFLAGS -DV=$VERSION -o /usr/bin/app /src/main.c',
        'CMD ["app"]',
      ),
      ['FROM alpine:3.24', 'ARG VERSION=1', 'ENV V=$VERSION', copied, 'CMD ["app"]'],
    ],
    [
      'a user that compiles',
      onAlpine(gcc, 'RUN adduser -S app', 'USER app', ...compile, 'CMD ["app"]'),
      ['FROM alpine:3.24', 'RUN adduser -S app', 'USER app', copied, 'CMD ["app"]'],
    ],
    [
      'commands among those of the build',
      onAlpine(
        'RUN set -eux; apk add --no-cache gcc musl-dev; adduser -S app; mkdir /data; chown app /data',
        ...compile,
        'USER app',
        'CMD ["app"]',
      ),
      ['FROM alpine:3.24', 'RUN adduser -S app && mkdir /data && chown app /data', copied, 'USER app', 'CMD ["app"]'],
    ],
    [
      'Go without cgo, on any release',
      'FROM golang:1.27-alpine\nRUN apk add --no-cache build-base\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\nRUN go build -o /usr/bin/app\nCMD ["app"]\n',
      ['FROM alpine:3.24', 'WORKDIR /src', copied, 'CMD ["app"]'],
    ],
    [
      'Rust with its dependencies compiled first',
      'FROM rust:1.98-alpine3.24\nRUN apk add --no-cache musl-dev\nWORKDIR /w\nCOPY Cargo.toml Cargo.lock ./\nRUN mkdir src && echo "fn main() {}" > src/main.rs && cargo build --release\nCOPY src src\nRUN cargo build --release\nCMD ["./target/release/app"]\n',
      [
        'FROM alpine:3.24',
        'RUN apk add --no-cache libgcc',
        'WORKDIR /w',
        'COPY --from=build /w/target/release/app /w/target/release/app',
        'CMD ["./target/release/app"]',
      ],
    ],
  ])('of %s', (_, text, lines) => {
    expect(lastStage(text)).toEqual(lines);
  });

  test.each([
    ['files of the source are arguments', onAlpine(gcc, ...compile, 'CMD ["app", "--config=/src/app.conf"]')],
    [
      'files of the source are arguments from here',
      onAlpine(gcc, 'WORKDIR /src', ...compile, 'CMD ["app", "app.conf"]'),
    ],
    ['files of the source are read', onAlpine(gcc, ...compile, 'CMD app < /src/data')],
    [
      'the program may find its source',
      onAlpine(gcc, 'WORKDIR /src', 'COPY . .', 'RUN gcc -o app main.c', 'CMD ["./app"]'),
    ],
    [
      'a folder for the program lies among the source',
      onAlpine(gcc, 'WORKDIR /src', 'COPY main.c .', 'RUN mkdir data', 'RUN gcc -o app main.c', 'CMD ["./app"]'),
    ],
    [
      'a link leads to the program',
      onAlpine(
        gcc,
        'COPY main.c /src/',
        'RUN gcc -o /src/app /src/main.c && ln -s /src/app /usr/bin/app',
        'CMD ["app"]',
      ),
    ],
    ['there is another program', onAlpine(gcc, ...compile, 'RUN gcc -o /usr/bin/more /src/main.c', 'CMD ["app"]')],
    ['a script starts it', onAlpine(gcc, ...compile, 'COPY start.sh /', 'CMD ["/start.sh", "app"]')],
    ['several commands start it', onAlpine(gcc, ...compile, 'CMD date; app')],
    ['it gets rights', onAlpine(gcc, ...compile, 'RUN setcap cap_net_bind_service=+ep /usr/bin/app', 'CMD ["app"]')],
    [
      'it is in a cache',
      onAlpine(
        gcc,
        'COPY main.c /src/',
        'RUN --mount=type=cache,target=/out gcc -o /out/app /src/main.c',
        'CMD ["/out/app"]',
      ),
    ],
    [
      'it is linked to something beside the packages',
      onAlpine(gcc, 'COPY main.c /src/', 'RUN gcc -o /usr/bin/app /src/main.c -lown', 'CMD ["app"]'),
    ],
    [
      'options are not known',
      onAlpine('ARG FLAGS', gcc, 'COPY main.c /src/', 'RUN gcc $FLAGS -o /usr/bin/app /src/main.c', 'CMD ["app"]'),
    ],
    ['the release has ended', `FROM alpine:3.19\n${gcc}\n${compile.join('\n')}\nCMD ["app"]\n`],
    [
      'the release is not known',
      'FROM golang:1.27-alpine\nRUN apk add --no-cache gcc musl-dev\nWORKDIR /src\nCOPY . .\nRUN go build -o /usr/bin/app\nCMD ["app"]\n',
    ],
    [
      'a comment about the base would be lost',
      `# belay ignore=root-user\nFROM alpine:3.24\n${gcc}\n${compile.join('\n')}\nCMD ["app"]\n`,
    ],
  ])('is not made where %s', (_, text) => {
    expect(lastStage(text)).toBeUndefined();
  });

  test('is made of a whole context that holds only code', () => {
    const text = onAlpine(gcc, 'WORKDIR /src', 'COPY . .', 'RUN gcc -o app main.c', 'CMD ["./app"]');
    const emptyFiles = (...paths: readonly string[]): BuildContext =>
      contextOf(Object.fromEntries(paths.map((path) => [path, ''])));
    expect(lastStage(text, emptyFiles('Dockerfile', 'main.c', 'lib/more.h', 'README.md', '.gitignore'))).toContain(
      'COPY --from=build /src/app /src/app',
    );
    expect(lastStage(text, emptyFiles('Dockerfile', 'main.c', 'templates/index.html'))).toBeUndefined();
  });
});
