import { describe, expect, test } from 'vitest';
import { findingsOf, fixedBy } from '../testing/rule-helpers.ts';

/** Fixes that broke, or looked bad, in the files that the ninth look was tuned on, with neighbours on either side. */

const ALPINE = 'FROM alpine:3.24\n';
const NODE = 'FROM node:24-alpine3.24\nWORKDIR /app\n';
const PIP = `${ALPINE}RUN apk add --no-cache py3-pip\n`;
/** With a library that an install by force may replace. */
const YAML = `${ALPINE}RUN apk add --no-cache py3-pip py3-yaml\n`;
const FORCED = 'pip3 install --break-system-packages';
const NGINX = 'FROM nginx:1.30-alpine3.24\nEXPOSE 80\n';
const NGINX_CMD = 'CMD ["nginx", "-g", "daemon off;"]\n';

describe('a finding without a fix that may break', () => {
  test.each([
    // What starts or edits Alpine's Python by its path would not see the environment.
    ['system-pip', `${PIP}RUN ${FORCED} flask\nCMD ["/usr/bin/python3", "main.py"]\n`],
    ['system-pip', `${PIP}RUN ${FORCED} tool\nCMD ["/usr/bin/tool"]\n`],
    ['system-pip', `${PIP}RUN ${FORCED} tool && sed -i s/a/b/ /usr/lib/python3*/site-packages/tool.py\n`],
    // pnpm reads settings and patches from other files, Yarn 2 and later its own program.
    ['copy-before-deps', `${NODE}COPY . .\nRUN pnpm install --frozen-lockfile\n`],
    ['copy-before-deps', `${NODE}COPY . .\nRUN yarn install\n`],
    ['copy-before-deps', `${NODE}RUN corepack enable\nCOPY . .\nRUN yarn install --frozen-lockfile\n`],
    // It would delete before there is anything to delete.
    [
      'copy-before-deps',
      'FROM golang:1.27-alpine3.24\nWORKDIR /app\nCOPY . .\nRUN go mod download && rm -rf web/assets\n',
    ],
    // The library comes with the headers.
    [
      'virtual-missing',
      `${ALPINE}RUN apk add --no-cache gcc make musl-dev mariadb-dev && make && apk del gcc make musl-dev\n`,
    ],
    // pip refuses that option in an environment.
    ['system-pip', `${PIP}RUN pip3 install --user a\n`],
    ['system-pip', `${PIP}RUN ${FORCED} a\nRUN ${FORCED} --user b\n`],
    // Another stage of the author's work compiles with it.
    [
      'virtual-missing',
      `${ALPINE}RUN apk add --no-cache build-base libffi-dev cargo zlib-dev && make && apk del libffi-dev cargo zlib-dev\n`,
    ],
    // A server that is handed in may have a certificate of its own.
    ['tls-unverified', `${ALPINE}ARG URL\nRUN wget --no-check-certificate -O /a "$URL"\n`],
    ['tls-unverified', `${ALPINE}RUN wget --no-check-certificate -O /a https://nexus/a\n`],
    // The words of the author would be left alone.
    ['tz-ineffective', `${ALPINE}RUN apk add --no-cache tzdata && echo "Set the zone" && echo UTC > /etc/timezone\n`],
    [
      'tz-ineffective',
      `${ALPINE}RUN echo "Set the zone" && \\\n    echo UTC > /etc/timezone && \\\n    # Clean up\n    rm -rf /tmp/*\n`,
    ],
    ['apk-cleanup-redundant', `${ALPINE}RUN apk add --no-cache jq && echo "Clean up" && rm -rf /var/cache/apk/*\n`],
    // Without the link, the zones are added and deleted for nothing.
    [
      'tz-ineffective',
      `${ALPINE}ENV TZ=Europe/Paris\nRUN apk add tzdata && ln -s /usr/share/zoneinfo/$TZ /etc/localtime && apk del tzdata\n`,
    ],
    // What the author says would stand above something else.
    ['base-floating', '# Always the latest, for its certificates.\nFROM alpine:3\n'],
    ['base-untagged', '# Use the newest Alpine\nFROM alpine\n'],
    [
      'apk-edge-mix',
      `${ALPINE}RUN apk add --no-cache git && \\\n# The latest is in edge only\n    apk add --no-cache --repository=https://dl-cdn.alpinelinux.org/alpine/edge/community jq\n`,
    ],
    ['redundant-command', `${NGINX}# The port is that of the load balancer\n${NGINX_CMD}`],
    ['redundant-command', `${NGINX}# Start the server\n# See the README\n${NGINX_CMD}`],
  ])('%s of %j', (id, text) => {
    expect(findingsOf(id, text)).toHaveLength(1);
    expect(fixedBy(id, text)).toBeUndefined();
  });
});

describe('a fix that keeps the layout', () => {
  const venv = `${ALPINE}ENV PATH="/opt/venv/bin:$PATH"\n`;
  test.each([
    [
      'system-pip',
      `${ALPINE}RUN apk add --no-cache py3-pip && \\\n\t${FORCED} a && \\\n\t${FORCED} b\n`,
      `${venv}RUN apk add --no-cache py3-pip && \\\n\tpython3 -m venv /opt/venv && \\\n\tpip3 install a && \\\n\tpip3 install b\n`,
    ],
    [
      'system-pip',
      `${ALPINE}RUN apk add --no-cache py3-pip \\\n  && ${FORCED} a\n`,
      `${venv}RUN apk add --no-cache py3-pip \\\n  && python3 -m venv /opt/venv \\\n  && pip3 install a\n`,
    ],
    [
      'system-pip',
      `${PIP}RUN ${FORCED} a\nRUN ${FORCED} b && cp a /usr/local/bin/\n`,
      `${PIP}ENV PATH="/opt/venv/bin:$PATH"\nRUN python3 -m venv /opt/venv && pip3 install a\nRUN pip3 install b && cp a /usr/local/bin/\n`,
    ],
    [
      'system-pip',
      `${ALPINE}RUN apk add --no-cache py3-pip && \\\n    # the tool\n    ${FORCED} a && \\\n    ls\n`,
      `${venv}RUN apk add --no-cache py3-pip && \\\n    # the tool\n    python3 -m venv /opt/venv && \\\n    pip3 install a && \\\n    ls\n`,
    ],
    [
      'failure-masked',
      `${ALPINE}RUN apk add curl && ./get || true\n`,
      `${ALPINE}RUN apk add curl && { ./get || true; }\n`,
    ],
    ['redundant-command', `${NGINX}\n# Start the server\n${NGINX_CMD}`, NGINX],
    ['redundant-command', `${NGINX}\n${NGINX_CMD}`, NGINX],
    ['redundant-command', `${NGINX}# In the foreground: nginx\n${NGINX_CMD}USER 1000\n`, `${NGINX}USER 1000\n`],
    [
      'copy-before-deps',
      `${NODE}COPY --chown=node:node package*.json ./\nCOPY --chown=node:node . .\nRUN yarn install --frozen-lockfile --ignore-scripts\n`,
      `${NODE}COPY --chown=node:node package*.json ./\nCOPY --chown=node:node yarn.lock ./\nRUN yarn install --frozen-lockfile --ignore-scripts\nCOPY --chown=node:node . .\n`,
    ],
    [
      'copy-before-deps',
      `${NODE}COPY . .\nRUN yarn install --production --ignore-scripts\n`,
      `${NODE}COPY package.json yarn.lock* ./\nRUN yarn install --production --ignore-scripts\nCOPY . .\n`,
    ],
    [
      'copy-before-deps',
      'FROM python:3.14-alpine3.24\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt && rm -rf /root/.cache\n',
      'FROM python:3.14-alpine3.24\nWORKDIR /app\nCOPY requirements.txt ./\nRUN pip install -r requirements.txt && rm -rf /root/.cache\nCOPY . .\n',
    ],
    [
      'tz-ineffective',
      `${ALPINE}ENV TZ=Europe/Paris\nRUN apk add tzdata && ln -s /usr/share/zoneinfo/$TZ /etc/localtime\n`,
      `${ALPINE}ENV TZ=Europe/Paris\nRUN apk add tzdata\n`,
    ],
    [
      'tz-ineffective',
      `${ALPINE}RUN echo "Set up" && echo UTC > /etc/timezone && mkdir /data\n`,
      `${ALPINE}RUN echo "Set up" && mkdir /data\n`,
    ],
    [
      'work-after-user',
      `${NODE}USER node\nRUN apk add git\nCOPY . .\n`,
      `${NODE}RUN apk add git\nUSER node\nCOPY . .\n`,
    ],
    [
      'work-after-user',
      `${NODE}\nUSER node\n\nRUN apk add git\n\nCOPY . .\n`,
      `${NODE}\nRUN apk add git\nUSER node\n\nCOPY . .\n`,
    ],
    [
      'work-after-user',
      `${NODE}# Not as root\nUSER node\nRUN apk add git\n`,
      `${NODE}# Not as root\nUSER node\nUSER root\nRUN apk add git\nUSER node\n`,
    ],
    [
      'work-after-user',
      `${NODE}USER node\nCOPY . .\nRUN apk add git\n`,
      `${NODE}USER node\nCOPY . .\nUSER root\nRUN apk add git\nUSER node\n`,
    ],
    [
      'work-after-user',
      `${NODE}USER 1000\nUSER node\nRUN apk add git\n`,
      `${NODE}USER 1000\nUSER node\nUSER root\nRUN apk add git\nUSER node\n`,
    ],
    [
      'tls-unverified',
      `${ALPINE}ARG V\nRUN wget --no-check-certificate -O /a "https://example.org/$V"\n`,
      `${ALPINE}ARG V\nRUN wget -O /a "https://example.org/$V"\n`,
    ],
    ['base-floating', '# Runs the server\nFROM alpine:3\n', '# Runs the server\nFROM alpine:3.24\n'],
    ['base-untagged', '# Use Alpine\nFROM alpine\n', '# Use Alpine\nFROM alpine:3.24\n'],
    [
      'apk-edge-mix',
      `${ALPINE}# Tools\nRUN apk add --no-cache --repository=https://dl-cdn.alpinelinux.org/alpine/edge/community jq\n`,
      `${ALPINE}# Tools\nRUN apk add --no-cache jq\n`,
    ],
    [
      'pipefail',
      `${ALPINE}RUN if [ -e a ]; then curl -f https://example.org/a | sh; fi\n`,
      `${ALPINE}RUN set -o pipefail; if [ -e a ]; then curl -f https://example.org/a | sh; fi\n`,
    ],
  ])('%s of %j', (id, text, fixed) => expect(fixedBy(id, text)).toBe(fixed));
});

const LOCKED = 'COPY package.json package-lock.json ./\n';
test.each([
  ['lockfile-install', `# npm install finds the package for musl\n${NODE}${LOCKED}RUN npm install\n`, 0],
  ['lockfile-install', `${NODE}${LOCKED}# No npm ci: the lock is that of another system\nRUN npm install\n`, 0],
  ['lockfile-install', `${NODE}COPY package.json yarn.lock ./\n# Not frozen\nRUN yarn\n`, 0],
  ['lockfile-install', `# Node.js on musl\n${NODE}${LOCKED}RUN npm install\n`, 1],
  ['lockfile-install', `${NODE}${LOCKED}# Install the packages\nRUN npm install\n`, 1],
  ['lockfile-install', `${NODE}# yarn install is for the other one\n${LOCKED}RUN npm install\n`, 1],
  ['lockfile-install', `${NODE}${LOCKED}RUN npm install --save-dev typescript\n`, 0],
  ['lockfile-install', `${NODE}${LOCKED}RUN npm install --no-save --silent typescript@5\n`, 0],
  ['lockfile-install', `${NODE}${LOCKED}RUN npm i -D typescript\n`, 0],
  ['lockfile-install', `${NODE}${LOCKED}RUN npm install --loglevel error\n`, 1],
  ['lockfile-install', `${NODE}${LOCKED}RUN npm install --legacy-peer-deps\n`, 1],
  ['lockfile-install', `${NODE}COPY package.json yarn.lock ./\nRUN yarn install --network-timeout 1000\n`, 1],
  ['copy-before-deps', `${NODE}${LOCKED}RUN npm ci\nCOPY . .\nRUN npm install --save-dev typescript\n`, 0],
  ['copy-before-deps', `${NODE}COPY . .\nRUN npm install --no-save typescript\n`, 0],
  ['copy-before-deps', `${NODE}COPY . .\nRUN pnpm i -D typescript\n`, 0],
  ['copy-before-deps', `${NODE}COPY . .\nRUN npm install -g typescript\n`, 1],
  ['copy-before-deps', `${NODE}COPY . .\nRUN npm install --loglevel error\n`, 1],
  ['copy-before-deps', `${NODE}COPY . .\nRUN pnpm i --reporter silent\n`, 1],
  ['lockfile-install', `FROM node:6-alpine\n${LOCKED}RUN npm install\n`, 0],
  ['lockfile-install', `FROM node:8.9-alpine\n${LOCKED}RUN npm install\n`, 0],
  ['lockfile-install', `FROM docker.io/library/node:7.10.1-alpine\n${LOCKED}RUN npm i\n`, 0],
  ['lockfile-install', `FROM node:8-alpine\n${LOCKED}RUN npm install\n`, 1],
  ['lockfile-install', `FROM node:8.17-alpine\n${LOCKED}RUN npm install\n`, 1],
  ['lockfile-install', `FROM node:lts-alpine\n${LOCKED}RUN npm install\n`, 1],
  ['system-pip', `${PIP}RUN ${FORCED} --user a\n`, 0],
  ['system-pip', `${PIP}RUN pip3 install --user a\n`, 1],
  ['copy-before-deps', 'FROM python:3.14-alpine3.24\nCOPY . .\nRUN pip install wheel && pip wheel .\n', 0],
  ['copy-before-deps', 'FROM python:3.14-alpine3.24\nCOPY . .\nRUN pip install --upgrade pip setuptools\n', 0],
  ['copy-before-deps', 'FROM python:3.14-alpine3.24\nCOPY . .\nRUN pip install "wheel>=0.45" build\n', 0],
  ['copy-before-deps', 'FROM python:3.14-alpine3.24\nCOPY . .\nRUN pip install wheel flask\n', 1],
  ['copy-before-deps', 'FROM python:3.14-alpine3.24\nCOPY . .\nRUN pip install pip && pip install flask\n', 1],
  ['copy-before-deps', 'FROM python:3.14-alpine3.24\nCOPY . .\nRUN pip install -r requirements.txt\n', 1],
  ['copy-before-deps', `${NODE}# In one layer, because the scripts want it all\nCOPY . .\nRUN npm ci\n`, 0],
  ['copy-before-deps', `${NODE}# Everything in a single COPY\nCOPY . .\nRUN npm ci\n`, 0],
  ['copy-before-deps', `${NODE}# Copied here on purpose: postinstall reads it\nCOPY . .\nRUN npm ci\n`, 0],
  ['copy-before-deps', `${NODE}# Copy all files that are needed\nCOPY . .\nRUN npm ci\n`, 1],
  ['virtual-missing', `${ALPINE}RUN apk add a-dev@edge b c && make && apk del a-dev b c\n`, 0],
  ['virtual-missing', `${ALPINE}RUN apk add a-dev b c && make && apk del a-dev b c\n`, 1],
  ['virtual-missing', `${ALPINE}RUN apk add a-dev b c d@edge && make && apk del a-dev b c\n`, 1],
])('%s finds in %j: %i', (id, text, count) => expect(findingsOf(id, text)).toHaveLength(count));

test.each([
  [`${YAML}RUN ${FORCED} a\n`, 'warning'],
  [`${PIP}RUN ${FORCED} a\n`, 'info'],
  [`FROM alpine:3.24 AS a\nRUN apk add --no-cache py3-pip && ${FORCED} a\n${ALPINE}COPY --from=a /a /a\n`, 'info'],
  [`FROM alpine:3.24 AS a\nRUN apk add --no-cache py3-pip && pip3 install a\n${ALPINE}COPY --from=a /a /a\n`, 'error'],
  [`FROM alpine:3.24 AS a\nRUN apk add --no-cache py3-pip py3-yaml && ${FORCED} a\nFROM a\nCMD ["a"]\n`, 'warning'],
  [`${YAML}# --break-system-packages: this image is nothing but that tool\nRUN ${FORCED} a\n`, 'info'],
  [`${YAML}# Install the tool\nRUN ${FORCED} a\n`, 'warning'],
  [`${PIP}# No venv: the image is one\nRUN pip3 install a\n`, 'error'],
])('system-pip: what is forced in %j', (text, severity) =>
  expect(findingsOf('system-pip', text).map((each) => each.severity)).toEqual([severity]),
);
