import { describe, expect, test } from 'vitest';
import { fixedBy } from '../testing/rule-helpers.ts';

/** Fixes that broke, or looked bad, in files that nothing was tuned on (docs/proof), with neighbours on either side. */

const ALPINE = 'FROM alpine:3.24\n';

describe('no fix is better than one that may break', () => {
  test.each([
    ['apk-renamed-package', `${ALPINE}RUN apk add --no-cache python2\n`],
    ['apk-renamed-package', `${ALPINE}RUN apk add --no-cache py2-pip\n`],
    ['apk-renamed-package', `${ALPINE}RUN apk add --no-cache python2-dev\n`],
    ['apk-cleanup-redundant', `${ALPINE}RUN apk add --no-cache jq && rm -rf /var/cache/apk && mkdir /var/cache/apk\n`],
    ['apk-cleanup-redundant', `${ALPINE}RUN apk add --no-cache jq; rm -r /var/cache/apk/; mkdir -p /var/cache/apk\n`],
    ['apk-cleanup-too-late', `${ALPINE}RUN apk add --no-cache jq\nRUN rm -rf /var/cache/apk && mkdir /var/cache/apk\n`],
    ['add-not-copy', `${ALPINE}ADD a.txt /srv/a.txt\nADD data /srv/data\n`],
    ['add-not-copy', `${ALPINE}ADD data /srv/data\nADD a.txt /srv/a.txt\n`],
    ['system-pip', `${ALPINE}RUN apk add --no-cache py3-pip uwsgi-python3 && pip3 install flask\n`],
  ])('%s of %j', (id, text) => expect(fixedBy(id, text)).toBeUndefined());
});

describe('the layout of the author stays', () => {
  test.each([
    [
      'apk-cleanup-redundant',
      `${ALPINE}RUN apk add --no-cache git cpio \\\n    && rm -rf /var/cache/apk/* && update-ca-certificates\n`,
      `${ALPINE}RUN apk add --no-cache git cpio \\\n    && update-ca-certificates\n`,
    ],
    [
      'apk-no-cache',
      `${ALPINE}RUN set -x \\\n\t&& apk update && apk add jq \\\n\t&& jq --version\n`,
      `${ALPINE}RUN set -x \\\n\t&& apk add --no-cache jq \\\n\t&& jq --version\n`,
    ],
    [
      'apk-cleanup-redundant',
      `${ALPINE}RUN apk add --no-cache \\\n    jq \\\n    && \\\n    rm -rf /var/cache/apk/* && \\\n  true\n`,
      `${ALPINE}RUN apk add --no-cache \\\n    jq \\\n    && \\\n    true\n`,
    ],
    [
      'apk-cleanup-redundant',
      `${ALPINE}RUN apk add --no-cache jq \\\n && rm -rf /var/cache/apk/* \\\n && jq --version\n`,
      `${ALPINE}RUN apk add --no-cache jq \\\n && jq --version\n`,
    ],
    [
      'apk-cleanup-too-late',
      `${ALPINE}RUN apk add jq\n\n# Cleanup\nRUN rm -rf /var/cache/apk/*\n`,
      `${ALPINE}RUN apk add jq\n`,
    ],
    [
      'apk-cleanup-too-late',
      `${ALPINE}RUN apk add jq\n# Remove the package index\nRUN rm -rf /var/cache/apk/*\nCMD ["jq"]\n`,
      `${ALPINE}RUN apk add jq\nCMD ["jq"]\n`,
    ],
    [
      'lockfile-install',
      `FROM node:24-alpine3.24\nWORKDIR /a\nCOPY package.json yarn.lock ./\nRUN yarn install --pure-lockfile --network-timeout 1000\n`,
      `FROM node:24-alpine3.24\nWORKDIR /a\nCOPY package.json yarn.lock ./\nRUN yarn install --frozen-lockfile --network-timeout 1000\n`,
    ],
    [
      'lockfile-install',
      `FROM node:24-alpine3.24\nWORKDIR /a\nCOPY package.json yarn.lock .yarnrc.yml ./\nRUN corepack enable && yarn install\n`,
      `FROM node:24-alpine3.24\nWORKDIR /a\nCOPY package.json yarn.lock .yarnrc.yml ./\nRUN corepack enable && yarn install --immutable\n`,
    ],
    [
      'add-not-copy',
      `FROM ruby:3.4-alpine3.24\nADD Gemfile /app/Gemfile\nCOPY .ruby-version /app/\n`,
      `FROM ruby:3.4-alpine3.24\nCOPY Gemfile /app/Gemfile\nCOPY .ruby-version /app/\n`,
    ],
    [
      'copy-before-deps',
      `${ALPINE}WORKDIR /a\nCOPY . /a\n\nRUN apk --no-cache add make\n\nRUN make\n`,
      `${ALPINE}WORKDIR /a\n\nRUN apk --no-cache add make\n\nCOPY . /a\n\nRUN make\n`,
    ],
  ])('%s of %j', (id, text, fixed) => expect(fixedBy(id, text)).toBe(fixed));
});
