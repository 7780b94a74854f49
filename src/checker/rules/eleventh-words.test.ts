import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import type { Diagnostic } from '../rule.ts';
import { type Cases, describeCases } from '../testing/cases.ts';
import { findingsOf, fixedBy, onAlpine, TODAY } from '../testing/rule-helpers.ts';

/** What the eleventh look found in the words of findings, each with its neighbours. */

const LAST = 'FROM alpine:3.24\nCOPY --from=app /a /a\n';
const APP = 'FROM alpine:3.24 AS app\nRUN date > /a\n';

/** A stage beside the one that is built, on an image. */
const beside = (image: string, name = ' AS assets', run = 'RUN date > /b\n'): string =>
  `${APP}FROM ${image}${name}\n${run}${LAST}`;

const UNUSED = (image: string): { reported: string[]; noted: string[] } => ({
  reported: [
    beside(image, ' AS assets').replace(LAST, `${LAST}COPY --from=assets /b /b\n`),
    beside(image, ' AS assets').replace(LAST, `${LAST}RUN --mount=from=assets,target=/m cp /m/b /b\n`),
    beside(image, ' AS assets').replace(LAST, `FROM assets\n${LAST.replace(/^.*\n/, '')}`),
    beside(image, ' AS dev'),
    beside(image, ' AS test'),
    beside(image, ' AS assets').replace(/^/, '# belay target=assets\n'),
  ],
  noted: [beside(image), beside(image, ''), beside(image, ' AS old', 'USER 1000\n')],
});

/** A release of the base matters less to those who develop or test. */
const DEV = [beside('node', ' AS dev'), beside('node', ' AS test')];

const CASES: Cases = {
  'runtime-ended': UNUSED('node:18'),
  'base-ended': UNUSED('alpine:3.18'),
  'base-untagged': {
    reported: UNUSED('node').reported.filter((each) => !DEV.includes(each)),
    noted: [...UNUSED('node').noted, ...DEV],
  },
  'copy-from-untagged': {
    reported: [
      beside('alpine:3.24', ' AS test', 'COPY --from=composer /c /c\n'),
      `${APP}COPY --from=composer /c /c\n${LAST}`,
      beside('alpine:3.24', ' AS assets', 'RUN --mount=from=nginx,target=/m ls /m\n') + 'COPY --from=assets /b /b\n',
    ],
    noted: [
      beside('alpine:3.24', ' AS assets', 'COPY --from=composer /c /c\n'),
      beside('alpine:3.24', '', 'RUN --mount=from=nginx,target=/m ls /m\n'),
    ],
  },
  'stage-unused': {
    reported: [
      `ARG BASE=alpine:3.24\nFROM $BASE AS old\nRUN date > /b\n${APP}${LAST}`,
      `ARG BASE=alpine:3.24\n${APP}FROM alpine:3.24 AS old\nRUN date > /b\n${LAST.replace('alpine:3.24', '${BASE}')}`,
      `ARG BASE=acme/base\n${APP}FROM $BASE\nRUN date > /b\n${LAST}`,
    ],
    silent: [
      `ARG BASE=old\nFROM alpine:3.24 AS old\nRUN date > /b\n${APP}${LAST.replace('alpine:3.24', '${BASE}')}`,
      `ARG BASE\nFROM alpine:3.24 AS old\nRUN date > /b\n${APP}${LAST.replace('alpine:3.24', '$BASE')}`,
      `ARG BASE=alpine\nFROM alpine:3.24 AS old\nRUN date > /b\n${APP}${LAST.replace('alpine:3.24', '$BASE')}`,
    ],
  },
};

describe('what the eleventh look found', () => describeCases(CASES));

/** Severity and message of what all rules together say under an id. */
const toldBy = (id: string, text: string): [string, string][] =>
  checker
    .check(text, { today: TODAY })
    .diagnostics.flatMap(({ rule, severity, message }: Diagnostic) => (rule === id ? [[severity, message]] : []));

describe('a stage that nothing uses', () => {
  const unused = (image: string, used: string): string =>
    `FROM ${used} AS app\nRUN date > /a\nFROM ${image} AS assets\nRUN date > /b\n${LAST}`;

  test.each([
    ['runtime-ended', 'node:18', 'node:18'],
    ['runtime-ended', 'node:18', 'php:7.4'],
    ['base-ended', 'alpine:3.18', 'alpine:3.18'],
    ['base-ended', 'alpine:3.18', 'alpine:3.17'],
    ['base-untagged', 'node', 'node'],
    ['base-untagged', 'alpine', 'alpine'],
  ])('%s: a note beside a warning (%s, %s)', (id, image, used) => {
    expect(toldBy(id, unused(image, used)).map(([severity]) => severity)).toEqual(['warning', 'info']);
    expect(toldBy(id, unused(image, used))[0]?.[1]).not.toContain('needs the same');
  });

  test('has no part in the warning about the runtime', () => {
    expect(toldBy('runtime-ended', unused('alpine:3.18', 'node:18'))[0]?.[1]).not.toContain('3.18');
    expect(toldBy('base-ended', unused('alpine:3.18', 'node:18'))).toEqual([['info', expect.anything()]]);
    // The note does not hold the other rule back.
    expect(toldBy('base-ended', unused('node:18', 'alpine:3.18'))).toEqual([['warning', expect.anything()]]);
    expect(toldBy('runtime-ended', unused('node:18', 'alpine:3.18'))).toEqual([
      ['info', expect.not.stringContaining('Alpine')],
    ]);
  });

  test('where several are made for others to choose, each counts', () => {
    const text = 'FROM node:18 AS server\nCMD ["a"]\nFROM node:18 AS worker\nCMD ["b"]\nFROM alpine:3.24\n';
    expect(toldBy('runtime-ended', text).map(([severity]) => severity)).toEqual(['warning']);
  });
});

describe('one ARG behind several FROM lines', () => {
  const thrice = (image: string): string =>
    `FROM ${image} AS a\nRUN date > /a\nFROM ${image} AS b\nRUN date > /b\nFROM ${image}\nCOPY --from=a /a /a\nCOPY --from=b /b /b\n`;

  test.each([
    [
      'runtime-ended',
      `ARG BASE=ruby:2.7.6-alpine3.15\n${thrice('${BASE}')}`,
      'Line 1 (`ARG BASE`) is the one to change.',
    ],
    ['runtime-ended', `ARG V=2.7\n${thrice('ruby:$V-alpine')}`, 'Line 1 (`ARG V`) is the one to change.'],
    [
      'runtime-ended',
      `ARG A=3.24\nARG V=2.7\n${thrice('ruby:${V}-alpine$A')}`,
      'Line 2 (`ARG V`) is the one to change.',
    ],
    ['runtime-ended', `ARG V=18\nARG BASE=node:$V\n${thrice('${BASE}')}`, 'Line 1 (`ARG V`) is the one to change.'],
    ['runtime-ended', `ARG V=18\nARG BASE=node:16\nARG BASE=node:$V\n${thrice('${BASE}')}`, 'Line 1 (`ARG V`) is'],
    ['base-ended', `ARG BASE=alpine:3.18\n${thrice('${BASE}')}`, 'Line 1 (`ARG BASE`) is the one to change.'],
    ['base-ended', `ARG V=3.18\n${thrice('alpine:$V')}`, 'Line 1 (`ARG V`) is the one to change.'],
    ['base-ended', `ARG V=3.18\n${thrice('python:3.14-alpine${V}')}`, 'Line 1 (`ARG V`) is the one to change.'],
    ['base-untagged', `ARG BASE=alpine\n${thrice('${BASE}')}`, 'Line 1 (`ARG BASE`) is the one to change.'],
    ['base-untagged', `ARG TAG=latest\n${thrice('node:$TAG')}`, 'Line 1 (`ARG TAG`) is the one to change.'],
    ['base-untagged', `ARG BASE=node:latest\n${thrice('$BASE')}`, 'Line 1 (`ARG BASE`) is the one to change.'],
  ])('%s: %j', (id, text, words) => {
    const [first, ...others] = toldBy(id, text);
    expect(others).toEqual([]);
    expect(first?.[1]).toContain(words);
    expect(first?.[1]).not.toMatch(/needs? the same/);
  });

  test.each([
    ['runtime-ended', thrice('node:18')],
    ['runtime-ended', `ARG BASE=node:18\n${thrice('${BASE}').replace('${BASE}', 'node:18')}`],
    ['runtime-ended', `ARG A=node:18\nARG BASE=node:18\n${thrice('${BASE}').replace('${BASE}', '$A')}`],
    ['runtime-ended', `ARG A=3.24\n${thrice('ruby:2.7-alpine$A')}`],
    ['runtime-ended', `ARG BASE=node:18\n${thrice('${BASE:-node:18}')}`],
    ['base-ended', thrice('alpine:3.18')],
    ['base-ended', `ARG V=3.14\n${thrice('python:$V-alpine3.18')}`],
    ['base-untagged', `ARG REGISTRY=docker.io/\n${thrice('${REGISTRY}node')}`],
    ['base-untagged', `ARG NAME=node\n${thrice('${NAME}:latest')}`],
  ])('%s names the lines: %j', (id, text) => {
    expect(toldBy(id, text).map(([, message]) => message)).toEqual([expect.stringMatching(/need the same\.$/)]);
  });
});

describe('apk-no-cache in several RUNs', () => {
  const told = (...runs: string[]): readonly (string | undefined)[] => {
    const [first, ...others] = findingsOf('apk-no-cache', onAlpine(...runs));
    expect(others).toEqual([]);
    return [first?.message, first?.fix?.title];
  };
  const BOTH = 'RUN apk update && apk add git';
  const UPDATE = 'RUN apk update && apk add --no-cache jq';
  const ADD = 'RUN apk add curl';
  const UPGRADE = 'RUN apk upgrade';

  test.each([
    [[BOTH, ADD], ['`apk add --no-cache`', 'without `apk update`'], 'Remove apk update and add --no-cache'],
    [[UPDATE, ADD], ['`apk add --no-cache`', 'without `apk update`'], 'Remove apk update and add --no-cache'],
    [[ADD, BOTH], ['`apk add --no-cache`', 'without `apk update`'], 'Remove apk update and add --no-cache'],
    [[ADD, UPGRADE], ['`apk add --no-cache`', '`apk upgrade --no-cache`'], 'Add --no-cache'],
  ])('fits all places: %j', (runs, parts, title) => {
    const [message = '', own] = told(...runs);
    for (const part of parts) expect(message).toContain(part);
    expect(message).toMatch(/ Line 3 needs the same\.$/);
    expect(message).not.toMatch(/^Remove|^Give/);
    expect(own).toBe(title);
  });

  test.each([
    [[BOTH, BOTH], /^Remove `apk update` and give `apk add` the option/, 'Remove apk update and add --no-cache'],
    [[UPDATE, UPDATE], /^Remove `apk update`: /, 'Remove apk update'],
    [[UPDATE], /^Remove `apk update`: /, 'Remove apk update'],
    [[ADD, ADD], /^Give `apk add` the option/, 'Add --no-cache'],
    [['RUN apk add git --update-cache'], /^Give `apk add` the option/, 'Add --no-cache'],
    [['RUN apk --update add git'], /^Give `apk add` the option/, 'Add --no-cache'],
    [['RUN apk add -U git'], /^Give `apk add` the option/, 'Add --no-cache'],
    [
      ['RUN apk add git && apk update && apk add jq'],
      /^Remove `apk update` and give/,
      'Remove apk update and add --no-cache',
    ],
  ])('says of places of one kind what it says of one: %j', (runs, pattern, title) => {
    const [message, own] = told(...runs);
    expect(message).toMatch(pattern);
    expect(own).toBe(title);
  });
});

describe('lockfile-install', () => {
  const NODE = 'FROM node:24-alpine3.24\nWORKDIR /srv\nCOPY package.json package-lock.json ./\n';

  test.each([
    ['RUN npm install --frozen-lockfile', 'RUN npm ci'],
    ['RUN npm i --omit=dev --frozen-lockfile --no-audit', 'RUN npm ci --omit=dev --no-audit'],
    ['RUN npm --frozen-lockfile install', 'RUN npm ci'],
    ['RUN npm install --frozen-lockfile=true && npm run build', 'RUN npm ci && npm run build'],
    ['RUN npm install --immutable --pure-lockfile', 'RUN npm ci'],
    ['RUN npm install \\\n    --frozen-lockfile \\\n    --no-fund', 'RUN npm ci \\\n    --no-fund'],
    ['RUN npm install --no-save --frozen-lockfile', 'RUN npm ci --no-save'],
    ['RUN npm install --no-save --omit=dev', 'RUN npm ci --no-save --omit=dev'],
    ['RUN npm install --ignore-scripts', 'RUN npm ci --ignore-scripts'],
    ['RUN ["npm", "install", "--frozen-lockfile"]', undefined],
  ])('%j becomes %j', (run, fixed) => {
    expect(fixedBy('lockfile-install', `${NODE}${run}\n`)).toBe(fixed && `${NODE}${fixed}\n`);
  });
});

describe('apk-upgrade', () => {
  const APK = 'RUN apk upgrade --no-cache\n';

  test.each([
    ['a reason above', `FROM alpine:3.24\n# Security fixes of the base\n${APK}`],
    ['a CVE above', `FROM alpine:3.24\n# CVE-2024-1234 in zlib\n${APK}`],
    ['the latest versions', `FROM alpine:3.24\n# Get the latest versions of everything\n${APK}`],
    [
      'a reason within',
      'FROM alpine:3.24\nRUN apk add --no-cache git && \\\n    # for security\n    apk upgrade --no-cache\n',
    ],
    ['a patch version', `FROM alpine:3.24.1\n${APK}`],
    ['a patch version of another image', `FROM python:3.14.1-alpine3.24\n${APK}`],
    ['a day', `FROM alpine:20240329\n${APK}`],
    ['a release that ended', `FROM alpine:3.18\n${APK}`],
    ['a release that ended, below', `FROM alpine:3.18 AS a\nFROM a\n${APK}`],
    ['a language that ended', `FROM python:3.8-alpine\n${APK}`],
  ])('leaves what is on purpose: %s', (_, text) => {
    const [first, ...others] = findingsOf('apk-upgrade', text);
    expect(others).toEqual([]);
    expect(first?.severity).toBe('info');
    expect(first?.fix).toBeUndefined();
    expect(first?.message).toMatch(/^Weigh `apk upgrade` .* in the image twice.* day of the build\.$/);
  });

  test.each([
    ['plain', `FROM alpine:3.24\n${APK}`],
    ['no tag', `FROM alpine\n${APK}`],
    ['a comment about something else', `FROM alpine:3.24\n# The tools\n${APK}`],
    ['a comment about another line', `FROM alpine:3.24\n# Security first\nUSER root\nRUN date\n${APK}`],
    ['another image', `FROM python:3.14-alpine3.24\n${APK}`],
  ])('says what to do instead, and leaves it to the author: %s', (_, text) => {
    const [first] = findingsOf('apk-upgrade', text);
    expect(first?.message).toMatch(/^Rebuild with `--pull`/);
    expect(first?.fix).toBeUndefined();
  });
});

describe('copy-from-untagged', () => {
  test.each([
    'RUN --mount=from=busybox,target=/m cp /m/bin/httpd /bin/\n',
    'RUN --mount=type=bind,from=ghcr.io/acme/tool:latest,target=/m /m/tool\n',
    'COPY --from=busybox /bin/httpd /bin/\n',
    'COPY --from=busybox /bin/httpd /bin/\nRUN --mount=from=busybox,target=/m ls /m\n',
  ])('does not say that a mount copies: %j', (line) => {
    const found = findingsOf('copy-from-untagged', `FROM alpine:3.24\n${line}`);
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining('takes something else next month.')]);
  });
});

describe('images that were given up', () => {
  const cases: Cases = {
    'base-untagged': {
      reported: ['FROM zaproxy/zap-stable\n', 'FROM acme/zap2docker-stable\n', 'FROM owasp/modsecurity\n'],
      noted: [
        'FROM owasp/zap2docker-stable\n',
        'FROM owasp/zap2docker-weekly:latest\n',
        'FROM docker.io/owasp/zap2docker-bare\n',
        'FROM owasp/zap2docker-live AS zap\nRUN date\n',
      ],
      silent: ['FROM owasp/zap2docker-stable:2.14.0\n'],
    },
    'copy-from-untagged': {
      reported: ['FROM alpine:3.24\nCOPY --from=zaproxy/zap-stable /zap /zap\n'],
      noted: ['FROM alpine:3.24\nCOPY --from=owasp/zap2docker-stable /zap /zap\n'],
      silent: ['FROM alpine:3.24\nCOPY --from=owasp/zap2docker-stable:2.14.0 /zap /zap\n'],
    },
  };
  describeCases(cases);

  test.each(['FROM owasp/zap2docker-stable\n', 'FROM alpine:3.24\nCOPY --from=owasp/zap2docker-stable:latest /a /a\n'])(
    'says what came instead: %j',
    (text) => {
      const told = [...toldBy('base-untagged', text), ...toldBy('copy-from-untagged', text)].map(([, words]) => words);
      expect(told).toEqual([expect.stringMatching(/^Use `zaproxy\/zap-stable` with a tag: /)]);
      expect(told[0]).not.toContain('next month');
    },
  );
});

describe('variable-undefined', () => {
  const GO = 'FROM --platform=$BUILDPLATFORM golang:1.27-alpine3.24 AS build\nWORKDIR /src\nCOPY . .\n';
  const END = 'FROM scratch\nCOPY --from=build /s /s\n';

  test.each([
    [
      `${GO}RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build\n${END}`,
      '`TARGETOS` and `TARGETARCH`',
      `${GO}ARG TARGETOS TARGETARCH\nRUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build\n${END}`,
    ],
    [
      `${GO}RUN GOOS=\${TARGETOS} \\\n    GOARCH=\${TARGETARCH} GOARM=$TARGETVARIANT go build\n${END}`,
      '`TARGETOS`, `TARGETARCH` and `TARGETVARIANT`',
      `${GO}ARG TARGETOS TARGETARCH TARGETVARIANT\nRUN GOOS=\${TARGETOS} \\\n    GOARCH=\${TARGETARCH} GOARM=$TARGETVARIANT go build\n${END}`,
    ],
    [
      `${GO}ARG TARGETOS\n# For each machine\nRUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build\n${END}`,
      'Declare `TARGETARCH`',
      `${GO}ARG TARGETOS\nARG TARGETARCH\n# For each machine\nRUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build\n${END}`,
    ],
    [
      `${GO}RUN echo $TARGETOS\nRUN echo $TARGETARCH $TARGETOS\n${END}`,
      '`TARGETOS` and `TARGETARCH`',
      `${GO}ARG TARGETOS TARGETARCH\nRUN echo $TARGETOS\nRUN echo $TARGETARCH $TARGETOS\n${END}`,
    ],
    [
      'FROM alpine:3.24\nCOPY bin/$TARGETOS-$TARGETARCH /bin/tool\n',
      '`TARGETOS` and `TARGETARCH`',
      'FROM alpine:3.24\nARG TARGETOS TARGETARCH\nCOPY bin/$TARGETOS-$TARGETARCH /bin/tool\n',
    ],
    [
      'FROM alpine:3.24\nCOPY bin/$TARGETOS /bin/tool\nRUN echo $TARGETARCH\nRUN echo $BUILDPLATFORM\n',
      '`TARGETOS`, `TARGETARCH` and `BUILDPLATFORM`',
      'FROM alpine:3.24\nARG TARGETOS TARGETARCH BUILDPLATFORM\nCOPY bin/$TARGETOS /bin/tool\nRUN echo $TARGETARCH\nRUN echo $BUILDPLATFORM\n',
    ],
    [
      'FROM alpine:3.24\nRUN echo "$TARGETOS#$TARGETARCH" && date\n',
      '`TARGETOS` and `TARGETARCH`',
      'FROM alpine:3.24\nARG TARGETOS TARGETARCH\nRUN echo "$TARGETOS#$TARGETARCH" && date\n',
    ],
    [
      'FROM alpine:3.24\nRUN date && \\\n  # $TARGETVARIANT\n  echo "$TARGETOS" \'$BUILDOS\' && \\\n  echo $TARGETARCH\n',
      '`TARGETOS` and `TARGETARCH`',
      'FROM alpine:3.24\nARG TARGETOS TARGETARCH\nRUN date && \\\n  # $TARGETVARIANT\n  echo "$TARGETOS" \'$BUILDOS\' && \\\n  echo $TARGETARCH\n',
    ],
    [
      'FROM alpine:3.24\r\nRUN echo $TARGETARCH\r\n',
      'Declare `TARGETARCH`',
      'FROM alpine:3.24\r\nARG TARGETARCH\r\nRUN echo $TARGETARCH\r\n',
    ],
  ])('names all of the platform, and declares them: %j', (text, names, fixed) => {
    const found = findingsOf('variable-undefined', text);
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining(names)]);
    expect(found[0]?.fix?.title).toMatch(/^Declare /);
    expect(fixedBy('variable-undefined', text)).toBe(fixed);
  });

  test('an ignored place has no part in it', () => {
    const text = 'FROM alpine:3.24\n# belay ignore=variable-undefined\nRUN echo $TARGETOS\nRUN echo $TARGETARCH\n';
    expect(fixedBy('variable-undefined', text)).toBe(text.replace('RUN echo $TARGETARCH', 'ARG TARGETARCH\n$&'));
  });

  test.each([
    ['FROM alpine:3.24\nCOPY $from $to/\n', 'Declare `from` with'],
    ['FROM alpine:3.24\nCOPY $source-$version /a/\n', '`source` and `version`'],
    ['ARG A=1\nARG B=2\nFROM alpine:3.24\nLABEL v=$A.$B\n', 'Repeat `ARG A` and `ARG B` in this stage'],
  ])('has no fix for others: %j', (text, names) => {
    const [first] = findingsOf('variable-undefined', text);
    expect(first?.message).toContain(names);
    expect(first?.fix).toBeUndefined();
  });

  test.each([
    `${GO}ARG TARGETOS TARGETARCH\nRUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build\n${END}`,
    `${GO}RUN GOARCH=\${TARGETARCH:-amd64} go build\n${END}`,
    'FROM ghcr.io/acme/go:1\nRUN GOARCH=$TARGETARCH go build\n',
    "FROM alpine:3.24\nRUN echo '$TARGETOS $TARGETARCH'\n",
    'FROM alpine:3.24\nARG TARGETARCH\nCOPY bin/$TARGETARCH /bin/tool\n',
  ])('says nothing of %j', (text) => {
    expect(findingsOf('variable-undefined', text)).toEqual([]);
  });
});

describe('unchecked-download', () => {
  const get = (url: string): string => `RUN wget -O /t ${url} && chmod +x /t\n`;
  const told = (...lines: string[]): readonly string[] =>
    findingsOf('unchecked-download', `FROM alpine:3.24\n${lines.join('')}`).map(({ message }) => message);

  test.each([
    'https://bootstrap.pypa.io/get-pip.py',
    'https://sh.rustup.rs',
    'https://deb.nodesource.com/setup_20.x',
    'https://example.org/tool-linux-x86_64',
    'https://v1.2.example.org/tool.tar.gz',
    'https://example.org/v2/install.sh',
    'https://example.org/tool-linux-$(uname -m)',
    'https://example.org/tool-$TARGETARCH',
    'get.example.org/tool',
  ])('asks for a version first: %s', (url) => {
    const [message = '', ...others] = told('ARG TARGETARCH\n', get(url));
    expect(others).toEqual([]);
    expect(message).toMatch(/^Name a release in the address, so that a checksum holds, and compare/);
    expect(message.length).toBeLessThan(300);
  });

  test.each([
    'https://example.org/tool-1.2.tar.gz',
    'https://example.org/get-pip.py?v=24.0',
    'https://example.org/raw/0a1b2c3/install.sh',
    'https://example.org/tool-20260101.tar.gz',
    'https://example.org/boost_1_82_0.tar.gz',
    'https://example.org/tool-$VERSION',
    'https://example.org/tool-$V',
    '"https://example.org/${V}/tool"',
    'https://example.org/tool-$(cat /version)',
  ])('does not where there is one: %s', (url) => {
    const [message, ...others] = told('ARG VERSION\nARG V=9\n', get(url));
    expect(others).toEqual([]);
    expect(message).toMatch(/^Check the download before it is used: /);
    expect(message).not.toContain('Name a release');
  });

  test.each([
    ['ADD --chmod=755 https://example.org/tool /t\n', /^Name a release in the address and add `--checksum/],
    ['ADD --chmod=755 https://example.org/tool-1.2 /t\n', /^Add `--checksum/],
    ['ARG V=9\nADD --chmod=755 https://example.org/tool-$V /t\n', /^Add `--checksum/],
  ])('ADD: %j', (line, pattern) => {
    expect(told(line)).toEqual([expect.stringMatching(pattern)]);
  });

  test.each([
    [get('https://example.org/a'), get('https://example.org/b-1.2')],
    [get('https://example.org/b-1.2'), get('https://example.org/a')],
    ['ADD --chmod=755 https://example.org/tool-1.2 /u\n', get('https://example.org/a')],
    ['ADD --chmod=755 https://example.org/tool /u\n', get('https://example.org/a-1.2')],
  ])('fits both kinds: %j', (...lines) => {
    const [message, ...others] = told(...lines);
    expect(others).toEqual([]);
    expect(message).toMatch(/Name a release in the address where it has none/);
    // `ADD` has an option for it, and a command has not.
    expect(message).toMatch(lines[0].startsWith('ADD') ? / Line 3 needs a check too\.$/ : / Line 3 needs the same\.$/);
  });

  test('says of one kind what it says of one', () => {
    expect(told(get('https://example.org/a'), get('https://example.org/b'))[0]).not.toContain('where it has none');
    expect(told(get('https://example.org/a-1.2'), get('https://example.org/b-1.2'))[0]).not.toContain('Name a release');
  });
});
