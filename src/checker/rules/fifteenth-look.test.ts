import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { applyEdits } from '../text.ts';
import { contextOf } from '../context-of.ts';
import { forecast } from '../forecast/forecast.ts';
import type { CheckOptions } from '../run-rules.ts';
import { describeCases, type Cases } from '../testing/cases.ts';
import { findingsOf, fixedBy } from '../testing/rule-helpers.ts';

/** What some hundred further repositories showed, each with its neighbours. */

const ALPINE = 'FROM alpine:3.24\n';

const CASES: Cases = {
  syntax: {
    reported: [
      `FROM acme/tool\nRUN & make\n`,
      `${ALPINE}RUN & C:/install.ps1\n`,
      `${ALPINE}VOLUME ['/data', '/logs']\n`,
    ],
    silent: [
      'FROM acme/jenkins\n# hadolint shell=powershell\nRUN & cmd\n',
      'FROM acme/jenkins\nRUN & C:/ProgramData/install.ps1 --yes\n',
      'FROM acme/jenkins\nRUN & $env:HOME/install.ps1\n',
    ],
  },
  'dockerignore-missing': {
    reported: [
      [`${ALPINE}COPY . /srv\n`, { 'a.txt': '' }],
      [`${ALPINE}COPY . /srv\nRUN make -C /srv\n`, { Makefile: 'all:\n\tcp a b\n' }],
    ],
    noted: [
      ['FROM alpine:3.24 AS b\nCOPY . /srv\nFROM scratch\nCOPY --from=b /srv/app /app\n', { app: '' }],
      ['FROM alpine:3.24 AS b\nCOPY . .\nRUN ./build.sh\nFROM scratch\nCOPY --from=b /app /app\n', { 'build.sh': '' }],
    ],
    silent: [
      [`${ALPINE}COPY . /srv\n`, { '.dockerignore': '' }],
      [`${ALPINE}COPY a.txt /srv\n`, { 'a.txt': '' }],
      `${ALPINE}COPY . /srv\n`,
    ],
  },
  'file-missing': {
    reported: [
      [`${ALPINE}COPY lost.sh /\n`, { '.gitignore': 'dist\n*.log\n', 'a.sh': '' }],
      [`${ALPINE}COPY dist/keep.txt /\n`, { '.gitignore': '/dist/*\n!/dist/keep.txt\n', 'a.sh': '' }],
      [`${ALPINE}COPY app /\n`, { '.gitignore': '# app\n/web/app\n', 'a.sh': '' }],
    ],
    noted: [
      [`${ALPINE}COPY dist /srv\n`, { '.gitignore': 'node_modules\ndist\n', 'a.sh': '' }],
      [`${ALPINE}COPY web/dist/ /srv\n`, { '.gitignore': 'dist/\n', 'a.sh': '' }],
      [`${ALPINE}COPY bin/app-amd64 /app\n`, { '.gitignore': '/bin/app-*\n', 'a.sh': '' }],
      [`${ALPINE}COPY out/x/app /app\n`, { '.gitignore': '/out/**\n', 'a.sh': '' }],
      [`${ALPINE}COPY app /app\n`, { '.goreleaser.yml': 'version: 2\n' }],
    ],
    silent: [[`${ALPINE}COPY dist /srv\n`, { '.gitignore': 'dist\n', 'dist/index.html': '' }]],
  },
  'base-untagged': {
    reported: [
      'FROM alpine AS builder\nRUN apk add --no-cache gcc && gcc -o /a a.c\nFROM scratch\nCOPY --from=builder /a /a\n',
      'FROM alpine AS a\nRUN wget -O /t.tgz https://example.org/t.tgz && tar xf /t.tgz\n',
      'FROM acme/tool-bin AS bin\nRUN strip /tool\nFROM alpine:3.24\nCOPY --from=bin /tool /tool\n',
    ],
    noted: [
      // What is fetched does not depend on the release.
      'FROM alpine AS a\nRUN apk add --no-cache curl && curl -fo /t.tgz https://example.org/t.tgz && tar xf /t.tgz\nFROM scratch\nCOPY --from=a /t /t\n',
      'FROM alpine AS a\nRUN case "$(apk --print-arch)" in x86_64) export A=amd64 ;; esac; wget -O /t https://example.org/t-$A\nFROM scratch\nCOPY --from=a /t /t\n',
      'FROM acme/tool-bin AS bin\nFROM alpine:3.24\nCOPY --from=bin /tool /tool\n',
    ],
  },
  'variant-not-built': {
    reported: ['FROM node:24-alpine3.22\nCMD ["a"]\n', '# Run\nFROM node:24-alpine3.22\nCMD ["a"]\n'],
    noted: [
      '# Pin Alpine 3.22 (Python 3.12): dbt-core 1.11 does not support Python 3.14\nFROM node:24-alpine3.22\nCMD ["a"]\n',
    ],
  },
  'stage-name-reserved': {
    reported: [
      'FROM scratch AS scratch\nCOPY a /\nFROM scratch\nCOPY --from=scratch /a /a\n',
      'FROM alpine:3.24 AS scratch\nFROM alpine:3.24\n',
      'FROM scratch AS context\nCOPY a /\n',
    ],
    noted: ['FROM scratch AS scratch\nCOPY a /\nFROM alpine:3.24\nCOPY --from=scratch /a /a\n'],
  },
  'system-pip': {
    reported: [
      `${ALPINE}RUN apk add --no-cache python3 && pip3 install flask\n`,
      `${ALPINE}RUN apk add --no-cache py3-pip py3-requests && pip install --break-system-packages flask\n`,
    ],
    noted: [
      // Environments that the program makes see what the system has.
      `${ALPINE}ENV SYSTEM_SITE_PACKAGES=true\nRUN apk add --no-cache py3-pip py3-requests && pip install --break-system-packages flask\n`,
    ],
  },
  'apk-edge-mix': {
    reported: [
      `${ALPINE}RUN apk add --no-cache -X https://dl-cdn.alpinelinux.org/alpine/edge/community font-noto vips\n`,
      `${ALPINE}RUN apk add --no-cache -X https://dl-cdn.alpinelinux.org/alpine/edge/testing hardened-malloc\n`,
    ],
    noted: [
      `${ALPINE}RUN apk add --no-cache -X https://dl-cdn.alpinelinux.org/alpine/edge/testing font-wqy-zenhei\n`,
      `${ALPINE}RUN apk add --no-cache -X https://dl-cdn.alpinelinux.org/alpine/edge/community git-doc ttf-dejavu\n`,
    ],
  },
  'tz-ineffective': {
    reported: ['FROM php:8.5-fpm-alpine3.24 AS fpm\nFROM fpm\nRUN echo UTC > /etc/timezone\n'],
    silent: [
      'ARG B=fpm\nFROM php:8.5-fpm-alpine3.24 AS fpm-base\nFROM php:8.5-apache-trixie AS apache-base\nFROM ${B}-base AS base\nFROM base\nRUN echo UTC > /etc/timezone\n',
    ],
  },
  'deleted-later': {
    reported: [
      `${ALPINE}COPY --from=acme/tools /data.tar.gz /usr/local/bin/data.tar.gz\nRUN tar -xf /usr/local/bin/data.tar.gz && rm /usr/local/bin/data.tar.gz\n`,
    ],
    silent: [
      `${ALPINE}COPY --from=mlocati/php-extension-installer /usr/bin/install-php-extensions /usr/local/bin/\nRUN install-php-extensions gd && rm /usr/local/bin/install-php-extensions\n`,
    ],
  },
  'secret-in-image': {
    reported: [`${ALPINE}ENV POSTGRES_PASSWORD=postgres\n`, `${ALPINE}ENV DB_HOSTS=a DB_PASSWORD=postgres\n`],
    noted: [
      `${ALPINE}ENV DATABASE_HOST primedb\nENV DATABASE_PASSWORD postgres\n`,
      'FROM alpine:3.24 AS a\nARG X\nFROM alpine:3.24\nCOPY --from=a /app/.env /app/.env\n',
      [`${ALPINE}COPY .env /app/.env\n`, { '.env': 'PORT=3000\nETHCONNECT_URL=http://127.0.0.1:5102\n' }],
    ],
  },
  'step-fails': {
    reported: [
      // BusyBox's wget makes no folder.
      `${ALPINE}RUN wget http://example.org/a.tar.gz -P /mysql\n`,
    ],
    silent: [
      `${ALPINE}RUN apk add --no-cache wget\nRUN wget http://example.org/a.tar.gz -P /mysql\n`,
      `${ALPINE}RUN mkdir /mysql && wget http://example.org/a.tar.gz -P /mysql\n`,
      `${ALPINE}RUN apk add --no-cache wget && wget -P /a/b/c https://example.org/x && ls /a/b/c/x\n`,
    ],
  },
  'root-user': {
    reported: [
      'FROM dhi.io/node:24-alpine3.24\nCOPY a.js /a.js\n# The server\nUSER 0:0\nEXPOSE 8080\nCMD ["/a"]\n',
      'FROM node:24-alpine3.24\nCOPY a.js /a.js\nRUN mkdir /db && chmod 1755 /db\nEXPOSE 8080\nCMD ["node", "/a.js"]\n',
    ],
    noted: [
      'FROM dhi.io/node:24-alpine3.24\nCOPY a.js /a.js\n# Needed for backwards compatibility\nUSER 0:0\nEXPOSE 8080\nCMD ["/a"]\n',
      'FROM node:24-alpine3.24\nCOPY a.js /a.js\nRUN mkdir /db && chmod 1777 /db\nEXPOSE 8080\nCMD ["node", "/a.js"]\n',
    ],
  },
  'copy-before-deps': {
    reported: [
      [
        'FROM maven:3-eclipse-temurin-21-alpine\nWORKDIR /a\nCOPY . .\nRUN mvn -B package\n',
        { 'pom.xml': '', 'src/A.java': '' },
      ],
      [
        'FROM golang:1.27-alpine3.24\nWORKDIR /a\nCOPY . .\nRUN go mod download\n',
        { 'go.mod': 'module a\n', 'go.sum': '', 'a.go': '' },
      ],
    ],
    noted: [
      'FROM node:24-alpine3.24\nWORKDIR /a\nCOPY package*.json ./\nCOPY . .\nRUN npm ci && npm run build\n',
      // So may `pom.xml` have modules.
      'FROM maven:3-eclipse-temurin-21-alpine\nWORKDIR /a\nCOPY . .\nRUN mvn -B package\n',
      // go.mod may have a folder of the source in place of a module.
      'FROM golang:1.27-alpine3.24\nWORKDIR /a\nCOPY . .\nRUN go mod download\n',
      'FROM golang:1.27-alpine3.24\nWORKDIR /a\nCOPY go.mod go.sum ./\nCOPY . .\nRUN go mod download\n',
      [
        'FROM golang:1.27-alpine3.24\nWORKDIR /a\nCOPY . .\nRUN go mod download\n',
        { 'go.mod': 'module a\nreplace a/core => ./core\n', 'go.sum': '', 'a.go': '' },
      ],
      [
        'FROM golang:1.27-alpine3.24\nWORKDIR /a\nCOPY . .\nRUN go mod download\n',
        { 'go.mod': 'module a\n', 'go.sum': '', 'a.go': '', 'go.work': 'use ./core\n' },
      ],
      // Others stand on the source as well.
      `${ALPINE.replace('\n', ' AS base\n')}COPY . .\nFROM base AS a\nRUN apk add --no-cache git\nFROM base\nCOPY --from=a /x /x\n`,
      `${ALPINE.replace('\n', ' AS test\n')}COPY . .\nFROM test\nRUN apk add --no-cache git\n`,
      // The second one is there for the scripts.
      'FROM node:24-alpine3.24\nWORKDIR /a\nCOPY package*.json ./\nCOPY . .\nRUN npm ci --omit=dev --ignore-scripts && cp -R node_modules prod && npm ci && npm run build\n',
      [
        'FROM node:24-alpine3.24\nWORKDIR /a\nCOPY package*.json ./\nCOPY . .\nRUN npm ci\n',
        { 'package.json': '{"scripts": {"postinstall": "node ./post.js"}}', 'package-lock.json': '{}', 'a.js': '' },
      ],
    ],
    silent: [
      // The cache of another stage, where the tool looks for it.
      'FROM gradle:9-jdk21-alpine AS cache\nENV GRADLE_USER_HOME=/cache\nCOPY build.gradle /src/\nWORKDIR /src\nRUN gradle build\nFROM gradle:9-jdk21-alpine\nCOPY --from=cache /cache /home/gradle/.gradle\nCOPY . /src\nWORKDIR /src\nRUN gradle bootJar\n',
      'FROM node:24-alpine3.24\nWORKDIR /a\nCOPY package*.json ./\n# Copy src to have config files for install\nCOPY . .\nRUN npm ci\n',
    ],
  },
};

describeCases(CASES);

test('a shell of Windows is one that the name of the file tells', () => {
  const text = 'FROM acme/jenkins\nRUN & tool\n';
  expect(findingsOf('syntax', text, { path: 'tests/Dockerfile-windows' })).toEqual([]);
  expect(findingsOf('syntax', text, { path: 'tests/Dockerfile' })).toHaveLength(1);
});

test('what is no JSON are paths to VOLUME, as docker inspect shows', () => {
  const [finding] = findingsOf('syntax', `${ALPINE}VOLUME ['/data', '/logs']\n`);
  expect(finding?.message).toContain('takes it as paths, brackets and commas included');
});

test('files in the folder of the Dockerfile mean another context, and are one finding', () => {
  const context = contextOf({
    'tools/router/run.sh': '',
    'tools/router/conf/a.nft': '',
    'other/run.sh': '',
    'other/only.txt': '',
  });
  const told = (lines: string, path: string): string[] =>
    findingsOf('file-missing', `${ALPINE}${lines}\n`, { context, path }).map(({ message }) => message);
  expect(told('COPY run.sh /', 'tools/router/Dockerfile')).toEqual([
    expect.stringContaining(
      'Build with `tools/router` as the context, or write `tools/router/run.sh`: `run.sh` lies there',
    ),
  ]);
  expect(told('COPY run.sh /\nCOPY conf /conf\nCOPY lost /', '/home/me/tools/router/Dockerfile')).toEqual([
    expect.stringContaining('Build with `tools/router` as the context: `run.sh` and `conf` lie there'),
    expect.stringContaining('Name a file of the build context: it has no `lost`'),
  ]);
  // Of two files that are called so, none is meant more than the other.
  expect(told('COPY run.sh /', 'Dockerfile')[0]).toContain('Name a file of the build context');
  expect(told('COPY only.txt /', 'Dockerfile')[0]).toContain('Write `other/only.txt`: it has no');
});

test('.git stays where the build asks it for the version', () => {
  const words = (text: string, files: Readonly<Record<string, string>>): string =>
    findingsOf('dockerignore-missing', text, { context: contextOf(files) }).map(({ message }) => message)[0] ?? '';
  const built = (run: string): string => `FROM alpine:3.24\nWORKDIR /srv\nCOPY . .\nRUN ${run}\n`;
  const isKept = (run: string, files: Readonly<Record<string, string>>): boolean =>
    words(built(run), files).includes('without `.git`, which it reads');
  expect(isKept('go build -ldflags "-X v=$(git describe --tags)" .', { 'a.go': '' })).toBe(true);
  expect(isKept('set -x && export V=${V:-$(git describe --always)} && ./run', { 'a.go': '' })).toBe(true);
  expect(isKept('make', { Makefile: 'V = $(shell git -C . rev-parse HEAD)\n' })).toBe(true);
  expect(isKept('sh build.sh', { 'build.sh': 'v=$(git log -1)\n' })).toBe(true);
  expect(isKept('make', { Makefile: 'all:\n\t./run digit log\n' })).toBe(false);
  expect(isKept('sh other.sh', { 'build.sh': 'v=$(git log -1)\n', 'other.sh': '' })).toBe(false);
});

test('where a build chooses the stage below, no fix is for one of them alone', () => {
  const chosen = (from: string): string =>
    `ARG B=fpm\nFROM php:8.5-fpm-alpine3.24 AS fpm-base\nFROM php:8.5-apache-trixie AS apache-base\nFROM ${from} AS base\nFROM base\nRUN curl -fsSL https://example.org/x | sh\n`;
  expect(fixedBy('pipefail', chosen('${B}-base'))).toBeUndefined();
  expect(fixedBy('pipefail', chosen('fpm-base'))).toContain('set -o pipefail');
});

test('the fix keeps the arguments that say whose the files are', () => {
  const fixed = (lines: string): string | undefined =>
    fixedBy('chown-layer', `FROM alpine:3.24\n${lines}\nRUN chown -R \${U}:\${G} /srv/app\n`);
  expect(fixed('ARG U=1000\nARG G=1000\nCOPY app /srv/app')).toContain('COPY --chown=${U}:${G} app /srv/app');
  // They come too late for it.
  expect(fixed('COPY app /srv/app\nARG U=1000\nARG G=1000')).not.toContain('--chown=${U}');
});

test('the folders that mkdir -p makes on the way are of the same user', () => {
  const text = (line: string): string =>
    `FROM alpine:3.24\nRUN addgroup u && adduser -D -G u u\nWORKDIR /opt/a\nRUN chown u:u /opt/a\nUSER u\nRUN mkdir -p ./test/x/y\n${line}\n`;
  expect(forecast(text('RUN chown -R u:u ./test')).outcome).toBe('builds');
  expect(forecast(text('RUN touch test/a test/x/b')).outcome).toBe('builds');
  expect(forecast(text('RUN chown -R nobody ./test')).outcome).toBe('fails');
  expect(forecast(text('RUN chown u /opt')).outcome).toBe('fails');
});

test('a shell that is told to run nothing ends at once', () => {
  const start = (lines: string): string | undefined => forecast(`FROM alpine:3.24\n${lines}\n`).start.ends;
  expect(start('ENTRYPOINT ["/bin/sh", "-c"]')).toContain('-c requires an argument');
  expect(start('ENTRYPOINT ["/bin/sh", "-c"]\nCMD ["date"]')).toBeUndefined();
  expect(start('CMD ["sh"]')).toBeUndefined();
});

describe('programs of packages', () => {
  const severity = (lines: string): string[] =>
    findingsOf('step-fails', `${ALPINE}${lines}\n`).map((each) => each.severity);
  test.each([
    ['RUN cp /none /srv/', 'error'],
    ['RUN apk add --no-cache coreutils && cp /none /srv/', 'warning'],
    ['RUN apk add --no-cache coreutils\nRUN ls /none', 'warning'],
    ['RUN apk add --no-cache jq\nRUN ls /none', 'error'],
    ['RUN apk add --no-cache coreutils\nRUN exit 3', 'error'],
  ])('%s: %s', (lines, expected) => expect(severity(lines)).toEqual([expected]));
});

test('Node.js has the zones itself', () => {
  const link = 'RUN ln -s /usr/share/zoneinfo/Europe/Berlin /etc/localtime\n';
  const lines = (id: string, text: string): number => findingsOf(id, text).length;
  for (const command of ['["node", "a.js"]', '["npm", "run", "start"]', '["yarn", "start"]']) {
    expect(lines('tz-dangling', `FROM node:24-alpine3.24\nENV TZ=Europe/Berlin\n${link}CMD ${command}\n`)).toBe(0);
    // The link alone is of no use to it either.
    expect(lines('tz-dangling', `FROM node:24-alpine3.24\n${link}CMD ${command}\n`)).toBe(1);
    expect(lines('tz-without-tzdata', `FROM node:24-alpine3.24\nENV TZ=Europe/Berlin\nCMD ${command}\n`)).toBe(0);
  }
  expect(lines('tz-dangling', `${ALPINE}${link}CMD ["crond", "-f"]\n`)).toBe(1);
  expect(lines('tz-without-tzdata', `${ALPINE}ENV TZ=Europe/Berlin\nCMD ["crond", "-f"]\n`)).toBe(1);
});

test('stages without a name get one each', () => {
  const text =
    'FROM node:24-alpine3.24\nRUN date > /a\nFROM node:24-alpine3.24\nCOPY --from=0 /a /a\nFROM node:24-alpine3.24\nCOPY --from=1 /a /a\n';
  const { diagnostics } = checker.check(text, { only: ['copy-from-index'] });
  const mended = applyEdits(
    text,
    diagnostics.flatMap(({ fix }) => fix?.edits ?? []),
  );
  expect(mended.match(/ AS [\w-]+/g)).toEqual([' AS stage-0', ' AS stage-1']);
  expect(mended.match(/--from=[\w-]+/g)).toEqual(['--from=stage-0', '--from=stage-1']);
  expect(forecast(mended).outcome).toBe('builds');
  expect(fixedBy('copy-from-index', text.replace('--from=1', '--from=0'))).toContain(' AS build\n');
  // A name of that kind may be taken.
  expect(fixedBy('copy-from-index', text.replace(/$/, 'FROM alpine:3.24 AS stage-0\n'))).toContain(
    ' AS stage-0-files\n',
  );
});

test('a release that is out of support is said once', () => {
  const text =
    'FROM node:14-alpine3.15 AS a\nRUN npm ci\nFROM golang:1.20-alpine AS b\nRUN go build\nFROM node:14-alpine\nCOPY --from=a /a /a\nCOPY --from=b /b /b\n';
  const [finding, ...others] = findingsOf('runtime-ended', text);
  expect(others).toEqual([]);
  expect(finding?.message.match(/`node` 14/g)).toHaveLength(1);
  const certificates =
    'FROM golang:1.20-alpine AS a\nRUN apk add --no-cache ca-certificates\nFROM scratch\nCOPY --from=a /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/\n';
  expect(findingsOf('runtime-ended', certificates).map(({ severity }) => severity)).toEqual(['info']);
  expect(
    findingsOf('runtime-ended', certificates.replace('/etc/ssl/certs/ca-certificates.crt', '/go/bin/a')).map(
      ({ severity }) => severity,
    ),
  ).toEqual(['warning']);
});

describe('what is shipped to nobody', () => {
  const old = 'FROM node:18-alpine\nRUN apk add curl\nCMD ["node", "a.js"]\n';
  const untagged = 'FROM alpine\nRUN wget -qO- https://example.org/a.sh | sh\n';
  const severities = (text: string, path: string, ...ids: string[]): string[] =>
    ids.flatMap((id) => findingsOf(id, text, { path }).map(({ severity }) => severity));

  test.each([
    'Dockerfile.dev',
    'Dockerfile.e2e',
    'Dockerfile-tilt',
    'Dockerfile.integration',
    'Dockerfile.old',
    'Dockerfile.bak',
    'test/smoke/Dockerfile',
    'ci/Dockerfile.coverage',
    'app/tester.Dockerfile',
    'testContainers/Dockerfile',
    'misc/ses-local/Dockerfile',
    '.devcontainer/Dockerfile',
  ])('%s: a note', (path) => {
    expect(severities(old, path, 'runtime-ended', 'apk-no-cache')).toEqual(['info', 'info']);
    expect(severities(untagged, path, 'base-untagged', 'unchecked-download')).toEqual(['info', 'info']);
    expect(severities(`${ALPINE}COPY . /app\nRUN chown -R 1000 /app\n`, path, 'chown-layer')).toEqual(['info']);
  });

  test.each([
    'Dockerfile',
    'Dockerfile.alpine',
    'devices/Dockerfile',
    'Dockerfile.integrations',
    'src/smoked/Dockerfile',
  ])('%s: more than that', (path) => {
    expect(severities(old, path, 'runtime-ended', 'apk-no-cache')).toEqual(['warning', 'warning']);
    expect(severities(untagged, path, 'base-untagged', 'unchecked-download')).toEqual(['warning', 'warning']);
  });

  test('what the image starts or its environment says so, too', () => {
    const starts = (lines: string): string[] =>
      severities(`FROM node:24-alpine3.24\nRUN apk add curl\n${lines}\n`, 'Dockerfile', 'apk-no-cache');
    expect(starts('CMD ["npx", "next", "dev"]')).toEqual(['info']);
    expect(starts('ENV NODE_ENV=development\nCMD ["node", "a.js"]')).toEqual(['info']);
    expect(starts('ENV NODE_ENV=production\nCMD ["npx", "next", "start"]')).toEqual(['warning']);
  });

  test('an old release is the purpose', () => {
    const text = 'FROM alpine:3.12\nCMD ["a"]\n';
    const built = 'FROM node:24-alpine3.22\nCMD ["a"]\n';
    expect(severities(text, 'Docker/Dockerfile-Oldest', 'base-ended')).toEqual(['info']);
    expect(severities(text, 'Docker/Dockerfile', 'base-ended')).toEqual(['warning']);
    expect(severities(built, 'legacy/Dockerfile', 'variant-not-built')).toEqual(['info']);
    expect(severities(built, 'Dockerfile', 'variant-not-built')).toEqual(['warning']);
    expect(severities(old, 'compat/Dockerfile', 'runtime-ended')).toEqual(['info']);
  });

  test('a lockfile is for what is shipped', () => {
    const text = 'FROM node:24-alpine3.24\nWORKDIR /a\nCOPY package*.json ./\nRUN npm install\nCMD ["node", "a.js"]\n';
    const context = contextOf({ 'package.json': '{}', 'package-lock.json': '{}' });
    expect(findingsOf('lockfile-install', text, { path: '.devcontainer/Dockerfile', context })).toEqual([]);
    expect(findingsOf('lockfile-install', text, { path: 'Dockerfile', context })).toHaveLength(1);
  });
});

test('a package of edge/testing gets a tag', () => {
  const [finding] = findingsOf(
    'apk-edge-mix',
    `${ALPINE}RUN apk add --no-cache -X https://dl-cdn.alpinelinux.org/alpine/edge/testing hardened-malloc\n`,
  );
  expect(finding?.message).toContain('Give the repository a tag (`@testing` in front of its address');
});

test('a tag begins with a letter, a number or an underscore', () => {
  const outcome = (from: string): string => forecast(`ARG V\nFROM ${from}\n`).outcome;
  expect(outcome('golang:${V}-alpine')).toBe('fails');
  expect(outcome('localhost:5000/golang:1-alpine')).not.toBe('fails');
  expect(outcome('golang:${V:-1.27}-alpine')).not.toBe('fails');
});

describe('the file that a program is told to run', () => {
  const context = contextOf({ 'a.js': '', 'src/main.js': '' });
  const found = (lines: string, options: CheckOptions = { context }): (readonly [string, string])[] =>
    findingsOf('file-missing', `FROM node:24-alpine3.24\nWORKDIR /app\n${lines}\n`, options).map(
      ({ severity, message }) => [severity, message] as const,
    );

  test.each([
    'COPY a.js .\nCMD ["node", "main.js"]',
    'COPY . .\nCMD ["node", "main.js"]',
    'COPY . .\nENTRYPOINT ["node"]\nCMD ["./lib/main"]',
    'COPY . .\nCMD node main.js',
  ])('%s: is not there', (lines) => {
    expect(found(lines)).toEqual([['warning', expect.stringContaining('starts and ends at once')]]);
  });

  test.each([
    'COPY . .\nCMD ["node", "src/main.js"]',
    'COPY . .\nCMD ["node", "a"]',
    'COPY . .\nCMD ["node", "src/main"]',
    'COPY . .\nCMD ["node", "--import", "x", "main.js"]',
    'COPY . .\nRUN npm run build\nCMD ["node", "dist/main.js"]',
    'COPY . .\nVOLUME /app/plugins\nCMD ["node", "plugins/main.js"]',
    'COPY . .\nENV NODE_ENV=development\nCMD ["node", "main.js"]',
    'CMD ["node", "main.js"]',
  ])('%s: may be there', (lines) => {
    expect(found(lines)).toEqual([]);
  });

  test('names the file of the context that may be meant; without one nothing is known', () => {
    expect(found('COPY . .\nCMD ["node", "main.js"]')[0]?.[1]).toContain('(the context has `src/main.js`)');
    expect(found('COPY . .\nCMD ["node", "main.js"]', {})).toEqual([]);
  });

  test.each([
    ['python:3.14-alpine3.24', '["python", "/srv/a.py"]', '/srv/a.py'],
    ['golang:1.27-alpine3.24', '["go", "run", "/srv/main.go"]', '/srv/main.go'],
    ['alpine:3.24', '["sh", "/srv/a.sh"]', '/srv/a.sh'],
    ['alpine:3.24', '["sh", "-c", "/srv/a.sh"]', undefined],
    ['python:3.14-alpine3.24', '["python", "-m", "http.server"]', undefined],
  ])('%s: CMD %s', (image, command, path) => {
    expect(forecast(`FROM ${image}\nCMD ${command}\n`, { context }).start.absent).toBe(path);
  });
});

test('what fails for want of pip is less than what fails for the mark', () => {
  const severity = (packages: string): string[] =>
    findingsOf('system-pip', `${ALPINE}RUN apk add --no-cache ${packages}\nRUN pip3 install flask\n`).map(
      (each) => each.severity,
    );
  expect(severity('python3')).toEqual(['warning']);
  expect(severity('python3 py3-pip')).toEqual(['error']);
});
