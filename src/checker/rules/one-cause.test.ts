import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { type Cases, describeCases } from '../testing/cases.ts';
import { findingsOf, fixedBy, TODAY } from '../testing/rule-helpers.ts';

/** What real files showed of bases and apk: one cause is one finding, and an error is said where it is certain. */

const ALPINE = 'FROM alpine:3.24\n';
const CA = 'COPY own.crt /usr/local/share/ca-certificates/own.crt\n';
const PACKAGE = `${ALPINE}RUN apk add --no-cache ca-certificates bash\n${CA}`;

const CASES: Cases = {
  'foreign-package-manager': {
    reported: [
      'FROM nginx:1.31\nRUN apk add --no-cache jq\n',
      'FROM debian\nRUN apk add --no-cache jq\n',
      'FROM golang:1.27-alpine\nRUN apt-get update\n',
    ],
    silent: [
      'FROM nginx AS download\nRUN apk add --no-cache jq\n',
      'FROM tomcat AS a\nRUN true\nFROM a\nRUN apk add jq\n',
      'FROM golang:1.27-alpine%%RELEASE%%\nRUN apk add --no-cache jq\n',
      'FROM node:%%VERSION%%\nRUN apk update && apk upgrade\n',
      'FROM node:@VERSION@-slim\nRUN apk add --no-cache jq\n',
      'FROM python:<version>\nRUN apk add --no-cache jq\n',
    ],
  },
  'base-untagged': {
    reported: [
      'FROM nginx\nRUN true\n',
      'FROM registry.example.org/team/base\nRUN apk add --no-cache jq\n',
      'FROM alpine\nRUN apk add --no-cache jq\n',
      'FROM acme/base\nLABEL maintainer="Docker Team <team@gmail.com>"\n',
      'FROM acme/base\nRUN git clone https://github.com/acme/tool/\n',
      'FROM acme/tool\nLABEL org.opencontainers.image.source="https://github.com/other/tool"\n',
      'ARG OS=alpine:latest\nFROM $OS\nRUN true\n',
      'ARG NAME=acme/base\nFROM $NAME:latest\nRUN true\n',
    ],
    noted: [
      'FROM chainguard/wolfi-base:latest\nRUN true\n',
      'FROM cgr.dev/chainguard/node\nRUN true\n',
      'FROM acme-corp/base:latest\nLABEL maintainer="Acme Corp <it@acmecorp.example>"\n',
      'FROM acme/base\nMAINTAINER somebody@acme.example\n',
      'FROM golang:1.27 AS a\nWORKDIR /go/src/github.com/acme/tool\nFROM acme/base\nCOPY --from=a /tool /tool\n',
      'FROM acme/base\nLABEL org.label-schema.url="https://hub.docker.com/r/acme/tool"\n',
      'ARG BUILDER=registry.example.org/team/builder:latest\nFROM $BUILDER\nRUN true\n',
    ],
    silent: [
      'FROM nginx\nRUN apk add --no-cache jq\n',
      'FROM tomcat AS a\nRUN true\nFROM a\nRUN apk add --no-cache jq\n',
      'FROM php AS a\nRUN true\nFROM php AS b\nRUN apk add --no-cache jq\n',
    ],
  },
  'stage-libc-mismatch': {
    reported: [
      'FROM alpine:3.24 AS base\nRUN apk add --no-cache curl\nFROM base AS ci\nFROM scratch\nCOPY --from=ci /usr/bin/curl /curl\nCMD ["/curl"]\n',
      'FROM alpine:3.24 AS a\nFROM scratch\nCOPY --from=a /bin/busybox /busybox\nCMD ["/busybox"]\n',
      'FROM debian:13 AS base\nRUN mkdir /x\nFROM base AS b\nFROM alpine:3.24\nCOPY --from=b /bin/bash /bin/bash\nCMD ["bash"]\n',
    ],
    silent: [
      'FROM alpine:3.24 AS base\nCOPY dist/app /bin/app\nFROM base AS ci\nFROM scratch\nCOPY --from=ci /bin/app /app\nCMD ["/app"]\n',
      'FROM alpine:3.24 AS base\nRUN ./install --to=/usr/bin\nFROM base AS ci\nFROM scratch\nCOPY --from=ci /usr/bin/tool /tool\nCMD ["/tool"]\n',
      'FROM debian:13 AS base\nRUN make install\nFROM base AS b\nRUN true\nFROM alpine:3.24\nCOPY --from=b /usr/bin/tool /bin/tool\nCMD ["tool"]\n',
    ],
  },
  'certificates-not-updated': {
    reported: [PACKAGE, `${ALPINE}COPY run.sh /\nRUN /run.sh\n${CA}`, `${PACKAGE}RUN bash -c 'ls /'\n`],
    silent: [
      `${PACKAGE}COPY import.sh /\nRUN bash import.sh && make all\n`,
      `${PACKAGE}RUN /opt/import\n`,
      `${PACKAGE}RUN . ./functions && add_certificates\n`,
    ],
  },
  'apk-update-alone': {
    reported: [
      `${ALPINE}RUN apk update\nRUN apk add --no-cache jq\n`,
      `${ALPINE}RUN apk -q update && mkdir /app\n`,
      `FROM alpine:3.24 AS a\nRUN apk update\nFROM a\nRUN apk add --no-cache jq\n`,
    ],
    noted: [
      `${ALPINE}RUN apk update --no-cache\nRUN apk add --no-cache jq\n`,
      `${ALPINE}RUN apk update && rm -rf /var/cache/apk/*\n`,
      `FROM alpine:3.24 AS a\nRUN apk update\nRUN apk add jq\nFROM alpine:3.24\nCOPY --from=a /a /a\n`,
    ],
  },
};

describeCases(CASES);

test.each([
  ['CMD ["nginx"]\n', 'error'],
  ['ENTRYPOINT ["/start.sh"]\n', 'warning'],
  ['CMD /app/start\n', 'warning'],
])('a certificate in front of %j', (start, severity) => {
  expect(findingsOf('certificates-not-updated', PACKAGE + start).map((each) => each.severity)).toEqual([severity]);
});

test.each([
  ['base-ended', 'FROM alpine:3.19', '8/jdk/alpine/3.19/Dockerfile', 'info'],
  ['base-ended', 'FROM alpine:3.19.4', 'docker/flex-3.19/Dockerfile', 'info'],
  ['base-ended', 'FROM alpine:3.19', 'docker/Dockerfile.alpine3.19', 'info'],
  ['base-ended', 'FROM alpine:3.19', 'docker/1.19/Dockerfile', 'warning'],
  ['base-ended', 'FROM alpine:3.19', 'docker/3.1/Dockerfile', 'warning'],
  ['base-ended', 'FROM alpine:3.19', 'Dockerfile', 'warning'],
  ['runtime-ended', 'FROM php:7.4-fpm-alpine', 'php/7.4-alpine/Dockerfile', 'info'],
  ['runtime-ended', 'FROM node:16.13-alpine', 'images/node16/Dockerfile', 'info'],
  ['runtime-ended', 'FROM postgres:12.3', 'Dockerfile.12', 'info'],
  ['runtime-ended', 'FROM php:7.4-fpm-alpine', 'php7/Dockerfile', 'warning'],
  ['runtime-ended', 'FROM node:16.13-alpine', 'images/node18/Dockerfile', 'warning'],
  ['runtime-ended', 'FROM openjdk:17', 'openjdk/17/Dockerfile', 'warning'],
])('%s: %s in %s', (id, from, path, severity) => {
  expect(findingsOf(id, `${from}\n`, { path }).map((each) => each.severity)).toEqual([severity]);
});

test('a release that the path names is not moved', () => {
  const [there, elsewhere] = ['3.19/Dockerfile', 'Dockerfile'].map((path) =>
    findingsOf('base-ended', 'FROM alpine:3.19\n', { path }),
  );
  expect(there?.[0]?.fix).toBeUndefined();
  expect(elsewhere?.[0]?.fix).toBeDefined();
});

const GLIBC = 'https://github.com/sgerrand/alpine-pkg-glibc/releases/download/2.35-r1/glibc-2.35-r1.apk';
test.each([
  [`${ALPINE}RUN wget ${GLIBC} && apk add ./glibc-2.35-r1.apk\n`, 'error'],
  [`${ALPINE}ADD ${GLIBC} /\nRUN apk add --allow-untrusted /glibc-2.35-r1.apk\n`, 'error'],
  [`FROM alpine:3.16\nRUN apk add ${GLIBC}\n`, 'error'],
  [`${ALPINE}RUN apk add --force-overwrite ${GLIBC}\n`, 'warning'],
  [`FROM alpine:3.12\nRUN apk add ${GLIBC}\n`, 'warning'],
  [`FROM acme/base:alpine\nRUN apk add ${GLIBC}\n`, 'warning'],
])('glibc-shim: %j', (text, severity) => {
  expect(findingsOf('glibc-shim', text).map((each) => each.severity)).toEqual([severity]);
});

/** Severity, rule and line of what these rules find together. */
function found(text: string, only: readonly string[]): string[] {
  return checker
    .check(text, { today: TODAY, only })
    .diagnostics.map(
      ({ rule, severity, range }) => `${severity} ${rule} ${String(text.slice(0, range.start).split('\n').length)}`,
    );
}

describe('an index that stays', () => {
  const RULES = ['apk-no-cache', 'apk-update-alone', 'apk-cleanup-too-late'];
  test.each([
    ['RUN apk update\nRUN apk add jq\n', ['info apk-update-alone 2', 'warning apk-no-cache 3']],
    ['RUN apk add jq\nRUN rm -rf /var/cache/apk/*\n', ['warning apk-no-cache 2', 'info apk-cleanup-too-late 3']],
    ['RUN apk add jq\nRUN apk update && apk add git\n', ['warning apk-no-cache 2']],
    ['# belay ignore=apk-no-cache\nRUN apk add jq\nRUN rm -rf /var/cache/apk/*\n', ['warning apk-cleanup-too-late 4']],
    ['# belay ignore=apk-no-cache\nRUN apk add jq\nRUN apk update\n', ['warning apk-update-alone 4']],
  ])('is one warning: %j', (lines, expected) => {
    expect(found(ALPINE + lines, RULES)).toEqual(expected);
  });
});

describe('places of which the same is said', () => {
  const EDGE = '--repository=https://dl-cdn.alpinelinux.org/alpine/edge';
  test.each([
    ['copy-from-untagged', 'COPY --from=composer /a /a\nRUN --mount=from=composer,target=/m ls /m\n', [1]],
    ['copy-from-untagged', 'COPY --from=composer /a /a\nCOPY --from=node /b /b\n', [0, 0]],
    ['apk-edge-mix', `RUN apk add ${EDGE}/testing tool\nRUN apk add ${EDGE}/testing other\n`, [1]],
    ['apk-edge-mix', `RUN apk add ${EDGE}/testing tool\nRUN apk add ${EDGE}/community other\n`, [0, 0]],
    ['apk-untrusted', 'RUN apk add --allow-untrusted git\nRUN apk add --allow-untrusted jq\n', [1]],
  ])('%s: %j', (id, lines, related) => {
    expect(findingsOf(id, ALPINE + lines).map((each) => each.related?.length ?? 0)).toEqual(related);
  });

  test('are mended at once', () => {
    const text = `${ALPINE}RUN apk add ${EDGE}/main git\nRUN apk add ${EDGE}/community jq\n`;
    expect(fixedBy('apk-edge-mix', text)).toBe(`${ALPINE}RUN apk add git\nRUN apk add jq\n`);
  });
});
