import { expect, test } from 'vitest';
import { describeCases, type Cases } from '../testing/cases.ts';
import { findingsOf, fixedBy } from '../testing/rule-helpers.ts';
import { forecast } from '../forecast/forecast.ts';

/** What 185 files of 111 further repositories showed, each with its neighbours. */

const ALPINE = 'FROM alpine:3.24\n';
const FETCH = (from: string, run: string): string =>
  `${from} AS fetch\nRUN ${run}\nFROM alpine:3.24\nCOPY --from=fetch /opa /opa\nCMD ["/opa"]\n`;

const CASES: Cases = {
  // The first package stands where the name of the group belongs.
  'virtual-dot': {
    reported: [
      `${ALPINE}RUN apk add --no-cache --virtual tzdata git curl\n`,
      `${ALPINE}RUN apk add --no-cache -t git \\\n  curl make\n`,
      `${ALPINE}RUN apk add --no-cache --virtual=curl jq\n`,
    ],
    noted: [
      `${ALPINE}RUN apk add --no-cache --virtual git curl make && make && apk del git\n`,
      `${ALPINE}RUN apk add --no-cache --virtual build-deps make && make\n`,
      `${ALPINE}RUN apk add --no-cache --virtual php-deps curl\n`,
    ],
    silent: [`${ALPINE}RUN apk add --no-cache --virtual .tzdata curl\n`],
  },
  'base-untagged': {
    reported: [
      FETCH('FROM alpine', 'apk add --no-cache go git && go build -o /opa'),
      'FROM alpine:latest\nRUN apk add --no-cache skopeo\nCMD ["skopeo"]\n',
      'FROM alpine\nCOPY a /a\nCMD ["/a"]\n',
    ],
    noted: [
      FETCH('FROM alpine:latest', 'apk update && apk add skopeo tar && skopeo copy docker://a/b docker-archive:/i.tar'),
      FETCH('FROM alpine', 'apk add --no-cache crane && crane export a/b - | tar x'),
      FETCH('FROM alpine', 'apk add --no-cache wget && wget -O /opa https://example.org/opa'),
    ],
  },
  'base-ended': {
    reported: [
      'FROM ruby:3.4-alpine3.20\nCMD ["irb"]\n',
      '# The base of the program.\nFROM ruby:3.4-alpine3.20\nCMD ["irb"]\n',
      '# Needs 13.20 MB.\nFROM ruby:3.4-alpine3.20\nCMD ["irb"]\n',
    ],
    noted: [
      '# We use ruby:3.4-alpine3.20 since later Alpine has no such chromium\nFROM ruby:3.4-alpine3.20\nCMD ["irb"]\n',
      '# We need to match the version inside the image below\nFROM ruby:3.4-alpine3.20\nCMD ["irb"]\n',
      '# 3.20 until puppeteer moves\nFROM ruby:3.4-alpine3.20 AS a\nRUN true\nFROM ruby:3.4-alpine3.20\nCOPY --from=a /a /a\nCMD ["irb"]\n',
    ],
  },
  'runtime-ended': {
    reported: ['FROM node:18-alpine\nCMD ["node"]\n', '# Needs python.\nFROM node:18-alpine\nCMD ["node"]\n'],
    noted: [
      '# node-sass doesn\'t build with anything above 18\nFROM node:18-alpine\nCMD ["node"]\n',
      '# Node.js 18, because the addon has no binaries for later ones\nFROM node:18-alpine\nCMD ["node"]\n',
    ],
  },
  // It copies the zone's file to /etc/zoneinfo, where musl looks too.
  'tz-without-tzdata': {
    reported: [
      `${ALPINE}ENV TZ=Asia/Shanghai\nRUN apk add --no-cache alpine-conf\nCMD ["date"]\n`,
      `${ALPINE}ENV TZ=Asia/Shanghai\nRUN echo Asia/Shanghai > /etc/timezone\nCMD ["date"]\n`,
      `${ALPINE}RUN apk add --no-cache tzdata && apk del tzdata\nENV TZ=Asia/Shanghai\nCMD ["date"]\n`,
    ],
    silent: [
      `${ALPINE}ENV TZ=Asia/Shanghai\nRUN apk add --no-cache alpine-conf && /usr/sbin/setup-timezone -z Asia/Shanghai && apk del alpine-conf\nCMD ["date"]\n`,
      `${ALPINE}RUN apk add --no-cache alpine-conf && setup-timezone -i Asia/Shanghai\nENV TZ=Asia/Shanghai\nCMD ["date"]\n`,
      `FROM alpine:3.24 AS base\nRUN apk add --no-cache alpine-conf && setup-timezone -z Asia/Shanghai\nFROM base\nENV TZ=Asia/Shanghai\nCMD ["date"]\n`,
    ],
  },
  'deleted-later': {
    reported: [
      'FROM node:24-alpine\nCOPY app/ /srv/app/\nRUN cp -r /srv/app/dist /www && rm -rf /srv/app\n',
      'FROM node:24-alpine\nCOPY app/ /srv/app/\nRUN cd /srv/app && npm ci\nRUN rm -rf /srv/app\n',
    ],
    noted: [
      'FROM node:24-alpine\nCOPY app/ /srv/app/\nRUN cd /srv/app && npm ci && cp -r dist /www && rm -rf /srv/app\n',
    ],
  },
  'apk-cleanup-too-late': {
    reported: [
      `${ALPINE}RUN apk add git\nRUN rm -rf /var/cache/apk/*\n`,
      `${ALPINE}RUN apk add git\nRUN rm -rf /tmp/x /var/cache/apk\n`,
    ],
    silent: [
      `${ALPINE}RUN apk add --no-cache git\nRUN apk del apk-tools && rm -rf /var /lib/apk /etc/shadow\n`,
      `${ALPINE}RUN apk add --no-cache git\nRUN rm -rf /var\n`,
    ],
  },
};

describeCases(CASES);

test.each([
  ['libssl3=3.5.7-r0', '"libssl3>=3.5.7-r0"'],
  ['musl=1.2.5-r9 git=2.49.0-r0', '"musl>=1.2.5-r9" git~=2.49'],
  ["'zlib=1.3.1-r2'", "'zlib>=1.3.1-r2'"],
  ['libpq=17.5-r0', 'libpq~=17.5'],
])('a package that the base has is pinned from below: %s', (written, fixed) => {
  expect(fixedBy('apk-exact-pin', `${ALPINE}RUN apk add --no-cache ${written}\n`)).toContain(`--no-cache ${fixed}\n`);
});

test('libraries count as those of an image of a language; in quotes of a shell there is no fix', () => {
  expect(fixedBy('apk-exact-pin', 'FROM python:3.14-alpine\nRUN apk add --no-cache libpq=17.5-r0\n')).toContain(
    '"libpq>=17.5-r0"',
  );
  const [nested] = findingsOf('apk-exact-pin', `${ALPINE}RUN sh -c "apk add --no-cache libssl3=3.5.7-r0"\n`);
  expect(nested).toBeDefined();
  expect(nested?.fix).toBeUndefined();
});

test('a clean-up that goes leaves the blanks of the line before', () => {
  const text = `${ALPINE}RUN apk add --no-cache jq && \\\n    rm -rf /var/cache/apk/*  && \\\n    mkdir /a\n`;
  expect(fixedBy('apk-cleanup-redundant', text)).toBe(`${ALPINE}RUN apk add --no-cache jq && \\\n    mkdir /a\n`);
});

/** BusyBox's sh becomes the last of its commands (seen with 1.35.0 of Debian). */
test.each([
  ['apk --version && sleep 9', undefined, undefined],
  ['sleep 9', 'sleep', undefined],
  ['sleep 9 && true', '/bin/sh', undefined],
  ['printf "gone\\n" && exit 1', '/bin/sh', 'it ends with 1'],
  ['test -f /x || exit 4; sleep 9', '/bin/sh', 'it ends with 4'],
])('CMD %s', (command, pid1, ends) => {
  const { start } = forecast(`FROM alpine:3.20\nCMD ${command}\n`);
  expect([start.outcome, start.pid1, start.ends]).toEqual(['starts', pid1, ends]);
});
