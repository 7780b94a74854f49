import fc from 'fast-check';

/** A program that a generated file compiles, and what has to be true of the file in two stages. */
export interface SingleStageBuild {
  readonly text: string;
  /** Where the program lies. */
  readonly path: string;
  /** Packages that the last stage needs, in any order. */
  readonly runtime: readonly string[];
  /** Lines that the last stage must have, as they are written. */
  readonly kept: readonly string[];
}

interface Language {
  readonly base: string;
  readonly packages: readonly string[];
  readonly runtime: readonly string[];
  readonly copies: readonly string[];
  readonly compile: readonly string[];
}

const PROGRAM = '/usr/local/bin/app';
const LIBRARIES: Readonly<Record<string, { readonly flag: string; readonly runtime: readonly string[] }>> = {
  'openssl-dev': { flag: '-lssl -lcrypto', runtime: [] },
  'zlib-dev': { flag: '-lz', runtime: [] },
  'libpq-dev': { flag: '-lpq', runtime: ['libpq'] },
  'curl-dev': { flag: '-lcurl', runtime: ['libcurl'] },
};

/** C and C++ with libraries, Go with and without cgo, Rust of Alpine and of its own image. */
const languages: fc.Arbitrary<Language> = fc
  .record({
    kind: fc.constantFrom('c', 'c++', 'go', 'cgo', 'rust', 'rust-image', 'static'),
    libraries: fc.uniqueArray(fc.constantFrom(...Object.keys(LIBRARIES)), { maxLength: 3 }),
    copies: fc.boolean(),
  })
  .map(({ kind, libraries, copies }) => {
    const flags = libraries.map((name) => ` ${LIBRARIES[name]?.flag ?? ''}`).join('');
    const needed = libraries.flatMap((name) => LIBRARIES[name]?.runtime ?? []);
    const whole = (files: string): string[] => [copies ? 'COPY . .' : `COPY ${files} ./`];
    switch (kind) {
      case 'c++':
        return {
          base: 'alpine:3.24',
          packages: ['g++', ...libraries],
          runtime: ['libstdc++', ...needed],
          copies: whole('app.cc util.h'),
          compile: [`g++ -o ${PROGRAM} app.cc${flags}`],
        };
      case 'static':
        return {
          base: 'alpine:3.24',
          packages: ['build-base', ...libraries],
          runtime: [],
          copies: whole('app.c'),
          compile: [`gcc -static -o app app.c${flags}`, `install -m 755 app ${PROGRAM}`],
        };
      case 'go':
        return {
          base: 'golang:1.27-alpine3.24',
          packages: ['gcc', 'musl-dev'],
          runtime: [],
          copies: ['COPY go.mod go.sum ./', 'RUN go mod download', ...whole('cmd/ main.go')],
          compile: [`CGO_ENABLED=0 go build -o ${PROGRAM} .`],
        };
      case 'cgo':
        return {
          base: 'golang:1.27-alpine3.24',
          packages: ['gcc', 'musl-dev', ...libraries],
          runtime: needed,
          copies: whole('go.mod go.sum main.go'),
          compile: [`go build -o ${PROGRAM} .`],
        };
      case 'rust':
      case 'rust-image':
        return {
          base: kind === 'rust' ? 'alpine:3.24' : 'rust:1.98-alpine3.24',
          packages: [...(kind === 'rust' ? ['cargo'] : ['musl-dev']), ...libraries],
          runtime: ['libgcc', ...needed],
          copies: whole('Cargo.toml Cargo.lock src'),
          compile: ['cargo build --release', `cp target/release/app ${PROGRAM}`],
        };
      default:
        return {
          base: 'alpine:3.24',
          packages: ['gcc', 'musl-dev', ...libraries],
          runtime: needed,
          copies: whole('app.c app.h'),
          compile: [`gcc -O2 -o ${PROGRAM} app.c${flags} && strip ${PROGRAM}`],
        };
    }
  });

const layouts = fc.record({
  /** Packages one below the other. */
  isList: fc.boolean(),
  hasInit: fc.boolean(),
  isHeredoc: fc.boolean(),
  isCrlf: fc.boolean(),
  hasComments: fc.boolean(),
  hasBlankLines: fc.boolean(),
  isLowerCase: fc.boolean(),
  endsWithoutBreak: fc.boolean(),
  userAt: fc.constantFrom('first', 'middle', 'with-packages', 'number'),
  config: fc.constantFrom('none', 'copy', 'heredoc'),
  metadata: fc.shuffledSubarray(
    ['ENV PORT=8080', 'EXPOSE 8080', 'LABEL org.opencontainers.image.title="app"', 'STOPSIGNAL SIGINT', 'VOLUME /data'],
    { minLength: 0 },
  ),
  metadataFirst: fc.boolean(),
  health: fc.boolean(),
  workdir: fc.boolean(),
});

/** Files of one stage that compile a program with certain parts, laid out in many ways. */
export const singleStageBuilds: fc.Arbitrary<SingleStageBuild> = fc
  .tuple(languages, layouts)
  .map(([language, layout]) => write(language, layout));

type Layout = typeof layouts extends fc.Arbitrary<infer T> ? T : never;

function write(language: Language, layout: Layout): SingleStageBuild {
  const { isList, isHeredoc, userAt, metadata, metadataFirst } = layout;
  const packages = [...language.packages, ...(layout.hasInit ? ['tini'] : [])];
  const add = `apk add --no-cache ${isList ? '' : packages.join(' ')}${isList ? packages.map((name) => `\\\n      ${name}`).join(' ') : ''}`;
  const account = 'addgroup -S app && adduser -S -G app app';
  const user = userAt === 'number' ? 'USER 10001:10001' : 'USER app';
  const compile = isHeredoc
    ? ['RUN <<EOF', 'set -e', ...language.compile, 'EOF']
    : [`RUN ${language.compile.join(' \\\n    && ')}`];
  const comment = (text: string): string[] => (layout.hasComments ? [`# ${text}`] : []);
  const gap = layout.hasBlankLines ? [''] : [];
  const config =
    layout.config === 'copy'
      ? ['COPY app.conf /etc/app.conf']
      : layout.config === 'heredoc'
        ? ['COPY <<EOF /etc/app.conf', 'port = 8080', '# not a comment', 'EOF']
        : [];
  const words = [...(layout.hasInit ? ['/sbin/tini', '--'] : []), PROGRAM];
  const end = [
    ...(layout.workdir ? ['WORKDIR /data'] : []),
    user,
    ...(layout.health ? [`HEALTHCHECK CMD ["${PROGRAM}", "--check"]`] : []),
    `ENTRYPOINT [${words.map((word) => `"${word}"`).join(', ')}]`,
  ];
  const lines = [
    ...comment('The base.'),
    `FROM ${language.base}`,
    ...gap,
    ...(metadataFirst ? metadata : []),
    ...(userAt === 'first' ? [...comment('A user of its own.'), `RUN ${account}`] : []),
    ...comment('What the compiler needs.'),
    `RUN ${add}${userAt === 'with-packages' ? ` \\\n    && ${account}` : ''}`,
    'WORKDIR /src',
    ...language.copies,
    ...gap,
    ...(userAt === 'middle' ? [...comment('A user of its own.'), `RUN ${account}`] : []),
    ...config,
    ...comment('Compile.'),
    ...compile,
    ...gap,
    ...(metadataFirst ? [] : metadata),
    ...end,
  ];
  const cased = layout.isLowerCase
    ? lines.map((line) => line.replace(/^(FROM|RUN|COPY|USER|ENV)\b/, (word) => word.toLowerCase()))
    : lines;
  const text = cased.join('\n') + (layout.endsWithoutBreak ? '' : '\n');
  return {
    text: layout.isCrlf ? text.replaceAll('\n', '\r\n') : text,
    path: PROGRAM,
    runtime: [...language.runtime, ...(layout.hasInit ? ['tini'] : [])],
    kept: [...metadata, ...end, ...config],
  };
}

/** Lines of which it is not known whether the build or the program needs what they do. */
export const unknownLines: readonly string[] = [
  'RUN make install',
  'RUN ./configure && make',
  'RUN if [ -e /x ]; then touch /y; fi',
  'RUN npm ci',
  'COPY settings.json /src/',
  'COPY templates /src/templates',
  'COPY --from=example.org/tool /bin/tool /bin/tool',
  'ADD https://example.org/source.tar.gz /src/',
  'RUN apk add --no-cache ncurses-dev',
  'RUN apk add --no-cache $MORE',
  'RUN apk add --no-cache --repository https://example.org/alpine zig',
  'RUN chown -R app /src',
  'RUN tar -xf data.tar -C /opt',
  'RUN gcc -shared -o /usr/local/lib/libown.so own.c',
  'SHELL ["/bin/ash", "-c"]',
  'ONBUILD COPY . /more',
  'ENV DATA=/src/data',
  'HEALTHCHECK CMD /src/health.sh',
  'WORKDIR work',
];
