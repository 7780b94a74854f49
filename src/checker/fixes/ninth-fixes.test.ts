import { describe, expect, test } from 'vitest';
import { findingsOf, fixedBy } from '../testing/rule-helpers.ts';

/** Fixes that broke, or looked bad, in the files that the ninth look was tuned on, with neighbours on either side. */

const ALPINE = 'FROM alpine:3.24\n';
const NODE = 'FROM node:24-alpine3.24\nWORKDIR /app\n';
const PIP = `${ALPINE}RUN apk add --no-cache py3-pip\n`;
const FORCED = 'pip3 install --break-system-packages';
const NGINX = 'FROM nginx:1.30-alpine3.24\nEXPOSE 80\n';
const NGINX_CMD = 'CMD ["nginx", "-g", "daemon off;"]\n';

describe('a finding without a fix that may break', () => {
  test.each([
    // What starts or edits Alpine's Python by its path would not see the environment.
    ['system-pip', `${PIP}RUN ${FORCED} flask\nCMD ["/usr/bin/python3", "main.py"]\n`],
    ['system-pip', `${PIP}RUN ${FORCED} tool\nCMD ["/usr/bin/tool"]\n`],
    ['system-pip', `${PIP}RUN ${FORCED} tool && sed -i s/a/b/ /usr/lib/python3*/site-packages/tool.py\n`],
    // The line between may be what is to fail, or one that must not.
    ['failure-masked', `${ALPINE}RUN apk add curl && rm a && curl -fO https://example.org/a || true\n`],
    ['failure-masked', `${ALPINE}RUN apk add curl && ./a && ./b || true\n`],
    // pnpm reads settings and patches from other files, Yarn 2 and later its own program.
    ['copy-before-deps', `${NODE}COPY . .\nRUN pnpm install --frozen-lockfile\n`],
    ['copy-before-deps', `${NODE}COPY . .\nRUN yarn install\n`],
    ['copy-before-deps', `${NODE}RUN corepack enable\nCOPY . .\nRUN yarn install --frozen-lockfile\n`],
    // Alpine's own Python moves with the branch.
    ['base-ended', 'FROM alpine:3.21\nRUN apk add --no-cache py3-pip && pip install --no-cache-dir flask\n'],
    // What the author says would stand above something else.
    ['base-floating', '# Always the latest, for its certificates.\nFROM alpine:3\n'],
    ['base-untagged', '# Use the newest Alpine\nFROM alpine\n'],
    [
      'apk-edge-mix',
      `${ALPINE}RUN apk add --no-cache git && \\\n# The latest is in edge only\n    apk add --no-cache --repository=https://dl-cdn.alpinelinux.org/alpine/edge/community jq\n`,
    ],
    ['redundant-command', `${NGINX}# The port is that of the load balancer\n${NGINX_CMD}`],
    ['redundant-command', `${NGINX}# Start the server\n# See the README\n${NGINX_CMD}`],
    ['exec-form', `${ALPINE}CMD ./server --a \\\n    --b\n`],
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
      'failure-masked',
      `${ALPINE}RUN apk add curl && \\\n    ./get && \\\n    apk del curl || true && \\\n    ls\n`,
      `${ALPINE}RUN apk add curl && \\\n    ./get && \\\n    { apk del curl || true; } && \\\n    ls\n`,
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
      `${NODE}COPY --chown=node:node package*.json ./\nCOPY --chown=node:node . .\nRUN yarn install --frozen-lockfile\n`,
      `${NODE}COPY --chown=node:node package*.json ./\nCOPY --chown=node:node yarn.lock ./\nRUN yarn install --frozen-lockfile\nCOPY --chown=node:node . .\n`,
    ],
    [
      'copy-before-deps',
      `${NODE}COPY . .\nRUN yarn install --production\n`,
      `${NODE}COPY package.json yarn.lock* ./\nRUN yarn install --production\nCOPY . .\n`,
    ],
    [
      'root-user',
      `${NODE}COPY server.js .\n\n# Start it\nCMD ["node", "server.js"]\n`,
      `${NODE}COPY server.js .\n\nUSER node\n\n# Start it\nCMD ["node", "server.js"]\n`,
    ],
    [
      'root-user',
      `${NODE}COPY server.js .\n# Start it\nCMD ["node", "server.js"]\n`,
      `${NODE}COPY server.js .\nUSER node\n# Start it\nCMD ["node", "server.js"]\n`,
    ],
    ['base-floating', '# Runs the server\nFROM alpine:3\n', '# Runs the server\nFROM alpine:3.24\n'],
    ['base-untagged', '# Use Alpine\nFROM alpine\n', '# Use Alpine\nFROM alpine:3.24\n'],
    [
      'base-ended',
      'FROM alpine:3.21\nRUN apk add --no-cache python3\n',
      'FROM alpine:3.24\nRUN apk add --no-cache python3\n',
    ],
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

test.each([
  [`${PIP}RUN ${FORCED} a\n`, 'warning'],
  [`FROM alpine:3.24 AS a\nRUN apk add --no-cache py3-pip && ${FORCED} a\n${ALPINE}COPY --from=a /a /a\n`, 'info'],
  [`FROM alpine:3.24 AS a\nRUN apk add --no-cache py3-pip && pip3 install a\n${ALPINE}COPY --from=a /a /a\n`, 'error'],
  [`FROM alpine:3.24 AS a\nRUN apk add --no-cache py3-pip && ${FORCED} a\nFROM a\nCMD ["a"]\n`, 'warning'],
])('system-pip: what is forced in %j', (text, severity) =>
  expect(findingsOf('system-pip', text).map((each) => each.severity)).toEqual([severity]),
);
