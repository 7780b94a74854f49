import { describe, expect, test } from 'vitest';
import { checker } from '../../src/checker/checker.ts';
import { contextOf } from '../../src/checker/context-of.ts';
import { TODAY } from '../../src/checker/testing/rule-helpers.ts';

/**
 * Faults of Dockerfiles that articles teach. Each stands in a Dockerfile of our own, as small as it can be, with the rule that
 * has to report it.
 */
type Fault = readonly [fault: string, rule: string, text: string, files?: Readonly<Record<string, string>>];

const FAULTS: readonly Fault[] = [
  // Python on Alpine
  ['a package of Python 2 days', 'apk-renamed-package', 'FROM alpine:3.24\nRUN apk add --no-cache python-dev\n'],
  [
    'pip into the Python of apk',
    'system-pip',
    'FROM alpine:3.24\nRUN apk add --no-cache py3-pip\nRUN pip install flask\n',
  ],
  ['pip that is not there', 'command-missing', 'FROM alpine:3.24\nRUN pip install flask\n'],
  [
    'packages of root for another user',
    'venv-moved',
    'FROM python:3.14-alpine3.24 AS a\nRUN pip install --user flask\nFROM python:3.14-alpine3.24\nCOPY --from=a /root/.local /root/.local\nUSER nobody\nCMD ["python3"]\n',
  ],
  [
    'a venv at another path',
    'venv-moved',
    'FROM python:3.14-alpine3.24 AS a\nRUN python3 -m venv /v && /v/bin/pip install flask\nFROM python:3.14-alpine3.24\nCOPY --from=a /v /venv\nCMD ["/venv/bin/python"]\n',
  ],
  [
    'packages without wheels for musl',
    'manylinux-wheel',
    'FROM python:3.14-alpine3.24\nRUN pip install scikit-learn\n',
  ],
  [
    'the source before the list of packages',
    'copy-before-deps',
    'FROM python:3.14-alpine3.24\nWORKDIR /a\nCOPY . .\nRUN pip install -r requirements.txt\n',
  ],
  // apk
  ['an index that stays', 'apk-no-cache', 'FROM alpine:3.24\nRUN apk add jq\n'],
  ['an update that nobody reads', 'apk-cleanup-redundant', 'FROM alpine:3.24\nRUN apk add --no-cache --update jq\n'],
  ['apk update beside --no-cache', 'apk-no-cache', 'FROM alpine:3.24\nRUN apk update && apk add --no-cache jq\n'],
  ['a layer for apk update', 'apk-update-alone', 'FROM alpine:3.24\nRUN apk update\nRUN apk add --no-cache jq\n'],
  ['a deletion of what depends on it', 'apk-del-rdepends', 'FROM alpine:3.24\nRUN apk del --rdepends zlib\n'],
  [
    'the library of C++ that goes with its compiler',
    'runtime-lib-missing',
    'FROM alpine:3.24\nRUN apk add --no-cache --virtual .build-deps gcc g++ make cmake && cmake . && make && make install && apk del .build-deps\n',
  ],
  [
    'setup.py into the Python of apk',
    'system-pip',
    'FROM alpine:3.24\nRUN apk add --no-cache python3 py3-setuptools\nCOPY . .\nRUN python3 setup.py install\n',
  ],
  ['an exact version', 'apk-exact-pin', 'FROM alpine:3.24\nRUN apk add --no-cache nodejs=18.20.1-r0\n'],
  [
    'the same list in add and del',
    'virtual-missing',
    'FROM golang:1.27-alpine3.24\nRUN apk add --no-cache gcc musl-dev git && go build -o /a . && apk del gcc musl-dev git\n',
  ],
  ['RUN after RUN', 'mergeable-runs', 'FROM alpine:3.24\nRUN apk add --no-cache jq\nRUN apk add --no-cache git\n'],
  // stages
  [
    'compilers that stay',
    'build-deps-in-final',
    'FROM python:3.14-alpine3.24\nRUN apk add --no-cache gcc musl-dev\nCOPY r.txt .\nRUN pip install -r r.txt\nCMD ["python3"]\n',
  ],
  [
    'headers in the image of a client',
    'build-deps-in-final',
    'FROM alpine:3.24\nRUN apk add --no-cache postgresql-client postgresql-dev\nCOPY b.sh /\nCMD ["/b.sh"]\n',
  ],
  [
    'an SDK that only runs',
    'sdk-in-final',
    'FROM golang:1.27-alpine3.24\nCOPY . .\nRUN go build -o /a .\nCMD ["/a"]\n',
  ],
  [
    'a JDK that only runs',
    'sdk-in-final',
    'FROM eclipse-temurin:21-jdk-alpine\nCOPY a.jar /\nCMD ["java", "-jar", "/a.jar"]\n',
  ],
  [
    'wheels that a later layer removes',
    'deleted-later',
    'FROM python:3.14-alpine3.24\nCOPY wheels /wheels\nRUN pip install /wheels/*.whl && rm -rf /wheels\n',
  ],
  [
    'a stage that nothing needs',
    'stage-unused',
    'FROM alpine:3.24 AS certs\nRUN apk add --no-cache jq\nFROM scratch\nCOPY app /app\nCMD ["/app"]\n',
  ],
  [
    'modules behind the source',
    'copy-before-deps',
    'FROM golang:1.27-alpine3.24 AS b\nCOPY . .\nRUN go build -o /a .\nFROM scratch\nCOPY --from=b /a /a\nCMD ["/a"]\n',
    { 'go.mod': 'module a\nrequire b v1\n', 'go.sum': 'b v1 h1:x\n', 'main.go': '' },
  ],
  [
    'modules behind the source, where the context is not known',
    'copy-before-deps',
    'FROM golang:1.27-alpine3.24 AS b\nWORKDIR /app\nCOPY . .\nRUN go build -o main .\nFROM scratch\nCOPY --from=b /app/main /main\nCMD ["/main"]\n',
  ],
  [
    'an environment that every edit copies again',
    'copy-before-deps',
    'FROM alpine:3.24 AS a\nRUN apk add --no-cache python3 py3-pip\nCOPY requirements.txt .\nRUN python3 -m venv /v\nRUN /v/bin/pip install -r requirements.txt\nFROM alpine:3.24\nRUN apk add --no-cache python3\nWORKDIR /app\nCOPY . .\nCOPY --from=a /v /v\nCMD ["/v/bin/python", "app.py"]\n',
  ],
  // Node.js
  [
    'an old option of npm',
    'npm-omit-dev',
    'FROM node:24-alpine3.24\nCOPY package*.json ./\nRUN npm ci --only=production\nCMD ["node", "a.js"]\n',
  ],
  ['Node.js as root', 'root-user', 'FROM node:24-alpine3.24\nCOPY a.js .\nCMD ["node", "a.js"]\n'],
  [
    'a number that the image has given away',
    'step-fails',
    'FROM node:24-alpine3.24\nRUN addgroup -g 1001 app && adduser -D -u 1000 -G app app\n',
  ],
  // musl and BusyBox
  [
    'glibc by sgerrand',
    'glibc-shim',
    'FROM alpine:3.24\nRUN wget -q https://github.com/sgerrand/alpine-pkg-glibc/releases/download/2.35-r1/glibc-2.35-r1.apk && apk add --allow-untrusted glibc-2.35-r1.apk\n',
  ],
  [
    'a static flag that CGO_ENABLED=0 makes idle',
    'redundant-command',
    'FROM golang:1.27-alpine3.24\nCOPY . .\nRUN CGO_ENABLED=0 go build -ldflags "-extldflags \'-static\'" -o /a .\n',
  ],
  ['a shell that is only a link', 'shell-removed', 'FROM alpine:3.24\nRUN rm /bin/sh\n'],
  [
    'a shell that is only a link, in a stage that nothing uses',
    'shell-removed',
    'FROM alpine:3.24\nRUN rm /bin/sh /bin/ash\nFROM scratch\nCOPY app /app\nCMD ["/app"]\n',
  ],
  [
    'a file that musl does not read',
    'nsswitch-write',
    "FROM alpine:3.24\nRUN echo 'hosts: files dns' > /etc/nsswitch.conf\n",
  ],
  [
    'a locale that nothing finds',
    'musl-locale',
    'FROM alpine:3.24\nRUN apk add --no-cache musl-locales\nENV LC_ALL=de_DE.UTF-8\n',
  ],
  [
    'a locale of English that nothing finds',
    'musl-locale',
    'FROM alpine:3.24\nRUN apk add --no-cache musl-locales musl-locales-lang\nENV LANG=en_US.UTF-8\nENV LC_ALL=en_US.UTF-8\n',
  ],
  [
    'a zone three times',
    'tz-ineffective',
    'FROM alpine:3.24\nRUN apk add --no-cache tzdata\nENV TZ=Europe/Berlin\nRUN ln -sf /usr/share/zoneinfo/$TZ /etc/localtime && echo $TZ > /etc/timezone\n',
  ],
  ['a zone without its data', 'tz-without-tzdata', 'FROM alpine:3.24\nENV TZ=Europe/Berlin\nCMD ["date"]\n'],
  // running
  [
    'logs of a folder that is not there',
    'log-symlink',
    'FROM alpine:3.24\nRUN ln -sf /dev/stdout /var/log/nginx/access.log\n',
  ],
  [
    'tini without a command',
    'tini-separator',
    'FROM golang:1.27-alpine3.24\nRUN apk add --no-cache tini\nENTRYPOINT ["/sbin/tini", "--"]\n',
  ],
  [
    'localhost with wget',
    'healthcheck-localhost',
    'FROM python:3.14-alpine3.24\nCOPY a.py .\nHEALTHCHECK CMD wget -q --spider http://localhost:8080/ || exit 1\nCMD ["python3", "a.py"]\n',
  ],
  [
    'pages where Apache does not look',
    'web-root',
    'FROM alpine:3.24\nRUN apk add --no-cache apache2\nCOPY html /var/www/html\nCMD ["httpd", "-D", "FOREGROUND"]\n',
  ],
  [
    'the command that the image has anyway',
    'redundant-command',
    'FROM nginx:1.30-alpine3.24\nCOPY html /usr/share/nginx/html\nCMD ["nginx", "-g", "daemon off;"]\n',
  ],
  [
    'certificates that are there anyway',
    'redundant-command',
    'FROM alpine:3.24\nRUN apk add --no-cache ca-certificates && update-ca-certificates\n',
  ],
  // releases
  ['no tag', 'base-untagged', 'FROM alpine\n'],
  ['a tag that moves', 'base-untagged', 'FROM alpine:latest\n'],
  ['a branch that moves', 'base-floating', 'FROM redis:8-alpine\n'],
  ['a release that has ended', 'base-ended', 'FROM alpine:3.17\n'],
  ['a language that has ended', 'runtime-ended', 'FROM python:3.8-alpine\n'],
  ['Java that nobody builds', 'runtime-ended', 'FROM openjdk:17-alpine\n'],
  ['a point release that has ended', 'base-ended', 'FROM alpine:3.18.4\n'],
  ['a language with a point release on one', 'base-ended', 'FROM python:3.12.4-alpine3.18\n'],
  ['a point release that gets no fixes', 'base-frozen', 'FROM alpine:3.24.0\n'],
  ['old words', 'legacy-syntax', 'FROM alpine:3.24 as build\n'],
];

describe('a fault that articles teach', () => {
  test.each(FAULTS.map((each): [string, Fault] => [each[0], each]))('%s', (_, [, rule, text, files]) => {
    const { diagnostics } = checker.check(text, { today: TODAY, ...(files && { context: contextOf(files) }) });
    expect(diagnostics.map((each) => each.rule)).toContain(rule);
  });
});
