import { type Cases, describeCases } from '../testing/cases.ts';

/** What was false, or up to its reader, in files that nothing was tuned on (docs/proof), with neighbours on either side. */

const ALPINE = 'FROM alpine:3.24\n';
const NODE = 'FROM node:24-alpine3.24\nWORKDIR /app\n';
const PYTHON = 'FROM python:3.14-alpine3.24\nWORKDIR /app\n';
const COMPOSER = 'FROM php:8.4-fpm-alpine3.24\nWORKDIR /srv\n';
const YARN = `${NODE}COPY package.json yarn.lock ./\n`;
const MODULES = 'COPY --from=deps /app/node_modules ./node_modules\nCMD ["node", "server.js"]\n';
const script = (text: string): Readonly<Record<string, string>> => ({ start: `#!/bin/sh\n${text}\n` });
const STARTS = `${ALPINE}COPY --chmod=755 start /start\nENTRYPOINT ["/start"]\n`;

const CASES: Cases = {
  'build-deps-in-final': {
    reported: [
      `FROM golang:1.27-alpine3.24\nRUN apk add --no-cache gcc musl-dev\nCOPY server /usr/bin/\nCMD ["server"]\n`,
      `${ALPINE}RUN apk add --no-cache g++\nCOPY builder-status /usr/bin/\nCMD ["builder-status"]\n`,
      `${NODE}RUN apk add --no-cache build-base\nCOPY . .\nCMD ["node", "build.js"]\n`,
    ],
    silent: [
      `FROM golang:1.27-alpine3.24\nRUN apk add --no-cache gcc musl-dev\nCOPY $TARGETPLATFORM/golangci-lint /usr/bin/\nCMD ["golangci-lint"]\n`,
      `FROM rust:1.96-alpine3.24\nRUN apk add --no-cache musl-dev gcc\nCMD ["cargo-watch", "-x", "test"]\n`,
      `${ALPINE}RUN apk add --no-cache go gcc musl-dev\nENTRYPOINT ["goreleaser"]\n`,
      `${ALPINE}RUN apk add ghc cabal g++ libffi-dev\nCOPY build /usr/bin\nENTRYPOINT ["/usr/bin/build"]\n`,
      `${ALPINE}RUN apk add --no-cache build-base\nCOPY build-all.sh /\nCMD ["/build-all.sh"]\n`,
      `${ALPINE}RUN apk add --no-cache build-base\nCOPY compile /opt/\nENTRYPOINT ["/sbin/tini", "--", "/opt/compile"]\n`,
    ],
  },
  'root-user': {
    reported: [
      `${NODE}COPY . .\nRUN apk add --no-cache tzdata\nCMD ["node", "server.js"]\n`,
      `${PYTHON}COPY . .\nCMD ["gunicorn", "app:app"]\n`,
      `${NODE}COPY . .\nENV DATA=/dev/shm\nCMD ["node", "server.js"]\n`,
      [STARTS, script('echo "behind nginx"\nexec server "$@"')],
      `${NODE}COPY . .\nCMD ["node", "build.js"]\n`,
    ],
    silent: [
      `${ALPINE}USER root\nRUN apk add ghc cabal\nCOPY build /usr/bin\nENTRYPOINT ["/usr/bin/build"]\n`,
      `${ALPINE}USER root\nRUN apk add --no-cache make\nENTRYPOINT ["make"]\n`,
      `FROM golang:1.27-alpine3.24\nUSER root\nCMD ["golangci-lint", "run"]\n`,
      `${NODE}RUN apk add --no-cache libusb eudev\nCOPY . .\nCMD ["node", "server.js"]\n`,
      `${NODE}ENV SERIAL=/dev/ttyACM0\nCOPY . .\nCMD ["node", "server.js"]\n`,
      `${PYTHON}RUN apk add --no-cache i2c-tools\nCOPY . .\nCMD ["python3", "sensor.py"]\n`,
      `${PYTHON}COPY . .\nCMD ["gunicorn", "--user=app", "app:app"]\n`,
      `${PYTHON}COPY . .\nCMD ["uwsgi", "--uid", "nobody", "app.ini"]\n`,
      [STARTS, script('exec -- /usr/bin/supercronic /crontab')],
      [STARTS, script('php-fpm -D\nexec nginx -g "daemon off;"')],
      [STARTS, script('chown app /data\nexec su-exec app server')],
    ],
  },
  'copy-before-deps': {
    reported: [
      `${ALPINE}COPY . /srv\nRUN apk add --no-cache --virtual .f curl && curl -fo /d.json https://example.org/d.json && apk del .f\n`,
      `${ALPINE}COPY . /srv\nRUN apk add --no-cache gcc make && make -C /srv install\n`,
      `FROM node:24-alpine3.24 AS source\nCOPY . .\nFROM source\nRUN apk add --no-cache git\nCMD ["node", "."]\n`,
    ],
    noted: [
      `${PYTHON}COPY . .\nRUN apk add --no-cache --virtual .b gcc && pip install -r requirements.txt && apk del .b\n`,
      `${NODE}COPY . .\nRUN --mount=type=cache,target=/var/cache/apk npm ci\n`,
      `${NODE}COPY . .\nRUN npm ci && npm run build\n`,
      [`${NODE}COPY . .\nRUN npm ci\n`, { 'package.json': '{}\n', 'client/package.json': '{}\n', 'a.js': '' }],
      `${NODE}COPY . .\nRUN --mount=type=cache,target=/app/node_modules pnpm install && pnpm build\n`,
      `${NODE}COPY . .\nRUN --mount=type=cache,target=/root/.npm npm ci\n`,
      `${PYTHON}COPY . .\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\n`,
      `${NODE}COPY . .\nRUN pnpm install --frozen-lockfile --filter api...\n`,
      `${NODE}COPY . .\nRUN yarn install && npx turbo run build\n`,
      `${NODE}COPY . .\nRUN npm ci && npx lerna run build\n`,
      [`${NODE}COPY . .\nRUN pnpm i\n`, { 'package.json': '{}\n', 'pnpm-workspace.yaml': 'packages: [a]\n' }],
    ],
    silent: [
      `${ALPINE}COPY . /tmp/repo\nRUN apk add --no-cache --virtual .b gcc make && make -C /tmp/repo install && apk del .b && apk add --no-cache tzdata\n`,
      `${PYTHON}ADD . /src\nRUN apk add --no-cache --virtual=b gcc && pip install gunicorn && pip install -e /src[db] && apk del b\n`,
      `${ALPINE}COPY . .\nRUN apk add --no-cache gcc musl-dev && gcc -o /bin/app app.c && apk del gcc musl-dev\n`,
      `${NODE}COPY . .\nCMD ["node", "."]\nFROM node:24-alpine3.24 AS x\nFROM x\nRUN apk add --no-cache git\n`,
      `FROM node:24-alpine3.24 AS app\nCOPY . .\nCMD ["node", "."]\nFROM app AS plus\nRUN apk add --no-cache chromium\n`,
      `FROM node:24-alpine3.24 AS app\nCOPY . .\nENTRYPOINT ["node", "."]\nFROM app AS plus\nRUN npm install --prefix "$(npm root -g)" simple-cdp\n`,
      `FROM python:3.14-alpine3.24 AS app\nCOPY . .\nCMD ["./start.sh"]\nFROM app AS test\nRUN pip install -r requirements.test.txt\n`,
    ],
  },
  'chown-layer': {
    reported: [
      `${ALPINE}COPY app/ /srv/\nRUN chmod -R a+rX /srv\n`,
      `${ALPINE}RUN adduser -D app\nCOPY app/ /srv/\nRUN mkdir /srv/data && chown -R app /srv\n`,
      `${ALPINE}COPY app/ /srv/\nRUN adduser -D app && chown -R app:app /srv\n`,
      `${NODE}COPY app/ ./\nRUN npm ci && chown -R node:node /app\n`,
    ],
    noted: [
      `FROM nginx:1.30-alpine3.24\nCOPY wsgi_params nginx/nginx.conf /etc/nginx/\nRUN chmod -R g=u /etc/nginx\n`,
      `${ALPINE}COPY app/ /srv/\nRUN chmod -R g=u /srv\n`,
      `${ALPINE}COPY app/ /srv/\nRUN chmod -R go=u /srv\n`,
      `${ALPINE}RUN cd /var/www && tar xzf /x.tgz && mv mail-1 mail\nCOPY login/ /var/www/mail/plugins/login/\nRUN chmod -R a+rX /var/www/mail\n`,
      `${ALPINE}RUN cp -r /etc/skel /srv/skel\nCOPY login/ /srv/login/\nRUN chmod -R a+rX /srv\n`,
      `${COMPOSER}COPY . ./\nRUN apk add --no-cache nginx && composer install --no-dev && chown -R nginx:nginx .\n`,
      `${COMPOSER}COPY . ./\nRUN adduser -D shop && composer install && chown -R shop .\n`,
    ],
  },
  'secret-in-image': {
    reported: [
      `${COMPOSER}COPY .env ./\nRUN composer install\n`,
      `${COMPOSER}COPY symfony.lock ./\nCOPY .env.local ./\n`,
      `${NODE}COPY package.json .env ./\n`,
    ],
    silent: [
      `${COMPOSER}COPY composer.* symfony.lock ./\nRUN composer install\nCOPY .env .env.prod ./\n`,
      `${COMPOSER}COPY .env ./\nRUN composer dump-env prod\n`,
      `${COMPOSER}COPY .env ./\nRUN php bin/console cache:warmup\n`,
      `${COMPOSER}COPY .env bin src ./\nRUN bin/console assets:install public\n`,
    ],
  },
  'lockfile-install': {
    reported: [
      `${YARN}RUN yarn install --production\n`,
      `${YARN}RUN yarn install --frozen-lockfile\nCOPY . .\nRUN yarn install\n`,
      `${YARN}RUN yarn install\nRUN yarn build\n`,
      `${NODE}COPY package.json package-lock.json ./\nRUN npm install --omit=dev\n`,
    ],
    silent: [
      `${YARN}RUN yarn install --frozen-lockfile\nCOPY . ./\nRUN yarn build\nRUN yarn install --production --ignore-scripts --prefer-offline\n`,
      `${NODE}COPY package.json package-lock.json ./\nRUN npm ci && npm run build && npm install --omit=dev\n`,
      `${NODE}COPY package.json pnpm-lock.yaml ./\nRUN pnpm i --frozen-lockfile\nRUN pnpm i --prod --offline\n`,
    ],
  },
  'apk-edge-mix': {
    reported: [
      `${ALPINE}RUN apk add --no-cache -X https://dl-cdn.alpinelinux.org/alpine/v3.17/main openvpn\n`,
      `${ALPINE}RUN apk add --no-cache -X https://dl-cdn.alpinelinux.org/alpine/edge/main openvpn~2.7\n`,
      `FROM alpine:3.23\nRUN apk add --no-cache -X https://dl-cdn.alpinelinux.org/alpine/v3.24/main openvpn~2.7\n`,
      `${ALPINE}RUN apk add --no-cache -X https://dl-cdn.alpinelinux.org/alpine/v3.17/main openvpn~2.5 curl\n`,
    ],
    noted: [
      `${ALPINE}RUN apk add --no-cache -X "https://dl-cdn.alpinelinux.org/alpine/v3.17/main" openvpn\\~2.5\n`,
      `${ALPINE}RUN apk add --no-cache --repository=https://dl-cdn.alpinelinux.org/alpine/v3.9/main 'mongodb~=4.0' 'yaml-cpp~=0.6'\n`,
      `FROM python:3.14-alpine3.23\nRUN apk add -X https://dl-cdn.alpinelinux.org/alpine/v3.20/community nodejs=18.20.1-r0\n`,
    ],
  },
  'node-abi': {
    reported: [
      `FROM node:24 AS deps\nWORKDIR /app\nRUN apt-get update && apt-get install -y build-essential\nCOPY package.json ./\nRUN npm i\n${NODE}${MODULES}`,
      `FROM node:24 AS deps\nWORKDIR /app\nCOPY package.json ./\nRUN npm i && npm rebuild sharp\n${NODE}${MODULES}`,
      `FROM node:22-alpine AS deps\nWORKDIR /app\nRUN apk add --no-cache python3 make g++\nCOPY package.json ./\nRUN npm i\n${NODE}${MODULES}`,
      [
        `FROM node:24 AS deps\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\n${NODE}${MODULES}`,
        { 'package.json': '{}\n', 'package-lock.json': '{"packages": {"a": {"hasInstallScript": true}}}\n' },
      ],
    ],
    noted: [
      `FROM node:24 AS deps\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci --omit=dev\n${NODE}${MODULES}`,
      `FROM node:24-slim AS deps\nWORKDIR /app\nRUN apt-get update && apt-get install -y git\nCOPY . .\nRUN yarn install\n${NODE}${MODULES}`,
      `FROM node:22-alpine AS deps\nWORKDIR /app\nCOPY . .\nRUN pnpm i\n${NODE}${MODULES}`,
    ],
    silent: [
      [
        `FROM node:24 AS deps\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\n${NODE}${MODULES}`,
        { 'package.json': '{}\n', 'package-lock.json': '{"packages": {"a": {}}}\n' },
      ],
    ],
  },
  'base-untagged': {
    reported: [
      `FROM example/agent\nLABEL org.opencontainers.image.source="https://github.com/other/agent"\n`,
      `FROM example/agent\nLABEL maintainer="Somebody <help@somebody.test>"\n`,
      [`FROM example/agent\n`, { 'Dockerfile.server': '' }],
      `FROM alpine\nLABEL org.opencontainers.image.source="https://github.com/alpine/alpine"\n`,
    ],
    noted: [
      `FROM example/agent\nLABEL org.opencontainers.image.title="x" \\\n  org.opencontainers.image.source="https://github.com/Example/agent"\n`,
      `FROM ghcr.io/example/agent:latest\nLABEL org.opencontainers.image.url=https://github.com/example/all\n`,
      [`FROM example/agent\n`, { 'docker/Dockerfile.agent': '' }],
    ],
  },
  'unchecked-download': {
    reported: [
      `${ALPINE}ARG url=https://example.org/a.tar.gz\nRUN if [ -n "$url" ]; then wget -qO- "$url" | tar xz; fi\n`,
      `${ALPINE}ARG skip\nRUN if [ -z "$skip" ]; then wget -qO- https://example.org/a.tar.gz | tar xz; fi\n`,
      `${ALPINE}ARG kind\nRUN [ "$kind" != none ] && wget -qO- https://example.org/a.tar.gz | tar xz\n`,
      `${ALPINE}RUN if [ -n "$HOME" ]; then wget -qO- https://example.org/a.tar.gz | tar xz; fi\n`,
    ],
    noted: [
      `${ALPINE}ARG update\nARG url=https://example.org/master.tar.gz\nRUN if [ ! -z "$update" ]; \\\n    then wget -qO- \${url} | \\\n    tar xz; fi\n`,
      `${ALPINE}ARG update=\nRUN if [ -n "$update" ]; then wget -qO- https://example.org/a.tar.gz | tar xz; fi\n`,
      `${ALPINE}ARG plugins\nRUN [ "$plugins" = yes ] && wget -qO- https://example.org/a.tar.gz | tar xz || true\n`,
    ],
  },
};

describeCases(CASES);
