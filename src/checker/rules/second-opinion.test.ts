import { describe, expect, test } from 'vitest';
import { findingsOf, fixedBy } from '../testing/rule-helpers.ts';
import { describeCases } from '../testing/cases.ts';

/** What a second reading of the warnings over many files showed: advice that cannot be followed, and what the author explains. */

const ALPINE = 'FROM alpine:3.24\n';
const NODE = 'FROM node:24-alpine3.24\nWORKDIR /app\n';
const PHP = 'FROM composer:2.10\nWORKDIR /app\n';
const FPM = 'FROM php:8.5-fpm-alpine3.24\nWORKDIR /app\n';
const EDGE = 'https://dl-cdn.alpinelinux.org/alpine/edge/community';
const OLD = 'https://dl-cdn.alpinelinux.org/alpine/v3.16/main';

describeCases({
  'apk-edge-mix': {
    reported: [
      `${ALPINE}# for the health check\nRUN apk add --no-cache -X ${EDGE} grpcurl\n`,
      `${ALPINE}# packages that we need\nRUN apk add --no-cache -X ${OLD} jq\n`,
      `${ALPINE}# the latest tools\nRUN true\nRUN apk add --no-cache -X ${EDGE} grpcurl\n`,
      `${ALPINE}RUN true \\\n  # the newest certificates\n  && apk add --no-cache ca-certificates \\\n  && apk add --no-cache -X ${EDGE} grpcurl\n`,
    ],
    noted: [
      `${ALPINE}# grpcurl is in edge alone\nRUN apk add --no-cache -X ${EDGE} grpcurl\n`,
      `${ALPINE}# libexecinfo was dropped\nRUN apk add --no-cache -X ${OLD} libexecinfo-dev\n`,
      `${ALPINE}# out of Alpine v3.16\nRUN apk add --no-cache -X ${OLD} libexecinfo-dev\n`,
      `${ALPINE}RUN true \\\n  # not yet available in a release\n  && apk add --no-cache -X ${EDGE} grpcurl\n`,
    ],
  },
  'base-untagged': {
    reported: [
      'FROM gcr.io/distroless/static\nCOPY app /app\n',
      'FROM gcr.io/distroless/cc:latest\nCOPY app /app\n',
      'FROM gcr.io/example/static\nCOPY app /app\n',
    ],
    noted: [
      'FROM gcr.io/distroless/nodejs\nCOPY app /app\n',
      'FROM gcr.io/distroless/java:latest\nCOPY app /app\n',
      'FROM cgr.dev/chainguard/node:latest\nCOPY app /app\n',
    ],
    silent: ['FROM gcr.io/distroless/nodejs24-debian13\nCOPY app /app\n'],
  },
  'copy-from-untagged': {
    reported: [
      `${ALPINE}COPY --from=gcr.io/distroless/static /etc/passwd /etc/passwd\n`,
      `${ALPINE}COPY --from=acme/tool /tool /tool\n`,
      `${ALPINE}RUN --mount=from=acme/tool:latest,target=/m cp /m/tool /bin/tool\n`,
    ],
    noted: [
      `${ALPINE}COPY --from=chainguard/node /usr/bin/node /bin/node\n`,
      `${ALPINE}COPY --from=cgr.dev/chainguard/go:latest /usr/bin/go /bin/go\n`,
      `${ALPINE}COPY --from=gcr.io/distroless/java /usr/lib/jvm /usr/lib/jvm\n`,
    ],
    silent: [`${ALPINE}COPY --from=gcr.io/distroless/static-debian13 /etc/passwd /etc/passwd\n`],
  },
  'build-deps-in-final': {
    reported: [
      `${ALPINE}RUN apk add --no-cache build-base\nRUN make install\nCOPY a /a\nEXPOSE 80\nCMD ["/a"]\n`,
      `# modules need build-base\n${ALPINE}RUN apk add --no-cache build-base && make -C /a\nCOPY a /a\nEXPOSE 80\nCMD ["/a"]\n`,
      `# keep python3\n${ALPINE}RUN apk add --no-cache build-base python3 && make -C /a\nCOPY a /a\nEXPOSE 80\nCMD ["/a"]\n`,
      `${FPM}RUN apk add --no-cache gcc musl-dev && pecl install apcu\nCOPY . .\n`,
      `${FPM}ARG DEV\nRUN apk add --no-cache gcc musl-dev && pecl install apcu && if [ -n "$DEV" ]; then pecl install xdebug; fi\nCOPY . .\n`,
      'FROM node:24-alpine3.24 AS base\nRUN apk add --no-cache g++\nFROM base AS deps\nCOPY package.json .\nRUN npm install\nFROM base\nCOPY --from=deps /node_modules /node_modules\nCMD ["node", "a.js"]\n',
    ],
    noted: [
      `${ALPINE}RUN apk add --no-cache build-base\nRUN make install\nCOPY a /a\nCMD ["/a"]\n`,
      'FROM php:8.5-cli-alpine3.24\nRUN apk add --no-cache gcc musl-dev && pecl install redis\nCOPY . .\nENTRYPOINT ["./tool"]\n',
      `FROM elixir:1.20-alpine\nRUN apk add --no-cache build-base && make\nCMD ["iex"]\n`,
      `${ALPINE}RUN apk add --no-cache gcc musl-dev\nCOPY lang /usr/bin/lang\nCMD ["lang"]\n`,
      `FROM golang:1.27-alpine3.24 AS build\nRUN go build -o /lang .\n${ALPINE}COPY --from=build /lang /lang\nRUN apk add --no-cache alpine-sdk\nCMD ["/lang"]\n`,
    ],
    silent: [
      `${FPM}RUN apk add --no-cache gcc musl-dev && pecl install apcu xdebug-3.4.1\nCOPY . .\n`,
      `${FPM}RUN apk add --no-cache gcc musl-dev\nRUN pecl install xdebug && docker-php-ext-enable xdebug\nCOPY . .\n`,
      `${FPM}ARG V=3.4\nRUN apk add --no-cache gcc musl-dev && pecl install xdebug-$V\nCOPY . .\n`,
      `# keep build-base: modules are built at the start\n${ALPINE}RUN apk add --no-cache build-base && make -C /a\nCOPY a /a\nCMD ["/a"]\n`,
      `${ALPINE}# not deleting build-base, since the start script compiles\nRUN apk add --no-cache build-base && make -C /a\nCOPY a /a\nCMD ["/a"]\n`,
      `${ALPINE}RUN apk add --no-cache build-base \\\n  && make -C /a \\\n  # do not remove build-base\n  && make -C /b\nCOPY a /a\nCMD ["/a"]\n`,
    ],
  },
  'copy-before-deps': {
    reported: [
      `${ALPINE}COPY . .\nRUN apk add --no-cache jq=$VERSION\n`,
      `${NODE}# the entire source\nCOPY api/ .\nRUN npm ci\n`,
      `${NODE}RUN --mount=type=cache,target=/root/.npm npm ci\nCOPY . .\nRUN npm ci\n`,
    ],
    silent: [
      `${ALPINE}ARG NAME\nCOPY . .\nRUN apk add --allow-untrusted /build/$NAME.apk\n`,
      `FROM debian:13\nARG NAME\nCOPY . .\nRUN apt-get install -y ./$NAME.deb\n`,
      `${NODE}# The whole project is copied for a proper install\nCOPY api/ .\nRUN npm ci\n`,
    ],
  },
  'variable-undefined': {
    reported: [
      `${ALPINE}LABEL version="$VERSION"\n`,
      `ARG VERSION\n${ALPINE}LABEL title="tool of $VERSION"\n`,
      `${ALPINE}ARG VERSION\nLABEL title="tool of $VERSIN"\n`,
      `${ALPINE}ENV OPTIONS="--port $PORT"\n`,
    ],
    noted: [
      `${ALPINE}LABEL help="docker exec -it $CONTAINER tool --help"\n`,
      `${ALPINE}LABEL version=1 run='docker run' usage="docker run -e TOKEN=\${TOKEN} tool"\n`,
      `${ALPINE}LABEL usage="tool $TOKEN" other="tool $TOKEN"\n`,
    ],
    silent: [`${ALPINE}LABEL help="docker exec -it \\$CONTAINER tool"\n`, `${ALPINE}LABEL help='tool $CONTAINER'\n`],
  },
  'platform-constant': {
    reported: [],
    noted: ['FROM --platform=linux/amd64 alpine:3.24\n', 'FROM --platform=linux/amd64 nginx:1.30-alpine\nCOPY a /a\n'],
  },
});

describe('copy-before-deps says what holds', () => {
  const LEAVE_OUT = /^Leave out/;
  const said = (text: string): string => findingsOf('copy-before-deps', text)[0]?.message ?? '';

  test.each([
    `${NODE}COPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm ci\n`,
    `${NODE}COPY package*.json ./\nRUN --mount=type=cache,target=/root/.npm npm ci\nCOPY . .\nRUN npm ci\n`,
    `${NODE}RUN --mount=type=bind,source=package.json,target=package.json npm ci\nCOPY . .\nRUN npm ci\n`,
  ])('twice: %j', (text) => expect(said(text)).toMatch(LEAVE_OUT));

  test.each([
    `${NODE}COPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN cd web && npm ci\n`,
    `${NODE}COPY web/package*.json web/\nRUN npm --prefix=web ci\nCOPY . .\nRUN npm ci\n`,
    `${NODE}RUN --mount=type=cache,target=/app/node_modules npm ci\nCOPY . .\nRUN npm ci\n`,
    `${NODE}RUN --mount=type=bind,target=.,rw npm ci\nCOPY . .\nRUN npm ci\n`,
    `FROM node:24-alpine3.24\nWORKDIR /a\nCOPY a/package.json .\nRUN npm install\nWORKDIR /b\nCOPY . .\nRUN npm install\n`,
  ])('once: %j', (text) => expect(said(text)).not.toMatch(LEAVE_OUT));

  test('the manifests of another folder are not named', () => {
    expect(said(`${NODE}COPY . .\nRUN npm --prefix="$THEME" ci\n`)).toMatch(
      /^Copy the files that list the dependencies/,
    );
    expect(said(`${NODE}COPY . .\nRUN npm ci\n`)).toMatch(/^Copy `package.json` and `package-lock.json`/);
  });

  test.each([
    [
      'a folder of its own',
      `${NODE}COPY package*.json ./\nRUN npm ci\nCOPY . .\nWORKDIR /app/web\nRUN npm ci\n`,
      'Copy `web/package.json`',
    ],
    ['a command that goes there', `${NODE}COPY . .\nRUN cd web/app && npm ci\n`, 'Copy `web/app/package.json`'],
    ['below a copied folder', `${NODE}COPY api ./\nRUN cd web && npm ci\n`, 'Copy `api/web/package.json`'],
    ['the folder itself', `${NODE}COPY api ./\nRUN npm ci\n`, 'Copy `api/package.json`'],
    [
      'the folder itself, by name',
      `FROM node:24-alpine3.24\nCOPY . /app\nWORKDIR /app\nRUN npm ci\n`,
      'Copy `package.json`',
    ],
    ['manifests that are there', `${NODE}COPY package*.json ./\nCOPY . .\nRUN npm ci\n`, 'Move the `RUN`'],
  ])('names the files of %s', (_, text, start) => {
    expect(said(text).slice(0, start.length)).toBe(start);
    if (start.includes('web')) expect(fixedBy('copy-before-deps', text)).toBeUndefined();
  });

  test('composer runs scripts of the source', () => {
    expect(said(`${PHP}COPY . .\nRUN composer install --no-dev\n`)).toContain(
      'install with `--no-scripts --no-autoloader`',
    );
    expect(said(`${PHP}COPY . .\nRUN composer install --no-scripts\n`)).not.toContain('dump-autoload');
  });
});

describe('apk-unquoted-constraint is one finding for one cause', () => {
  const at = (text: string): string[] => findingsOf('apk-unquoted-constraint', text).map(({ message }) => message);
  test.each([
    ['a list', 'RUN apk add --no-cache make>=4.4 gcc>=14.2 curl>8.14\n', 1],
    ['two commands', 'RUN apk add --no-cache make>=4.4\nRUN apk add --no-cache \\\n  curl>8.14\n', 1],
    ['input and output', 'RUN apk add --no-cache make>=4.4 curl<9\n', 2],
    ['one', 'RUN apk add --no-cache make>=4.4\n', 1],
  ])('%s', (_, lines, count) => expect(at(ALPINE + lines)).toHaveLength(count));

  test('all are mended', () => {
    const text = `${ALPINE}RUN apk add --no-cache make>=4.4 \\\n  curl>8.14\n`;
    expect(at(text)[0]).toMatch(/Line 3 needs the same\.$/);
    expect(fixedBy('apk-unquoted-constraint', text)).toBe(
      `${ALPINE}RUN apk add --no-cache "make>=4.4" \\\n  "curl>8.14"\n`,
    );
  });
});
