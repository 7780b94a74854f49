import { describe, expect, test } from 'vitest';
import { contextOf } from '../../context-of.ts';
import { checker } from '../../checker.ts';

const context = contextOf({ 'app.conf': 'listen 80\n' });

function found(text: string): string[] {
  const { diagnostics, failures } = checker.check(text, { context, today: '2026-11-21' });
  expect(failures).toEqual([]);
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
}

describe('what cannot succeed', () => {
  test.each([
    'RUN true && false',
    'RUN ! true',
    'RUN exit 3',
    'RUN set -e; cd /nope; ls',
    'RUN rmdir /etc',
    'RUN mkdir /etc',
    'RUN cp /etc/none /srv/',
    'RUN mv /etc/none /srv/',
    'RUN ls /none',
    'RUN cat /etc/none > /srv/x',
    'RUN sh < /etc/none',
    'RUN test -f /etc/none',
    'RUN [ -d /etc/passwd ]',
    'RUN echo a | grep -q b',
    'RUN for i in 1 2; do test "$i" = 1; done',
    'COPY app.conf /etc/app.conf\nRUN grep -q none /etc/app.conf',
    'RUN apk add --no-cache "jq<1.6"',
    'RUN apk add --no-cache jq=1.6-r0',
    'WORKDIR /etc/passwd',
    'COPY app.conf /etc/passwd/x/',
  ])('%s', (line) => {
    expect(found(`FROM alpine:3.19\n${line}\n`)).toEqual(['step-fails']);
  });
});

test('an official image of a program is not known well enough for an error', () => {
  expect(found('FROM python:3.14-alpine3.24\nRUN ls /none\n')).toEqual([]);
  expect(found('FROM alpine:3.19 AS a\nFROM a\nRUN ls /none\n')).toEqual(['step-fails']);
});

describe('what may succeed', () => {
  test.each([
    'RUN true || false',
    'RUN false || true',
    'RUN false; true',
    'RUN if false; then exit 1; fi',
    'RUN cd /etc && ls',
    'RUN mkdir -p /etc',
    'RUN rm -f /etc/none',
    'ARG N\nRUN test -n "$N"',
    'ARG N\nRUN exit "$N"',
    'ARG TARGETARCH\nRUN test "$TARGETARCH" = arm64',
    'RUN wget -q https://example.com/x && grep -q a x',
    'RUN apk add --no-cache jq=1.9-r0',
    'RUN apk add --no-cache "jq>9"',
    'RUN apk add --no-cache no-such-package',
    'RUN --mount=type=bind,source=app.conf,target=/x test -f /x',
    'RUN --mount=type=secret,id=x cat /run/secrets/x',
    'COPY --from=ghcr.io/example/x / /x\nRUN ls /x/etc',
    'RUN [ "$(date +%Y)" = 2020 ]',
    'RUN ls -la / /etc && stat /etc && du -s /etc',
  ])('%s', (line) => {
    expect(found(`FROM alpine:3.19\n${line}\n`)).toEqual([]);
  });

  test.each([
    'FROM ghcr.io/example/x\nRUN ls /none',
    'FROM debian:13-slim\nRUN true && false',
    'FROM alpine:3.24\nRUN apk add --no-cache --cache-packages git',
    'FROM alpine:3.24\nRUN apk add --no-cache git && ls /usr/bin/git',
    'FROM alpine:3.8\nRUN mkdir /opt',
  ])('%s', (text) => {
    expect(found(`${text}\n`)).toEqual([]);
  });
});

describe('one fault, one finding: another rule has the better word', () => {
  test.each([
    ['RUN apk add --no-cach git', []],
    ['RUN apk add --nocache git', ['apk-unknown-option']],
    ['RUN apk del .none', ['virtual-undefined']],
    ['RUN find /etc -printf x', []],
    ['USER nope\nRUN ls', ['user-undefined']],
    ['RUN useradd app', ['shadow-missing']],
    ['RUN if true; then', ['syntax']],
  ])('%s', (line, rules) => {
    expect(found(`FROM alpine:3.19\n${line}\n`)).toEqual(rules);
  });
});
