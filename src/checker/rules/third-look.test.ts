import { describe, expect, test } from 'vitest';
import { findingsOf, fixedBy, linesOf } from '../testing/rule-helpers.ts';
import { type Cases, describeCases } from '../testing/cases.ts';

/** What the third to the fifth look at files that nothing was tuned on, and what was tuned on between them, showed (docs/proof). */

const ALPINE = 'FROM alpine:3.24\n';
const GO = 'FROM golang:1.27 AS build\nWORKDIR /src\n';
const VENV = 'FROM python:3.14-alpine3.24 AS a\nRUN python3 -m venv /v && /v/bin/pip install flask\n';

const CASES: Cases = {
  'build-deps-in-final': {
    reported: [
      `${ALPINE}RUN apk add --no-cache elixir build-base\nCOPY . .\nCMD ["mix", "phx.server"]\n`,
      `FROM golang:1.27-alpine3.24\nRUN apk add --no-cache build-base\nCOPY . .\nRUN go build -o /app .\nENTRYPOINT ["/entrypoint.sh"]\n`,
      `FROM golang:1.27-alpine3.24\nRUN apk add --no-cache build-base\nCOPY server /usr/bin/\nENTRYPOINT ["/usr/bin/server"]\n`,
    ],
    silent: [
      `${ALPINE}RUN apk add --no-cache elixir build-base\nENTRYPOINT ["mix"]\n`,
      `${ALPINE}RUN apk add --no-cache elixir build-base\nCMD ["mix", "compile"]\n`,
      `${ALPINE}RUN apk add --no-cache ruby-dev build-base && gem install fpm\nENTRYPOINT ["fpm"]\n`,
      `${ALPINE}RUN apk add --no-cache openjdk21 g++ gradle\nENTRYPOINT ["gradle", "build"]\n`,
      `FROM golang:1.27-alpine3.24\nRUN apk add --no-cache bash build-base git tini\nCOPY scripts/entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/sbin/tini", "--", "/entrypoint.sh"]\n`,
      `# What is in it:\n#   * build-base: so that wheels can be compiled\n${ALPINE}RUN apk add --no-cache build-base python3 && pip install a\nCMD ["python3"]\n`,
      `FROM golang:1.27-alpine3.24\nRUN apk add --no-cache build-base\nCOPY release.sh /\nCMD ["/release.sh"]\n`,
    ],
  },
  'download-no-fail': {
    reported: [
      `${ALPINE}RUN apk add --no-cache curl && curl -LO https://example.org/tool-1.2 && chmod +x tool-1.2 && mv tool-1.2 /usr/bin/tool\n`,
      `${ALPINE}RUN apk add --no-cache curl && curl -LO https://example.org/tool-1.2 && mv other /usr/bin/tool && tool --version\n`,
      `${ALPINE}RUN apk add --no-cache curl && tool --version; curl -LO https://example.org/tool-1.2 && mv tool-1.2 /usr/bin/tool\n`,
    ],
    silent: [
      `${ALPINE}RUN apk add --no-cache curl && curl -LO https://example.org/tool-1.2 && chmod +x tool-1.2 && mv tool-1.2 /usr/bin/tool && tool --version\n`,
      `${ALPINE}ARG NAME\nRUN apk add --no-cache curl && curl -LO "https://example.org/\${NAME}" && chmod +x "\${NAME}" && mv "\${NAME}" /usr/bin/tool && tool --version | grep 1.2\n`,
      `${ALPINE}RUN apk add --no-cache curl && curl -Lo /tmp/t https://example.org/tool && install -m 755 /tmp/t /usr/bin/tool\nRUN tool --version\n`,
    ],
  },
  'venv-moved': {
    reported: [
      `${VENV}FROM python:3.14-alpine3.24\nCOPY --from=a /v /venv\nCMD ["/venv/bin/flask", "run"]\n`,
      `${VENV}FROM python:3.14-alpine3.24\nCOPY --from=a /v /venv\nENV PATH=/venv/bin:$PATH\nCMD ["flask", "run"]\n`,
    ],
    noted: [
      `${VENV}FROM python:3.14-alpine3.24\nCOPY --from=a /v /venv\nCMD ["/venv/bin/python", "-m", "flask"]\n`,
      `${VENV}FROM python:3.14-alpine3.24\nCOPY --from=a /v /venv\nENTRYPOINT ["/venv/bin/python3"]\n`,
    ],
  },
  'bash-missing': {
    reported: [
      `${ALPINE}CMD ["bash", "-c", "run"]\n`,
      `FROM alpine:3.24 AS a\nRUN bash -c true\nFROM alpine:3.24\nCOPY --from=a /x /x\n`,
      `FROM alpine:3.24 AS a\nCMD ["bash"]\nFROM alpine:3.24 AS b\nRUN true\n`,
    ],
    silent: [
      `FROM alpine:3.24 AS a\nCMD ["bash"]\nFROM alpine:3.24\nCOPY --from=a /x /x\n`,
      `FROM alpine:3.24 AS a\nENTRYPOINT ["/bin/bash", "-c", "run"]\nFROM alpine:3.24\nCOPY --from=a /x /x\n`,
      `FROM alpine:3.24 AS a\nSHELL ["/bin/bash", "-c"]\nCMD run\nFROM alpine:3.24\nCOPY --from=a /x /x\n`,
    ],
  },
  'stage-libc-mismatch': {
    reported: [
      'FROM alpine:3.24 AS a\nRUN apk add --no-cache jq\nFROM debian:13-slim\nCOPY --from=a /usr/bin/jq /usr/bin/\n',
      'FROM debian:13-slim AS a\nRUN apt-get update && apt-get install -y curl\nFROM alpine:3.24\nCOPY --from=a /usr/bin/curl /usr/bin/\n',
      'FROM alpine:3.24 AS a\nRUN curl -fsSL https://example.org/install.sh | sh && apk add --no-cache jq\nFROM debian:13-slim\nCOPY --from=a /usr/bin/jq /usr/bin/\n',
    ],
    silent: [
      'FROM alpine:3.24 AS a\nRUN apk add --no-cache dumb-init\nFROM gcr.io/distroless/base-debian13\nCOPY --from=a /usr/bin/dumb-init /usr/bin/\n',
      'FROM alpine:3.24 AS a\nRUN apk add --no-cache kubectl helm\nFROM debian:13-slim\nCOPY --from=a /usr/bin/kubectl /usr/bin/helm /usr/bin/\n',
      'FROM golang:1.27 AS a\nRUN for V in 1.0 1.1; do wget -q https://example.org/tool_$V && mv tool_$V /usr/bin/tool_$V; done\nFROM alpine:3.24\nCOPY --from=a /usr/bin/tool* /usr/bin/\n',
      'FROM debian:13-slim AS a\nARG V=1\nRUN cp /tmp/tool /usr/bin/tool-$V\nFROM alpine:3.24\nCOPY --from=a /usr/bin/tool-1 /usr/bin/tool\n',
      'FROM alpine:3.24 AS a\nRUN wget -qO- https://example.org/install.sh | sh\nFROM debian:13-slim\nCOPY --from=a /usr/bin/tool /usr/bin/\n',
      'FROM debian:13-slim AS a\nRUN make install\nFROM alpine:3.24\nCOPY --from=a /usr/bin/tool /usr/bin/\n',
      `${GO}ENV CGO_ENABLED 0\nRUN go build -o /app .\nFROM alpine:3.24\nCOPY --from=build /app /app\n`,
      `${GO}ARG CGO_ENABLED=0\nRUN go build -o /app .\nFROM alpine:3.24\nCOPY --from=build /app /app\n`,
      `${GO}RUN export CGO_ENABLED=0 && cd cmd && go build -o /app .\nFROM alpine:3.24\nCOPY --from=build /app /app\n`,
      `${GO}RUN CGO_ENABLED=0; export CGO_ENABLED; go build -o /app .\nFROM alpine:3.24\nCOPY --from=build /app /app\n`,
      `FROM golang:1.27 AS base\nENV CGO_ENABLED=0\nFROM base AS build\nRUN go build -o /app .\nFROM alpine:3.24\nCOPY --from=build /app /app\n`,
      `${GO}RUN CGO_ENABLED=0 GOOS=linux sh -c 'go build -o /app .'\nFROM alpine:3.24\nCOPY --from=build /app /app\n`,
    ],
  },
  'file-missing': {
    reported: [[`${ALPINE}COPY a.txt /\nCMD ["./gradlew", "build"]\n`, { 'a.txt': '' }], `${ALPINE}CMD ["/opt/run"]\n`],
    silent: [
      `${ALPINE}RUN apk add --no-cache openjdk21\nCMD ./gradlew build\n`,
      `${ALPINE}WORKDIR /workspace\nENTRYPOINT ["./mvnw"]\n`,
      `${ALPINE}CMD ["./run.sh"]\n`,
    ],
  },
  'runtime-ended': {
    reported: [
      'FROM postgres:13-alpine\n',
      'FROM postgres:13-alpine AS old\nFROM postgres:18-alpine\nCOPY --from=old /usr/local/bin/pg_dump /usr/local/pg13/\n',
    ],
    noted: [
      'FROM postgres:13-alpine AS a\nFROM postgres:17-alpine AS b\nFROM postgres:18-alpine\nCOPY --from=a /usr/local/bin/pg_dump /pg13/\nCOPY --from=b /usr/local/bin/pg_dump /pg17/\n',
    ],
  },
  'runtime-lib-missing': {
    reported: [],
    noted: [
      `${ALPINE}RUN apk add --no-cache --virtual .b g++ make && make install && apk del .b\n`,
      `${ALPINE}RUN apk add --no-cache g++ cmake && cmake --build . && apk del g++ cmake\n`,
      `${ALPINE}RUN apk add --no-cache tini && apk add --no-cache --virtual .b g++ make && make && apk del .b\n`,
    ],
    silent: [
      `${ALPINE}RUN apk add --no-cache libstdc++ && apk add --no-cache --virtual .b g++ && make && apk del .b\n`,
      `${ALPINE}RUN apk add --no-cache nodejs && apk add --no-cache --virtual .b g++ && make && apk del .b\n`,
      `${ALPINE}RUN apk add --no-cache --virtual .b g++ make && make LDFLAGS=-static && apk del .b\n`,
      `${ALPINE}RUN apk add --no-cache --virtual .b build-base && make && apk del .b\n`,
      `FROM node:24-alpine3.24\nRUN apk add --no-cache --virtual .b g++ && make && apk del .b\n`,
    ],
  },
  'system-pip': {
    reported: [
      `${ALPINE}RUN apk add --no-cache python3 py3-setuptools\nRUN python3 setup.py install\n`,
      `${ALPINE}RUN apk add --no-cache py3-pip && python3 setup.py build install\n`,
      `${ALPINE}RUN apk add --no-cache python3 && python setup.py -q install\n`,
    ],
    silent: [
      `${ALPINE}RUN apk add --no-cache python3 && python3 -m venv /v && /v/bin/python3 setup.py install\n`,
      `${ALPINE}RUN apk add --no-cache python3 && python3 setup.py install --prefix=/opt\n`,
      `FROM python:3.14-alpine3.24\nRUN python3 setup.py install\n`,
      `FROM alpine:3.24 AS a\nRUN apk add --no-cache python3 && python3 setup.py install\nFROM alpine:3.24\nCOPY --from=a /x /x\n`,
    ],
  },
  'tini-separator': {
    reported: [`${ALPINE}RUN apk add --no-cache tini\nENTRYPOINT ["/sbin/tini", "ls", "-l"]\n`],
    noted: [
      `${ALPINE}RUN apk add --no-cache tini\nENTRYPOINT ["/sbin/tini", "--"]\n`,
      `${ALPINE}RUN apk add --no-cache tini\nENTRYPOINT ["tini", "-g", "--"]\n`,
    ],
    silent: [
      `${ALPINE}RUN apk add --no-cache tini\nENTRYPOINT ["/sbin/tini", "--"]\nCMD ["date"]\n`,
      `${ALPINE}RUN apk add --no-cache tini\nCMD ["date"]\nENTRYPOINT ["/sbin/tini", "--"]\n`,
      `FROM alpine:3.24 AS a\nRUN apk add --no-cache tini\nENTRYPOINT ["/sbin/tini", "--"]\nFROM a\nCMD ["date"]\n`,
    ],
  },
  'secret-in-image': {
    reported: [
      `${ALPINE}ENV TOKEN=1f3e5d7c-0000-4000-8000-0123456789ab\n`,
      `${ALPINE}COPY rootfs/.kube/config /root/.kube/config\n`,
      `${ALPINE}# The key of the service\nENV API_TOKEN=abc123def\n`,
    ],
    noted: [`${ALPINE}# This key is intentionally public\nENV API_TOKEN=abc123def\n`],
    silent: [
      `${ALPINE}# Install an empty kubeconfig\nCOPY rootfs/.kube/config /root/.kube/config\n`,
      `${ALPINE}ENV TOKEN=00000000-0000-0000-0000-000000000000\n`,
      `${ALPINE}ENV TOKEN=0000000000\n`,
    ],
  },
  'step-fails': {
    reported: [
      `${ALPINE}COPY run.sh /run.sh\nRUN ls /run.sh/a\n`,
      `${ALPINE}RUN false\n`,
      `${ALPINE}RUN set -e; p="$(getent passwd nosuchuser)"; mkdir "$p"\n`,
    ],
    silent: [
      `${ALPINE}COPY s6.d /etc/s6.d\nRUN chmod +x /etc/s6.d/*/*\n`,
      `${ALPINE}COPY .github /srv/.github\nRUN ls /srv/.github/workflows\n`,
      `${ALPINE}COPY v1.2 /srv/app\nRUN cd /srv/app/bin && ./configure\n`,
      'FROM alpine:3.5\nRUN set -e; p="$(getent passwd postgres)"; mkdir -p "$p"\n',
      'FROM alpine:3.9\nRUN id operator && id postmaster\n',
      'FROM alpine:3.13\nRUN adduser --disabled-password --home /git git\nUSER git\nRUN mkdir -m 700 /git/.ssh\n',
      'FROM alpine:3.13\nRUN adduser -D app && ls /home/app\n',
      'FROM alpine:3.12\nRUN chown postgres /srv\n',
    ],
  },
  'work-after-user': {
    reported: [
      `${ALPINE}RUN adduser -D app\nUSER app\nRUN mkdir -m 700 /srv/a\n`,
      `${ALPINE}RUN adduser -D app\nUSER app\nRUN mkdir -pm 700 /opt/a\n`,
    ],
    silent: [
      `${ALPINE}RUN adduser -D app\nUSER app\nRUN mkdir -m 700 /home/app/.ssh\n`,
      `${ALPINE}RUN adduser -D app\nUSER app\nRUN mkdir -pm 700 /home/app/a/b\n`,
      `${ALPINE}RUN adduser -D app --home=/data\nUSER app\nRUN mkdir /data/a\n`,
      `${ALPINE}ARG HOME\nRUN adduser -D -h $HOME app\nUSER app\nRUN mkdir /data/a\n`,
      `${ALPINE}RUN ./setup && adduser -D app\nUSER app\nRUN mkdir /data/a\n`,
      `${ALPINE}RUN adduser -D -h /git git\nUSER git\nRUN mkdir -m 700 /git/.ssh && touch /git/.hushlogin\n`,
    ],
  },
  'apk-del-rdepends': {
    reported: [`${ALPINE}RUN apk del --rdepends zlib\n`, `${ALPINE}RUN apk del -r build-base zlib\n`],
    noted: [
      `${ALPINE}RUN apk add --no-cache build-base sqlite-dev && make && apk del -r build-base sqlite-dev\n`,
      `${ALPINE}RUN apk add --no-cache --virtual .b gcc && make && apk del --rdepends .b\n`,
    ],
  },
  'failure-masked': {
    reported: [`${ALPINE}RUN apk add --no-cache jq || true\n`, `${ALPINE}# Tools\nRUN apk add --no-cache jq || true\n`],
    noted: [`${ALPINE}# not available on older branches\nRUN apk add --no-cache jq || true\n`],
  },
  'tz-dangling': {
    reported: [
      `${ALPINE}RUN apk add --no-cache --virtual .t tzdata && ln -s /usr/share/zoneinfo/Europe/Oslo /etc/localtime && apk del .t\n`,
    ],
    silent: [
      `${ALPINE}RUN apk add --no-cache --virtual .t tzdata && ln -s /usr/share/zoneinfo/UTC /etc/localtime && apk del .t\n`,
      `${ALPINE}RUN ln -sf /usr/share/zoneinfo/Etc/UTC /etc/localtime\n`,
      `${ALPINE}RUN ln -sf /usr/share/zoneinfo/GMT /etc/localtime\n`,
      `${ALPINE}RUN apk add --no-cache openjdk21-jre && ln -snf /usr/share/zoneinfo/Asia/Shanghai /etc/localtime\n`,
    ],
  },
  'base-untagged': {
    reported: ['FROM gcr.io/distroless/static:latest\n', 'FROM cgr.dev/example/base\n'],
    noted: ['FROM cgr.dev/chainguard/wolfi-base\n', 'FROM cgr.dev/chainguard/static:latest\n'],
  },
};

describeCases(CASES);

test('a secret of a file for development is a note', () => {
  const text = `${ALPINE}ENV APP_SECRET=abcdef123\n`;
  const severity = (path: string): string[] =>
    findingsOf('secret-in-image', text, { path }).map((each) => each.severity);
  expect(severity('dev/Dockerfile')).toEqual(['info']);
  expect(severity('Dockerfile')).toEqual(['warning']);
});

describe('what the name of a file says', () => {
  const edge = 'FROM alpine:edge\nRUN apk add --no-cache jq\n';
  const arm = 'FROM --platform=linux/arm64 alpine:3.24\nCMD ["date"]\n';
  test.each([
    ['base-edge', edge, 'alpine/edge/Dockerfile'],
    ['base-edge', edge, 'Dockerfile.edge'],
    ['base-edge', edge, 'edge.Dockerfile'],
    ['base-edge', edge, 'Docker/Dockerfile-Newest'],
    ['platform-constant', arm, 'Dockerfile.arm64'],
    ['platform-constant', arm, 'Dockerfile.aarch64'],
    ['platform-constant', arm, 'docker/arm64v8/Dockerfile'],
  ])('%s is silent: %j in %s', (id, text, path) => expect(linesOf(id, text, { path })).toEqual([]));

  test.each([
    ['base-edge', edge, 'knowledge/Dockerfile'],
    ['base-edge', edge, 'Dockerfile-newestone'],
    ['base-edge', edge, 'Dockerfile'],
    ['platform-constant', arm, 'Dockerfile'],
    ['platform-constant', arm, 'Dockerfile.amd64'],
    ['platform-constant', arm, 'charm/Dockerfile'],
  ])('%s reports %j in %s', (id, text, path) => expect(linesOf(id, text, { path })).toHaveLength(1));

  test.each(['Dockerfile.fat', 'Dockerfile.full', 'Dockerfile-onbuild'])('%s is there to compile in', (path) => {
    const text = `${ALPINE}RUN apk add --no-cache build-base\nCMD ["server"]\n`;
    expect(linesOf('build-deps-in-final', text, { path })).toEqual([]);
    expect(linesOf('build-deps-in-final', text)).toHaveLength(1);
  });
});

describe('no fix is better than one that may break', () => {
  const build = 'RUN go build -o /app .\nFROM alpine:3.24\nCOPY --from=build /app /app\n';
  test.each([
    ['stage-libc-mismatch', `${GO}# CGO_ENABLED=0 cannot be set, plugins would not run\n${build}`],
    ['stage-libc-mismatch', `${GO}RUN go build -buildmode=plugin -o /p.so ./p\n${build}`],
    ['stage-libc-mismatch', `${GO}RUN apt-get update && apt-get install -y libsqlite3-dev\n${build}`],
    ['pipefail', `${ALPINE}RUN set -e; curl -s https://example.org/a | sh; getent group 82 | cut -d: -f1\n`],
    ['pipefail', `${ALPINE}RUN set -ex && wget -qO- https://example.org/a | sh && apk info | head -n 1\n`],
    ['pipefail', `${ALPINE}RUN wget -qO- https://example.org/a | sh && grep x /etc/passwd | cut -d: -f1\n`],
    [
      'copy-before-deps',
      'FROM node:24-alpine3.24\nWORKDIR /app\nCOPY . .\nRUN pnpm install --frozen-lockfile\nRUN cd packages/db && pnpm build\n',
    ],
    [
      'copy-before-deps',
      'FROM node:24-alpine3.24\nWORKDIR /app\nCOPY . .\nRUN pnpm install --frozen-lockfile\nRUN pnpm deploy --filter=web /prod\n',
    ],
    [
      'copy-before-deps',
      'FROM node:24-alpine3.24\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN npm run build --workspace=web\n',
    ],
    [
      'copy-before-deps',
      'FROM node:24-alpine3.24 AS ui\nWORKDIR /app\nCOPY . .\nRUN npm install\nRUN npm run build:ui\nFROM node:24-alpine3.24\nCOPY ./pnpm-workspace.yaml ./package.json ./\nCOPY --from=ui /app/ui ./ui\n',
    ],
    [
      'root-user',
      'FROM node:24-alpine3.24 AS a\nVOLUME ["/data"]\nFROM node:24-alpine3.24\nWORKDIR /app\nCOPY . .\nCMD ["node", "a.js"]\n',
    ],
    [
      'base-ended',
      'FROM elixir:1.18-alpine AS a\nRUN mix release\nFROM alpine:3.21\nRUN apk add --no-cache openssl\nCOPY --from=a /app /app\n',
    ],
    ['tz-ineffective', `${ALPINE}# No tzdata here, and the server wants its TZ\nRUN echo UTC > /etc/timezone\n`],
  ])('%s of %j', (id, text) => expect(fixedBy(id, text)).toBeUndefined());

  test.each([
    ['stage-libc-mismatch', `${GO}COPY . .\n${build}`],
    ['pipefail', `${ALPINE}RUN set -e; curl -s https://example.org/a | sh; ls /\n`],
    [
      'copy-before-deps',
      'FROM node:24-alpine3.24\nWORKDIR /app\nCOPY . .\nRUN npm ci --ignore-scripts\nRUN npm run build\n',
    ],
    [
      'copy-before-deps',
      'FROM node:24-alpine3.24 AS ui\nWORKDIR /app\nCOPY . .\nRUN npm install --ignore-scripts\nRUN npm run build:ui\nFROM node:24-alpine3.24\nCOPY ./package.json ./\nCOPY --from=ui /app/ui ./ui\n',
    ],
    ['root-user', 'FROM node:24-alpine3.24\nWORKDIR /app\nCOPY . .\nRUN chown -R node /app\nCMD ["node", "a.js"]\n'],
    ['base-ended', 'FROM golang:1.27-alpine AS a\nRUN go build -o /app .\nFROM alpine:3.21\nCOPY --from=a /app /app\n'],
  ])('%s of %j has one', (id, text) => expect(fixedBy(id, text)).toBeDefined());
});

describe('the comments and the layout of the author stay', () => {
  const long = `RUN apk add --no-cache ${'a-package-with-a-long-name '.repeat(4).trim()}\n`;
  test.each([
    [
      'apk-cleanup-too-late',
      `${ALPINE}RUN apk add jq\n# https://example.org/why\n# RUN ln -s /a /b\n# clean the cache\nRUN rm -rf /var/cache/apk/*\n\nRUN true\n`,
      `${ALPINE}RUN apk add jq\n# https://example.org/why\n# RUN ln -s /a /b\n\nRUN true\n`,
    ],
    [
      'apk-cleanup-too-late',
      `${ALPINE}RUN apk add jq\n# Remove the index,\n# which nobody needs\nRUN rm -rf /var/cache/apk/*\n\nRUN true\n`,
      `${ALPINE}RUN apk add jq\n\nRUN true\n`,
    ],
    ['bash-missing', `${ALPINE}${long}CMD ["bash"]\n`, `${ALPINE}${long.trimEnd()} \\\n    bash\nCMD ["bash"]\n`],
  ])('%s of %j', (id, text, fixed) => expect(fixedBy(id, text)).toBe(fixed));
});
