import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { applyEdits } from '../../text.ts';

function errors(text: string): readonly (readonly [string, string | undefined])[] {
  const { diagnostics, failures } = checker.check(text, { today: '2026-11-21' });
  expect(failures).toEqual([]);
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, fix }) => [rule, fix === undefined ? undefined : applyEdits(text, fix.edits)]);
}

describe('what is certainly not there', () => {
  test.each([
    'FROM alpine:3.24\nRUN git clone https://example.com/a.git /a',
    'FROM alpine\nRUN pip install x',
    'FROM public.ecr.aws/docker/library/alpine:3.22\nRUN curl -fsSO https://example.com/a',
    'FROM alpine:3.19\nRUN apk add --no-cache git && make',
    'FROM alpine:3.24\nRUN ["npm", "ci"]',
    'FROM alpine:3.24\nRUN set -e; openssl version; true',
    'FROM alpine:3.24\nCMD node server.js',
    'FROM alpine:3.24\nENTRYPOINT ["httpd", "-f"]',
    'FROM alpine:3.24\nENTRYPOINT ["/bin/sh", "-c", "exec httpd -f"]',
    'FROM alpine:3.24\nRUN for i in a b; do rsync $i /x; done',
    'FROM alpine:3.24\nRUN env X=1 python3 -c 1',
    'FROM alpine:3.24\nHEALTHCHECK CMD openssl s_client -connect localhost:443 || exit 1',
    'FROM alpine:3.24 AS a\nRUN make\nFROM alpine:3.24\nCOPY --from=a /x /x',
    'FROM alpine:3.24 AS a\nRUN rm -rf /srv\nFROM a\nRUN make',
    'FROM alpine:3.19\nRUN apk add --no-cache -t .b make && apk del .b && make',
    'FROM alpine:3.19\nRUN apk add --no-cache jq && rm /usr/bin/jq && jq . /x',
  ])('%s', (text) => {
    const found = errors(`${text}\n`);
    expect(found.map(([rule]) => rule)).toEqual(['command-missing']);
    const [, fixed] = found[0] ?? [];
    if (fixed !== undefined) expect(errors(fixed).filter(([rule]) => rule === 'command-missing')).toEqual([]);
  });
});

// A file without any stage of Alpine is not foretold.
describe('Node.js without a version is the newest, and its images have no yarn from 26 on', () => {
  const NEWEST = [
    'alpine',
    'latest',
    'current-alpine',
    'alpine3.24',
    '26-alpine3.24',
    'current',
    'slim',
    '26-trixie-slim',
  ];
  const run = (tag: string, line: string): string[] =>
    errors(
      `FROM node${tag} AS build\nWORKDIR /a\nCOPY package.json yarn.lock ./\n${line}\nFROM alpine:3.24\nCOPY --from=build /a /a\n`,
    ).map(([rule]) => rule);

  test.each(['', ...NEWEST.map((tag) => `:${tag}`)])('node%s', (tag) => {
    expect(run(tag, 'RUN yarn install --frozen-lockfile')).toEqual(['command-missing']);
    expect(run(tag, 'RUN corepack enable')).toEqual(['command-missing']);
  });

  test.each([
    'lts',
    'lts-alpine',
    'lts-slim',
    'jod',
    '24',
    '25-alpine',
    '24-alpine3.24',
    '22-bookworm-slim',
    '24.19.0-trixie',
    '99',
    'latest@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    'alpine@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  ])('node:%s has it, or may', (tag) => {
    expect(run(`:${tag}`, 'RUN yarn install --frozen-lockfile')).toEqual([]);
  });

  test.each([
    'RUN npm install --global yarn@1.22.22 && yarn install --frozen-lockfile',
    'RUN npm i -g corepack@0.34.0 && corepack enable && yarn install --immutable',
    'RUN npm install --global yarn@1.22.22\nRUN yarn install --frozen-lockfile',
    'RUN npm ci',
    'RUN npx yarn install --frozen-lockfile',
  ])('%s needs none', (line) => {
    for (const tag of ['', ...NEWEST.map((each) => `:${each}`)]) expect(run(tag, line)).toEqual([]);
  });

  test('a package of Debian may bring it', () => {
    for (const name of ['yarn', 'yarnpkg', 'cmdtest'])
      expect(
        run(':current', `RUN apt-get update && apt-get install -y ${name} && yarn install --frozen-lockfile`),
      ).toEqual([]);
  });
});

test.each([
  ['FROM alpine:3.24\nRUN npm ci\n', 'apk add --no-cache nodejs npm\n'],
  ['FROM alpine:3.24\nRUN npx tsc\n', 'apk add --no-cache nodejs npm\n'],
  ['FROM alpine:3.19\nRUN apk add --no-cache nodejs\nRUN npm ci\n', 'apk add --no-cache nodejs npm\n'],
  ['FROM alpine:3.19\nRUN apk add --no-cache nodejs-current\nRUN npm ci\n', 'apk add --no-cache nodejs-current npm\n'],
])('npm comes with a Node.js that has long support: %j', (text, installs) => {
  expect(errors(text)[0]?.[1]).toContain(installs);
});

test('for pip there is advice and no fix, as the package alone does not help', () => {
  const text = 'FROM alpine:3.24\nRUN pip install --no-cache-dir x\n';
  const { diagnostics } = checker.check(text, { today: '2026-11-21' });
  const [found] = diagnostics.filter(({ rule }) => rule === 'command-missing');
  expect(found?.message).toContain('Install `py3-pip` first, and make a virtual environment with `python3 -m venv`');
  expect(found?.fix).toBeUndefined();
});

describe('what may be there, or is expected not to be', () => {
  test.each([
    'FROM alpine:3.24\nRUN apk add --no-cache git && git --version',
    'FROM alpine:3.24\nRUN apk add --no-cache nodejs && npm -v',
    'FROM alpine:3.24\nRUN git --version || true',
    'FROM alpine:3.24\nRUN if git --version; then echo y; fi',
    'FROM alpine:3.24\nRUN command -v curl || apk add --no-cache curl',
    'FROM alpine:3.24\nRUN wget -q https://example.com/x && sh x && git --version',
    'FROM alpine:3.24\nARG P\nRUN apk add --no-cache $P && git --version',
    'FROM alpine:3.24\nCOPY bin/ /usr/local/bin/\nRUN git --version',
    'FROM alpine:3.24\nCOPY --from=ghcr.io/example/git /usr/bin/git /usr/bin/git\nRUN git --version',
    'FROM alpine:3.24\nENV PATH=/opt/x:$PATH\nCOPY x /opt/x\nRUN git --version',
    'FROM alpine:3.24\nRUN git() { echo mine; }; git --version',
    'FROM alpine:3.24\nRUN alias ll=ls; type ls',
    'FROM node:24-alpine3.24\nRUN npm ci',
    'FROM python:3.14-alpine3.24\nRUN pip install --no-cache-dir x',
    'FROM ghcr.io/example/x:alpine\nCMD ["httpd"]',
    'FROM alpine:3.24\nARG RUN_GIT\nRUN if [ -n "$RUN_GIT" ]; then git --version; fi',
    'FROM alpine:edge\nRUN apk add --no-cache build-base && make -v',
    'FROM alpine:3.24\nRUN --mount=from=ghcr.io/example/x,target=/x PATH=/x:$PATH git --version',
    'FROM debian:13-slim\nRUN git --version',
    'FROM alpine:3.24\nHEALTHCHECK CMD wget -q --spider http://127.0.0.1/ || exit 1',
  ])('%s', (text) => {
    expect(errors(`${text}\n`).filter(([rule]) => rule === 'command-missing')).toEqual([]);
  });
});

describe('one fault, one finding: another rule has the better word', () => {
  test.each([
    ['RUN bash -c ls', 'bash-missing'],
    ['SHELL ["/bin/bash", "-c"]\nRUN ls', 'bash-missing'],
    ['RUN useradd app', 'shadow-missing'],
    ['RUN apt-get update', 'foreign-package-manager'],
    ['ENTRYPOINT ["/sbin/tini", "--", "sleep", "9"]', 'tini-path'],
    ['HEALTHCHECK CMD curl -f http://127.0.0.1/\nCMD ["sleep", "9"]', 'healthcheck-tool'],
  ])('%s', (lines, rule) => {
    expect(errors(`FROM alpine:3.24\n${lines}\n`).map(([each]) => each)).toEqual([rule]);
  });
});
