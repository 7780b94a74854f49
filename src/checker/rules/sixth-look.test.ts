import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { findingsOf, fixedBy, linesOf, TODAY } from '../testing/rule-helpers.ts';
import { type Cases, describeCases } from '../testing/cases.ts';

/** What the sixth look at files that nothing was tuned on showed (docs/proof). */

const ALPINE = 'FROM alpine:3.24\n';
const NODE = 'FROM node:24-alpine3.24 AS build\nWORKDIR /app\n';
const RUN_NODE = 'FROM node:24-alpine3.24\nWORKDIR /app\n';
const APP = `${ALPINE}RUN addgroup -S app && adduser -S -G app app\n`;
const PIP = `${ALPINE}RUN apk add --no-cache py3-pip\n`;

const CASES: Cases = {
  'secret-in-image': {
    reported: [
      `${NODE}COPY .env ./.env\n${RUN_NODE}COPY --from=build /app/.env ./.env\n`,
      `${NODE}COPY .env.example .env\nRUN node fill.js > .env\n${RUN_NODE}COPY --from=build /app/.env .\n`,
      `${NODE}COPY .env.example ./other/.env\n${RUN_NODE}COPY --from=build /app/.env .\n`,
    ],
    silent: [
      `${NODE}COPY ./.env.example ./.env\n${RUN_NODE}COPY --from=build /app/.env ./.env\n`,
      `${NODE}COPY . .\nRUN cp .env.sample .env\n${RUN_NODE}COPY --from=build app/.env .\n`,
      `${NODE}COPY .env.dist .env\nFROM build AS more\nRUN true\n${RUN_NODE}COPY --from=more /app/.env .\n`,
    ],
  },
  'root-user': {
    reported: [
      `${ALPINE}RUN apk add --no-cache python3\nCMD ["python3", "-m", "http.server"]\n`,
      `${RUN_NODE}COPY . .\nCMD ["npm", "run", "serve"]\n`,
      `${ALPINE}RUN apk add --no-cache python3\nCMD ["python3", "-m", "unit"]\n`,
    ],
    silent: [
      `${ALPINE}RUN apk add --no-cache python3\nCMD ["python3", "-m", "unittest"]\n`,
      `${RUN_NODE}COPY . .\nCMD ["npm", "run", "test"]\n`,
      `${ALPINE}RUN apk add --no-cache py3-pytest\nENTRYPOINT ["pytest", "-q"]\n`,
    ],
  },
  'base-ended': {
    reported: [
      'FROM example/alpine:3.19-openrc\nRUN true\n',
      'FROM example/alpine:v3.18.6-s6\nRUN true\n',
      'FROM ghcr.io/linuxserver/baseimage-alpine:3.20\nRUN true\n',
    ],
    silent: [
      'FROM example/alpine:3.24-openrc\nRUN true\n',
      'FROM example/alpine:1.19-openrc\nRUN true\n',
      'FROM ghcr.io/linuxserver/baseimage-ubuntu:3.20\nRUN true\n',
    ],
  },
  'apk-no-cache': {
    reported: [
      `${ALPINE}RUN apk update && apk upgrade --no-cache\n`,
      `${ALPINE}RUN apk update; apk --no-cache upgrade\n`,
      `${ALPINE}RUN apk update && apk upgrade --no-cache && apk add --no-cache jq\n`,
    ],
    silent: [
      `${ALPINE}RUN apk update && apk upgrade --no-cache && rm -rf /var/cache/apk/*\n`,
      `${ALPINE}RUN --mount=type=cache,target=/var/cache/apk apk update && apk upgrade\n`,
      `${ALPINE}RUN apk upgrade --no-cache\n`,
    ],
  },
  'base-untagged': {
    reported: [
      'FROM example/server AS server\nFROM alpine:3.24\nCOPY --from=server /a /a\n',
      'FROM alpine AS unused\nFROM alpine:3.24\nRUN true\n',
      'FROM example/server AS server\nRUN true\nFROM alpine:3.24\nRUN true\n',
    ],
    silent: [
      'FROM example/server AS server\nFROM alpine:3.24\nRUN true\n',
      '# handed in\nFROM example/server:latest AS server\nFROM alpine:3.24 AS tools\nRUN true\nFROM tools\nRUN true\n',
      'FROM registry.example.org/a/server AS server\nFROM alpine:3.24\nCOPY a /a\n',
    ],
  },
  'deleted-later': {
    reported: [
      `${ALPINE}COPY wheels/ /wheels/\nRUN chmod -R +r /wheels\nRUN ls /wheels/* && rm -rf /wheels\n`,
      `${ALPINE}ADD https://example.org/a.tar.gz /a.tar.gz\nRUN chmod +r /a.tar.gz\nRUN tar xf /a.tar.gz && rm /a.tar.gz\n`,
      `${ALPINE}RUN wget -O /a.tar.gz https://example.org/a.tar.gz\nRUN tar xf /a.tar.gz && rm /a.tar.gz\n`,
    ],
    silent: [
      `${ALPINE}ADD install.sh install.sh\nRUN chmod +x install.sh\nRUN ./install.sh && rm install.sh\n`,
      `${ALPINE}COPY setup.sh /tools/setup.sh\nRUN chmod 755 /tools/setup.sh\nRUN /tools/setup.sh && rm /tools/setup.sh\n`,
      `${ALPINE}COPY run.py /run.py\nRUN chown nobody /run.py\nRUN /run.py && rm -f /run.py\n`,
    ],
  },
};

describeCases(CASES);

/** Both rules run, as in a check. */
function ended(text: string): string[] {
  return checker
    .check(text, { today: TODAY })
    .diagnostics.flatMap(({ rule, severity, range }) =>
      rule === 'base-ended' ? `${severity} ${String(text.slice(0, range.start).split('\n').length)}` : [],
    );
}

const OLD = 'FROM golang:1.20-alpine3.18 AS a\nRUN go build -o /x\n';

test.each([
  [`${OLD}FROM alpine:3.18\nCOPY --from=a /x /x\n`, ['info 3']],
  ['FROM alpine:3.13 AS a\nRUN true\nFROM golang:1.16-alpine3.13\nCOPY --from=a /x /x\n', ['info 1']],
  [`${OLD}FROM nginx:1.31-alpine3.18\nCOPY --from=a /x /x\n`, ['info 3']],
  [`${OLD}FROM alpine:3.17\nCOPY --from=a /x /x\n`, ['info 3']],
  [OLD, []],
  [`${OLD}FROM node:16-alpine3.18\nCOPY --from=a /x /x\n`, []],
  [`${OLD}FROM alpine:3.24\nCOPY --from=a /x /x\n`, []],
  ['FROM golang:1.27 AS a\nRUN go build -o /x\nFROM alpine:3.18\nCOPY --from=a /x /x\n', ['warning 3']],
])('base-ended: %j', (text, found) => {
  expect(ended(text).toSorted()).toEqual(found.toSorted());
});

test('base-ended mends the image that does not go along', () => {
  const text = `${OLD}FROM alpine:3.18\nCOPY --from=a /x /x\n`;
  const fixes = checker
    .check(text, { today: TODAY })
    .diagnostics.flatMap(({ rule, fix }) => (rule === 'base-ended' && fix ? [fix.edits] : []));
  expect(fixes).toHaveLength(1);
});

describe('what a suggestion writes', () => {
  const HOSTS = "echo 'hosts: files dns' > /etc/nsswitch.conf\n";
  test.each([
    ['3.13', `RUN [ ! -e /etc/nsswitch.conf ] && ${HOSTS}`, false],
    ['3.15', `RUN test ! -f /etc/nsswitch.conf && ${HOSTS}`, false],
    ['3.12', `RUN [ ! -e /etc/nsswitch.conf ] \\\n  && ${HOSTS}`, false],
    ['3.18', `RUN [ ! -e /etc/nsswitch.conf ] && ${HOSTS}`, true],
    ['3.13', `RUN [ -e /etc/nsswitch.conf ] || ${HOSTS}`, true],
    ['3.13', `RUN if [ ! -e /etc/nsswitch.conf ]; then ${HOSTS.trim()}; fi\n`, true],
  ])('base-ended on %s: %s', (branch, line, has) => {
    expect(fixedBy('base-ended', `FROM alpine:${branch}\n${line}`) !== undefined).toBe(has);
  });

  test.each([
    [
      'a name that the shell would remember',
      'RUN python3 -m pip install flask\n',
      'ENV PATH="/opt/venv/bin:$PATH"\nRUN /usr/bin/python3 -m venv /opt/venv && python3 -m pip install flask\n',
    ],
    [
      'one that comes later',
      'RUN pip install flask && python3 setup.py build\n',
      'ENV PATH="/opt/venv/bin:$PATH"\nRUN /usr/bin/python3 -m venv /opt/venv && pip install flask && python3 setup.py build\n',
    ],
    [
      'pip alone',
      'RUN pip install flask\n',
      'ENV PATH="/opt/venv/bin:$PATH"\nRUN python3 -m venv /opt/venv && pip install flask\n',
    ],
    ['pip that has run by its name', 'RUN pip --version && pip install flask\n', undefined],
    ['python3 that has run by its name', 'RUN python3 --version && python3 -m pip install flask\n', undefined],
    ['pip3 that has run before the second', 'RUN pip3 list && pip3 install a && pip3 install b\n', undefined],
  ])('system-pip: %s', (_, line, fixed) => {
    expect(linesOf('system-pip', PIP + line)).toHaveLength(1);
    expect(fixedBy('system-pip', PIP + line)).toBe(fixed && PIP + fixed);
  });

  test.each([
    [
      'the working directory',
      'WORKDIR /app\nCOPY server .\nRUN chown -R app:app ./\n',
      'WORKDIR /app\nCOPY --chown=app:app server .\nRUN chown app:app ./\n',
    ],
    [
      'a folder that a command made',
      'RUN mkdir -p /srv/app\nCOPY a /srv/app/\nRUN chown -R app:app /srv/app\n',
      'RUN mkdir -p /srv/app\nCOPY --chown=app:app a /srv/app/\nRUN chown app:app /srv/app\n',
    ],
    [
      'a folder above the working directory',
      'WORKDIR /srv/app\nCOPY a /srv/app/\nRUN chown --recursive app:app /srv/app\n',
      'WORKDIR /srv/app\nCOPY --chown=app:app a /srv/app/\nRUN chown app:app /srv/app\n',
    ],
    ['a folder that COPY makes', 'COPY a /data/\nRUN chown -R app:app /data\n', 'COPY --chown=app:app a /data/\n'],
    [
      'a folder beside the working directory',
      'WORKDIR /app\nCOPY a /data/\nRUN chown -R app:app /data\n',
      'WORKDIR /app\nCOPY --chown=app:app a /data/\n',
    ],
    [
      'a folder below it',
      'WORKDIR /app\nCOPY a /app/data/\nRUN chown -R app:app /app/data\n',
      'WORKDIR /app\nCOPY --chown=app:app a /app/data/\n',
    ],
  ])('chown-layer: %s', (_, lines, fixed) => {
    expect(fixedBy('chown-layer', APP + lines)).toBe(APP + fixed);
  });

  const PHP = 'FROM composer:2\nWORKDIR /app\nCOPY . .\n';
  test.each([
    ['composer install\n', false],
    ['composer install --no-dev --optimize-autoloader\n', false],
    ['composer --no-interaction install\n', false],
    ['composer install --no-scripts --no-autoloader\n', true],
    ['composer install --no-dev --no-scripts --no-autoloader --prefer-dist\n', true],
    ['composer --no-interaction install --no-scripts --no-autoloader\n', true],
  ])('copy-before-deps: RUN %s', (line, has) => {
    expect(linesOf('copy-before-deps', `${PHP}RUN ${line}`)).toEqual([3]);
    expect(fixedBy('copy-before-deps', `${PHP}RUN ${line}`) !== undefined).toBe(has);
  });

  const BUILD = (options: string): string =>
    `FROM golang:1.27 AS build\nRUN go build ${options}-o /x ./net\nFROM alpine:3.24\nCOPY --from=build /x /x\nCMD ["/x"]\n`;
  test.each([
    ['-tags=rpi ', false],
    ['-tags "rpi" ', false],
    ['--tags=leds ', false],
    ['', true],
    ['-tags="static_build" ', true],
    ['-tags=static_build ', true],
  ])('stage-libc-mismatch: go build %s', (options, has) => {
    expect(linesOf('stage-libc-mismatch', BUILD(options))).toEqual([4]);
    expect(fixedBy('stage-libc-mismatch', BUILD(options)) !== undefined).toBe(has);
  });

  test.each([
    ['# optional (will fail in old builds)\nRUN apk add --no-cache jq || true\n', false],
    ['# not available everywhere\nRUN apk add --no-cache jq || :\n', false],
    ['# may be missing\nRUN apk add --no-cache jq yq || true\n', false],
    ['RUN apk add --no-cache jq || true\n', true],
    ['# tools\nRUN apk add --no-cache jq || true\n', true],
    ['RUN apk add --no-cache jq yq || :\n', true],
  ])('failure-masked: %j', (lines, has) => {
    expect(linesOf('failure-masked', ALPINE + lines)).toHaveLength(1);
    expect(fixedBy('failure-masked', ALPINE + lines) !== undefined).toBe(has);
  });
});

describe('what a finding says', () => {
  const saysOf = (id: string, text: string): string[] => findingsOf(id, text).map(({ message }) => message);

  test.each([
    [
      'FROM example/app:1\nUSER root\nRUN apk add --no-cache jq\nCMD ["python3", "app.py"]\n',
      'Switch back to the user of the base',
    ],
    ['FROM example/app:1\nUSER 0\nCMD ["node", "a.js"]\n', 'Switch back to the user of the base'],
    ['FROM example/app:1 AS a\nUSER root\nFROM a\nCMD ["node", "a.js"]\n', 'Switch back to the user of the base'],
    ['FROM node:24-alpine3.24\nUSER root\nCMD ["node", "a.js"]\n', 'Switch back with `USER node`'],
    ['FROM alpine:3.24\nUSER root\nCMD ["python3", "a.py"]\n', 'Name another user, such as `USER 10001:10001`'],
    ['FROM example/app:1\nRUN adduser -D app\nUSER root\nCMD ["node", "a.js"]\n', 'Switch back with `USER app`'],
  ])('root-user: %j', (text, begin) => {
    expect(saysOf('root-user', text)).toEqual([expect.stringContaining(begin)]);
  });

  test.each([
    ['FROM frolvlad/alpine-glibc:alpine-3.20\nRUN true\n', 'warning'],
    ['FROM frolvlad/alpine-glibc:alpine-3.16_glibc-2.35 AS a\nRUN true\n', 'warning'],
    [
      `${ALPINE}RUN apk add --no-cache https://github.com/sgerrand/alpine-pkg-glibc/releases/download/2.35-r1/glibc-2.35-r1.apk\n`,
      'error',
    ],
    [`${ALPINE}ADD https://alpine-pkgs.sgerrand.com/glibc-2.35-r1.apk /tmp/\n`, 'error'],
    [`${ALPINE}COPY glibc-2.35-r1.apk /tmp/\n`, 'error'],
  ])('glibc-shim: %j', (text, severity) => {
    expect(findingsOf('glibc-shim', text).map((each) => each.severity)).toEqual([severity]);
  });

  const HEADERS = 'RUN apk add --no-cache build-base nodejs npm';
  test.each([
    [
      `FROM golang:1.27 AS a\nRUN go build -o /x\n${ALPINE}${HEADERS}\nRUN npm install\nCOPY --from=a /x /x\nCMD ["/x"]\n`,
      'Compile in a stage of its own',
    ],
    [
      `FROM golang:1.27 AS a\nRUN go build -o /x\n${ALPINE}${HEADERS}\nRUN make\nCOPY --from=a /x /x\nCMD ["/x"]\n`,
      'Compile in a stage of its own',
    ],
    [`${ALPINE}${HEADERS}\nRUN make\nCMD ["/x"]\n`, 'Compile in a stage of its own'],
    [
      `FROM golang:1.27 AS a\nRUN go build -o /x\n${ALPINE}${HEADERS}\nCOPY --from=a /x /x\nCMD ["/x"]\n`,
      'Install this in the stage that compiles',
    ],
    [
      `FROM golang:1.27 AS a\nRUN go build -o /x\n${ALPINE}RUN apk add --no-cache gcc\nCOPY --from=a /x /x\nCMD ["/x"]\n`,
      'Install this in the stage that compiles',
    ],
    [
      `FROM rust:1 AS a\nRUN cargo build\n${ALPINE}RUN apk add --no-cache g++ jq\nCOPY --from=a /x /x\nCMD ["/x"]\n`,
      'Install this in the stage that compiles',
    ],
  ])('build-deps-in-final: %j', (text, begin) => {
    expect(saysOf('build-deps-in-final', text)).toEqual([expect.stringContaining(begin)]);
  });

  test.each([
    ['apk update && apk add --no-cache jq', 'Remove `apk update`: '],
    ['apk update && apk upgrade && apk add --no-cache jq', 'Remove `apk update` and give `apk upgrade` the option'],
    ['apk update && apk --no-cache add jq && apk --no-cache add yq', 'Remove `apk update`: '],
    ['apk update && apk add jq', 'Remove `apk update` and give `apk add` the option `--no-cache`: '],
    [
      'apk update && apk upgrade && apk add jq',
      'Remove `apk update` and give `apk upgrade` and `apk add` the option `--no-cache`: ',
    ],
    ['apk update; apk add jq; apk add yq', 'Remove `apk update` and give `apk add` the option `--no-cache`: '],
  ])('apk-no-cache: %s', (line, begin) => {
    expect(saysOf('apk-no-cache', `${ALPINE}RUN ${line}\n`)).toEqual([expect.stringContaining(begin)]);
  });

  test.each([
    ['python3 -m pip install flask', '`python3 -m pip install`'],
    ['python -m pip install flask', '`python -m pip install`'],
    ['python3 -m pip install --no-cache-dir flask', '`python3 -m pip install`'],
    ['pip install flask', '`pip install`'],
    ['pip3 install --no-cache-dir flask', '`pip3 install`'],
    ['apk add --no-cache jq', '`apk add`'],
  ])('copy-before-deps: %s', (line, name) => {
    expect(saysOf('copy-before-deps', `FROM python:3.14-alpine3.24\nCOPY . .\nRUN ${line}\n`)).toEqual([
      expect.stringContaining(name),
    ]);
  });

  const YARN = `${NODE}COPY package.json yarn.lock ./\nRUN yarn install --immutable\n`;
  test.each([
    [`${YARN}COPY . .\nRUN yarn install\n`, 'Leave out the `yarn install` behind this'],
    [`${YARN}FROM build\nCOPY . .\nRUN yarn\n`, 'Leave out the `yarn` behind this'],
    [`${NODE}COPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm ci\n`, 'Leave out the `npm ci` behind this'],
    [`${NODE}COPY . .\nRUN yarn install\n`, 'Copy `package.json` and `yarn.lock` first'],
    [`${NODE}RUN npm install -g pnpm\nCOPY . .\nRUN pnpm install\n`, 'Copy `package.json` and `pnpm-lock.yaml` first'],
    [`${NODE}COPY Gemfile ./\nRUN bundle install\nCOPY . .\nRUN npm ci\n`, 'Copy `package.json` and '],
  ])('copy-before-deps: %j', (text, begin) => {
    expect(saysOf('copy-before-deps', text)).toEqual([expect.stringContaining(begin)]);
  });
});
