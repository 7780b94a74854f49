import { describe, expect, test } from 'vitest';
import { type Cases, describeCases } from '../testing/cases.ts';
import { findingsOf } from '../testing/rule-helpers.ts';

/** Faults that a reviewer would have named and no rule did (docs/proof, "What Belay does not say"). */

const NODE = (tag: string): string => `FROM node:${tag}\nWORKDIR /app\n`;

const GO = 'FROM golang:1.27-alpine3.24\nWORKDIR /app\n';
const MIX = 'FROM elixir:1.18-alpine\nWORKDIR /app\n';

const ALPINE = 'FROM alpine:3.24\n';
const SUDO = `${ALPINE}RUN apk add --no-cache sudo && adduser -D app\n`;
const PHP = 'FROM php:8.5-fpm-alpine3.24\n';

/** Two stages, the second of which copies. */
const TWO = (copy: string): string => `${ALPINE.replace('\n', ' AS build\n')}RUN echo 1 > /a\n${ALPINE}${copy}\n`;
const GIT = `${ALPINE}RUN apk add --no-cache git && git clone`;

const CASES: Cases = {
  'copy-from-unknown': {
    reported: [
      TWO('COPY FROM build /a /b'),
      TWO('COPY from Build /a /c /b/'),
      TWO('COPY from=build /a /b'),
      TWO('COPY -from=build /a /b'),
      TWO('COPY –from=build /a /b'),
      TWO('COPY /a /b --from=build'),
      TWO('COPY --chown=1:1 /a --from=build /b'),
    ],
    silent: [
      TWO('COPY --from=build /a /b'),
      TWO('COPY from build /b/'),
      TWO('COPY FROM assets /a /b/'),
      TWO('COPY from=other /a /b/'),
      `${ALPINE}COPY FROM build /a /b/\nFROM alpine:3.24 AS build\n`,
    ],
  },
  // A `&&` that is missing.
  'step-fails': {
    reported: [
      `${GIT} https://x.example/a.git /src cd /src && make\n`,
      `${GIT} --depth 1 -b v1 https://x.example/a.git /src cd /src\n`,
      `${GIT} -q --single-branch -- https://x.example/a.git a b\n`,
    ],
    silent: [
      `${GIT} https://x.example/a.git /src && cd /src && make\n`,
      `${GIT} --depth 1 -b v1 -c http.sslVerify=true https://x.example/a.git /src\n`,
      `${GIT} --unheard-of x https://x.example/a.git /src\n`,
      `${GIT} $(date +--depth=%u) https://x.example/a.git /src x\n`,
    ],
  },
  'gnu-flag': {
    reported: [
      `${ALPINE}RUN addgroup -S web && adduser -S -g web app\n`,
      `${ALPINE}RUN addgroup -g 2000 web && adduser -S -u 2000 -D -g 2000 app\n`,
      `${ALPINE}RUN addgroup web && adduser -D -g web app\n`,
      `${ALPINE}RUN addgroup -S app && adduser -S -u 322 app app\n`,
      `${PHP}RUN echo "memory_limit=1G\\nlog_errors=On" > /usr/local/etc/php/conf.d/app.ini\n`,
      `${ALPINE}RUN echo 'Port 2222\\nPermitRootLogin no' >> /etc/ssh/sshd_config\n`,
      `${ALPINE}RUN echo "a\\n" "b" > /etc/app.conf\n`,
    ],
    silent: [
      `${ALPINE}RUN adduser -S -g "Web server" app\n`,
      `${ALPINE}RUN addgroup web && adduser -D app && adduser app web && adduser -D web web\n`,
      `${ALPINE}RUN adduser -D -g app app && adduser -D -g '' web\n`,
      `${ALPINE}RUN addgroup web && adduser -S -G web -g web app\n`,
      `${ALPINE}RUN echo -e "a=1\\nb=2" > /etc/app.conf\n`,
      `${ALPINE}RUN echo "a=1\\nb=2"\n`,
      `${ALPINE}RUN echo '{"a": "1\\n2"}' > /etc/app && echo "printf '%s\\n' x" > /usr/bin/x\n`,
      `FROM debian:13\nRUN echo "a=1\\nb=2" > /etc/app.conf\n`,
      `${ALPINE}RUN apk add --no-cache bash\nSHELL ["/bin/bash", "-c"]\nRUN echo "a\\nb" > /a\n`,
    ],
  },
  'musl-locale': {
    reported: [`${ALPINE}RUN apk add --no-cache musl-locales\nENV LANG=de_DE.UTF-8\n`],
    noted: [
      `${ALPINE}RUN apk add --no-cache musl-locales musl-locales-lang\nENV LANG=en_US.UTF-8\nENV LC_ALL=en_US.UTF-8\n`,
      `${ALPINE}ENV LANG en_GB.UTF-8\nRUN apk add --no-cache musl-locales\n`,
    ],
    silent: [
      `${ALPINE}ENV LANG=en_US.UTF-8\n`,
      'FROM eclipse-temurin:21-jre-alpine-3.24\nENV LANG=en_US.UTF-8\n',
      `${ALPINE}RUN apk add --no-cache musl-locales\nENV LANG=en_US.UTF-8 MUSL_LOCPATH=/usr/share/i18n/locales/musl\n`,
    ],
  },
  'shell-removed': {
    reported: [
      `${ALPINE}RUN rm /bin/sh\nFROM scratch\nCOPY app /app\n`,
      `FROM alpine:3.24 AS a\nRUN rm /bin/sh /bin/ash\nFROM scratch\nCOPY app /app\n`,
    ],
    silent: [
      `FROM alpine:3.24 AS a\nRUN apk add --no-cache jq && rm /bin/sh\nFROM scratch\nCOPY --from=a /usr/bin/jq /\n`,
    ],
  },
  'failure-masked': {
    reported: [
      `${NODE('24-alpine')}RUN npm run build; npm prune --omit=dev\n`,
      `${ALPINE}RUN apk add --no-cache make && make -C /src; rm -rf /src\n`,
      `${ALPINE}RUN set -x; for each in a b; do pip install $each; done; rm -rf /root/.cache\n`,
    ],
    silent: [
      `${NODE('24-alpine')}RUN set -ex; npm run build; npm prune --omit=dev\n`,
      `${NODE('24-alpine')}RUN npm run build && npm prune --omit=dev;\n`,
      `${NODE('24-alpine')}SHELL ["/bin/sh", "-ec"]\nRUN npm run build; npm prune --omit=dev\n`,
      `${NODE('24-alpine')}RUN npm run build || exit 1; npm prune --omit=dev\n`,
      `${ALPINE}RUN mkdir /a; apk add --no-cache jq\n`,
      'FROM example/base:1\nRUN apk add --no-cache jq; mkdir /a\n',
    ],
  },
  'tool-unpinned': {
    reported: [
      `${ALPINE}RUN git clone --depth 1 https://example.org/tool.git && make -C tool install\n`,
      `${ALPINE}RUN git clone -b main https://example.org/tool\n`,
      `FROM alpine:3.24 AS a\nRUN git clone git@example.org:a/tool.git /t\n${ALPINE}COPY --from=a /t /t\n`,
    ],
    silent: [
      `${ALPINE}RUN git clone --branch v1.2 https://example.org/tool.git\n`,
      `${ALPINE}ARG V=main\nRUN git clone -b $V https://example.org/tool.git\n`,
      `${ALPINE}RUN git clone https://example.org/tool.git && cd tool && git checkout 0123abc\n`,
      `${ALPINE}RUN git clone https://example.org/tool.git /t\nRUN git -C /t reset --hard 0123abc\n`,
      `${ALPINE}RUN git clone "$REPOSITORY" /t\n`,
    ],
  },
  'set-swallows': {
    reported: [
      `${ALPINE}RUN mkdir -p /a \\\n    mkdir -p /b && chown -R 1000 /a\n`,
      `${ALPINE}RUN apk add --no-cache jq && rm -rf /tmp/* \\\n  wget -q https://example.org/a\n`,
      `${ALPINE}RUN chmod 755 /run.sh \\\n    chown app:app /data\n`,
    ],
    silent: [
      `${ALPINE}RUN mkdir -p /a && \\\n    mkdir -p /b\n`,
      `${ALPINE}RUN mkdir -p cd \\\n  curl \\\n  tar\n`,
      `${ALPINE}RUN rm -f /usr/bin/wget \\\n  /usr/bin/curl -- -x\n`,
      `${ALPINE}RUN cp -r curl wget /opt\n`,
    ],
  },
  'build-deps-in-final': {
    reported: [
      `${PHP}RUN apk add --no-cache $PHPIZE_DEPS && pecl install redis\n`,
      `${PHP}RUN apk add --no-cache \${PHPIZE_DEPS} git && pecl install redis\n`,
      `${PHP}RUN apk add --no-cache $PHPIZE_DEPS && pecl install redis && apk del make\n`,
    ],
    silent: [
      `${PHP}RUN apk add --no-cache $PHPIZE_DEPS && pecl install redis && apk del $PHPIZE_DEPS\n`,
      `${PHP}RUN apk add --no-cache -t .b $PHPIZE_DEPS && pecl install redis && apk del .b\n`,
      `${PHP}ARG PHPIZE_DEPS\nRUN apk add --no-cache $DEPS && pecl install redis\n`,
      'FROM example/php:8\nRUN apk add --no-cache $PHPIZE_DEPS && pecl install redis\n',
    ],
  },
  'virtual-removed-later': {
    reported: [`${PHP}RUN apk add --no-cache $PHPIZE_DEPS && pecl install redis\nRUN apk del $PHPIZE_DEPS\n`],
  },
  'copy-before-deps': {
    reported: [],
    noted: [
      `${NODE('24-alpine')}COPY package.json package-lock.json ./\nCOPY src ./src\nRUN npm ci && npm run build\n`,
      `${MIX}COPY . .\nRUN mix local.hex --force && mix deps.get\n`,
      `${MIX}COPY . .\nRUN MIX_ENV=prod mix deps.get --only prod && mix release\n`,
      `${MIX}COPY . .\nRUN mix do deps.get, compile\n`,
      `${NODE('24-alpine')}COPY . .\nRUN npm clean-install\n`,
      'FROM oven/bun:1-alpine\nWORKDIR /app\nCOPY . .\nRUN bun install --frozen-lockfile\n',
      `${NODE('24-alpine')}COPY frontend ./\nRUN npm install && npm run build\n`,
      `${NODE('24-alpine')}COPY ./apps/web/ /app\nRUN yarn install --frozen-lockfile\n`,
      `FROM node:24-alpine\nCOPY web /web\nWORKDIR /web\nRUN npm ci\n`,
      `${GO}COPY . .\nRUN go build -o /app ./cmd/app\n`,
      `${GO}COPY . .\nRUN go get -d ./... && go build -o /app .\n`,
      `${GO}COPY . .\nRUN CGO_ENABLED=0 go install ./...\n`,
    ],
    silent: [
      `${GO}COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build -o /app .\n`,
      `${GO}COPY vendor vendor\nCOPY . .\nRUN go build -o /app .\n`,
      [`${GO}COPY . .\nRUN go build -o /app .\n`, { 'go.mod': 'module a\n', 'main.go': '' }],
      `${MIX}COPY mix.exs mix.lock ./\nRUN mix deps.get\nCOPY . .\nRUN mix deps.get && mix release\n`,
      `${MIX}COPY . .\nRUN mix compile\n`,
      `${NODE('24-alpine')}COPY frontend frontend\nRUN npm ci\n`,
      `${NODE('24-alpine')}COPY package*.json ./\nCOPY scripts ./scripts\nRUN npm ci\n`,
      `FROM maven:3-eclipse-temurin-21-alpine\nWORKDIR /a\nCOPY pom.xml .\nCOPY src ./src\nRUN mvn package\n`,
      `${NODE('24-alpine')}COPY conf ./\nRUN apk add --no-cache git\n`,
      `${NODE('24-alpine')}COPY patches ./\nRUN npm ci\n`,
      `${NODE('24-alpine')}COPY package.json package-lock.json ./\nRUN npm ci\nCOPY frontend ./\nRUN npm run build\n`,
    ],
  },
  'root-user': {
    reported: [
      'FROM eclipse-temurin:21-jre-alpine\nCOPY a.jar /\nCMD ["java", "-jar", "/a.jar"]\n',
      'FROM mcr.microsoft.com/dotnet/aspnet:10.0-alpine3.23\nCOPY a /a\nENTRYPOINT ["dotnet", "/a/a.dll"]\n',
      'FROM oven/bun:1-alpine\nCOPY . .\nCMD ["bun", "run", "index.ts"]\n',
      `${SUDO}RUN echo "app ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/app\nUSER app\nCMD ["/app"]\n`,
      `${SUDO}RUN echo '%wheel ALL=(ALL:ALL) NOPASSWD:ALL' >> /etc/sudoers\nUSER app\nCMD ["/app"]\n`,
      `${SUDO}RUN printf 'app ALL=NOPASSWD: ALL\\n' >> /etc/sudoers\nUSER 1000\nCMD ["/app"]\n`,
    ],
    silent: [
      'FROM eclipse-temurin:21-jre-alpine\nCOPY a.jar /\nUSER 1000\nCMD ["java", "-jar", "/a.jar"]\n',
      'FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled\nCOPY a /a\nENTRYPOINT ["dotnet", "/a/a.dll"]\n',
      'FROM example/jre:21-alpine\nCOPY a.jar /\nCMD ["java", "-jar", "/a.jar"]\n',
      `${SUDO}RUN echo "app ALL=(ALL) NOPASSWD: /usr/sbin/postfix start" > /etc/sudoers.d/app\nUSER app\nCMD ["/app"]\n`,
      `${SUDO}RUN echo "app ALL=(ALL) ALL" > /etc/sudoers.d/app\nUSER app\nCMD ["/app"]\n`,
      `${SUDO}RUN echo "app ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/app\nUSER app\nRUN make\n`,
    ],
  },
  'command-missing': {
    reported: [
      `${NODE('lts-alpine')}RUN pnpm install\n`,
      `${NODE('20-alpine')}RUN pnpm install\n`,
      `${NODE('22-alpine3.24')}ENV PNPM_HOME=/pnpm\nENV PATH=$PNPM_HOME:$PATH\nRUN pnpm build\n`,
      `${NODE('26-alpine3.24')}RUN yarn install\n`,
      `${NODE('26-alpine3.24')}RUN corepack enable\n`,
    ],
    silent: [
      `${NODE('lts-alpine')}RUN corepack enable && pnpm install\n`,
      `${NODE('20-alpine')}RUN npm install -g pnpm@10\nRUN pnpm install\n`,
      `${NODE('20-alpine')}RUN corepack prepare pnpm@10 --activate\nRUN pnpm install\n`,
      `${NODE('12-alpine')}RUN pnpm install\n`,
      `${NODE('20-alpine')}RUN yarn install\n`,
      `${NODE('26-alpine3.24')}RUN apk add --no-cache yarn\nRUN yarn install\n`,
      `${NODE('22-alpine3.24')}COPY --from=example/tools:1 /usr/local /usr/local\nRUN pnpm install\n`,
      `${NODE('22-alpine3.24')}COPY --from=example/tools:1 /usr/local/bin/* /usr/local/bin/\nRUN pnpm install\n`,
      `${NODE('22-alpine3.24')}RUN corepack enable\nFROM node:22-alpine3.24\nCOPY --from=0 /usr/local/bin /usr/local/bin\nRUN pnpm install\n`,
    ],
  },
};

describe('a fault that nothing named', () => {
  describeCases(CASES);

  test.each([
    ['COPY . .\nCOPY --from=deps /app/node_modules ./node_modules\n', 1],
    ['COPY --from=deps /app/node_modules ./node_modules\nCOPY . .\n', 0],
    ['COPY . .\nCOPY --link --from=deps /app/node_modules ./node_modules\n', 0],
    ['COPY . .\nCOPY --from=built /app/dist ./dist\n', 0],
    ['COPY package.json .\nCOPY --from=deps /app/node_modules ./node_modules\n', 0],
  ])('what is installed elsewhere comes before the source: %s', (lines, count) => {
    const deps = `${NODE('24-alpine')}COPY package*.json ./\nRUN npm ci\n`.replace('alpine', 'alpine AS deps');
    const built = `FROM deps AS built\nCOPY src src\nRUN npm run build\n`;
    const found = findingsOf('copy-before-deps', `${deps}${built}${NODE('24-alpine')}${lines}CMD ["node", "a.js"]\n`);
    expect(found.map(({ severity }) => severity)).toEqual(Array(count).fill('info'));
  });

  test('a folder without the lists of packages is moved', () => {
    const text = `${NODE('24-alpine')}COPY web ./\nCOPY package.json package-lock.json ./\nRUN npm ci\n`;
    expect(findingsOf('copy-before-deps', text).map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Move this behind the `RUN` with `npm ci`/),
    ]);
  });

  test('setup.py belongs to the finding of pip', () => {
    const text = `${ALPINE}RUN apk add --no-cache py3-pip\nRUN pip install -r r.txt && python3 setup.py install\n`;
    const [found, ...others] = findingsOf('system-pip', text);
    expect(others).toEqual([]);
    expect(found?.related?.map(({ range }) => text.slice(range.start, range.end))).toEqual([
      'python3 setup.py install',
    ]);
  });
});
