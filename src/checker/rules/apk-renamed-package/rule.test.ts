import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { fixedBy, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'apk-renamed-package';
const add = (names: string): string => `RUN apk add --no-cache ${names}`;

describe(id, () => {
  test.each([
    ['two old names', onAlpine(add('python python-dev')), [2, 2]],
    ['a group', onAlpine('RUN apk add --no-cache -t .deps build-essential'), [2]],
    ['a constraint', onAlpine(add('python~=2.7')), [2]],
    ['a variable', onAlpine('ENV DEPS="python git"', 'RUN apk add --no-cache $DEPS'), [3]],
    ['exec form', onAlpine('RUN ["apk", "add", "python"]'), [2]],
    ['an untagged Alpine', `FROM alpine\n${add('python')}\n`, [2]],
    ['edge', `FROM alpine:edge\n${add('nodejs-npm')}\n`, [2]],
    ['a stage on a stage', `FROM alpine:3.24 AS a\nFROM a\n${add('python')}\n`, [3]],
    ['the first release without it', `FROM alpine:3.14\n${add('python')}\n`, [2]],
    ['an official image by its age', `FROM node:20-alpine\n${add('python')}\n`, [2]],
    ['an official image that floats', `FROM node:lts-alpine\n${add('python')}\n`, [2]],
    ['an official image with a branch', `FROM golang:1.27-alpine3.24\n${add('build-essential')}\n`, [2]],
  ] as const)('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each([
    ['names of today', onAlpine(add('python3 python3-dev npm build-base zlib-dev'))],
    ['an old release', `FROM alpine:3.8\n${add('python nodejs-npm')}\n`],
    ['an old official image', `FROM node:12-alpine\n${add('python')}\n`],
    ['a name that is only known to be gone later', `FROM node:20-alpine\n${add('build-essential')}\n`],
    ['an image that is not known', `FROM registry.example.org/x:1-alpine\n${add('python')}\n`],
    ['a version that is not known', `ARG V\nFROM alpine:\${V}\n${add('python')}\n`],
    ['another distribution', `FROM debian:13-slim\n${add('python')}\n`],
    ['a repository option', onAlpine('RUN apk add -X https://example.org/alpine python')],
    ['a repository tag', onAlpine(add('python@old'))],
    ['a repository that was added', onAlpine('RUN echo https://example.org >> /etc/apk/repositories', add('python'))],
    ['a group of that name', onAlpine('RUN apk add --no-cache -t python python3')],
    ['a deletion', onAlpine('RUN apk del python')],
    ['a conflict', onAlpine(add('!python'))],
    ['a file', onAlpine(add('./python.apk'))],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test('is a note for names that apk still finds', () => {
    const { diagnostics } = checker.check(onAlpine(add('py-pip libressl-dev python')), {
      only: [id],
      today: '2026-11-21',
    });
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['info', 'info', 'error']);
  });

  test.each([
    [[add('"python"')], [add('"python3"')]],
    [
      ['RUN apk add python3 \\', '  python \\', '  git'],
      ['RUN apk add python3 \\', '  git'],
    ],
    [[add('python=2.7.18-r0')], undefined],
    [['ENV DEPS=python', 'RUN apk add $DEPS'], undefined],
    [['RUN ["apk", "add", "python"]'], ['RUN ["apk", "add", "python3"]']],
  ])('fixes %j', (before, after) => {
    expect(fixedBy(id, onAlpine(...before))).toBe(after && onAlpine(...after));
  });
});
