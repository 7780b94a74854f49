import { describe, expect, test } from 'vitest';
import { type Cases, describeCases } from '../testing/cases.ts';
import { findingsOf, fixedBy } from '../testing/rule-helpers.ts';

/** What a look at some hundred files of ordinary repositories showed about downloads, certificates and variables. */

const ALPINE = 'FROM alpine:3.24\n';
const UBI = 'FROM registry.access.redhat.com/ubi9/ubi-minimal:9.4\n';

const CASES: Cases = {
  'download-no-fail': {
    reported: [
      `${UBI}RUN curl -o /etc/yum.repos.d/a.repo https://example.org/a.repo\n`,
      `${UBI}RUN microdnf install -y jq && curl -o /etc/yum.repos.d/a.repo https://example.org/a.repo\n`,
      `${UBI}RUN curl -o /etc/a.conf https://example.org/a.conf && microdnf install -y jq\n`,
    ],
    silent: [
      `${UBI}RUN curl -o /etc/yum.repos.d/a.repo https://example.org/a.repo && microdnf install -y a\n`,
      `${ALPINE}RUN curl -o /etc/apk/keys/a.rsa.pub https://example.org/a.rsa.pub\nRUN apk add -X https://example.org/a a\n`,
      'FROM debian:13\nRUN curl -Lo /etc/apt/keyrings/a.asc https://example.org/a.asc && apt-get update && apt-get install -y a\n',
    ],
  },
  'variable-undefined': {
    reported: [
      `${ALPINE}ENV OPTIONS=$OPTIONS\n`,
      `${ALPINE}ENV OPTIONS="$MORE --quiet"\n`,
      `${ALPINE}ENV OPTIONS="$OPTIONS $MORE"\n`,
    ],
    silent: [
      `${ALPINE}ENV OPTIONS="$OPTIONS --quiet"\n`,
      `${ALPINE}ENV LD_LIBRARY_PATH=/opt/lib:\${LD_LIBRARY_PATH}\n`,
      `${ALPINE}ENV A=1 PYTHONPATH=$PYTHONPATH:/app\n`,
    ],
  },
};

describeCases(CASES);

test.each([
  ['Dockerfile', 1],
  ['sshd/Dockerfile', 1],
  ['Dockerfile.prod', 1],
  ['Dockerfile.test', 0],
  ['tests.Dockerfile', 0],
  ['dev/Dockerfile', 0],
])('host-keys-in-image in %s', (path, count) => {
  const text = `${ALPINE}RUN apk add --no-cache openssh-server && ssh-keygen -A\n`;
  expect(findingsOf('host-keys-in-image', text, { path })).toHaveLength(count);
});

test.each([
  ['apk add --no-cache jq && rm -rf /a || true', true],
  ['apk add --no-cache jq && cp /a /b && rm -rf /a || true', true],
  ['apk add --no-cache jq && cp /a /b && cp /b /c && rm -rf /a || true', false],
])('failure-masked puts braces around what is short: %s', (command, isFixed) => {
  const text = `${ALPINE}RUN ${command}\n`;
  expect(findingsOf('failure-masked', text)).toHaveLength(1);
  expect(fixedBy('failure-masked', text) !== undefined).toBe(isFixed);
});

describe('one cause is one finding', () => {
  const GO = 'FROM --platform=$BUILDPLATFORM golang:1.27-alpine3.24\n';
  test.each<[string, string]>([
    [
      'tls-unverified',
      `${ALPINE}RUN wget --no-check-certificate -O /a https://example.org/a\nRUN wget --no-check-certificate -O /b https://example.org/b\n`,
    ],
    [
      'heredoc-errexit',
      `${ALPINE}RUN <<EOF\napk add --no-cache jq\njq -n 1 >/a\nEOF\nRUN <<EOF\njq -n 1 >/b\njq -n 1 >/c\nEOF\n`,
    ],
    ['variable-undefined', `${ALPINE}COPY $NAME /a\nWORKDIR /srv/$NAME\n`],
    ['variable-undefined', `${GO}RUN GOOS=$TARGETOS go build -o /a .\nRUN GOARCH=$TARGETARCH go build -o /b .\n`],
    ['apk-untrusted', `${ALPINE}RUN apk add --allow-untrusted a\nRUN apk add --allow-untrusted b\n`],
  ])('%s: %s', (id, text) => {
    const [first, ...more] = findingsOf(id, text);
    expect(first?.message).toMatch(/ Line \d needs the same\.$/);
    expect(more).toEqual([]);
  });

  test('and one fix', () => {
    const get = 'RUN wget --no-check-certificate -O /a https://example.org/a\n';
    expect(fixedBy('tls-unverified', ALPINE + get + get)).not.toContain('--no-check');
  });

  test('but not where a comment ignores one of them', () => {
    const get = 'RUN curl -k https://example.org/a -o /a\n';
    const text = `${ALPINE}${get}# belay ignore=tls-unverified our own server\n${get}`;
    expect(findingsOf('tls-unverified', text).map(({ message }) => message.includes('needs the same'))).toEqual([
      false,
    ]);
  });
});
