import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { type Cases, describeCases } from '../testing/cases.ts';
import { TODAY } from '../testing/rule-helpers.ts';

/** What the tenth look found (docs/proof/untuned-files-10.md), each with its neighbours. */

const RUBY = 'FROM ruby:4.0-alpine3.24 AS base\nWORKDIR /app\n';
const GEMS = 'FROM base\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\n';
const PYTHON = 'FROM python:3.14-alpine3.24\nWORKDIR /app\nRUN apk add --no-cache git\n';
const PIP = 'COPY . .\nRUN pip install --no-cache-dir -r requirements.txt\nCMD ["python", "app.py"]\n';
const DEBIAN = 'FROM debian:13-slim\n';

const CASES: Cases = {
  'lockfile-install': {
    reported: [
      `${RUBY}${GEMS}`,
      `${RUBY}RUN bundle config set --local deployment true\n${GEMS.replace('base', 'ruby:4.0-alpine3.24')}`,
    ],
    silent: [
      `${RUBY}RUN bundle config --local deployment 'true'\n${GEMS}`,
      `${RUBY}RUN bundle config set --local frozen true\nFROM base AS next\n${GEMS.replace('base', 'next')}`,
      `${RUBY}${GEMS.replace('RUN ', 'RUN bundle config set --local deployment true && ')}`,
    ],
  },
  'copy-before-deps': {
    reported: [
      `${PYTHON}${PIP}`,
      `${PYTHON}RUN git clone https://example.org/a.git /opt/a\n${PIP}`,
      `${PYTHON}RUN git clone https://example.org/a.git\n${PIP}`,
    ],
    silent: [
      `${PYTHON}RUN git clone https://example.org/a.git .\n${PIP}`,
      `${PYTHON}RUN git clone -b main --depth 1 https://example.org/a.git ./\n${PIP}`,
      `${PYTHON}RUN git -c core.autocrlf=false clone https://example.org/a.git . && rm -rf .git\n${PIP}`,
    ],
  },
  'copy-from-untagged': {
    reported: [
      'FROM alpine:3.24\nCOPY --from=composer /usr/bin/composer /usr/bin/\n',
      'FROM alpine:3.24 AS build\nFROM alpine:3.24\nCOPY --from=build /a /a\nCOPY --from=composer /usr/bin/composer /usr/bin/\n',
      'FROM alpine:3.24\nCOPY --from=assets /a /a\nCOPY --from=ghcr.io/acme/tool /tool /usr/bin/\n',
    ],
    silent: [
      'FROM alpine:3.24\nCOPY --from=clickhouse ./local/*.xml /etc/clickhouse/\nCOPY --from=our-app ./app.xml /etc/app/\n',
      'FROM alpine:3.24\nCOPY --from=assets /a /a\nRUN --mount=from=nginx,target=/m ls /m\n',
      'FROM alpine:3.24\nCOPY --from=composer:2.9 /usr/bin/composer /usr/bin/\n',
    ],
  },
  'stage-libc-mismatch': {
    reported: [
      `${DEBIAN}COPY --from=nginx:1.31-alpine3.24 /usr/sbin/nginx /usr/sbin/\n`,
      `${DEBIAN}COPY --from=node:24-alpine3.24 /usr/local/bin/node /usr/local/bin/\n`,
    ],
    silent: [
      `${DEBIAN}COPY --from=busybox:1.37-musl /bin/busybox /bin/\n`,
      `${DEBIAN}COPY --from=busybox:1.36-musl /bin/sh /bin/\n`,
      'FROM alpine:3.24\nCOPY --from=busybox:1.37-uclibc /bin/busybox /bin/tool\n',
    ],
  },
  'build-deps-in-final': {
    reported: ['FROM php:8.5-fpm-alpine3.24\nRUN apk add --no-cache $PHPIZE_DEPS && pecl install redis\nCOPY . .\n'],
    noted: [
      'FROM node:24-alpine3.24\nARG PACKAGES="postgresql16-client libpq-dev tzdata jpeg-dev"\nRUN apk add --no-cache ${PACKAGES}\nCOPY . .\nCMD ["node", "a.js"]\n',
    ],
    silent: [],
  },
};

describe('what the tenth look found', () => describeCases(CASES));

test('of a variable with several packages, those for building are named', () => {
  const text =
    'FROM node:24-alpine3.24\nARG PACKAGES="tzdata libpq-dev"\nRUN apk add --no-cache ${PACKAGES}\nCOPY . .\nCMD ["node", "a.js"]\n';
  const { diagnostics } = checker.check(text, { today: TODAY, only: ['build-deps-in-final'] });
  expect(diagnostics[0]?.message).toContain('`libpq-dev`');
  expect(diagnostics[0]?.message).not.toContain('PACKAGES');
});

test.each([
  ['ENV BASH_ENV=/a/bash-env\n', 'builds'],
  ['ENV BASH_ENV=$OTHER\nENV BASH_ENV=/b\n', 'builds'],
  ['', 'fails'],
])('what bash reads first leaves the step open: %j', (env, outcome) => {
  const text = `FROM alpine:3.19\nRUN apk add --no-cache bash\n${env}SHELL ["/bin/bash", "-c"]\nRUN cd $PLACE/patches && ls\n`;
  expect(checker.forecast(text).outcome).toBe(outcome);
});
