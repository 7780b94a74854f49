import { describe, expect, test } from 'vitest';
import { type Cases, describeCases } from '../testing/cases.ts';
import { checker } from '../checker.ts';
import { findingsOf, fixedBy, linesOf, TODAY } from '../testing/rule-helpers.ts';

/** What files of a hundred and forty repositories showed that no rule had seen, each with its neighbours. */

const ALPINE = 'FROM alpine:3.24\n';
const NODE = 'FROM node:24-alpine3.24\nWORKDIR /app\n';
const RUBY = 'FROM ruby:4.0-alpine3.24\nWORKDIR /app\n';

const CASES: Cases = {
  'system-pip': {
    reported: [
      `${ALPINE}RUN apk add --no-cache python3 py3-setuptools && python3 setup.py install\n`,
      'FROM alpine:3.19\nRUN apk add --no-cache python3 && cd /a && python3 setup.py install\n',
      `${ALPINE}RUN apk add --no-cache py3-pip py3-requests && pip install --break-system-packages flask\n`,
    ],
    noted: [`${ALPINE}RUN apk add --no-cache py3-pip && pip install --break-system-packages flask\n`],
    silent: [
      // Branches without the mark.
      'FROM alpine:3.14\nRUN apk add --no-cache python3 && cd /a && python3 setup.py install\n',
      'FROM alpine:3.18\nRUN apk add --no-cache python3\nRUN python3 setup.py install\n',
      'FROM alpine:3.17 AS a\nRUN apk add --no-cache python3\nFROM a\nRUN python setup.py install\n',
    ],
  },
  'secret-in-image': {
    reported: [
      ['FROM python:3.14-alpine3.24\nCOPY .env .env\nCMD ["python", "a.py"]\n', { '.env': 'DB_PASSWORD=kj3-Qx9v2\n' }],
    ],
    noted: [
      `${NODE}COPY package.json .env ./\nRUN npm ci\nCMD ["node", "."]\n`,
      `${RUBY}ENV RAILS_ENV=production\nCOPY .env ./\n`,
      `${NODE}COPY .env ./.env\nARG NEXT_PUBLIC_GA\nRUN npm ci\nCMD ["npm", "start"]\n`,
      `${RUBY}COPY .env ./\nRUN echo "BUILDTIME=$(date)" >> .env\nCMD ["puma"]\n`,
      `${NODE}COPY .env .\nRUN npm run build\nCMD ["npm", "start"]\n`,
      `${NODE}ENV VITE_API=/api\nCOPY .env .\nRUN yarn build\nCMD ["yarn", "start"]\n`,
    ],
    silent: [
      `${NODE}ENV API_KEY=TestKey\n`,
      `${NODE}ENV API_KEY=fakeSecretKey TOKEN=dummyToken\n`,
      `${NODE}ENV PASSWORD=exampleOnly\n`,
    ],
  },
  'chown-layer': {
    reported: [
      `${NODE}COPY dist ./dist\nRUN chown -R node:node /app\n`,
      `${NODE}COPY . .\nRUN chmod -R 755 /app && chown -R node:node /app\n`,
      `FROM node:24-alpine3.24 AS b\nRUN npm run build\n${NODE}COPY --from=b /app/other ./other\nRUN chown -R node:node /app\n`,
      `${NODE}COPY public ./public\nCOPY lib ./lib\nRUN chown -R node:node /app/public\n`,
    ],
    noted: [
      `FROM node:24-alpine3.24 AS b\nRUN npm run build\n${NODE}COPY --from=b /app /app\nCOPY public /app/public\nRUN chown -R node:node /app/public\n`,
      `${NODE}COPY check ./check\nCOPY Makefile .\nRUN chown -R node:node /app\n`,
      `${ALPINE}WORKDIR /app\nCOPY keys ./setup/keys\nRUN chmod -R 777 ./setup\n`,
      `${ALPINE}COPY server /usr/bin/server\nRUN apk add --no-cache libcap && adduser -D app && chown -R app /usr/bin/server && setcap cap_net_bind_service=+ep /usr/bin/server\n`,
    ],
    silent: [
      `${NODE}COPY --chown=node:node . .\nRUN chown -R node:node /app\n`,
      `${NODE}COPY table.sql Makefile ./\nRUN chown -R node:node /app\n`,
    ],
  },
  'copy-before-deps': {
    reported: [
      `${ALPINE}COPY . .\nRUN apk add --no-cache git\n`,
      `${ALPINE}COPY . /criu\nRUN apk add --no-cache gcc && /usr/bin/gcc --version\n`,
      `${ALPINE}COPY . .\nRUN apk add --no-cache --virtual .b git\nRUN make\nCMD ["a"]\n`,
    ],
    noted: [
      `${NODE}COPY package.json package-lock.json ./\nCOPY . .\nRUN npm ci\n`,
      `${NODE}COPY . .\nRUN npm ci\nWORKDIR /other\nRUN npm ci\n`,
      `${NODE}COPY . .\nRUN npm install -g pnpm && pnpm install --frozen-lockfile\n`,
      `${RUBY}COPY version ./\nRUN bundle install\n`,
      // Something between the two may be why.
      `${NODE}COPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\nRUN npm ci\n`,
      `${NODE}COPY . .\nRUN yarn install\nWORKDIR /app/packages/web\nCMD ["yarn", "start"]\n`,
      `${ALPINE}COPY . /criu\nRUN apk add --no-cache gcc && /criu/contrib/more.sh\n`,
      `${NODE}COPY . .\nRUN npm ci\nWORKDIR /app/backend\nRUN npm ci\n`,
      `${NODE}COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./\nCOPY . .\nRUN npm install -g pnpm && pnpm install --frozen-lockfile\nRUN pnpm --filter web... build\n`,
      `${NODE}COPY . .\nRUN npm i -g pnpm@9 && pnpm i\nRUN pnpm -r build\n`,
    ],
    silent: [
      `${NODE}COPY . .\nRUN apk add --no-cache --virtual .b g++ git\nRUN npm run build\nRUN apk del .b\nCMD ["node", "."]\n`,
      `${NODE}COPY package.json pnpm-lock.yaml ./\nRUN pnpm i --ignore-scripts\nCOPY . .\nRUN pnpm i\n`,
      `${NODE}COPY package.json package-lock.json ./\nRUN npm ci --ignore-scripts\nCOPY . .\nRUN npm ci\n`,
      `${RUBY}COPY VERSION ./\nCOPY app.gemspec Gemfile ./\nRUN bundle install\n`,
      `${RUBY}COPY LICENSE .\nRUN bundle install\n`,
    ],
  },
  'user-undefined': {
    reported: [
      'FROM node:24-alpine3.24\nUSER app\nCMD ["node", "."]\n',
      'FROM node:24-alpine3.24 AS b\nUSER app\nRUN npm ci\nFROM nginx:1.31-alpine3.24\nCOPY --from=b /a /a\n',
      'FROM node:24-alpine3.24 AS b\nUSER app\nFROM b\nCMD ["node", "."]\n',
    ],
    silent: [
      'FROM node:24-alpine3.24 AS b\nRUN npm ci\nUSER app\nFROM nginx:1.31-alpine3.24\nCOPY --from=b /a /a\n',
      'FROM alpine:3.24 AS b\nUSER app\nCOPY a /a\nFROM scratch\nCOPY --from=b /a /a\nCMD ["/a"]\n',
    ],
  },
  'tini-path': {
    reported: [
      `${NODE}RUN apk add --no-cache tini\nENTRYPOINT ["node", "a.js"]\n`,
      `${ALPINE}RUN apk add --no-cache tini python3\nCMD ["python3", "/a.py"]\n`,
    ],
    silent: [
      `${ALPINE}RUN apk add --no-cache tini\nCOPY . .\nCMD ["bin/start"]\n`,
      `${ALPINE}RUN apk add --no-cache tini\nCOPY . .\nCMD ["/app/server"]\n`,
      `${ALPINE}RUN apk add --no-cache tini\nCMD ["server"]\n`,
    ],
  },
  'lockfile-install': {
    reported: [`${NODE}COPY package.json yarn.lock .yarnrc.yml ./\nRUN yarn install\n`],
    silent: [
      `FROM node:24-alpine3.24 AS base\nCOPY package.json yarn.lock .yarnrc.yml ./\nRUN yarn install\nFROM base\nCOPY api/package.json api/\nRUN yarn workspaces focus --production\n`,
      `FROM node:24-alpine3.24 AS base\nCOPY package.json yarn.lock .yarnrc.yml ./\nRUN yarn install\nFROM base\nRUN yarn workspace api build\n`,
    ],
  },
  'failure-masked': {
    reported: [`${ALPINE}RUN apk add --no-cache upx || true\n`],
    noted: [
      `${ALPINE}RUN apk add --no-cache upx; upx /bin/a\n`,
      `${ALPINE}RUN apk add --no-cache upx && upx $(find /opt -type f); apk del upx\n`,
      `${ALPINE}RUN apk add --no-cache binutils && strip /usr/lib/*; apk del binutils\n`,
    ],
    silent: [`${ALPINE}RUN apk add --no-cache upx && upx /bin/a && apk del upx\n`],
  },
  'apk-edge-mix': {
    reported: [
      `${ALPINE}RUN echo https://dl-cdn.alpinelinux.org/alpine/edge/main >> /etc/apk/repositories && apk add --no-cache git\n`,
    ],
    noted: [
      `${ALPINE}RUN rm /etc/apk/repositories && echo https://dl-cdn.alpinelinux.org/alpine/edge/main >> /etc/apk/repositories && apk upgrade\n`,
      `${ALPINE}RUN rm /etc/apk/repositories\nRUN echo http://dl-cdn.alpinelinux.org/alpine/edge/main >> /etc/apk/repositories\nRUN apk update && apk upgrade\n`,
    ],
    silent: [`${ALPINE}RUN apk upgrade --no-cache\n`],
  },
  'tz-ineffective': {
    reported: [`${ALPINE}RUN apk add --no-cache tzdata && echo Europe/Berlin > /etc/timezone\n`],
    silent: [
      'FROM eclipse-temurin:21-jre-alpine-3.24\nRUN echo Europe/Berlin > /etc/timezone\nCMD ["java", "-jar", "/a.jar"]\n',
      `${ALPINE}RUN apk add --no-cache openjdk21-jre && echo Europe/Berlin > /etc/timezone\n`,
      `${ALPINE}RUN echo Europe/Berlin > /etc/timezone\nCMD ["java", "-jar", "/a.jar"]\n`,
    ],
  },
  'apk-del-rdepends': {
    reported: [`${ALPINE}RUN apk add --no-cache a b && apk del --rdepends a\n`],
    silent: [`${ALPINE}RUN apk add --no-cache a b && apk del a\n`],
  },
  'exec-form': {
    reported: [
      'FROM debian:13-slim\nCMD server --port 80\n',
      'FROM debian:13-slim AS debug\nCMD dlv exec /a\n',
      'FROM debian:13-slim AS api\nCMD server --port 80\nFROM alpine:3.24\nCMD ["a"]\n',
    ],
    noted: ['FROM debian:13-slim AS debug\nCMD dlv exec /a\nFROM alpine:3.24\nCMD ["a"]\n'],
    silent: ['FROM debian:13-slim\nCMD ["server"]\n'],
  },
  'variable-undefined': {
    reported: [`${ALPINE}ENV A=$key\n`, `${ALPINE}ENV A={{.key}} B=$key\n`],
    silent: [`${ALPINE}ENV V %%VERSION%%\nENV A=$key\n`],
  },
  'root-user': {
    reported: [
      'FROM python:3.14-alpine3.24\nCOPY app.py /\nCMD ["python", "app.py"]\n',
      'FROM python:3.14-alpine3.24\nCOPY . /\nEXPOSE 8000\nCMD ["python", "sync.py"]\n',
      'FROM node:24-alpine3.24\nCOPY . /\nCMD ["node", "importer-api.js"]\n',
    ],
    noted: [
      'FROM python:3.14-alpine3.24\nCOPY a.py /\nCMD ["python3", "cross_account_backup.py"]\n',
      'FROM node:24-alpine3.24\nCOPY . /\nCMD ["node", "dist/seed.js"]\n',
      'FROM ruby:4.0-alpine3.24\nCOPY . /\nCMD ["ruby", "migrate.rb"]\n',
    ],
    silent: ['FROM python:3.14-alpine3.24\nCOPY a.py /\nUSER 1000\nCMD ["python3", "backup.py"]\n'],
  },
  'base-untagged': {
    reported: [
      'FROM alpine AS b\nRUN apk add --no-cache git\nCOPY a /a\nFROM scratch\nCOPY --from=b /a /a\n',
      'FROM alpine AS b\nCOPY a /a\nRUN make -C /a\nFROM scratch\nCOPY --from=b /a /a\n',
      'FROM alpine\nCOPY a /a\nRUN cp /a /b\n',
      'ARG OS=alpine\nFROM $OS\nRUN true\n',
      'FROM registry.example.org/rockylinux/rockylinux\nRUN true\nFROM alpine:3.24\nCOPY --from=0 /a /a\n',
      // What comes out of a stage that does nothing else is of the base.
      'FROM alpine AS b\nFROM scratch\nCOPY --from=b /bin/busybox /bin/sh\n',
    ],
    noted: [
      'FROM alpine AS b\nCOPY dist /dist\nRUN find /dist -name "*.js" | xargs gzip -k\nFROM nginx:1.31-alpine3.24\nCOPY --from=b /dist /srv\n',
      '# Using latest may break at some point.\nFROM alpine:latest\nCMD ["sh"]\n',
      'ARG BASE_IMAGE=alpine:latest\nFROM ${BASE_IMAGE}\nCMD ["sh"]\n',
      'FROM alpine AS b\nCOPY dist /dist\nRUN apk add --no-cache ca-certificates\nRUN case $A in a) export F=a ;; *) exit 1 ;; esac && mv /dist/$F /app\nFROM scratch\nCOPY --from=b /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/\nCOPY --from=b /app /app\n',
      'FROM alpine AS b\nRUN apk add --no-cache ca-certificates tzdata\nFROM scratch\nCOPY --from=b /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/\nCOPY --from=b /usr/share/zoneinfo /usr/share/zoneinfo\n',
      'ARG V=latest\nFROM bash:$V\nCMD ["bash"]\n',
      'FROM busybox AS b\nCOPY a b /x/\nRUN mkdir -p /y && mv /x/a /y\nFROM scratch\nCOPY --from=b /y /y\n',
    ],
    silent: [
      'FROM alpine:3.24 AS b\nCOPY a /a\n',
      'FROM registry.access.redhat.com/ubi9/ubi-micro:latest\nCOPY a /a\n',
      'FROM redhat/ubi9-micro\nCOPY a /a\n',
      'FROM registry.access.redhat.com/ubi8\nCOPY a /a\n',
    ],
  },
  'base-edge': {
    reported: ['FROM alpine:edge\nRUN apk add --no-cache git\n'],
    noted: [
      'FROM alpine:edge\nRUN apk add --no-cache mkcert --repository https://dl-cdn.alpinelinux.org/alpine/edge/testing\n',
      'FROM alpine:edge\nRUN echo "@testing https://dl-cdn.alpinelinux.org/alpine/edge/testing" >> /etc/apk/repositories && apk add mkcert@testing\n',
    ],
    silent: ['FROM alpine:3.24\nRUN apk add --no-cache git\n'],
  },
  'step-fails': {
    reported: ['FROM alpine:3.19\nRUN mkdir /a && mkdir /a\n'],
    silent: [
      'FROM alpine:3.19\nRUN %%ARCH-CASE%%; mkdir /a && mkdir /a\n',
      'FROM alpine:3.19\nENV V @@VERSION@@\nRUN mkdir /a && mkdir /a\n',
    ],
  },
  'download-no-fail': {
    reported: [
      `${ALPINE}RUN curl -s https://example.org/a -o /bin/a && curl -s https://example.org/b.minisig -o /bin/b.minisig && chmod +x /bin/a\nRUN minisign -Vqm /bin/b\n`,
      `${ALPINE}RUN curl -s https://example.org/a.conf -o /etc/a.conf\n`,
    ],
    silent: [
      `${ALPINE}RUN curl -s https://example.org/a -o /bin/a && curl -s https://example.org/a.minisig -o /bin/a.minisig\nRUN minisign -Vqm /bin/a -x /bin/a.minisig -P K\n`,
      `${ALPINE}RUN curl -s https://example.org/a -o /bin/a\nRUN echo "1 /bin/a" | sha256sum -c && sha256sum /bin/a\n`,
      `${ALPINE}RUN curl -s https://example.org/a.sha256sum -o /a.sha256sum\n`,
    ],
  },
  'stage-libc-mismatch': {
    reported: [
      `FROM alpine:3.24 AS b\nRUN apk add --no-cache jq\nFROM debian:13-slim\nCOPY --from=b /usr/bin/jq /usr/bin/\n`,
    ],
    silent: [
      'FROM busybox:1.37-musl AS b\nFROM scratch\nCOPY --from=b /bin/ln /bin/rm ./\n',
      'FROM busybox:1.37-uclibc AS b\nFROM b AS c\nFROM debian:13-slim\nCOPY --from=c /bin/sh /bin/busybox /x/\n',
    ],
  },
  'build-deps-in-final': {
    reported: [`${NODE}RUN apk add --no-cache g++ && npm ci\nCMD ["node", "."]\n`],
    noted: [`${ALPINE}RUN apk add --no-cache g++ && make\nCMD ["tool"]\n`],
  },
};

describe('what the files of the eleventh look for causes showed', () => {
  describeCases(CASES);

  const said = (id: string, text: string): string => findingsOf(id, text)[0]?.message.split(':')[0] ?? 'nothing';

  test.each([
    ['base-untagged', 'FROM alpine\nCMD ["/a"]\n', 'test/server/Dockerfile'],
    ['base-untagged', 'FROM ghcr.io/acme/tool:latest\nCMD ["/a"]\n', 'examples/one/Dockerfile'],
    ['base-ended', 'FROM alpine:3.16\nCMD ["/a"]\n', 'pkg/e2e/testdata/Dockerfile'],
    ['base-ended', 'FROM alpine:3.16\nCMD ["/a"]\n', '.devcontainer/Dockerfile'],
    ['runtime-ended', 'FROM node:16-alpine\nCMD ["node", "a.js"]\n', 'fixtures/old/Dockerfile'],
  ])('%s only notes %j in %s', (id, text, path) => {
    const severities = (at: string): string[] =>
      checker.check(text, { today: TODAY, only: [id], path: at }).diagnostics.map(({ severity }) => severity);
    expect([severities(path), severities('app/Dockerfile')]).toEqual([['info'], ['warning']]);
  });

  test.each([
    ['# syntax=docker/dockerfile:1.4\n', true],
    ['#syntax=docker.io/docker/dockerfile:1.5.2\n', true],
    ['# syntax=docker/dockerfile:1.6\n', false],
    ['# syntax=docker/dockerfile:1\n', false],
    ['# syntax=docker/dockerfile:1.10-labs\n', false],
    ['', false],
  ])('unchecked-download: %j needs a newer syntax for --checksum: %s', (head, expected) => {
    const [found] = findingsOf(
      'unchecked-download',
      `${head}${ALPINE}ADD https://example.org/a-1.2.sh /a.sh\nRUN sh /a.sh\n`,
    );
    expect(found?.message.includes('or newer')).toBe(expected);
  });

  test('stage-libc-mismatch: one finding for a COPY, a note beside gcompat', () => {
    const go = 'FROM golang:1.27-trixie AS b\nRUN CGO_ENABLED=1 go build -o /a . && CGO_ENABLED=1 go build -o /b ./b\n';
    const severities = (lines: string): string[] =>
      findingsOf('stage-libc-mismatch', `${go}${ALPINE}${lines}EXPOSE 80\n`).map(({ severity }) => severity);
    expect(severities('COPY --from=b /a /b /usr/bin/\n')).toEqual(['error']);
    expect(severities('RUN apk add --no-cache gcompat\nCOPY --from=b /a /b /usr/bin/\n')).toEqual(['info']);
    expect(severities('COPY --from=b /a /usr/bin/\nCOPY --from=b /b /usr/bin/\n')).toEqual(['error', 'error']);
  });

  test('failure-masked: && in place of each ; that passes over a failure', () => {
    const fixed = fixedBy('failure-masked', `${ALPINE}RUN apk add --no-cache bash ; mkdir /x ; chmod 700 /x\n`);
    expect(fixed).toBe(`${ALPINE}RUN apk add --no-cache bash && mkdir /x && chmod 700 /x\n`);
  });

  test('base-untagged: the release that the file has a name for', () => {
    const fixed = fixedBy(
      'base-untagged',
      'ARG ALPINE_VERSION=3.23\nFROM alpine AS a\nRUN apk add git\nFROM alpine:${ALPINE_VERSION}\nCOPY --from=a /a /a\n',
    );
    expect(fixed).toContain('FROM alpine:${ALPINE_VERSION} AS a');
    const other = fixedBy('base-untagged', 'ARG ALPINE_VERSION=3.23\nFROM alpine\nCMD ["sh"]\n');
    expect(other).toContain('FROM alpine:3.24');
  });

  test('foreign-package-manager: `slim` says Debian of official images alone', () => {
    const lines = (image: string): number[] =>
      findingsOf('foreign-package-manager', `FROM ${image}\nRUN apk add --no-cache git\n`).map(
        ({ range }) => range.start,
      );
    for (const image of ['acme/tools:1.2-slim', 'tools:slim', 'caddy:slim']) expect(lines(image)).toEqual([]);
    for (const image of ['node:24-slim', 'openjdk:8-jre-slim', 'acme/tools:1.2-slim-bookworm'])
      expect(lines(image)).toHaveLength(1);
  });

  test('pipefail: no fix for ash where a build may choose another base', () => {
    const fixes = (from: string, shell = ''): boolean[] =>
      findingsOf('pipefail', `${from}\n${shell}RUN wget -O- https://example.org/a | gzip -d > /a\n`).map(
        ({ fix }) => fix !== undefined,
      );
    expect(fixes('ARG BASE=alpine:3.24\nFROM $BASE')).toEqual([false]);
    expect(fixes('ARG BASE=alpine:3.24\nFROM $BASE', 'SHELL ["/bin/bash", "-c"]\n')).toEqual([true]);
    expect(fixes('ARG BRANCH=3.24\nFROM alpine:$BRANCH')).toEqual([true]);
    expect(fixes('FROM alpine:3.24')).toEqual([true]);
  });

  test('final-buildplatform: no fix where what is copied is for the machine that builds', () => {
    const text = (build: string): string =>
      `FROM --platform=$BUILDPLATFORM golang:1.27-alpine3.24 AS b\n${build}RUN go build -o /a .\nFROM --platform=$BUILDPLATFORM alpine:3.24\nCOPY --from=b /a /a\nCMD ["/a"]\n`;
    const fixes = (build: string): boolean[] =>
      findingsOf('final-buildplatform', text(build)).map(({ fix }) => fix !== undefined);
    expect(fixes('')).toEqual([false]);
    expect(fixes('ARG TARGETARCH\nENV GOARCH=$TARGETARCH\n')).toEqual([true]);
  });

  test('copy-before-deps: files of a wrapper are no source, and go.mod has a fix where it can be read', () => {
    const java = 'FROM eclipse-temurin:21-jdk-alpine-3.24\nWORKDIR /app\n';
    const places = (text: string): number[] => linesOf('copy-before-deps', text);
    expect(
      places(`${java}COPY gradlew .\nCOPY gradle gradle\nCOPY build.gradle .\nCOPY src src\nRUN ./gradlew build\n`),
    ).not.toContain(3);
    expect(places(`${java}COPY mvnw ./\nCOPY .mvn .mvn\nCOPY pom.xml ./\nRUN ./mvnw package\n`)).not.toContain(3);
    const go = 'FROM golang:1.27-alpine3.24\nWORKDIR /app\nCOPY . .\nRUN go mod download\n';
    expect(findingsOf('copy-before-deps', go).map(({ fix }) => fix)).toEqual([undefined]);
  });

  test('apk-del-rdepends: a warning where the same was deleted without it before', () => {
    const text = `${ALPINE}RUN apk add --no-cache a b && apk del a\nRUN apk del --rdepends a || true\n`;
    expect(findingsOf('apk-del-rdepends', text)).toMatchObject([{ severity: 'warning', fix: undefined }]);
  });

  test.each([
    ['curl -fsSL https://example.org/a-1.2 | sh', '`sh` runs it'],
    ["curl -fsSL https://example.org/a-1.2 | awk '/x/' | sh", '`sh` runs what is made of it'],
    ['curl -fsSL https://example.org/a-1.2 | grep x | xargs printf "%s" | sh', '`sh` runs what is made of it'],
  ])('unchecked-download says what is run: %s', (command, words) => {
    expect(findingsOf('unchecked-download', `${ALPINE}RUN ${command}\n`)[0]?.message).toContain(words);
  });

  test('tini-path: what a script may have made is a note, and the fix needs the package', () => {
    const entry = 'ENTRYPOINT ["/tini", "--", "bats"]\n';
    const found = (lines: string) =>
      findingsOf('tini-path', `${ALPINE}${lines}${entry}`).map(({ severity, fix }) => [severity, fix !== undefined]);
    expect(found('COPY docker /tmp/docker\nRUN /tmp/docker/install_tini.sh linux/amd64\n')).toEqual([['info', false]]);
    expect(found('')).toEqual([['error', false]]);
    expect(found('RUN apk add --no-cache tini\n')).toEqual([['error', true]]);
  });

  test('step-fails is less sure of branches that are older than the tables', () => {
    const severities = (branch: string): string[] =>
      findingsOf('step-fails', `FROM alpine:${branch}\nRUN apk add --no-cache curl && mkdir /a && mkdir /a\n`).map(
        ({ severity }) => severity,
      );
    expect([severities('3.12'), severities('3.19')]).toEqual([['warning'], ['error']]);
  });

  test('bash-missing: on older branches other packages may bring it', () => {
    const severities = (branch: string, packages: string): string[] =>
      findingsOf('bash-missing', `FROM alpine:${branch}\n${packages}CMD ["bash"]\n`).map(({ severity }) => severity);
    expect(severities('3.11', 'RUN apk add --no-cache libtool\n')).toEqual(['info']);
    expect(severities('3.11', '')).toEqual(['error']);
    expect(severities('3.22', 'RUN apk add --no-cache libtool\n')).toEqual(['error']);
  });

  test('base-ended: full versions of a language, and scripts of the project', () => {
    expect(said('base-ended', 'FROM ruby:3.4.1-alpine3.18\nCMD ["ruby"]\n')).toContain('a version of `ruby`');
    expect(said('base-ended', 'FROM ruby:3.4-alpine3.18\nCMD ["ruby"]\n')).not.toContain('version of');
    expect(said('base-ended', 'FROM alpine:3.12.1\nCMD ["sh"]\n')).not.toContain('version of');
    const fixes = (text: string): boolean[] => findingsOf('base-ended', text).map(({ fix }) => fix !== undefined);
    expect(fixes('FROM alpine:3.12\nCOPY . /src\nRUN cd /src && ./build.sh\n')).toEqual([false]);
    expect(fixes('FROM alpine:3.12\nCOPY . /src\nONBUILD COPY a /a\n')).toEqual([false]);
    expect(fixes('FROM alpine:3.12\nCOPY a /a\nRUN /usr/bin/env true\n')).toEqual([true]);
  });

  test('runtime-ended names lines whose tags are there, and that bring what the file calls', () => {
    const [dotnet, plain, corepack, own, yarn, ownYarn] = [
      'FROM mcr.microsoft.com/dotnet/sdk:6.0-alpine\n',
      'FROM node:18-alpine\nRUN npm ci\n',
      'FROM node:18-alpine\nRUN corepack enable\n',
      'FROM node:18-alpine\nRUN npm i -g corepack@latest && corepack enable\n',
      'FROM node:18-alpine\nRUN yarn install\n',
      'FROM node:18-alpine\nRUN npm install --global yarn && yarn install\n',
    ].map((text) => said('runtime-ended', text));
    expect(said('runtime-ended', 'FROM golang:1.21-alpine3.17\nRUN true\n')).toContain(
      'an Alpine branch that it is built on',
    );
    expect(plain).not.toContain('branch');
    expect(dotnet).toMatch(/ 10\.0$/);
    expect(plain).toContain('26');
    expect(corepack).toMatch(/24(,| or) ?22/);
    expect(own).toContain('26');
    expect(yarn).not.toContain('26');
    expect(ownYarn).toContain('26');
  });

  test.each([
    [
      'unchecked-download',
      `# syntax=docker/dockerfile:1.4\n${ALPINE}ADD https://example.org/a-1.2.sh /a.sh\nRUN sh /a.sh\n`,
      'Add `--checksum=sha256',
    ],
    [
      'copy-before-deps',
      `${NODE}COPY package.json package-lock.json ./\nCOPY src ./src\nRUN npm ci && npm run build && rm -rf node_modules\n`,
      'Split the `RUN` with `npm ci`',
    ],
    [
      'copy-before-deps',
      'FROM python:3.14-alpine3.24\nCOPY tool /app/\nCOPY requirements.txt /app/requirements.txt\nWORKDIR /app/\nRUN apk add bash && pip install -r requirements.txt\n',
      'Move this behind the `RUN` with `pip install`',
    ],
    [
      'copy-before-deps',
      `${NODE}COPY . .\nRUN yarn install && ./then.sh\n`,
      'first, with whatever else the install needs, install, and',
    ],
    ['secret-in-image', `${RUBY}COPY .env ./\nCMD ["puma"]\n`, 'give it to the container when it starts'],
    ['secret-in-image', `${RUBY}COPY .env ./\nRUN rake assets\n`, 'mount it with `RUN --mount=type=secret`'],
    ['root-user', 'FROM alpine:3.24\nUSER root\nCMD ["python3", "a.py"]\n', 'Name another user, such as `USER 10001'],
    ['root-user', 'FROM node:24-alpine3.24\nUSER root\nCMD ["node", "a.js"]\n', 'Switch back with `USER node`'],
    [
      'chown-layer',
      `${NODE}COPY . .\nRUN mkdir -p /app/logs && chown -R node:node /app\n`,
      'Use `COPY --chown` instead, and `chown` the folders that are made here by themselves',
    ],
    [
      'chown-layer',
      `${NODE}COPY dist ./dist\nRUN chown -R node:node /app\n`,
      'Use `COPY --chown` instead, and `chown` the folder alone, without `-R`',
    ],
    [
      'deleted-later',
      `${ALPINE}ADD . /src/\nRUN cd /src/ && make install\nRUN rm -rf /var/cache/apk/* /src\n`,
      'Build it in a stage of its own',
    ],
    [
      'deleted-later',
      `${NODE}COPY app /build\nRUN cd /build && npm install && npm run build && cd / && rm -rf /build\n`,
      'Build it in a stage of its own',
    ],
    [
      'deleted-later',
      `${ALPINE}COPY wheels/ /wheels/\nRUN pip install /wheels/* && rm -rf /wheels\n`,
      'Mount it into the `RUN` that needs it',
    ],
    ['base-ended', 'FROM node:22.11-alpine3.18\nCMD ["node"]\n', 'a version of `node` that is built on it'],
    ['apk-no-cache', `${ALPINE}RUN apk update\nRUN apk upgrade\n`, 'and leave out the `RUN apk update` before it'],
    ['apk-no-cache', `${ALPINE}RUN apk upgrade\n`, 'Give `apk upgrade` the option `--no-cache`'],
    ['base-ended', 'FROM ghcr.io/acme/base:alpine3.12\nRUN true\n', 'by a newer image'],
    [
      'copy-before-deps',
      `${NODE}COPY public /app/public\nCOPY package*.json /app/\nCOPY src /app/src\nRUN npm ci && npm run build\n`,
      'Split the `RUN` with `npm ci`',
    ],
    [
      'copy-before-deps',
      `${NODE}COPY public /app/public\nCOPY package.json package-lock.json /app/\nRUN npm ci && chown -R node /app\n`,
      'Move this behind the `RUN` with `npm ci`',
    ],
    [
      'copy-before-deps',
      `${NODE}COPY package.json package.json\nCOPY package-lock.json package-lock.json\nCOPY . .\nRUN npm ci\n`,
      'Move the `RUN` with `npm ci` in front of this',
    ],
    [
      'copy-before-deps',
      `${NODE}COPY . .\nRUN npm install\n`,
      'Copy `package.json` (and `package-lock.json`, if there is one) first',
    ],
    [
      'copy-before-deps',
      `${NODE}COPY package.json lists/package.json\nCOPY package-lock.json other.json\nCOPY . .\nRUN npm ci\n`,
      'Copy `package.json` and `package-lock.json` first',
    ],
    [
      'build-deps-in-final',
      'FROM node:24-alpine3.24 AS base\nRUN apk add --no-cache g++\nFROM base AS deps\nRUN npm ci\nFROM base\nCOPY --from=deps /a /a\nCMD ["node", "."]\n',
      'Install this in the stage `deps`',
    ],
    [
      'build-deps-in-final',
      'FROM node:24-alpine3.24 AS base\nRUN apk add --no-cache g++\nFROM base AS deps\nRUN npm ci\nFROM base AS more\nRUN npm ci --omit=dev\nFROM base\nCOPY --from=more /a /a\nCMD ["node", "."]\n',
      'Install this in a stage of its own',
    ],
    [
      'build-deps-in-final',
      'FROM node:24-alpine3.24 AS base\nRUN apk add --no-cache g++ && npm ci\nFROM base\nCMD ["node", "."]\n',
      'Begin the final stage with a base of its own',
    ],
    [
      'failure-masked',
      `${ALPINE}RUN apk add --no-cache git && adduser -D app || true && chown app /srv\n`,
      'Leave out `|| true`, or put it behind the command that may fail',
    ],
    [
      'virtual-not-removed',
      `${RUBY}RUN apk add --no-cache --virtual build-deps build-base postgresql-dev tzdata git\nRUN bundle install\nCMD ["puma"]\n`,
      'Install what is still needed later, `libpq` and `tzdata` perhaps',
    ],
    [
      'virtual-not-removed',
      `${RUBY}RUN apk add --no-cache libpq && apk add --no-cache --virtual build-deps build-base postgresql-dev git && bundle install\nCMD ["puma"]\n`,
      'End this `RUN` with `apk del build-deps`',
    ],
    [
      'virtual-removed-later',
      `${RUBY}RUN apk add --no-cache --virtual .b build-base\nCOPY Gemfile .\nRUN bundle install\nCOPY . .\nRUN rake assets && apk del .b\nCMD ["puma"]\n`,
      'Compile in a stage of its own that has `.b`',
    ],
    [
      'virtual-removed-later',
      `${RUBY}RUN apk add --no-cache --virtual .b build-base\nCOPY Gemfile .\nRUN bundle install\nRUN apk del .b\nCMD ["puma"]\n`,
      'Add, use and delete `.b` in one `RUN`',
    ],
    [
      'chown-layer',
      `${ALPINE}COPY app /srv/app\nRUN adduser -D web && chown -R web:web /srv/app\n`,
      'Make the user first and use `COPY --chown` then',
    ],
    [
      'chown-layer',
      `${ALPINE}RUN apk add --no-cache nginx\nCOPY site /srv/site\nRUN chown -R nginx:nginx /srv/site && chmod -R 755 /srv/site\n`,
      'Use `COPY --chown` and `--chmod` instead',
    ],
    [
      'chown-layer',
      `${NODE}COPY . .\nRUN npm ci\nRUN chown -R node:node /app\n`,
      'Use `COPY --chown` instead, and run what makes files there as that user',
    ],
  ])('%s says of %j what helps', (id, text, expected) => {
    expect(said(id, text)).toContain(expected);
  });
});
