import { expect, test } from 'vitest';
import { contextOf } from '../context-of.ts';
import { describeCases, type Cases } from '../testing/cases.ts';
import { findingsOf } from '../testing/rule-helpers.ts';

/** What some hundred further repositories showed, each with its neighbours. */

const ALPINE = 'FROM alpine:3.24\n';

const CASES: Cases = {
  syntax: {
    reported: [
      `FROM acme/tool\nRUN & make\n`,
      `${ALPINE}RUN & C:/install.ps1\n`,
      `${ALPINE}VOLUME ['/data', '/logs']\n`,
    ],
    silent: [
      'FROM acme/jenkins\n# hadolint shell=powershell\nRUN & cmd\n',
      'FROM acme/jenkins\nRUN & C:/ProgramData/install.ps1 --yes\n',
      'FROM acme/jenkins\nRUN & $env:HOME/install.ps1\n',
    ],
  },
  'dockerignore-missing': {
    reported: [
      [`${ALPINE}COPY . /srv\n`, { 'a.txt': '' }],
      [`${ALPINE}COPY . /srv\nRUN make -C /srv\n`, { Makefile: 'all:\n\tcp a b\n' }],
    ],
    noted: [
      ['FROM alpine:3.24 AS b\nCOPY . /srv\nFROM scratch\nCOPY --from=b /srv/app /app\n', { app: '' }],
      ['FROM alpine:3.24 AS b\nCOPY . .\nRUN ./build.sh\nFROM scratch\nCOPY --from=b /app /app\n', { 'build.sh': '' }],
    ],
    silent: [
      [`${ALPINE}COPY . /srv\n`, { '.dockerignore': '' }],
      [`${ALPINE}COPY a.txt /srv\n`, { 'a.txt': '' }],
      `${ALPINE}COPY . /srv\n`,
    ],
  },
  'file-missing': {
    reported: [
      [`${ALPINE}COPY lost.sh /\n`, { '.gitignore': 'dist\n*.log\n', 'a.sh': '' }],
      [`${ALPINE}COPY dist/keep.txt /\n`, { '.gitignore': '/dist/*\n!/dist/keep.txt\n', 'a.sh': '' }],
      [`${ALPINE}COPY app /\n`, { '.gitignore': '# app\n/web/app\n', 'a.sh': '' }],
    ],
    noted: [
      [`${ALPINE}COPY dist /srv\n`, { '.gitignore': 'node_modules\ndist\n', 'a.sh': '' }],
      [`${ALPINE}COPY web/dist/ /srv\n`, { '.gitignore': 'dist/\n', 'a.sh': '' }],
      [`${ALPINE}COPY bin/app-amd64 /app\n`, { '.gitignore': '/bin/app-*\n', 'a.sh': '' }],
      [`${ALPINE}COPY out/x/app /app\n`, { '.gitignore': '/out/**\n', 'a.sh': '' }],
      [`${ALPINE}COPY app /app\n`, { '.goreleaser.yml': 'version: 2\n' }],
    ],
    silent: [[`${ALPINE}COPY dist /srv\n`, { '.gitignore': 'dist\n', 'dist/index.html': '' }]],
  },
  'copy-before-deps': {
    reported: [
      [
        'FROM golang:1.27-alpine3.24\nWORKDIR /a\nCOPY . .\nRUN go mod download\n',
        { 'go.mod': 'module a\n', 'go.sum': '', 'a.go': '' },
      ],
      'FROM node:24-alpine3.24\nWORKDIR /a\nCOPY package*.json ./\nCOPY . .\nRUN npm ci && npm run build\n',
    ],
    noted: [
      // go.mod may have a folder of the source in place of a module.
      'FROM golang:1.27-alpine3.24\nWORKDIR /a\nCOPY . .\nRUN go mod download\n',
      'FROM golang:1.27-alpine3.24\nWORKDIR /a\nCOPY go.mod go.sum ./\nCOPY . .\nRUN go mod download\n',
      [
        'FROM golang:1.27-alpine3.24\nWORKDIR /a\nCOPY . .\nRUN go mod download\n',
        { 'go.mod': 'module a\nreplace a/core => ./core\n', 'go.sum': '', 'a.go': '' },
      ],
      [
        'FROM golang:1.27-alpine3.24\nWORKDIR /a\nCOPY . .\nRUN go mod download\n',
        { 'go.mod': 'module a\n', 'go.sum': '', 'a.go': '', 'go.work': 'use ./core\n', 'a.go': '' },
      ],
      // The second one is there for the scripts.
      'FROM node:24-alpine3.24\nWORKDIR /a\nCOPY package*.json ./\nCOPY . .\nRUN npm ci --omit=dev --ignore-scripts && cp -R node_modules prod && npm ci && npm run build\n',
      [
        'FROM node:24-alpine3.24\nWORKDIR /a\nCOPY package*.json ./\nCOPY . .\nRUN npm ci\n',
        { 'package.json': '{"scripts": {"postinstall": "node ./post.js"}}', 'package-lock.json': '{}', 'a.js': '' },
      ],
    ],
    silent: [
      'FROM node:24-alpine3.24\nWORKDIR /a\nCOPY package*.json ./\n# Copy src to have config files for install\nCOPY . .\nRUN npm ci\n',
    ],
  },
};

describeCases(CASES);

test('a shell of Windows is one that the name of the file tells', () => {
  const text = 'FROM acme/jenkins\nRUN & tool\n';
  expect(findingsOf('syntax', text, { path: 'tests/Dockerfile-windows' })).toEqual([]);
  expect(findingsOf('syntax', text, { path: 'tests/Dockerfile' })).toHaveLength(1);
});

test('what is no JSON are paths to VOLUME, as docker inspect shows', () => {
  const [finding] = findingsOf('syntax', `${ALPINE}VOLUME ['/data', '/logs']\n`);
  expect(finding?.message).toContain('takes it as paths, brackets and commas included');
});

test('a file in the folder of the Dockerfile means another context', () => {
  const context = contextOf({ 'tools/router/run.sh': '', 'go.mod': '' });
  const words = (path: string): string =>
    findingsOf('file-missing', `${ALPINE}COPY run.sh /\n`, { context, path }).map(({ message }) => message)[0] ?? '';
  expect(words('tools/router/Dockerfile')).toContain(
    'Build with `tools/router` as the context, or write `tools/router/run.sh`',
  );
  expect(words('Dockerfile')).toContain('Write `tools/router/run.sh`: it has no');
});

test('.git stays where the build asks it for the version', () => {
  const words = (text: string, files: Readonly<Record<string, string>>): string =>
    findingsOf('dockerignore-missing', text, { context: contextOf(files) }).map(({ message }) => message)[0] ?? '';
  const built = (run: string): string => `FROM alpine:3.24\nWORKDIR /srv\nCOPY . .\nRUN ${run}\n`;
  const isKept = (run: string, files: Readonly<Record<string, string>>): boolean =>
    words(built(run), files).includes('without `.git`, which it reads');
  expect(isKept('go build -ldflags "-X v=$(git describe --tags)" .', { 'a.go': '' })).toBe(true);
  expect(isKept('make', { Makefile: 'V = $(shell git -C . rev-parse HEAD)\n' })).toBe(true);
  expect(isKept('sh build.sh', { 'build.sh': 'v=$(git log -1)\n' })).toBe(true);
  expect(isKept('make', { Makefile: 'all:\n\t./run digit log\n' })).toBe(false);
  expect(isKept('sh other.sh', { 'build.sh': 'v=$(git log -1)\n', 'other.sh': '' })).toBe(false);
});
