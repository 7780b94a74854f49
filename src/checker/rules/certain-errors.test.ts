import { describe, expect, test } from 'vitest';
import { findingsOf } from '../testing/rule-helpers.ts';

/** An error is what the file itself proves: what a build, a base or a start from elsewhere can change is less, or nothing. */

const ALPINE = 'FROM alpine:3.22\n';
const PYTHON = `${ALPINE}RUN apk add --no-cache python3 py3-pip\n`;
const GO = (lines = '', base = 'alpine:3.22'): string =>
  `FROM golang:1.25 AS build\nCOPY . .\nRUN go build -o /app .\nFROM ${base}\n${lines}COPY --from=build /app /app\nCMD ["/app"]\n`;
const VENV = (lines: string): string =>
  `FROM python:3.13-alpine AS build\nRUN python -m venv /venv\nFROM python:3.13-alpine\nCOPY --from=build /venv /opt/venv\n${lines}\n`;

const CASES: Record<string, [text: string, severities: string[]][]> = {
  'apk-renamed-package': [
    [`${ALPINE}RUN apk add --no-cache python-dev\n`, ['error']],
    [`${ALPINE}COPY motd.txt /etc/\nRUN apk add --no-cache python-dev\n`, ['error']],
    [`${ALPINE}COPY rootfs /\nRUN apk add --no-cache python-dev\n`, ['warning']],
    [`${ALPINE}RUN if [ "$OLD" = 1 ]; then apk add --no-cache python-dev; fi\n`, ['warning']],
    [`${ALPINE}RUN apk add --no-cache python-dev || apk add --no-cache python3-dev\n`, []],
  ],
  'apk-unknown-option': [
    [`${ALPINE}RUN apk install curl\n`, ['error']],
    [`${ALPINE}RUN apk install curl || apk add curl\n`, ['warning']],
    [`${ALPINE}RUN apk add -y curl || true\n`, ['warning']],
  ],
  'apk-untrusted': [
    [`${ALPINE}RUN apk add --allow-untrusted foo\n`, ['error']],
    [`${ALPINE}RUN apk add --allow-untrusted -X https://example.org/alpine foo\n`, ['error']],
    [`${ALPINE}RUN sed -i /edge/d /etc/apk/repositories && apk add --allow-untrusted foo\n`, ['error']],
    [`${ALPINE}RUN apk add --allow-untrusted --repository /tmp/packages foo\n`, ['info']],
    [`${ALPINE}RUN --mount=type=bind,from=b,target=/p apk add --allow-untrusted -X file:///p foo\n`, ['info']],
    [`${ALPINE}RUN echo /tmp/packages >> /etc/apk/repositories && apk add --allow-untrusted foo\n`, ['info']],
    [`${ALPINE}RUN apk add --allow-untrusted $(find /packages -name "*.apk")\n`, ['info']],
  ],
  'bash-missing': [
    [`${ALPINE}RUN bash a.sh\n`, ['error']],
    [`${ALPINE}CMD ["bash"]\n`, ['error']],
    [`${ALPINE}RUN bash a.sh || sh a.sh\n`, []],
    [`${ALPINE}ONBUILD RUN apk add --no-cache bash\nCMD ["bash"]\n`, []],
  ],
  'certificates-not-updated': [
    [`${ALPINE}COPY ca.crt /usr/local/share/ca-certificates/\n`, ['error']],
    [
      `${ALPINE}ENV A=b\nCOPY ca.crt /usr/local/share/ca-certificates/\nRUN chmod 644 /usr/local/share/ca-certificates/ca.crt\n`,
      ['error'],
    ],
    [
      `${ALPINE}COPY ca.crt /usr/local/share/ca-certificates/\nENV NODE_EXTRA_CA_CERTS=/usr/local/share/ca-certificates/ca.crt\n`,
      [],
    ],
    [
      `${ALPINE}COPY ca.crt /usr/local/share/ca-certificates/\nRUN keytool -importcert -file /usr/local/share/ca-certificates/ca.crt -cacerts\n`,
      [],
    ],
    [
      `FROM eclipse-temurin:21-jre-alpine\nENV USE_SYSTEM_CA_CERTS=1\nCOPY ca.crt /usr/local/share/ca-certificates/\n`,
      [],
    ],
    [`${ALPINE}COPY ca.crt /usr/local/share/ca-certificates/\nONBUILD RUN update-ca-certificates\n`, []],
  ],
  'command-missing': [
    [`${ALPINE}CMD ["node", "x.js"]\n`, ['error']],
    [`${ALPINE}ONBUILD RUN apk add --no-cache nodejs\nCMD ["node", "x.js"]\n`, []],
  ],
  'copy-from-unknown': [
    ['FROM node:22-alpine AS builder\nFROM alpine:3.22\nCOPY --from=build /a /a\n', ['error']],
    ['FROM node:22-alpine AS a\nFROM alpine:3.22\nCOPY --from=7 /a /a\n', ['error']],
    ['FROM node:22-alpine AS web-build\nFROM alpine:3.22\nCOPY --from=web /a /a\n', ['warning']],
    [
      'FROM node:22-alpine AS web\nFROM golang:1.25-alpine\nFROM alpine:3.22\nCOPY --from=app-assets /a /a\n',
      ['warning'],
    ],
  ],
  'file-missing': [
    [`${ALPINE}COPY <<EOF /srv/a.conf\na\nEOF\nCMD ["/srv/run.sh"]\n`, ['error']],
    [`${ALPINE}CMD ["/usr/local/bin/run"]\n`, ['error']],
    [`${ALPINE}CMD ["/scripts/run.sh"]\n`, ['warning']],
    [`${ALPINE}WORKDIR /app\nCMD ["/app/run.sh"]\n`, ['warning']],
    [`${ALPINE}ONBUILD COPY . /app\nCMD ["/app/bin/server"]\n`, []],
  ],
  'final-buildplatform': [
    ['FROM --platform=$BUILDPLATFORM alpine:3.22\nCOPY a /a\nCMD ["/a"]\n', ['error']],
    ['FROM --platform=$BUILDPLATFORM alpine:3.22\nCOPY a /a\n', ['warning']],
  ],
  'foreign-package-manager': [
    [`${ALPINE}RUN apt-get update\n`, ['error']],
    ['ARG V=3.22\nFROM alpine:${V}\nRUN apt-get update\n', ['error']],
    ['ARG REGISTRY=registry.example.com\nFROM ${REGISTRY}/alpine:3.22\nRUN apt-get update\n', ['error']],
    ['ARG BASE=alpine:3.22\nFROM ${BASE}\nRUN apt-get update\n', ['warning']],
  ],
  'healthcheck-tool': [
    [`${ALPINE}HEALTHCHECK CMD curl -f http://127.0.0.1/ || exit 1\n`, ['error']],
    [`${ALPINE}HEALTHCHECK CMD curl -f http://127.0.0.1/ || kill 1\n`, ['error']],
    [`${ALPINE}RUN apk add --no-cache git\nHEALTHCHECK CMD redis-cli ping\n`, ['error']],
    [`${ALPINE}HEALTHCHECK CMD curl -f http://127.0.0.1/ || wget -q --spider http://127.0.0.1/ || exit 1\n`, []],
    [`${ALPINE}HEALTHCHECK CMD command -v curl && curl -f http://127.0.0.1/\n`, []],
    [`${ALPINE}ONBUILD RUN apk add --no-cache curl\nHEALTHCHECK CMD curl -f http://127.0.0.1/\n`, []],
    [
      `FROM alpine:3.22 AS base\nHEALTHCHECK CMD curl -f http://127.0.0.1/\nFROM base\nRUN apk add --no-cache curl\n`,
      [],
    ],
    [`${ALPINE}RUN apk add --no-cache mysql-client\nHEALTHCHECK CMD mysqladmin ping\n`, []],
    [`${ALPINE}RUN apk add --no-cache valkey-compat\nHEALTHCHECK CMD redis-cli ping\n`, []],
  ],
  'manylinux-wheel': [
    [
      'FROM python:3.13-alpine\nRUN pip install --platform manylinux2014_x86_64 --target /layer/python --only-binary=:all: requests\n',
      ['warning'],
    ],
    [
      'FROM python:3.13-alpine\nRUN pip install --platform manylinux2014_x86_64 --target /usr/local/lib/python3.13/site-packages --only-binary=:all: requests\n',
      ['error'],
    ],
  ],
  'secret-in-image': [
    [`${ALPINE}ENV APP_SECRET=f58c87e1d737c4422b45ba4310abede6\n`, ['error']],
    [`${ALPINE}ARG APP_SECRET=f58c87e1d737c4422b45ba4310abede6\n`, ['warning']],
    [`${ALPINE}ARG A=glpat-q8ZkWx3RtYp7NvB2mLdS\n`, ['error']],
    [`${ALPINE}ARG A=glpat-AbCdEfGhIjKlMnOpQrSt\n`, []],
    [`${ALPINE}ENV A=ghp_aBcDeFgHiJkLmNoPqRsTuVwXyZ1234567890\n`, []],
  ],
  'shadow-missing': [
    [`${ALPINE}RUN useradd -m app\n`, ['error']],
    [`${ALPINE}RUN useradd -m app || adduser -D app\n`, []],
  ],
  'stage-libc-mismatch': [
    [GO('EXPOSE 80\n'), ['error']],
    [GO('RUN apk add --no-cache ca-certificates\n'), ['error']],
    [GO().replace('RUN go', 'RUN CGO_ENABLED=1 go'), ['error']],
    [GO(), ['warning']],
    [`ARG BASE=alpine:3.22\n${GO('EXPOSE 80\n', '${BASE}')}`, ['warning']],
    [`ARG GO=golang:1.25\n${GO('EXPOSE 80\n').replace('golang:1.25 ', '${GO} ')}`, ['warning']],
    [
      'FROM debian:13 AS a\nRUN apt-get update && apt-get install -y jq\nFROM alpine:3.22\nCOPY --from=a /usr/bin/jq /usr/bin/\n',
      ['error'],
    ],
    [
      'FROM debian:13 AS a\nRUN apt-get update && apt-get install -y busybox-static\nFROM alpine:3.22\nCOPY --from=a /bin/busybox /b\n',
      [],
    ],
  ],
  'system-pip': [
    [`${PYTHON}RUN pip install a\n`, ['error']],
    [`${PYTHON}RUN set -e; pip install a; true\n`, ['error']],
    [`${PYTHON}RUN cd /srv; pip install a && true\n`, ['error']],
    [`${PYTHON}RUN pip install a; true\n`, ['warning']],
    [`${PYTHON}RUN pip install a && cd /srv; npm ci\n`, ['warning']],
    [`${PYTHON}SHELL ["/bin/sh", "-ec"]\nRUN pip install a; true\n`, ['error']],
    [`${PYTHON}COPY requirements.txt /root/\nRUN pip install a\n`, ['error']],
    [`${ALPINE}COPY rootfs /\nRUN apk add --no-cache py3-pip && pip install a\n`, ['warning']],
    [`${PYTHON}COPY .config/pip /root/.config/pip\nRUN pip install a\n`, ['warning']],
  ],
  'tini-separator': [
    ['FROM debian:13\nRUN apt-get update && apt-get install -y tini\nENTRYPOINT ["tini", "app", "-v"]\n', ['error']],
    ['FROM acme/agent:alpine\nENTRYPOINT ["tini", "app", "-v"]\n', ['warning']],
  ],
  'tz-dangling': [
    // A program may have zones of its own.
    [`${ALPINE}RUN ln -s /usr/share/zoneinfo/Europe/Berlin /etc/localtime\n`, ['warning']],
    [
      `${ALPINE}RUN ln -s /usr/share/zoneinfo/Europe/Berlin /etc/localtime\nONBUILD RUN apk add --no-cache tzdata\n`,
      [],
    ],
  ],
  'tini-path': [
    [`${ALPINE}ENTRYPOINT ["/sbin/tini", "--", "sh"]\n`, ['error']],
    [
      'FROM registry.example.com/alpine:3.22\nRUN apk add --no-cache tini\nENTRYPOINT ["/usr/bin/tini", "--", "sh"]\n',
      ['error'],
    ],
    [`${ALPINE}RUN wget -qO- https://example.org/i.sh | sh -s -- -b /\nENTRYPOINT ["/tini", "--", "sh"]\n`, ['info']],
    [`${ALPINE}RUN cd / && wget https://example.org/tini\nENTRYPOINT ["/tini", "--", "sh"]\n`, ['info']],
    [`${ALPINE}COPY rootfs /\nENTRYPOINT ["/usr/bin/tini", "--", "sh"]\n`, ['info']],
    [`${ALPINE}ONBUILD RUN apk add --no-cache tini\nENTRYPOINT ["/sbin/tini", "--", "sh"]\n`, []],
    ['FROM acme/agent:alpine\nENTRYPOINT ["/usr/bin/tini", "--", "sh"]\n', []],
  ],
  'tz-unknown': [
    [`${ALPINE}ENV TZ=Europe/Berln\n`, ['error']],
    [`${ALPINE}ENV TZ=Asia/Beijing1\n`, ['warning']],
    [`${ALPINE}ENV TZ=CST\n`, ['warning']],
    ...['utc', '{{tz}}', '%%TZ%%', '<zone>', '@TZ@', '__TZ__', 'YOUR_TIMEZONE', 'localtime', 'posix/Europe/Berlin'].map(
      (zone): [string, string[]] => [`${ALPINE}ENV TZ=${zone}\n`, []],
    ),
  ],
  syntax: [
    [`${ALPINE}RUNN true\n`, ['error']],
    [`${ALPINE}ENV A=b c\n`, ['error']],
    ...[
      '%%PACKAGES%%',
      '@@STEPS@@',
      '@STEPS@',
      '__STEPS__',
      '${STEPS}',
      'INCLUDE common.dockerfile',
      'ENV A={{ a }}',
    ].map((line): [string, string[]] => [`${ALPINE}${line}\nRUN true\n`, ['info']]),
  ],
  'venv-moved': [
    [VENV('CMD ["gunicorn", "a"]'), ['error']],
    [VENV('CMD ["/opt/venv/bin/gunicorn", "a"]'), ['error']],
    [VENV('CMD ["python", "-m", "a"]'), ['warning']],
    [VENV('ENV PATH=/opt/venv/bin:$PATH\nCMD ["python", "-m", "a"]'), ['info']],
    [VENV('ENV PYTHONPATH=/opt/venv/lib/python3.13/site-packages\nCMD ["python", "-m", "a"]'), ['info']],
    [VENV('RUN sed -i s,/venv,/opt/venv, /opt/venv/bin/*\nCMD ["/opt/venv/bin/gunicorn", "a"]'), []],
    [VENV('RUN ln -s /opt/venv /venv\nCMD ["/opt/venv/bin/gunicorn", "a"]'), []],
    [
      'FROM python:3.13-alpine AS a\nRUN pip install --user b\nFROM python:3.13-alpine\nCOPY --from=a /root/.local /root/.local\nUSER nobody\n',
      ['error'],
    ],
    [
      'FROM python:3.13-alpine AS a\nRUN pip install --user b\nFROM python:3.13-alpine\nCOPY --from=a /root/.local /root/.local\nRUN chmod 755 /root\nUSER nobody\n',
      [],
    ],
  ],
  'virtual-undefined': [
    [`${ALPINE}RUN apk add --no-cache -t .build-deps gcc && apk del .build-dep\n`, ['error']],
    [`${ALPINE}RUN apk add --no-cache -t .build-deps gcc && apk del .build-dep || true\n`, ['info']],
  ],
};

describe.each(Object.entries(CASES))('%s', (id, cases) => {
  test.each(cases)('%j', (text, severities) => {
    expect(findingsOf(id, text).map(({ severity }) => severity)).toEqual(severities);
  });
});

test.each([
  ['Dockerfile', 'error'],
  ['Dockerfile.tmpl', 'warning'],
  ['Dockerfile.in', 'warning'],
])('a variable of FROM in %s', (path, severity) => {
  const found = findingsOf('from-arg-undefined', 'FROM ${IMAGE}\nRUN true\n', { path });
  expect(found.map((each) => each.severity)).toEqual([severity]);
});
