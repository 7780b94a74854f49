import { describe, expect, test } from 'vitest';
import { contextOf } from '../../context-of.ts';
import { findingsOf, fixedBy, linesOf } from '../../testing/rule-helpers.ts';

const id = 'npm-omit-dev';
const on = (...lines: string[]): string =>
  ['FROM node:24-alpine3.24', ...lines, 'CMD ["node", "server.js"]', ''].join('\n');

describe(id, () => {
  test.each([
    ['npm i', on('RUN npm i'), [2]],
    ['--production', on('RUN npm install --production'), [2]],
    ['--only=prod', on('RUN npm install --only=prod'), [2]],
    ['npm start', 'FROM node:24-alpine3.24\nRUN npm ci\nCMD ["npm", "start"]\n', [2]],
    [
      'an old option in a builder',
      'FROM node:24 AS a\nRUN npm ci --only=production\nFROM node:24\nCOPY --from=a /x /x\n',
      [2],
    ],
    ["Alpine's npm", 'FROM alpine:3.24\nRUN apk add --no-cache npm && npm ci\nCMD ["node", "a.js"]\n', [2]],
    ['another value of NODE_ENV', on('RUN npm ci --ignore-scripts --loglevel error'), [2]],
  ])('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each([
    ['both words', on('RUN npm ci --omit dev')],
    ['dev wanted', on('RUN npm ci --include=dev')],
    ['--production=false', on('RUN npm ci --production=false')],
    ['NODE_ENV in front', on('RUN NODE_ENV=production npm ci')],
    ['NODE_ENV=development', on('ENV NODE_ENV=development', 'RUN npm ci')],
    ['a target for development', 'FROM node:24 AS dev\nRUN npm ci\nCMD ["node", "a.js"]\n'],
    ['a watcher', 'FROM node:24\nRUN npm ci\nCMD ["npx", "nodemon", "a.js"]\n'],
    ['no command', 'FROM node:24\nRUN npm ci\n'],
    ['deleted', on('WORKDIR /app', 'RUN npm ci && npm run build && rm -rf node_modules')],
    ['options in a variable', on('ARG OPTIONS', 'RUN npm ci $OPTIONS')],
    ['other commands', on('RUN npm cache clean --force && npm run ci && echo npm ci')],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test('reads package.json where it is known', () => {
    const context = (text: string) => contextOf({ 'package.json': text });
    const lines = (text: string): number[] => linesOf(id, on('RUN npm ci'), { context: context(text) });
    expect(lines('{ "dependencies": { "a": "1" } }')).toEqual([]);
    expect(lines('{ "devDependencies": {} }')).toEqual([]);
    expect(lines('{ "devDependencies": { "a": "1" } }')).toEqual([2]);
  });

  test('fixes exec form', () => {
    const context = contextOf({ 'package.json': '{"devDependencies": {"eslint": "^9.0.0"}}' });
    expect(fixedBy(id, on('RUN ["npm", "ci"]'), { context })).toBe(on('RUN ["npm", "ci", "--omit=dev"]'));
    expect(fixedBy(id, on('RUN ["npm", "ci", "--only=production"]'))).toBe(on('RUN ["npm", "ci", "--omit=dev"]'));
  });

  const manifest = (scripts: string): string => `{"scripts": {${scripts}}, "devDependencies": {"husky": "^9.0.0"}}`;
  test.each([
    [undefined, false],
    [manifest('"prepare": "husky"'), false],
    [manifest('"postinstall": "patch-package"'), false],
    [manifest('"preinstall": "npx only-allow npm"'), false],
    [manifest('"start": "node server.js"'), true],
    [manifest('"install-hooks": "husky"'), true],
    [manifest(''), true],
  ])('with the package.json %j', (json, isFixed) => {
    const context = json === undefined ? undefined : contextOf({ 'package.json': json });
    const text = on('RUN npm ci');
    expect(findingsOf(id, text, { context })).toHaveLength(1);
    expect(fixedBy(id, text, { context }) !== undefined).toBe(isFixed);
  });
});
