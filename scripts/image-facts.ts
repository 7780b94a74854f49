/**
 * Writes the table of what official images on Alpine begin with, out of their own Dockerfiles.
 *
 *   npm run image-facts -- nodejs/docker-node=<git folder> …   writes src/checker/forecast/data/image-facts.ts
 *
 * Environment, user, folder, accounts and what a container starts are read, of all releases since SINCE; a value that every
 * release changes is left out. What a Dockerfile does not say in words, the programs and packages, stands below. The packages
 * are those of the newest commit: an older Dockerfile has the same where it adds the same.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checker, type ImageFacts, parseDockerfile } from '../src/checker/index.ts';
import { isMain, root } from './root.ts';

interface Source {
  readonly image: string;
  readonly repository: string;
  /** Which Dockerfiles; a word of the tag besides version and distribution, such as `fpm`, is its first group. */
  readonly files: RegExp;
  /** The Dockerfile of the image that it stands on, when that is another of the repository. */
  readonly standsOn?: (path: string) => string;
  /** The variable that says the version. */
  readonly version: string;
  /**
   * Programs that the Dockerfile unpacks or builds and tries at its end: a path, `path>target` for a link, `path=library,…`
   * where all is known that it loads.
   */
  readonly programs: (dockerfile: string) => readonly string[];
  /** Packages that stay, where they are all known: those of /etc/apk/world, and those of a group. */
  readonly world?: readonly string[];
  readonly group?: readonly [string, ...string[]];
}

const ruby = ['bundle', 'bundler', 'erb', 'gem', 'irb', 'rake', 'rdoc', 'ri', 'ruby'];

/**
 * Packages: docker-library/repo-info, repos/node/local/24-alpine3.24.md (1353b2063219), repos/golang/local/1.27-alpine3.24.md
 * (8ce86accb6c3) and repos/python/local/3-alpine3.24.md (c856ab5831b3) of 2026-08 and 2026-09 name all of theirs. Programs: the
 * `ln` lines and smoke tests of the Dockerfiles; CPython's and Ruby's `make install` for the others of theirs; that the
 * `node` of unofficial-builds.nodejs.org loads libstdc++ is why docker-node installs it.
 */
const SOURCES: readonly Source[] = [
  {
    image: 'node',
    repository: 'nodejs/docker-node',
    files: /^\d+\/alpine[\d.]+\/Dockerfile$/,
    version: 'NODE_VERSION',
    programs: (text) => [
      '/usr/local/bin/node=libstdc++.so.6',
      ...(text.includes(' /usr/local/bin/nodejs') ? ['/usr/local/bin/nodejs>/usr/local/bin/node'] : []),
      '/usr/local/bin/npm',
      '/usr/local/bin/npx',
      ...(text.includes('yarn --version') ? ['/usr/local/bin/yarn', '/usr/local/bin/yarnpkg'] : []),
      '/usr/local/bin/docker-entrypoint.sh',
    ],
    world: ['libstdc++'],
  },
  {
    image: 'python',
    repository: 'docker-library/python',
    files: /^\d+\.\d+\/alpine[\d.]+\/Dockerfile$/,
    version: 'PYTHON_VERSION',
    programs: () => ['pip', 'python'].flatMap((name) => [`/usr/local/bin/${name}3`, `/usr/local/bin/${name}>${name}3`]),
    world: ['ca-certificates', 'tzdata'],
    group: [
      '.python-rundeps',
      ...'gdbm libbz2 libcrypto3 libffi libncursesw libpanelw libssl3 libuuid readline sqlite-libs xz-libs zlib zstd-libs'.split(
        ' ',
      ),
    ],
  },
  {
    image: 'golang',
    repository: 'docker-library/golang',
    files: /^\d+\.\d+\/alpine[\d.]+\/Dockerfile$/,
    version: 'GOLANG_VERSION',
    programs: () => ['/usr/local/go/bin/go', '/usr/local/go/bin/gofmt'],
    world: ['ca-certificates'],
  },
  {
    image: 'ruby',
    repository: 'docker-library/ruby',
    files: /^\d+\.\d+\/alpine[\d.]+\/Dockerfile$/,
    version: 'RUBY_VERSION',
    programs: () => ruby.map((name) => `/usr/local/bin/${name}`),
  },
  {
    image: 'rust',
    repository: 'rust-lang/docker-rust',
    files: /^(?:stable|\d[\d.]*)\/alpine[\d.]+\/Dockerfile$/,
    version: 'RUST_VERSION',
    programs: () => ['cargo', 'rustc', 'rustup'].map((name) => `/usr/local/cargo/bin/${name}`),
  },
  ...(['cli', 'fpm'] as const).map((variant) => ({
    image: 'php',
    repository: 'docker-library/php',
    files: new RegExp(String.raw`^\d+\.\d+\/alpine[\d.]+\/(${variant})\/Dockerfile$`),
    version: 'PHP_VERSION',
    programs: () => [
      ...[
        'docker-php-entrypoint',
        'docker-php-ext-configure',
        'docker-php-ext-enable',
        'docker-php-ext-install',
        'php',
        'pecl',
      ].map((name) => `/usr/local/bin/${name}`),
      ...(variant === 'fpm' ? ['/usr/local/sbin/php-fpm'] : []),
    ],
  })),
  {
    image: 'bash',
    repository: 'tianon/docker-bash',
    files: /^5\.\d+\/Dockerfile$/,
    version: '_BASH_VERSION',
    programs: () => ['/usr/local/bin/bash', '/usr/local/bin/docker-entrypoint.sh'],
  },
  {
    image: 'nginx',
    repository: 'nginx/docker-nginx',
    files: /^(?:stable|mainline)\/alpine\/Dockerfile$/,
    standsOn: (path) => path.replace('/alpine/', '/alpine-slim/'),
    version: 'NGINX_VERSION',
    programs: (text) => [
      '/usr/sbin/nginx',
      '/docker-entrypoint.sh',
      ...[
        '10-listen-on-ipv6-by-default.sh',
        '15-local-resolvers.envsh',
        '20-envsubst-on-templates.sh',
        '30-tune-worker-processes.sh',
      ]
        .filter((name) => text.includes(name))
        .map((name) => `/docker-entrypoint.d/${name}`),
    ],
  },
];

/** So many days after the newest of the commits the table is looked up again (`npm run check:data`). */
const GOOD_FOR = 120;

/** Values that change with every release. */
const CHANGES = /VERSION$|SHA256$|KEYS?$|URL$|_LATEST_PATCH$|^RUBY_MAJOR$|^(?:PKG|DYNPKG|NJS)_RELEASE$|^_BASH_BASELINE/;

/** Releases from this day on are read. */
const SINCE = '2021-01-01';

/** A Dockerfile of a commit. */
interface Release {
  readonly path: string;
  readonly texts: readonly string[];
}

function main(): void {
  const folders = new Map(process.argv.slice(2).map((word) => word.split('=') as [string, string]));
  const found: [string, ImageFacts][] = [];
  const origins = new Set<string>();
  for (const source of SOURCES) {
    const folder = folders.get(source.repository);
    if (folder === undefined) throw new Error(`Say where ${source.repository} is.`);
    const git = (...words: string[]): string =>
      execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8', maxBuffer: 2 ** 28 }).trim();
    origins.add(`${source.repository} ${git('log', '-1', '--format=%h %cs', '--abbrev=12')}`);
    const now = git('ls-tree', '-r', '--name-only', 'HEAD')
      .split('\n')
      .filter((path) => source.files.test(path))
      .map((path) => releaseOf(source, git, 'HEAD', path));
    const own: ImageFacts[] = [];
    for (const release of [...now, ...pastOf(source, git)]) {
      const facts = factsOf(source, release, now);
      if (facts === undefined) continue;
      const text = JSON.stringify({ ...facts, versions: [], branches: [] });
      const same = own.find((other) => JSON.stringify({ ...other, versions: [], branches: [] }) === text);
      if (same === undefined) {
        own.push(facts);
        continue;
      }
      (same.versions as string[]).push(...facts.versions);
      (same.branches as string[]).push(...facts.branches);
    }
    const tidy = own.map((each) => ({
      ...each,
      versions: ranges(each.versions),
      branches: ends(each.branches),
    }));
    tidy.sort((a, b) => byNumber(a.versions.at(-1) ?? '', b.versions.at(-1) ?? ''));
    found.push(...tidy.map((facts): [string, ImageFacts] => [source.image, facts]));
  }
  const lines = found.map(([image, facts]) => `${image} ${JSON.stringify(facts)}`);
  const head = [
    '// Generated by `npm run image-facts`. Do not edit. From the Dockerfiles of',
    ...[...origins].map((origin) => `// ${origin}`),
  ];
  const target = join(root, 'src/checker/forecast/data/image-facts.ts');
  const newest =
    [...origins]
      .map((origin) => origin.slice(-10))
      .sort()
      .at(-1) ?? '';
  const checkBy = new Date(Date.parse(newest) + GOOD_FOR * 86_400_000).toISOString().slice(0, 10);
  writeFileSync(
    target,
    `${head.join('\n')}\nexport const imageFacts = String.raw\`${lines.join('\n')}\`;\nexport const IMAGE_FACTS_CHECK_BY = '${checkBy}';\n`,
  );
}

/** What the last stage says of the image. Of what it runs the accounts alone matter here. */
function linesOf(dockerfile: string): string[] {
  const { instructions } = parseDockerfile(dockerfile);
  const last = instructions.findLastIndex(({ keyword }) => keyword === 'FROM');
  return instructions.slice(last + 1).flatMap(({ keyword, body, range }) => {
    if (keyword === 'COPY' || keyword === 'ADD') return [];
    if (keyword !== 'RUN') return [dockerfile.slice(range.start, range.end)];
    return (body.text.match(/\badd(?:group|user) [^;&\\\n]+/g) ?? []).map((command) => `RUN ${command}`);
  });
}

function releaseOf(source: Source, git: (...words: string[]) => string, commit: string, path: string): Release {
  const text = git('show', `${commit}:${path}`);
  // nginx has its image in two parts since 2023.
  const below = source.standsOn !== undefined && !/^FROM alpine:/m.test(text) ? [source.standsOn(path)] : [];
  return { path, texts: [...below.map((each) => git('show', `${commit}:${each}`)), text] };
}

/** Each Dockerfile of the history, the newest first. */
function* pastOf(source: Source, git: (...words: string[]) => string): Iterable<Release> {
  const log = git(
    'log',
    `--since=${SINCE}`,
    '--format=commit %H',
    '--name-only',
    '--no-renames',
    '--diff-filter=AM',
    '--first-parent',
    '-m',
  );
  const seen = new Set<string>();
  let commit = '';
  for (const line of log.split('\n')) {
    if (line.startsWith('commit ')) commit = line.slice('commit '.length);
    const path = [line, line.replace('/alpine-slim/', '/alpine/')].find((each) => source.files.test(each));
    if (path === undefined || seen.has(`${commit} ${path}`)) continue;
    seen.add(`${commit} ${path}`);
    yield releaseOf(source, git, commit, path);
  }
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** `1.26.0`, `1.26.1` and `1.26.2` are `1.26.0-2`. */
function ranges(versions: readonly string[]): string[] {
  const lines = new Map<string, number[]>();
  for (const version of [...new Set(versions)].sort(byNumber)) {
    const dot = version.lastIndexOf('.');
    const line = version.slice(0, dot);
    lines.set(line, [...(lines.get(line) ?? []), Number(version.slice(dot + 1))]);
  }
  const made: string[] = [];
  for (const [line, numbers] of lines) {
    for (let at = 0; at < numbers.length; at++) {
      const first = numbers[at] ?? 0;
      while (numbers[at + 1] === (numbers[at] ?? 0) + 1) at++;
      const last = numbers[at] ?? 0;
      made.push(last === first ? `${line}.${first}` : `${line}.${first}-${last}`);
    }
  }
  return made;
}

/** The oldest and the newest. */
function ends(branches: readonly string[]): string[] {
  const sorted = [...new Set(branches)].sort(byNumber);
  return [...new Set([sorted[0] ?? '', sorted.at(-1) ?? ''])];
}

/** What its last stage adds with apk. */
function addedBy({ texts }: Release): string {
  return texts
    .flatMap(
      (text) => text.slice(text.lastIndexOf('\nFROM ') + 1).match(/^[^#\n]*\bapk add(?:[^;&\\\n]|\\.|\\\n)*/gm) ?? [],
    )
    .join()
    .replace(/[\s\\]+/g, ' ');
}

function factsOf(source: Source, release: Release, now: readonly Release[]): ImageFacts | undefined {
  const { texts: dockerfiles, path } = release;
  const variant = source.files.exec(path)?.[1];
  const stageOf = (text: string) => {
    const result = checker.forecast(text, { context: { paths: [], read: () => undefined } });
    return result.outcome === 'builds' ? result.stages.at(-1) : undefined;
  };
  const base = stageOf('FROM alpine:3.20\n');
  const stage = stageOf(`FROM alpine:3.20\n${dockerfiles.flatMap(linesOf).join('\n')}\n`);
  // On an older branch an account may be another's.
  if (base === undefined || stage === undefined) return undefined;
  const added = (path: string): string[] => {
    const before = base.files.stat(path).text?.split('\n') ?? [];
    return (stage.files.stat(path).text?.split('\n') ?? []).filter((line) => !before.includes(line));
  };
  const env = [...stage.env].map(([name, value]) => [
    name,
    CHANGES.test(name) ? null : (value?.replace(/\s+/g, ' ') ?? null),
  ]);
  const version = stage.env.get(source.version);
  const branch = dockerfiles
    .map((text) => /^FROM alpine:(\d+\.\d+)/m.exec(text)?.[1])
    .find((each) => each !== undefined);
  // Releases that are tried beforehand have words in theirs.
  if (version === undefined || !/^\d+(?:\.\d+)+$/.test(version) || branch === undefined) return undefined;
  const packages = addedBy(release);
  const [line = ''] = path.split('/', 1);
  const isPacked = now.some(
    (each) => addedBy(each) === packages && (source.group === undefined || each.path.startsWith(`${line}/`)),
  );
  return {
    versions: [version],
    branches: [branch],
    ...(variant !== undefined && variant !== 'cli' && { variant }),
    env: Object.fromEntries(env) as ImageFacts['env'],
    ...(stage.workdir !== '/' && { workdir: stage.workdir }),
    ...(stage.user !== '' && { user: stage.user }),
    ...(stage.entrypoint && { entrypoint: stage.entrypoint }),
    command: stage.command ?? [],
    ...(stage.stopSignal !== 'SIGTERM' && { stopSignal: stage.stopSignal }),
    ...withSome('users', added('/etc/passwd')),
    ...withSome('groups', added('/etc/group')),
    programs: source.programs(dockerfiles.join('\n')),
    ...(source.world && isPacked && { world: source.world }),
    ...(source.group && isPacked && { group: source.group }),
  };
}

function withSome<Name extends string>(name: Name, lines: readonly string[]): Partial<Record<Name, readonly string[]>> {
  return lines.length === 0 ? {} : ({ [name]: lines } as Partial<Record<Name, readonly string[]>>);
}

if (isMain(import.meta.url)) main();
