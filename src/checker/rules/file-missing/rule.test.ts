import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import type { BuildContext } from '../../model/types.ts';
import { findingsOf } from '../../testing/rule-helpers.ts';

const files: Readonly<Record<string, readonly [number, string]>> = {
  'run.sh': [0o755, '#!/bin/sh\nexec sleep 9\n'],
  'plain.sh': [0o644, '#!/bin/sh\nexec sleep 9\n'],
  'perl.pl': [0o755, '#!/usr/local/bin/perl\n'],
  'bare.sh': [0o755, 'exec sleep 9\n'],
  'site/index.html': [0o644, 'hi\n'],
};
const context: BuildContext = {
  paths: Object.keys(files),
  read: (path) => files[path]?.[1],
  stat: (path) => ({ kind: 'file', mode: files[path]?.[0] ?? 0o644 }),
};

function errors(text: string, known: BuildContext | undefined): string[] {
  const { diagnostics, failures } = checker.check(text, { context: known, today: '2026-11-21' });
  expect(failures).toEqual([]);
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
}

describe('what is not there, or cannot be run', () => {
  test.each([
    'COPY none.sh /srv/',
    'COPY run.sh none.sh /srv/',
    'ADD none.tar /srv/',
    'COPY site/none.html /srv/',
    'CMD ["/srv/run.sh"]',
    'COPY run.sh /srv/run\nCMD ["/srv/run.sh"]',
    'COPY plain.sh /srv/\nCMD ["/srv/plain.sh"]',
    'COPY --chmod=644 run.sh /srv/\nCMD ["/srv/run.sh"]',
    'COPY run.sh /srv/\nRUN chmod 600 /srv/run.sh\nCMD ["/srv/run.sh"]',
    'COPY perl.pl /srv/\nCMD ["/srv/perl.pl"]',
    'COPY bare.sh /srv/\nENTRYPOINT ["/srv/bare.sh"]',
    'COPY run.sh /srv/\nRUN rm /srv/run.sh\nCMD ["/srv/run.sh"]',
    'COPY plain.sh /srv/\nRUN /srv/plain.sh',
    'RUN ./configure',
    'RUN --mount=type=bind,source=run.sh,target=/tmp/run.sh true\nCMD ["/tmp/run.sh"]',
    'COPY --from=0 /etc/none /srv/',
  ])('%s', (line) => {
    const text = line.includes('--from=0')
      ? `FROM alpine:3.24\nFROM alpine:3.24\n${line.replace('/etc/none', '/srv/none')}\n`
      : `FROM alpine:3.24\n${line}\n`;
    expect(errors(text, context)).toEqual(['file-missing']);
  });
});

test.each([
  ['FROM alpine:3.24 AS b\nWORKDIR /srv/app\nFROM scratch\nCOPY --from=b /srv/app /app\nCMD ["/app"]\n', 'is a folder'],
  ['FROM alpine:3.24\nRUN mkdir /app\nENTRYPOINT ["/app"]\n', 'is a folder'],
  ['FROM alpine:3.24\nCOPY plain.sh /app\nCMD ["/app"]\n', 'executable'],
])('what may not be run: %j', (text, words) => {
  const { diagnostics } = checker.check(text, { context, today: '2026-11-21', only: ['file-missing'] });
  expect(diagnostics).toMatchObject([{ message: expect.stringContaining(words) as string }]);
  expect(diagnostics[0]?.fix === undefined).toBe(words === 'is a folder');
});

test('without a context, an official image of a program is not known well enough', () => {
  const text = (base: string): string => `FROM ${base}\nCMD ["/srv/run.sh"]\n`;
  expect(errors(text('alpine:3.24'), undefined)).toEqual([]);
  expect(errors(text('alpine:3.24\nCOPY <<EOF /srv/a.conf\nEOF'), undefined)).toEqual(['file-missing']);
  expect(errors(text('python:3.14-alpine3.24'), undefined)).toEqual([]);
  expect(errors(text('python:3.14-alpine3.24'), context)).toEqual(['file-missing']);
});

describe('what is there, or may be', () => {
  test.each([
    'COPY run.sh /srv/\nCMD ["/srv/run.sh"]',
    'COPY . /srv\nCMD ["/srv/run.sh"]',
    'COPY *.sh /srv/\nCMD ["/srv/run.sh"]',
    'COPY nothing-matches-* /srv/',
    'COPY --chmod=755 plain.sh /srv/\nCMD ["/srv/plain.sh"]',
    'COPY plain.sh /srv/\nRUN chmod +x /srv/plain.sh\nCMD ["/srv/plain.sh"]',
    'COPY plain.sh /srv/\nCMD ["sh", "/srv/plain.sh"]',
    'COPY bare.sh /srv/\nRUN /srv/bare.sh',
    'WORKDIR /srv\nCOPY run.sh .\nCMD ["./run.sh"]',
    'RUN ln -s /bin/busybox /srv/box\nCMD ["/srv/box", "sleep", "9"]',
    'VOLUME ["/srv"]\nCMD ["/srv/run.sh"]',
    'RUN wget -qO /srv/run https://example.com/run && chmod +x /srv/run\nCMD ["/srv/run"]',
    'ARG D\nCOPY run.sh $D\nCMD ["/srv/run.sh"]',
    'ADD https://example.com/none /srv/',
    'COPY <<EOF /srv/x\nhi\nEOF',
    'COPY --from=ghcr.io/example/x /none /srv/',
  ])('%s', (line) => {
    expect(errors(`FROM alpine:3.24\n${line}\n`, context)).toEqual([]);
  });

  test.each(['COPY none.sh /srv/', 'COPY plain.sh /srv/\nCMD ["/srv/plain.sh"]', 'COPY app /srv\nRUN cd /srv && ./x'])(
    'without a context: %s',
    (line) => {
      expect(errors(`FROM alpine:3.24\n${line}\n`, undefined)).toEqual([]);
    },
  );
});

describe('a stage without a shell', () => {
  const SERVER =
    'FROM golang:1.27-alpine3.24 AS build\nRUN go build -o /server .\nFROM scratch\nCOPY --from=build /server /server\n';
  test.each([
    'FROM gcr.io/distroless/static-debian13\nRUN mkdir /data\n',
    'FROM dhi.io/node:24-alpine3.24\nRUN apk add --no-cache curl\n',
    'FROM scratch\nCOPY app /app\nRUN chmod +x /app\n',
    'FROM gcr.io/distroless/static-debian13\nCOPY app /app\nENTRYPOINT /app serve\n',
    `${SERVER}HEALTHCHECK CMD /server check\nCMD ["/server"]\n`,
    'FROM gcr.io/distroless/base-debian13\nCOPY app /app\nHEALTHCHECK CMD /app check || exit 1\nENTRYPOINT ["/app"]\n',
  ])('is reported: %j', (text) => {
    expect(findingsOf('file-missing', text).map(({ severity }) => severity)).toEqual(['error']);
  });

  test.each([
    'FROM gcr.io/distroless/static-debian13:debug\nRUN mkdir /data\n',
    'FROM gcr.io/distroless/static-debian13:debug\nSHELL ["/busybox/sh", "-c"]\nRUN mkdir /data\n',
    'FROM dhi.io/node:24-alpine3.24-dev\nRUN apk add --no-cache curl\n',
    'FROM scratch\nADD rootfs.tar.xz /\nRUN ls\n',
    'FROM scratch\nCOPY rootfs /\nRUN ls\n',
    'FROM scratch\nCOPY --from=example/base / /\nRUN ls\n',
    'FROM gcr.io/distroless/cc-debian13\nCOPY --from=busybox:1.37 /bin/sh /bin/sh\nRUN ls\n',
    'FROM gcr.io/distroless/cc-debian13\nCOPY app /app\nRUN ["/app", "init"]\n',
    `${SERVER}HEALTHCHECK CMD ["/server", "check"]\nCMD ["/server"]\n`,
    `${SERVER}HEALTHCHECK NONE\nCMD ["/server"]\n`,
    'FROM example/base:1\nRUN ls\n',
    'FROM scratch\nCOPY busybox /bin/sh\nRUN ls\n',
  ])('is not certain, or not needed: %j', (text) => {
    expect(findingsOf('file-missing', text)).toEqual([]);
  });
});
