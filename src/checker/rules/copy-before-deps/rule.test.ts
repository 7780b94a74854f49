import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { contextOf } from '../../context-of.ts';
import { linesOf, TODAY } from '../../testing/rule-helpers.ts';
import { applyEdits } from '../../text.ts';

const id = 'copy-before-deps';
const node = (...lines: string[]): string => ['FROM node:24-alpine3.24', 'WORKDIR /app', ...lines, ''].join('\n');
const behind = (...lines: string[]): string => node('COPY . .', ...lines);

/** The text after the fix; undefined without one. */
function fixed(text: string, files?: Readonly<Record<string, string>>): string | undefined {
  const options = { today: TODAY, only: [id], ...(files && { context: contextOf({ 'src/a.js': '', ...files }) }) };
  const [first] = checker.check(text, options).diagnostics;
  expect(first).toBeDefined();
  return first?.fix && applyEdits(text, first.fix.edits);
}

describe(id, () => {
  test.each([
    [
      'pnpm fetch and --prefer-offline',
      node('COPY pnpm-lock.yaml .', 'RUN pnpm fetch', 'COPY . .', 'RUN pnpm install --prefer-offline'),
    ],
    [
      'pnpm fetch and a frozen lock',
      node('COPY pnpm-lock.yaml .', 'RUN pnpm fetch --prod', 'COPY . .', 'RUN pnpm i -r --frozen-lockfile'),
    ],
    [
      'pnpm fetch in the parent stage',
      `FROM node:24-alpine3.24 AS deps\nWORKDIR /app\nCOPY pnpm-lock.yaml .\nRUN pnpm fetch\nFROM deps\nCOPY . .\nRUN pnpm install --prefer-offline\n`,
    ],
    [
      'yarn from its cache',
      node('COPY package.json yarn.lock ./', 'RUN yarn install', 'COPY . .', 'RUN yarn install --prefer-offline'),
    ],
    [
      'dependencies of another stage',
      `FROM node:24-alpine3.24 AS deps\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\n${node('COPY . .', 'COPY --link --from=deps /app/node_modules ./node_modules', 'RUN npm install')}`,
    ],
    [
      'dependencies of another stage, in front of the source',
      `FROM node:24-alpine3.24 AS deps\nWORKDIR /app\nCOPY package.json ./\nRUN yarn\n${node('COPY --from=deps /app/node_modules ./node_modules', 'COPY . .', 'RUN yarn --production')}`,
    ],
    [
      'dependencies of a mounted stage',
      `FROM node:24-alpine3.24 AS deps\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci\n${node('COPY . .', 'RUN --mount=from=deps,source=/app/node_modules,target=/tmp/m cp -r /tmp/m node_modules && npm install')}`,
    ],
    [
      'an install that prunes',
      node('COPY package.json ./', 'RUN npm ci', 'COPY . .', 'RUN npm run build', 'RUN npm ci --omit=dev'),
    ],
    [
      'an older one',
      node('COPY package.json ./', 'RUN npm install', 'COPY . .', 'RUN npm run build && npm install --production'),
    ],
    [
      'composer, which prunes',
      'FROM composer:2\nWORKDIR /app\nCOPY composer.json .\nRUN composer install\nCOPY . .\nRUN composer install --no-dev\n',
    ],
    [
      'pip without an index',
      'FROM python:3.14-alpine3.24\nWORKDIR /app\nCOPY . .\nRUN pip install --no-index --find-links=/wheels -r requirements.txt\n',
    ],
    ['the project alone', 'FROM python:3.14-alpine3.24\nWORKDIR /app\nCOPY . .\nRUN poetry install --only-root\n'],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test.each([
    ['--prefer-offline with nothing fetched', behind('RUN pnpm install --prefer-offline'), 3],
    ['the same install again', node('COPY package.json ./', 'RUN npm ci', 'COPY . .', 'RUN npm ci'), 5],
    ['only production, with nothing before', behind('RUN npm ci --omit=dev'), 3],
    [
      'other files of another stage',
      `FROM alpine:3.24 AS assets\nRUN mkdir /site\n${node('COPY . .', 'COPY --from=assets /site /site', 'RUN npm ci')}`,
      5,
    ],
    [
      'another language of another stage',
      `FROM python:3.14-alpine3.24 AS deps\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n${node('COPY . .', 'COPY --from=deps /usr/local /usr/local', 'RUN npm ci')}`,
      6,
    ],
    [
      'packages of the distribution, for a second time',
      node('RUN apk add --no-cache git', 'COPY . .', 'RUN apk add --no-cache jq'),
      4,
    ],
    ['a fetch behind the source', behind('RUN pnpm fetch && pnpm install --prefer-offline'), 3],
    [
      'another list',
      'FROM python:3.14-alpine3.24\nCOPY base.txt .\nRUN pip install -r base.txt\nCOPY . .\nRUN pip install --prefer-offline -r all.txt\n',
      4,
    ],
  ])('rejects %s', (_, text, line) => {
    expect(linesOf(id, text)).toEqual([line]);
  });

  const install = behind('RUN npm ci');
  test.each([
    ['a workspace of npm', install, { 'package.json': '{"workspaces": ["packages/*"]}', 'package-lock.json': '' }],
    [
      'a workspace of pnpm',
      behind('RUN pnpm install'),
      { 'package.json': '{}', 'pnpm-lock.yaml': '', 'pnpm-workspace.yaml': '' },
    ],
    ['several packages', install, { 'package.json': '{}', 'package-lock.json': '', 'web/package.json': '{}' }],
    ['a package that is picked', behind('RUN pnpm install --filter web'), undefined],
    ['all packages', behind('RUN pnpm -r install'), undefined],
    ['a workspace that is named', behind('RUN npm ci --workspace=web'), undefined],
    ['a builder of workspaces', behind('RUN yarn install', 'RUN yarn turbo build'), undefined],
    [
      'a script behind the install',
      install,
      { 'package.json': '{"scripts": {"postinstall": "node x.js"}}', 'package-lock.json': '' },
    ],
    [
      'a package of the source',
      install,
      { 'package.json': '{"dependencies": {"a": "file:lib/a"}}', 'package-lock.json': '' },
    ],
    ['another folder', behind('RUN cd web && npm ci'), undefined],
    ['another destination', node('COPY . /src', 'RUN npm ci'), undefined],
    [
      'a list that names another',
      'FROM python:3.14-alpine3.24\nWORKDIR /a\nCOPY . .\nRUN pip install -r requirements.txt\n',
      { 'requirements.txt': '-r base.txt\n' },
    ],
    [
      'a module of the source',
      'FROM golang:1.27-alpine3.24\nWORKDIR /a\nCOPY . .\nRUN go mod download\n',
      { 'go.mod': 'replace example.com/a => ./a\n', 'go.sum': '' },
    ],
    ['the project itself', 'FROM python:3.14-alpine3.24\nWORKDIR /a\nCOPY . .\nRUN poetry install\n', undefined],
    ['a list that is not there', install, { 'server.js': '' }],
  ])('has no fix for %s', (_, text, files) => {
    expect(fixed(text, files)).toBeUndefined();
  });

  test('what is copied already is not copied again', () => {
    const files = { 'package.json': '{}', 'a.js': '' };
    const text = node('COPY package.json ./', 'COPY . .', 'RUN npm install');
    expect(fixed(text, files)).toBe(node('COPY package.json ./', 'RUN npm install', 'COPY . .'));
    expect(fixed(text.replace('COPY . .', '# All of it\nCOPY . .'), files)).toBeUndefined();
    expect(fixed(text, { ...files, '.npmrc': '' })).toBe(
      node('COPY package.json ./', 'COPY .npmrc ./', 'RUN npm install', 'COPY . .'),
    );
    expect(fixed(text)).toBeUndefined();
  });

  test.each([
    [
      'a plain project',
      { 'package.json': '{}', 'package-lock.json': '', 'a.js': '' },
      'package.json package-lock.json',
    ],
    [
      'settings of npm',
      { 'package.json': '{}', 'package-lock.json': '', '.npmrc': '', 'a.js': '' },
      'package.json package-lock.json .npmrc',
    ],
    ['no lock', { 'package.json': '{}', 'a.js': '' }, 'package.json'],
  ])('fixes %s', (_, files, names) => {
    expect(fixed(install, files)).toBe(node(`COPY ${names} ./`, 'RUN npm ci', 'COPY . .'));
  });

  test('fixes what is not known only where no script of the project runs', () => {
    expect(fixed(install, undefined)).toBeUndefined();
    expect(fixed(install.replace('npm ci', 'npm ci --ignore-scripts'), undefined)).toBe(
      node('COPY package.json package-lock.json ./', 'RUN npm ci --ignore-scripts', 'COPY . .'),
    );
  });
});
