import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { findingsOf, fixedBy, TODAY } from '../testing/rule-helpers.ts';
import { type Cases, describeCases } from '../testing/cases.ts';

/** What the seventh look at files that nothing was tuned on showed (docs/proof). */

const ALPINE = 'FROM alpine:3.24\n';
const NODE = 'FROM node:24-alpine3.24\nWORKDIR /app\n';
const ELIXIR = 'FROM elixir:1.20-alpine\nRUN apk add --no-cache rust cargo\n';
const DIGEST = 'sha256:d4c4845f5d60c6a974c6000ce58ae079328d03ab7f721a0734277e69905473e5';
const GO = 'FROM --platform=$BUILDPLATFORM golang:1.27-alpine3.24\nWORKDIR /src\nCOPY . .\n';
const EDGE = 'https://dl-cdn.alpinelinux.org/alpine/edge/main';
const PIPED = 'RUN wget -qO- https://example.org/install.sh |';

const CASES: Cases = {
  'secret-in-image': {
    reported: [
      `${ALPINE}ENV AUTH_PROVIDER_PASSWORD=credentials\n`,
      `${ALPINE}ENV AWS_SECRET_ACCESS_KEY=xy\n`,
      `${ALPINE}ENV AUTH_CREDENTIALS=credentials\n`,
    ],
    silent: [
      `${ALPINE}ENV AUTH_PROVIDERS='credentials'\n`,
      `${ALPINE}ENV AWS_SECRET_ACCESS_KEY=x\n`,
      `${ALPINE}ENV AUTH_METHODS=token TOKEN_TYPES=jwt SECRET_ENDPOINTS=a,b\n`,
    ],
  },
  'foreign-package-manager': {
    reported: [
      'FROM golang:1.27\nRUN apk add --no-cache tzdata\n',
      `FROM golang:1.27-trixie@${DIGEST}\nRUN apk add --no-cache tzdata\n`,
      `FROM debian@${DIGEST}\nRUN apk add --no-cache tzdata\n`,
    ],
    silent: [
      `FROM golang@${DIGEST}\nRUN apk add --no-cache tzdata\n`,
      `FROM golang@${DIGEST} AS build\nRUN <<EOF\nset -e\napk add --no-cache tzdata\nEOF\n`,
      `FROM node@${DIGEST}\nRUN apk add --no-cache tini\n`,
    ],
  },
  'build-deps-in-final': {
    reported: [
      `${ELIXIR}CMD ["bin/app", "start"]\n`,
      `${ELIXIR}CMD ["iex", "-S", "app"]\n`,
      `${ALPINE}RUN apk add --no-cache cargo\nCMD ["iex", "-S", "mix"]\n`,
    ],
    silent: [
      `${ELIXIR}CMD ["sh", "-c", "iex --sname dev -S mix phx.server"]\n`,
      `${ELIXIR}CMD ["iex", "-S", "mix"]\n`,
      `${ELIXIR}CMD exec iex -S mix phx.server\n`,
    ],
  },
  'npm-omit-dev': {
    reported: [
      `${NODE}COPY . .\nRUN npm ci\nCMD ["node", "server.js"]\n`,
      `${NODE}COPY . .\nRUN npm ci\nCMD ["sh", "scripts/run.sh"]\n`,
      `${NODE}COPY . .\nRUN npm ci\nCMD ["sh", "scripts/run_device.sh"]\n`,
    ],
    silent: [
      `${NODE}COPY . .\nRUN npm ci\nENTRYPOINT ["sh", "scripts/run_dev.sh"]\n`,
      `${NODE}COPY . .\nRUN pnpm install --frozen-lockfile\nCMD ["sh", "/app/start_dev.sh"]\n`,
      `${NODE}COPY . .\nRUN npm ci\nCMD ["sh", "scripts/app_watch.sh"]\n`,
    ],
  },
  'apk-upgrade': {
    reported: [
      `${ALPINE}RUN apk upgrade --no-cache\n`,
      `${ALPINE}RUN apk upgrade --no-cache && echo ${EDGE} >> /etc/apk/repositories\n`,
      `${ALPINE}RUN apk add --no-cache -X ${EDGE} jq\nFROM alpine:3.24\nRUN apk upgrade --no-cache\n`,
    ],
    silent: [
      `${ALPINE}RUN echo ${EDGE} > /etc/apk/repositories && apk upgrade -U -a\n`,
      `${ALPINE}RUN echo ${EDGE} >> /etc/apk/repositories\nRUN apk upgrade --no-cache\n`,
      `${ALPINE}RUN sed -i 's/v3.24/edge/' /etc/apk/repositories && apk upgrade --no-cache\n`,
    ],
  },
  'unchecked-download': {
    reported: [
      `${ALPINE}${PIPED} ENV="$HOME/.shrc" SHELL="$(which sh)" sh -\n`,
      `${ALPINE}${PIPED} A="$(id -u)" sh -s -- --yes\n`,
      `${ALPINE}${PIPED} sh -\n`,
    ],
    silent: [
      `${ALPINE}${PIPED} A="$(which sh)" cat\n`,
      `${ALPINE}${PIPED.replace('|', '&& A="$(which sh)"')} true\n`,
      `${ALPINE}${PIPED} grep "$(echo sh)"\n`,
    ],
  },
  'variable-undefined': {
    reported: [
      `${GO}RUN GOOS=\${TARGETOS} GOARCH=\${TARGETARCH} go build -o /a .\n`,
      `${GO}RUN if [ "$TARGETARCH" = arm64 ]; then make arm; fi\n`,
      `ARG TARGETARCH\n${GO}RUN GOARCH=$TARGETARCH go build -o /a .\n`,
    ],
    silent: [
      `${GO}ARG TARGETOS TARGETARCH\nRUN GOOS=\${TARGETOS} GOARCH=\${TARGETARCH} go build -o /a .\n`,
      `${GO}RUN TARGETARCH=$(go env GOARCH) && GOARCH=$TARGETARCH go build -o /a .\n`,
      `FROM golang:1.27 AS base\nARG TARGETARCH\nFROM base\nRUN GOARCH=$TARGETARCH go build -o /a . && echo \${TARGETOS:-linux} \${TARGETVARIANT-}\n`,
    ],
  },
  'root-user': {
    reported: [
      `${NODE}COPY docker-compose.yml .\nCOPY . .\nCMD ["node", "server.js"]\n`,
      `${NODE}COPY . .\nCMD ["npm", "start"]\n`,
      `${NODE}COPY . .\nCOPY app/docker-compose.yaml /app/\nCMD ["node", "server.js"]\n`,
    ],
    silent: [
      `${NODE}COPY --from=build /app/docker-binary /usr/local/bin/docker-compose\nCMD ["node", "server.js"]\n`,
      `${NODE}RUN wget -O /c https://github.com/docker/compose/releases/download/v2/a\nCMD ["npm", "start"]\n`,
      `${NODE}RUN apk add --no-cache docker-cli-compose\nCMD ["node", "server.js"]\n`,
    ],
  },
  'lockfile-install': {
    reported: [
      `${NODE}COPY assets/package.json assets/package-lock.json ./assets/\nRUN npm install --prefix ./assets\n`,
      `${NODE}COPY ui/package*.json ui/\nCOPY ui/package-lock.json ui/\nRUN npm --prefix=ui install\n`,
      `${NODE}COPY package.json package-lock.json /srv/\nRUN npm install --prefix /srv --no-audit\n`,
    ],
    silent: [
      `${NODE}COPY assets/package.json assets/package-lock.json ./assets/\nRUN npm ci --prefix ./assets\n`,
      `${NODE}COPY package.json package-lock.json ./\nRUN npm install --prefix ./assets\n`,
      `${NODE}COPY package.json package-lock.json ./assets/\nRUN npm install --prefix ./assets express\n`,
    ],
  },
  'runtime-ended': {
    reported: [
      `# ======\n# Stage 2: Node.js build for the assets\n# ======\nFROM node:20-alpine@${DIGEST}\n`,
      `# Build\nFROM golang:1.24-alpine@${DIGEST}\n`,
      `# Final image\nFROM node:18-alpine@${DIGEST}\n`,
    ],
    silent: [
      `# Build with 20, since the modules need it\nFROM node:20-alpine@${DIGEST}\n`,
      `# Node.js 20 until the autumn\nFROM node:20-alpine@${DIGEST}\n`,
      `# The last one with npm 10.8.2\nFROM node:18-alpine@${DIGEST}\n`,
    ],
  },
  'copy-before-deps': {
    reported: [`${ALPINE}COPY . .\nRUN apk add --no-cache git\n`],
    noted: [
      `${NODE}COPY . .\nRUN npm ci\n`,
      `${NODE}# Copies the project\nCOPY . .\nRUN npm ci && ./with-secrets.sh npm run build --fast\n`,
      `${NODE}COPY . .\nRUN pnpm install --frozen-lockfile\nRUN ./with-secrets.sh pnpm build\n`,
      `# Builds this monorepo from source.\n\n${NODE}COPY . .\nRUN npm install\n`,
      `${NODE}COPY . .\nRUN pnpm install --frozen-lockfile\nRUN /tmp/read-secrets.sh pnpm build --filter=@app/web...\n`,
      `${NODE}COPY . .\n# Of the monorepo\nRUN npm ci\nRUN npm run build\n`,
    ],
  },
};

describeCases(CASES);

describe('what is said', () => {
  const saysOf = (id: string, text: string): string[] => findingsOf(id, text).map(({ message }) => message);
  const GROUP = `${ALPINE}RUN apk add --no-cache --virtual build-deps gcc`;

  test.each([
    [`${GROUP} tini\nENTRYPOINT ["tini", "--"]\nCMD ["/a"]\n`, 'Install `tini`, which'],
    [
      `${GROUP} jq && gcc -o /a a.c\nCMD ["jq", "."]\n`,
      'Install `jq`, which the container starts, by a command of its own. End',
    ],
    [`${GROUP} dumb-init\nENTRYPOINT ["/usr/bin/dumb-init", "--", "/a"]\n`, 'Install `dumb-init`, which'],
    [`${GROUP} tini\nCMD ["/a"]\n`, 'Compile in this `RUN` too'],
    [`${GROUP} jq && gcc -o /a a.c\nCMD ["/a"]\n`, 'End this `RUN` with'],
    [`${GROUP}\nENTRYPOINT ["tini", "--"]\nCMD ["/a"]\n`, 'Compile in this `RUN` too'],
  ])('virtual-not-removed: %j', (text, begin) => {
    expect(saysOf('virtual-not-removed', text)).toEqual([expect.stringContaining(begin)]);
  });

  test.each([
    [`-X http://example.org/a --allow-untrusted jq`, 'looks at no signature'],
    [`--allow-untrusted --repository http://example.org/a jq`, 'looks at no signature'],
    [`jq --repository http://example.org/a --allow-untrusted`, 'looks at no signature'],
    [`-X http://example.org/a jq`, 'the index is signed'],
    [`--repository http://example.org/a jq`, 'the index is signed'],
    [`jq --repository=http://example.org/a`, 'the index is signed'],
  ])('apk-untrusted: apk add %s', (words, part) => {
    expect(saysOf('apk-untrusted', `${ALPINE}RUN apk add --no-cache ${words}\n`)).toContainEqual(
      expect.stringContaining(part),
    );
  });

  test.each([
    [`${GO.replace('COPY . .', 'COPY go.mod .\nCOPY go.sum .\nCOPY . .')}RUN go mod download\n`, 'Move the `RUN` with'],
    [`${NODE}COPY package*.json ./\nCOPY . .\nRUN npm ci\n`, 'Move the `RUN` with `npm ci` in front of this'],
    [`${NODE}COPY package.json yarn.lock /app/\nCOPY . .\nRUN yarn install\n`, 'Move the `RUN` with'],
    [`${GO}RUN go mod download\n`, 'Copy `go.mod` and `go.sum` first'],
    [`${NODE}COPY package*.json /other/\nCOPY . .\nRUN npm ci\n`, 'Copy `package.json` and `package-lock.json` first'],
    [`${NODE}COPY package.json ./\nCOPY . .\nRUN npm ci\n`, 'Copy `package.json` and `package-lock.json` first'],
  ])('copy-before-deps: %j', (text, begin) => {
    expect(saysOf('copy-before-deps', text)).toEqual([expect.stringContaining(begin)]);
  });
});

describe('variant-not-built beside other rules', () => {
  const countIn = (text: string): number =>
    checker.check(text, { today: TODAY }).diagnostics.filter(({ rule }) => rule === 'variant-not-built').length;
  const twice = (tag: string, first = tag): string =>
    `FROM node:${first} AS build\nRUN true\nFROM node:${tag}\nCOPY --from=build /a /a\n`;

  test.each([twice('22-alpine3.22'), twice('24-alpine3.22', '24-alpine3.24'), twice('24-alpine3.22', '14-alpine3.13')])(
    'reports %j',
    (text) => expect(countIn(text)).toBe(1),
  );
  test.each([
    twice('fermium-alpine3.13'),
    twice('gallium-alpine3.15'),
    `FROM node:fermium-alpine3.13 AS a\nRUN true\n${twice('fermium-alpine3.13')}`,
  ])('does not mind %j', (text) => expect(countIn(text)).toBe(0));
});

describe('what a fix writes', () => {
  test.each([
    ['CMD ["npm", "run", "start"]', undefined],
    ['CMD ["yarn", "workspace", "server", "start"]', undefined],
    ['CMD ["node", "node_modules/@example/server/main.js"]', undefined],
    ['CMD ["node", "server.js"]', 'USER node'],
    ['CMD ["node", "--enable-source-maps", "dist/main.js"]', 'USER node'],
    ['CMD ["node", "build/index.js", "--port", "3000"]', 'USER node'],
  ])('root-user: %s', (command, line) => {
    const fixed = fixedBy('root-user', `${NODE}COPY --chown=node:node . .\nRUN chown node /app\n${command}\n`);
    expect(fixed?.split('\n').find((each) => each.startsWith('USER'))).toBe(line);
  });

  const STEP = `${ALPINE}RUN set -x`;
  test.each([
    [
      'apk-no-cache',
      `${STEP} \\\n    && apk update  \\\n    && apk add --no-cache jq\n`,
      `${STEP} \\\n    && apk add --no-cache jq\n`,
    ],
    [
      'apk-no-cache',
      `${STEP} \\\n    && apk update\t \\\n    && apk add --no-cache jq\n`,
      `${STEP} \\\n    && apk add --no-cache jq\n`,
    ],
    [
      'apk-no-cache',
      `${STEP}  \\\n    && apk update \\\n    && apk add --no-cache jq\n`,
      `${STEP} \\\n    && apk add --no-cache jq\n`,
    ],
    ['apk-cleanup-redundant', `${ALPINE}RUN apk add --update  --no-cache jq\n`, `${ALPINE}RUN apk add --no-cache jq\n`],
    ['apk-cleanup-redundant', `${ALPINE}RUN apk add  --update --no-cache jq\n`, `${ALPINE}RUN apk add --no-cache jq\n`],
    [
      'apk-cleanup-redundant',
      `${ALPINE}RUN apk add --update   \\\n    --no-cache jq\n`,
      `${ALPINE}RUN apk add \\\n    --no-cache jq\n`,
    ],
  ])('%s leaves no blanks of %j', (id, text, fixed) => expect(fixedBy(id, text)).toBe(fixed));

  const MODULES = 'FROM golang:1.27\nWORKDIR /src\nCOPY go.mod go.sum ./\n';
  test('copy-before-deps copies nothing twice', () => {
    expect(fixedBy('copy-before-deps', `${MODULES}COPY . .\nRUN go mod download\n`)).toBe(
      `${MODULES}RUN go mod download\nCOPY . .\n`,
    );
  });

  test('copy-before-deps leaves a comment about the place of the source to the author', () => {
    expect(
      fixedBy('copy-before-deps', `${MODULES}# The source as the last step\nCOPY . .\nRUN go mod download\n`),
    ).toBe(undefined);
  });
});

describe('several downloads of a file that nobody checks are one finding', () => {
  const get = (name: string): string => `wget -qO- https://example.org/${name}.tar.gz | tar -xz`;
  test.each<[string, readonly number[], number]>([
    [`RUN ${get('a')} && ${get('b')} && ${get('c')}\n`, [2], 2],
    [`RUN ${get('a')}\nRUN ${get('b')}\n`, [2], 1],
    [`RUN ${get('a')}\n# belay ignore=unchecked-download\nRUN ${get('b')}\nRUN ${get('c')}\n`, [2], 1],
    [`RUN ${get('a')} && ${get('b')} && sha256sum -c /sums\n`, [], 0],
  ])('%s', (lines, at, others) => {
    const found = findingsOf('unchecked-download', ALPINE + lines);
    expect(found.map(({ range }) => (ALPINE + lines).slice(0, range.start).split('\n').length)).toEqual(at);
    const related = found.flatMap((each) => each.related ?? []);
    expect(related.filter(({ message }) => message === 'The same holds here.')).toHaveLength(others);
  });
});
