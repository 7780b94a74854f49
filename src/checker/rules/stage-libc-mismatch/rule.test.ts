import { describe, expect, test } from 'vitest';
import type { CheckOptions } from '../../run-rules.ts';
import { linesOf } from '../../testing/rule-helpers.ts';

const id = 'stage-libc-mismatch';

/** A program made on glibc by these lines and taken to Alpine; the COPY is the line behind them. */
function taken(base: string, lines: readonly string[], program: string): string {
  return [
    `FROM ${base} AS build`,
    'WORKDIR /src',
    ...lines,
    'FROM alpine:3.24',
    `COPY --from=build ${program} /app`,
    '',
  ].join('\n');
}

const go = (...lines: string[]): string => taken('golang:1.27', lines, '/app');
const rust = (program: string, ...lines: string[]): string => taken('rust:1.96', lines, program);
const c = (...lines: string[]): string => taken('gcc:15', lines, '/app');
const config = (text: string): CheckOptions => ({
  context: { read: () => text, paths: ['.cargo/config.toml', 'Cargo.toml'] },
});

describe(id, () => {
  test.each([
    [
      'an image that only a digest names: it may be the variant for Alpine',
      `FROM alpine:3.24\nCOPY --from=node@sha256:${'ab'.repeat(32)} /usr/local/bin/node /usr/local/bin/\n`,
    ],
    // Words that hold something unknown
    [
      '-static behind a substitution',
      go(`RUN go build -ldflags "-X main.v=$(git rev-parse HEAD) -extldflags '-static'" -o /app .`),
    ],
    ['-static behind a variable', go('ARG V', 'RUN go build -ldflags "-s ${V} -extldflags -static" -o /app .')],
    [
      '-static in an open word of its own',
      go('ARG V', `RUN go build -ldflags="-X main.v=$V -linkmode external -extldflags=-static" -o /app .`),
    ],
    ['flags that nobody knows', go('ARG LDFLAGS', 'RUN go build -ldflags "$LDFLAGS" -o /app .')],
    ['flags of a program', go('RUN go build -ldflags "-s $(make -s print-ldflags)" -o /app .')],
    ['GOFLAGS that nobody knows', go('ARG FLAGS', 'ENV GOFLAGS=$FLAGS', 'RUN go build -o /app .')],
    ['GOFLAGS with -static', go('ENV GOFLAGS="-trimpath -ldflags=-extldflags=-static"', 'RUN go build -o /app .')],
    ['cgo by an argument that nobody knows', go('ARG CGO_ENABLED', 'RUN go build -o /app .')],
    // Other ways of saying it
    ['go env -w', go('RUN go env -w CGO_ENABLED=0', 'RUN go build -o /app .')],
    ['go env -w among others', go('RUN go env -w GOPROXY=direct CGO_ENABLED=0 && go build -o /app .')],
    ['go env -w of a variable', go('ARG CGO=0', 'ARG OPEN', 'RUN go env -w CGO_ENABLED=$OPEN && go build -o /app .')],
    [
      'go env -w in the parent stage',
      'FROM golang:1.27 AS tools\nRUN go env -w CGO_ENABLED=0\nFROM tools AS build\nRUN go build -o /app .\nFROM alpine:3.24\nCOPY --from=build /app /app\n',
    ],
    ['netgo and osusergo', go('RUN go build -tags netgo,osusergo -o /app .')],
    ['the tags in one word', go(`RUN go build -tags='osusergo netgo' -o /app .`)],
    ['tags by GOFLAGS', go('ENV GOFLAGS=-tags=netgo,osusergo', 'RUN go build -o /app .')],
    ['another architecture', go('RUN GOARCH=arm64 go build -o /app .')],
    ['a compiler for musl', go('RUN CC=musl-gcc go build -o /app .')],
    ['env in front', go('RUN env CGO_ENABLED=0 go build -o /app .')],
    ['export in front', go('RUN export CGO_ENABLED=0; go build -o /app .')],
    // C
    ['-static behind a variable of C', c('ARG CFLAGS', 'RUN gcc $CFLAGS -o /app app.c')],
    ['-static of a substitution', c('RUN gcc -o /app app.c $(pkg-config --static --libs zlib)')],
    ['-static in an open word', c('ARG V', 'RUN gcc "-static$V" -o /app app.c')],
    // Rust
    [
      'a musl target',
      rust(
        '/src/target/x86_64-unknown-linux-musl/release/app',
        'RUN cargo build --release --target x86_64-unknown-linux-musl',
      ),
    ],
    ['a target that nobody knows', rust('/src/target/release/app', 'ARG T', 'RUN cargo build --release --target $T')],
    [
      'a static C runtime',
      rust('/src/target/release/app', `RUN RUSTFLAGS='-C target-feature=+crt-static' cargo build --release`),
    ],
    [
      'a static C runtime of a target',
      rust(
        '/src/target/x86_64-unknown-linux-gnu/release/app',
        `ENV CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUSTFLAGS='-C target-feature=+crt-static'`,
        'RUN cargo build --release --target x86_64-unknown-linux-gnu',
      ),
    ],
    ['flags of Rust that nobody knows', rust('/src/target/release/app', 'ARG RUSTFLAGS', 'RUN cargo build --release')],
    [
      'WebAssembly',
      rust(
        '/src/target/wasm32-unknown-unknown/release/app.wasm',
        'RUN cargo build --release --target wasm32-unknown-unknown',
      ),
    ],
    ['another profile than the one that was built', rust('/src/target/release/app', 'RUN cargo build')],
    ['data beside target', rust('/src/static', 'RUN cargo build --release')],
    ['what is built on musl', taken('rust:1.96-alpine3.24', ['RUN cargo build --release'], '/src/target/release/app')],
    [
      'a target by the configuration that a step writes',
      rust(
        '/src/target/release/app',
        `RUN mkdir .cargo && echo '[build]' > .cargo/config.toml`,
        'RUN cargo build --release',
      ),
    ],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test('accepts what cargo is told by a file of the context', () => {
    const text = rust('/src/target/release/app', 'COPY . .', 'RUN cargo build --release');
    expect(linesOf(id, text, config('[target.x86_64-unknown-linux-gnu]'))).toEqual([]);
    expect(linesOf(id, text)).toEqual([6]);
  });

  test.each([
    ['a version that nobody knows', go('ARG V', 'RUN go build -ldflags "-s -w -X main.v=${V}" -o /app .'), 6],
    ['a commit', go(`RUN go build -ldflags="-X 'main.v=$(git describe --tags)' -X main.d=\`date\`" -o /app .`), 5],
    [
      '-static-libgcc',
      go(`RUN go build -ldflags "-X main.v=$(git rev-parse HEAD) -extldflags '-static-libgcc'" -o /app .`),
      5,
    ],
    ['go env -w of something else', go('RUN go env -w GOPROXY=direct', 'RUN go build -o /app .'), 6],
    [
      'go env -w that is taken back',
      go('RUN go env -w CGO_ENABLED=0', 'RUN go env -u CGO_ENABLED', 'RUN go build -o /app .'),
      7,
    ],
    ['go env -w behind the build', go('RUN go build -o /app .', 'RUN go env -w CGO_ENABLED=0'), 6],
    [
      'a variable that goes before go env',
      go('ENV CGO_ENABLED=1', 'RUN go env -w CGO_ENABLED=0 && go build -o /app .'),
      6,
    ],
    ['osusergo without netgo', go('RUN go build -tags osusergo -o /app .'), 5],
    ['the default architecture', go('RUN GOOS=linux GOARCH=amd64 go build -o /app .'), 5],
    ['cgo with its own tags', go('RUN CGO_ENABLED=1 go build -tags sqlite_json -o /app .'), 5],
    ['a name that nobody knows', c('ARG V', 'RUN gcc -O2 -DVERSION="$V" -o /app app.c'), 6],
    ['libraries of pkg-config', c('RUN gcc -o /app app.c $(pkg-config --cflags --libs zlib)'), 5],
    ['cargo', rust('/src/target/release/app', 'RUN cargo build --release'), 5],
    [
      'cargo behind cp',
      rust('/app', 'RUN --mount=type=cache,target=/src/target cargo build --release && cp target/release/app /app'),
      5,
    ],
    ['cargo, the whole folder', rust('/src/target/release/', 'RUN cargo build --release --locked'), 5],
    ['cargo install', rust('/usr/local/cargo/bin/app', 'RUN cargo install --path .'), 5],
    ['cargo install with a root', rust('/out/bin/app', 'RUN cargo install --root /out app'), 5],
    ['cargo with a target folder', rust('/out/release/app', 'ENV CARGO_TARGET_DIR=/out', 'RUN cargo build -r'), 6],
    [
      'cargo with a target of glibc',
      rust(
        '/src/target/x86_64-unknown-linux-gnu/release/app',
        'RUN cargo build --release --target=x86_64-unknown-linux-gnu',
      ),
      5,
    ],
  ])('rejects %s', (_, text, line) => {
    expect(linesOf(id, text)).toEqual([line]);
  });
});
