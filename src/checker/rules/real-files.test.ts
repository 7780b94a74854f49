import { describe, expect, test } from 'vitest';
import { fixedBy, linesOf } from '../testing/rule-helpers.ts';
import { type Cases, describeCases } from '../testing/cases.ts';

/** What a large set of files of ordinary teams showed, on which rules were tuned. */

const ALPINE = 'FROM alpine:3.24\n';
const GO =
  'FROM golang:1.27 AS b\nRUN apt-get update && apt-get install -y gcc libsystemd-dev && go build -o /x .\nFROM alpine:3.24\n';
const WHO = 'RUN printf \'#!/bin/sh\\necho hello\\nexec "$@"\\n\' > /e.sh && chmod +x /e.sh\nENTRYPOINT ["/e.sh"]\n';

const CASES: Cases = {
  'build-deps-in-final': {
    reported: [
      `${ALPINE}RUN apk add --no-cache clang cmake\nENV CCACHE_DIR=/c\nCOPY . /l\nRUN cmake -B/b /l && cmake --build /b --target install\n`,
      `${ALPINE}RUN apk add --no-cache alpine-sdk ccache && make -C /x\nENTRYPOINT ["/entrypoint.sh"]\n`,
      `${ALPINE}RUN apk add --no-cache clang cmake\nENV CC=clang\nRUN cmake -B/b /l && cmake --build /b --target install\nCMD ["server"]\n`,
    ],
    silent: [
      `${ALPINE}RUN apk add --no-cache clang cmake\nENV CC=clang CXX=clang++\nRUN cmake -B/b /l && cmake --build /b --target install\n`,
      `${ALPINE}RUN apk add --no-cache alpine-sdk distcc && make -C /x\nENTRYPOINT ["/entrypoint.sh"]\n`,
      `${ALPINE}RUN apk add --no-cache clang distcc-pump && make -C /x\nCMD ["distccd", "--no-detach"]\n`,
    ],
  },
  'failure-masked': {
    reported: [
      `${ALPINE}RUN set -ex && curl -sSf https://example.org/a -o /a && tar xf /a && ./configure || true\n`,
      `${ALPINE}RUN set -e && apk add --no-cache jq || true\n`,
      `${ALPINE}RUN set -x && apk update && apk add --no-cache jq && cp /a /b || true\n`,
    ],
    silent: [
      `${ALPINE}ARG M\nRUN set -ex && [ -n "$M" ] && npm config set registry "$M" || true\n`,
      `${ALPINE}ARG M\nRUN set -e && test -n "$M" && git config --global a.b "$M" || true\n`,
      `${ALPINE}RUN set -eux && getent passwd 33 && deluser xfs || true\n`,
    ],
  },
  'root-user': {
    reported: [
      `${ALPINE}${WHO}CMD ["node", "server.js"]\n`,
      `${ALPINE}${WHO}CMD ["python3", "-m", "app"]\n`,
      `${ALPINE}${WHO}CMD ["node", "/etc/nginx"]\n`,
    ],
    silent: [
      `${ALPINE}${WHO}CMD ["crond", "-f"]\n`,
      `${ALPINE}${WHO}CMD ["nginx", "-g", "daemon off;"]\n`,
      `${ALPINE}${WHO}CMD ["su-exec", "app", "server"]\n`,
    ],
  },
  'runtime-lib-missing': {
    reported: [
      `FROM alpine:3.24 AS b\nRUN apk add --no-cache build-base libpcap-dev && make && make install\nFROM alpine:3.24\nRUN apk add --no-cache ca-certificates\nCOPY --from=b /usr/bin/x /usr/bin/\n`,
      `FROM alpine:3.24 AS b\nRUN apk add --no-cache build-base libpcap-dev && ./configure --with-statistics && make\nFROM alpine:3.24\nRUN apk add --no-cache ca-certificates\nCOPY --from=b /usr/bin/x /usr/bin/\n`,
      `FROM alpine:3.24 AS b\nRUN apk add --no-cache cmake gcc pcre2-dev && cmake -B b && cmake --build b && cp -r static /s\nFROM alpine:3.24\nRUN apk add --no-cache ca-certificates\nCOPY --from=b /usr/bin/x /usr/bin/\n`,
    ],
    silent: [
      `FROM alpine:3.24 AS b\nRUN apk add --no-cache build-base libpcap-dev && make static && make install\nFROM alpine:3.24\nRUN apk add --no-cache ca-certificates\nCOPY --from=b /usr/bin/x /usr/bin/\n`,
      `FROM alpine:3.24 AS b\nRUN apk add --no-cache cmake gcc pcre2-dev && cmake -DCMAKE_EXE_LINKER_FLAGS="-static" -B b && cmake --build b\nFROM alpine:3.24\nRUN apk add --no-cache ca-certificates\nCOPY --from=b /usr/bin/x /usr/bin/\n`,
      `FROM alpine:3.24 AS b\nRUN apk add --no-cache gcc make pcre2-dev pcre2-static && ./configure && make\nFROM alpine:3.24\nRUN apk add --no-cache ca-certificates\nCOPY --from=b /usr/bin/x /usr/bin/\n`,
      `FROM alpine:3.24 AS b\nENV LDFLAGS="-s -static"\nRUN apk add --no-cache gcc make pcre2-dev && ./configure && make\nFROM alpine:3.24\nRUN apk add --no-cache ca-certificates\nCOPY --from=b /usr/bin/x /usr/bin/\n`,
    ],
  },
  'secret-in-image': {
    reported: [
      `${ALPINE}ENV SECRET_KEY_BASE=0123abcd4567ef\n`,
      `${ALPINE}ENV NPM_AUTH=bWU6c2VjcmV0\n`,
      `${ALPINE}ENV ENCRYPTION_SECRET=0123abcd4567ef\n`,
    ],
    silent: [
      `${ALPINE}ENV HTPASSWD_ENCRYPTION=sha256\n`,
      `${ALPINE}ENV AUTH_LDAP_BIND_DN=cn=admin,dc=example,dc=org\n`,
      `${ALPINE}ENV SMTP_AUTH=login\n`,
      `${ALPINE}ENV TOKEN_LIFESPAN=30m\n`,
    ],
  },
  'stage-libc-mismatch': {
    reported: [
      `${GO}COPY --from=b /x /x\n`,
      `${GO}RUN apk add --no-cache libstdc++\nCOPY --from=b /x /x\n`,
      `${GO}RUN apk add --no-cache /tmp/tool-2.31-r0.apk\nCOPY --from=b /x /x\n`,
    ],
    silent: [
      `${GO}RUN apk add --no-cache /tmp/glibc-2.31-r0.apk\nCOPY --from=b /x /x\n`,
      `${GO}RUN apk add --no-cache --force-overwrite glibc-2.35-r1.apk glibc-bin-2.35-r1.apk\nCOPY --from=b /x /x\n`,
      `FROM golang:1.27 AS b\nRUN apt-get update && apt-get install -y gcc libsystemd-dev && go build -o /x .\nFROM alpine:3.24 AS g\nRUN apk add glibc-2.35-r1.apk\nFROM g\nCOPY --from=b /x /x\n`,
    ],
  },
};

describeCases(CASES);

test.each([
  ['images/builder/Dockerfile', 0],
  ['docker/go-toolchain/Dockerfile', 0],
  ['sdk/Dockerfile', 0],
  ['build/Dockerfile', 1],
  ['ci/Dockerfile', 1],
  ['builder/web/Dockerfile', 1],
])('compilers in %s: %d', (path, count) => {
  const text = `${ALPINE}RUN apk add --no-cache build-base\nCMD ["server"]\n`;
  expect(linesOf('build-deps-in-final', text, { path })).toHaveLength(count);
});

describe('a suggestion breaks no build', () => {
  const node = 'FROM node:24-alpine3.24\nWORKDIR /app\nCOPY . .\n';
  test.each([
    ['exec-form', `${ALPINE}ENTRYPOINT /app/run.sh\nCMD ["serve"]\n`],
    ['exec-form', `${ALPINE}CMD ["serve"]\nENTRYPOINT /app/run.sh\n`],
    ['exec-form', `FROM alpine:3.24 AS a\nCMD ["serve"]\nENTRYPOINT /app/run.sh --now\n`],
    ['copy-before-deps', 'FROM php:8.4-alpine3.24\nWORKDIR /app\nCOPY . .\nRUN composer install --no-dev\n'],
    ['copy-before-deps', 'FROM composer:2 AS a\nWORKDIR /app\nCOPY . .\nRUN composer install --no-scripts\n'],
    [
      'pipefail',
      `${ALPINE}RUN v=$(wget -qO- https://example.org/a | awk '/tag/{print $4;exit}') && wget -qO- https://example.org/$v | sh\n`,
    ],
    [
      'pipefail',
      `${ALPINE}RUN v=$(wget -qO- https://example.org/a | head -n1 | cut -d: -f2) && wget -qO- https://example.org/$v | sh\n`,
    ],
    [
      'pipefail',
      `${ALPINE}RUN v=$(wget -qO- https://example.org/a | sed 1q | tr -d v) && wget -qO- https://example.org/$v | sh\n`,
    ],
    ['root-user', `${ALPINE}USER root\nENTRYPOINT ["/usr/sbin/irqbalance", "--foreground"]\n`],
    ['root-user', `${node}CMD ["npm", "run", "dev"]\n`],
    ['root-user', `${node}CMD ["npx", "next", "dev"]\n`],
    ['root-user', `${node}ENTRYPOINT ["yarn", "dev"]\n`],
    ['apk-edge-mix', `FROM alpine:3.10\nRUN apk add -X https://dl-cdn.alpinelinux.org/alpine/edge/main jq\n`],
    ['apk-edge-mix', `FROM alpine:3.20\nRUN apk add -X https://dl-cdn.alpinelinux.org/alpine/edge/main jq\n`],
    [
      'apk-edge-mix',
      `FROM node:18-alpine3.17\nRUN apk add -X https://dl-cdn.alpinelinux.org/alpine/edge/community jq\n`,
    ],
    ['failure-masked', `${ALPINE}RUN set -ex && [ -n "$M" ] && npm ci || true\n`],
  ])('%s has none for %j', (id, text) => expect(fixedBy(id, text)).toBeUndefined());

  test.each([
    ['exec-form', `${ALPINE}ENTRYPOINT /app/run\n`, `${ALPINE}ENTRYPOINT ["/app/run"]\n`],
    [
      'copy-before-deps',
      `${node}RUN npm install --ignore-scripts\n`,
      'FROM node:24-alpine3.24\nWORKDIR /app\nCOPY package.json package-lock.json* ./\nRUN npm install --ignore-scripts\nCOPY . .\n',
    ],
    [
      'copy-before-deps',
      `${node}RUN npm ci --ignore-scripts\n`,
      'FROM node:24-alpine3.24\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci --ignore-scripts\nCOPY . .\n',
    ],
    [
      'copy-before-deps',
      `${node}RUN yarn install --frozen-lockfile --ignore-scripts\n`,
      'FROM node:24-alpine3.24\nWORKDIR /app\nCOPY package.json yarn.lock ./\nRUN yarn install --frozen-lockfile --ignore-scripts\nCOPY . .\n',
    ],
    [
      'failure-masked',
      `${ALPINE}RUN apk add --no-cache jq && deluser xfs || true\n`,
      `${ALPINE}RUN apk add --no-cache jq && { deluser xfs || true; }\n`,
    ],
    [
      'failure-masked',
      `${ALPINE}RUN apk add --no-cache libcap && \\\n    setcap a /bin/ping || true && \\\n    rm -rf /tmp/x\n`,
      `${ALPINE}RUN apk add --no-cache libcap && \\\n    { setcap a /bin/ping || true; } && \\\n    rm -rf /tmp/x\n`,
    ],
    [
      'pipefail',
      `${ALPINE}RUN v=$(wget -qO- https://example.org/a | awk '{print $4}') && wget -qO- https://example.org/$v | sh\n`,
      `${ALPINE}RUN set -o pipefail && v=$(wget -qO- https://example.org/a | awk '{print $4}') && wget -qO- https://example.org/$v | sh\n`,
    ],
    [
      'pipefail',
      `${ALPINE}RUN wget -qO- https://example.org/q | sed s/q/p/ | sh\n`,
      `${ALPINE}RUN set -o pipefail && wget -qO- https://example.org/q | sed s/q/p/ | sh\n`,
    ],
    [
      'pipefail',
      `${ALPINE}RUN head -c 9 /a && wget -qO- https://example.org/q | sh\n`,
      `${ALPINE}RUN set -o pipefail && head -c 9 /a && wget -qO- https://example.org/q | sh\n`,
    ],
    [
      'root-user',
      `${node}RUN chown -R node:node .\nCMD ["node", "server.js"]\n`,
      'FROM node:24-alpine3.24\nWORKDIR /app\nCOPY . .\nRUN chown -R node:node .\nUSER node\nCMD ["node", "server.js"]\n',
    ],
    [
      'apk-edge-mix',
      `${ALPINE}RUN apk add -X https://dl-cdn.alpinelinux.org/alpine/edge/main jq\n`,
      `${ALPINE}RUN apk add jq\n`,
    ],
    [
      'virtual-removed-later',
      `${ALPINE}RUN apk add --no-cache \\\n    gcc \nRUN gcc -o /a a.c && \\\n    rm a.c\nRUN apk del gcc\n`,
      `${ALPINE}RUN apk add --no-cache \\\n    gcc && \\\n    gcc -o /a a.c && \\\n    rm a.c && \\\n    apk del gcc\n`,
    ],
    ['failure-masked', `${ALPINE}RUN apk add --no-cache jq || true\n`, `${ALPINE}RUN apk add --no-cache jq\n`],
  ])('%s of %j', (id, text, fixed) => expect(fixedBy(id, text)).toBe(fixed));
});
