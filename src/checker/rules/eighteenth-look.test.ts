import { expect, test } from 'vitest';
import { contextOf } from '../context-of.ts';
import { describeCases, type Cases } from '../testing/cases.ts';
import { findingsOf, fixedBy } from '../testing/rule-helpers.ts';

/** What the eighteenth look at files that nothing was tuned on showed, each with its neighbours. */

const ALPINE = 'FROM alpine:3.24\n';
const ADD =
  'ADD --checksum=sha256:6baf43584bcb78f2e5847d1de515f23499913ac9f12bdf834811a3145eb11ca1 https://example.com';

const CASES: Cases = {
  // The command is for what came out of the archive.
  'chown-layer': {
    reported: [
      `${ALPINE}${ADD}/a.jar /app/\nRUN chown -R 1000 /app\n`,
      `${ALPINE}COPY a.tar.gz /app/\nRUN chown -R 1000 /app\n`,
      `${ALPINE}ADD --unpack=false a.tar.gz /app/\nRUN chown -R 1000 /app\n`,
      `${ALPINE}COPY dist /app/\nRUN tar -xzf /tmp/b.tgz -C /srv && chown -R 1000 /app\n`,
    ],
    noted: [],
    silent: [
      // ADD unpacks it, and its option does not reach what comes out.
      `${ALPINE}ADD a.tar.gz /app/\nRUN chown -R 1000 /app\n`,
      `${ALPINE}ADD --unpack=true https://example.com/a.tar.gz /app/\nRUN chown -R 1000 /app\n`,
      `${ALPINE}${ADD}/a.tar.gz /app/\nRUN tar -xzf /app/a.tar.gz -C /app && chmod -R 755 /app\n`,
      `${ALPINE}${ADD}/a.zip /app/\nRUN unzip /app/a.zip -d /app\nRUN chown -R 1000 /app\n`,
      `${ALPINE}COPY a.tar.gz /app/\nRUN cd /app && tar -xzf a.tar.gz && rm a.tar.gz && chown -R 1000:1000 /app\n`,
    ],
  },
};

describeCases(CASES);

test('the advice names the instruction that is there', () => {
  const text = `${ALPINE}ADD src /app/\nRUN chown -R 1000 /app\n`;
  expect(findingsOf('chown-layer', text)[0]?.message).toContain('Use `ADD --chown` instead');
  expect(fixedBy('chown-layer', text)).toBe(`${ALPINE}ADD --chown=1000 src /app/\n`);
});

test('a tag without a version gets no newer branch by itself', () => {
  const [found] = findingsOf('variant-not-built', 'FROM python:alpine3.22\n');
  expect(found?.message).toContain('name the version too');
  expect(findingsOf('variant-not-built', 'FROM python:3.14-alpine3.22\n')[0]?.message).not.toContain(
    'name the version',
  );
});

// `$HOME` is there in a shell, and not for ENV.
test.each([
  ['export PATH="/opt/bin:$PATH"', `ENV PATH="/opt/bin:$PATH"\n`],
  ['export PATH="$HOME/.yarn/bin:$PATH"', undefined],
  ['export GOBIN=${HOME}/bin', undefined],
])('%s', (command, fixed) => {
  const before = `${ALPINE}RUN apk add --no-cache git && ${command}\n`;
  const [found] = findingsOf('state-lost', before);
  expect(found?.message.includes('written out')).toBe(fixed === undefined);
  expect(fixedBy('state-lost', before)).toBe(
    fixed === undefined ? undefined : `${ALPINE}RUN apk add --no-cache git\n${fixed}`,
  );
});

test('what ENV has set before, ENV may use', () => {
  const before = `${ALPINE}ENV HOME=/srv\nRUN apk add --no-cache git && export GOBIN=$HOME/bin\n`;
  expect(fixedBy('state-lost', before)).toBe(
    `${ALPINE}ENV HOME=/srv\nRUN apk add --no-cache git\nENV GOBIN=$HOME/bin\n`,
  );
});

test('runtime-ended speaks of the branch where the lines that it names are not built on it', () => {
  const said = (image: string): string =>
    findingsOf('runtime-ended', `FROM ${image}\nCMD ["true"]\n`)[0]?.message ?? '';
  expect(said('python:3.9-alpine3.24')).toContain('3.14');
  expect(said('python:3.9-alpine3.24')).not.toContain('branch');
  expect(said('python:3.9-alpine3.20')).toContain('branch');
});

describeCases({
  // `pkg` does without, and knows `x64` and no `amd64`.
  'variable-undefined': {
    reported: [
      'FROM golang:1.27-alpine3.24\nRUN GOARCH=$TARGETARCH go build -o /a\n',
      'FROM alpine:3.24\nRUN wget https://example.com/a-${TARGETARCH}.tgz\n',
      'FROM alpine:3.24\nRUN case "$TARGETARCH" in amd64) true ;; esac\n',
      'FROM alpine:3.24\nRUN if [ "$TARGETARCH" = arm64 ]; then true; fi\n',
      'FROM alpine:3.24\nRUN apk add --no-cache git && make build ARCH=${TARGETARCH}\n',
    ],
    noted: [
      'FROM node:24-alpine3.24\nRUN npx pkg --targets node24-alpine-${TARGETARCH} a.js\n',
      'FROM node:24-alpine3.24\nRUN pkg-fetch node24 alpine ${TARGETARCH}\n',
    ],
    silent: ['FROM node:24-alpine3.24\nARG TARGETARCH\nRUN pkg-fetch node24 alpine ${TARGETARCH}\n'],
  },
  // Its settings may say `enableImmutableInstalls: true`.
  'lockfile-install': {
    reported: [
      'FROM node:24-alpine3.24\nCOPY package.json yarn.lock ./\nRUN yarn install\n',
      'FROM node:24-alpine3.24\nCOPY package.json package-lock.json ./\nRUN npm install\n',
    ],
    noted: ['FROM node:22-alpine3.24\nCOPY package.json yarn.lock .yarnrc.yml ./\nRUN yarn install\n'],
    silent: ['FROM node:22-alpine3.24\nCOPY package.json yarn.lock .yarnrc.yml ./\nRUN yarn install --immutable\n'],
  },
  // That image builds its own glibc since March 2025.
  'glibc-shim': {
    reported: ['FROM frolvlad/alpine-glibc:alpine-3.20\nCMD ["true"]\n'],
    noted: [],
    silent: [
      'FROM frolvlad/alpine-glibc\nCMD ["true"]\n',
      'FROM frolvlad/alpine-glibc:latest\nCMD ["true"]\n',
      'FROM frolvlad/alpine-glibc:alpine-3.22\nCMD ["true"]\n',
      'FROM example/alpine-glibc:3.20\nCMD ["true"]\n',
    ],
  },
});

test.each([
  ['enableImmutableInstalls: true\n', []],
  ['enableImmutableInstalls: false\n', ['warning']],
  ['nodeLinker: node-modules\n', ['warning']],
])('lockfile-install with the settings %j', (settings, severities) => {
  const text = 'FROM node:22-alpine3.24\nCOPY package.json yarn.lock .yarnrc.yml ./\nRUN yarn install\n';
  const context = contextOf({ 'package.json': '{}', 'yarn.lock': '', '.yarnrc.yml': settings });
  expect(findingsOf('lockfile-install', text, { context }).map(({ severity }) => severity)).toEqual(severities);
});

describeCases({
  // It makes the volumes `[` and `]` too.
  syntax: {
    reported: [
      'FROM alpine:3.24\nENV DATA=/data\nVOLUME [ $DATA ]\n',
      'FROM alpine:3.24\nVOLUME [/data]\n',
      'FROM alpine:3.24\nVOLUME [ /data, /logs ]\n',
    ],
    noted: [],
    silent: [
      'FROM alpine:3.24\nENV DATA=/data\nVOLUME ["$DATA"]\n',
      'FROM alpine:3.24\nENV DATA=/data\nVOLUME $DATA\n',
      'FROM alpine:3.24\nVOLUME /data /logs\n',
      'FROM alpine:3.24\nCMD [ -f /a ] && cat /a\n',
    ],
  },
});

test.each([
  ['VOLUME [ $DATA ]', 'VOLUME ["$DATA"]'],
  ['VOLUME [/data, /logs]', 'VOLUME ["/data", "/logs"]'],
])('%s is mended', (before, after) => {
  const text = (line: string): string => `FROM alpine:3.24\nENV DATA=/data\n${line}\n`;
  expect(fixedBy('syntax', text(before))).toBe(text(after));
});

test.each([
  ['exec-form', 'CMD ./run test # --only one\n', undefined],
  ['exec-form', 'CMD ./run test\n', 'CMD ["./run", "test"]\n'],
  ['failure-masked', 'RUN git clone a; cd a; go mod download; make\n', undefined],
  ['failure-masked', 'RUN npm ci; npm prune\n', 'RUN npm ci && npm prune\n'],
])('%s: the fix leaves nothing half done: %s', (rule, line, after) => {
  const text = (end: string): string => `FROM node:24-alpine3.24\n${end}`;
  expect(fixedBy(rule, text(line))).toBe(after === undefined ? undefined : text(after));
});

/** What the nineteenth look showed. */
describeCases({
  // The newest pnpm may not read the lockfile at all.
  'lockfile-install': {
    reported: [
      'FROM node:24-alpine3.24\nRUN npm i -g pnpm@8.15.9\nCOPY package.json pnpm-lock.yaml ./\nRUN pnpm i\n',
      'FROM node:24-alpine3.24\nRUN corepack enable pnpm\nCOPY package.json pnpm-lock.yaml ./\nRUN pnpm install\n',
    ],
    noted: [
      'FROM node:24-alpine3.24\nRUN npm i -g pnpm\nCOPY package.json pnpm-lock.yaml ./\nRUN pnpm i\n',
      'FROM node:24-alpine3.24\nRUN npm install --global pnpm@latest\nCOPY package.json pnpm-lock.yaml ./\nRUN pnpm i\n',
      'FROM node:24-alpine3.24\nRUN corepack prepare pnpm@latest --activate\nCOPY package.json pnpm-lock.yaml ./\nRUN pnpm i\n',
    ],
    silent: [],
  },
  // A program has this mode already where `go build` made it.
  'chown-layer': {
    reported: [
      'FROM golang:1.27-alpine3.24 AS b\nRUN mkdir /out\nFROM alpine:3.24\nCOPY --from=b /out /app/\nRUN chown -R 1000 /app\n',
      'FROM alpine:3.24\nCOPY dist /app/\nRUN chmod -R 755 /app\n',
    ],
    noted: [
      'FROM golang:1.27-alpine3.24 AS b\nRUN mkdir /out\nFROM alpine:3.24\nCOPY --from=b /out /app/\nRUN chmod -R 755 /app\n',
      'FROM golang:1.27-alpine3.24 AS b\nRUN go build -o /out\nFROM alpine:3.24\nWORKDIR /app\nCOPY --from=b /out /app/\nRUN chmod -R 755 /app\n',
    ],
    silent: [],
  },
});

test.each([
  ['FROM node:20-alpine\nRUN npm ci\nCMD ["yarn", "start"]\n', false],
  ['FROM node:20-alpine\nRUN npm ci\nENTRYPOINT ["yarn"]\nCMD ["start"]\n', false],
  ['FROM node:20-alpine\nRUN npm ci\nCMD yarn start\n', false],
  ['FROM node:20-alpine\nRUN npm i -g yarn\nCMD ["yarn", "start"]\n', true],
  ['FROM node:20-alpine\nRUN npm ci\nCMD ["npm", "start"]\n', true],
])('runtime-ended names Node.js 26 where no yarn is wanted: %j', (text, has26) => {
  expect(/\b26\b/.test(findingsOf('runtime-ended', text)[0]?.message ?? '')).toBe(has26);
});

test('an argument on the next line is one, too', () => {
  const text = 'FROM node:24-alpine3.24\nRUN npx pkg \\\n  --targets \\\n  ${TARGETARCH} a.js\n';
  expect(findingsOf('variable-undefined', text).map(({ severity }) => severity)).toEqual(['info']);
});

/** What 62 more files showed. */
const BARE = '&& rm /var/cache/apk/*';
test.each([
  // Without the index `rm` finds nothing, and fails.
  [`RUN apk add git\nRUN apk del git ${BARE}\n`, false],
  [`RUN apk update && apk upgrade\nRUN apk add git\nRUN true ${BARE}\n`, false],
  [`RUN apk add git\nRUN rm -v /var/cache/apk/APKINDEX*\n`, false],
  ['RUN apk add git\nRUN apk del git && rm -rf /var/cache/apk/*\n', true],
  ['RUN apk add git\nRUN rm -f /var/cache/apk/*\n', true],
  // It has an index of its own to remove.
  [`RUN apk add git\nRUN apk add --update jq ${BARE}\n`, true],
  ['RUN apk add git\nRUN rm /var/cache/other/*\n', true],
])('apk-no-cache keeps what a later rm removes: %j', (lines, isFixed) => {
  const [found] = findingsOf('apk-no-cache', `${ALPINE}${lines}CMD ["git"]\n`);
  expect(found?.message.includes('later `rm`')).toBe(!isFixed);
  expect(found?.fix !== undefined).toBe(isFixed);
});

test.each([
  ['RUN apk add --no-cache python make\n', true],
  ['RUN apk add --no-cache python make && apk del make\n', true],
  ['RUN apk add --no-cache python make && apk del python make\n', false],
  ['RUN apk add --no-cache python make\nRUN apk del python\n', false],
])('apk-renamed-package leaves the name that is deleted, too: %j', (lines, isFixed) => {
  expect(fixedBy('apk-renamed-package', `${ALPINE}${lines}CMD ["true"]\n`) !== undefined).toBe(isFixed);
});
