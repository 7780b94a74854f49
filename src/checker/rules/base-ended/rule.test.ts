import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { findingsOf, fixedBy, linesOf, TODAY } from '../../testing/rule-helpers.ts';

const id = 'base-ended';

describe(id, () => {
  test.each([
    'FROM alpine:3.21',
    'FROM alpine:3.19.4',
    'FROM alpine:v3.18',
    'FROM alpine:2.7',
    'FROM docker.io/library/alpine:3.20',
    'FROM python:3.12-alpine3.20',
    'FROM nginx:1.27-alpine3.20-slim',
    'FROM ghcr.io/x/y:1-alpine-3.17',
    'FROM --platform=linux/arm64 alpine:3.17',
    'FROM alpine:3.19@sha256:6baf43584bcb78f2e5847d1de515f23499913ac9f12bdf834811a3145eb11ca1',
  ])('rejects %s', (text) => {
    expect(linesOf(id, `${text}\n`)).toEqual([1]);
  });

  test('says it once for a chain of stages', () => {
    expect(linesOf(id, 'FROM alpine:3.19 AS a\nFROM a AS b\nFROM b\n')).toEqual([1]);
  });

  test.each([
    ['two stages', 'FROM alpine:3.19 AS a\nFROM alpine:3.19\nCOPY --from=a /b /b\n', [1]],
    ['a point release', 'FROM alpine:3.19.4 AS a\nFROM alpine:3.24 AS b\nFROM alpine:3.19\nCOPY --from=a /b /b\n', [1]],
    ['images on it', 'FROM ghcr.io/x/a:1-alpine3.17 AS a\nFROM ghcr.io/x/b:2-alpine3.17\nCOPY --from=a /b /b\n', [1]],
    ['two releases', 'FROM alpine:3.19 AS a\nFROM alpine:3.20\nRUN --mount=from=a,target=/m ls /m\n', [1]],
    [
      'one with a fix and one without',
      'FROM alpine:3.19 AS a\nRUN apk add php82\nFROM alpine:3.20\nRUN --mount=from=a,target=/m ls /m\n',
      [1, 3],
    ],
  ] as const)('says it once: %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test('mends all stages of a release or none', () => {
    expect(fixedBy(id, 'FROM alpine:3.19 AS a\nFROM alpine:3.19\nCOPY --from=a /b /b\n')).toBe(
      'FROM alpine:3.24 AS a\nFROM alpine:3.24\nCOPY --from=a /b /b\n',
    );
    expect(
      fixedBy(id, 'FROM alpine:3.19 AS a\nFROM alpine:3.19\nRUN apk add php82\nCOPY --from=a /b /b\n'),
    ).toBeUndefined();
  });

  test('tells each release', () => {
    const [finding] = findingsOf(id, 'FROM alpine:3.20 AS a\nFROM alpine:3.21 AS b\nFROM alpine:3.20\n');
    expect(finding?.message).toBe(
      'Move to Alpine 3.24: the support of Alpine 3.20 ended on 2026-04-01, that of Alpine 3.21 ended on 2026-11-01, and nobody promises security fixes since.',
    );
    expect(finding?.related?.map(({ message }) => message.slice(0, 20))).toEqual([
      'Move to Alpine 3.24:',
      'The same holds here.',
    ]);
    expect(finding?.fix?.edits).toHaveLength(3);
  });

  test.each([
    ['# procmail is gone since 3.12', 'info'],
    ['# Until jq 1.6 is not needed any more', 'info'],
    ['# 3.11, because the kernel of the plant is old', 'info'],
    ['# Alpine 3.11', 'warning'],
    ['# with jq and bash', 'warning'],
    ['# needs root', 'warning'],
  ])('heeds a reason: %s', (comment, severity) => {
    const [finding] = findingsOf(id, `${comment}\nFROM alpine:3.11\nRUN apk add --no-cache jq bash\n`);
    expect(finding?.severity).toBe(severity);
    expect(finding?.fix !== undefined).toBe(severity === 'warning');
  });

  test('leaves alone what a comment is about', () => {
    const text = (above: string, between: string) =>
      `${above}FROM alpine:3.20 AS a\n${between}FROM alpine:3.20 AS b\nFROM alpine:3.19\n`;
    const ignore = '# belay ignore=base-ended For the plant\n';
    expect(linesOf(id, text(ignore, ''))).toEqual([3]);
    expect(fixedBy(id, text(ignore, ''))).toBe(
      text(ignore, '').replace('3.20 AS b', '3.24 AS b').replace('3.19', '3.24'),
    );
    expect(fixedBy(id, text('', ignore))).toBe(
      text('', ignore).replace('3.20 AS a', '3.24 AS a').replace('3.19', '3.24'),
    );
    expect(checker.check(text('', ignore), { today: TODAY }).diagnostics.map(({ rule }) => rule)).not.toContain(
      'unused-ignore',
    );
  });

  test('is silent where the image has to move anyway, and a note beside another that has ended', () => {
    const severities = (text: string) =>
      checker.check(text, { today: TODAY }).diagnostics.flatMap(({ rule, severity }) => (rule === id ? severity : []));
    for (const image of [
      'node:18-alpine3.19',
      'python:3.7-alpine3.17',
      'php:8.1-fpm-alpine3.20',
      'openjdk:8-alpine3.9',
    ])
      expect(severities(`FROM ${image}\n`), image).toEqual([]);
    for (const image of ['node:24-alpine3.21', 'alpine:3.17', 'ghcr.io/x/y:1-alpine3.17']) {
      expect(severities(`FROM ${image}\n`), image).toEqual(['warning']);
      expect(severities(`FROM ${image}\nCOPY --from=node:18 /a /a\n`), image).toEqual(['info']);
      // A note and what a comment holds back are no warning that would say it.
      expect(severities(`FROM node:18 AS a\nFROM node:16 AS b\nFROM node:14 AS c\nFROM ${image}\n`)).toEqual([
        'warning',
      ]);
      expect(severities(`# belay ignore=runtime-ended\nFROM node:18 AS a\nFROM ${image}\n`)).toEqual(['warning']);
    }
  });

  test.each([
    'FROM alpine:3.24',
    'FROM alpine:3.22.1',
    'FROM alpine:3.99',
    'FROM alpine:edge',
    'FROM alpine:20260805',
    'FROM alpine',
    'FROM python:3.14-alpine',
    'FROM debian:10',
    'FROM node:3.19',
    'FROM denoland/deno:alpine-1.40.0',
    'FROM denoland/deno:alpine-2.1.4 AS build',
    'FROM acme/tool:alpine-4.2',
    'ARG V\nFROM alpine:${V}',
    '# Wait for the new kernel\nFROM alpine:3.19@sha256:6baf43584bcb78f2e5847d1de515f23499913ac9f12bdf834811a3145eb11ca1',
  ])('accepts %j', (text) => {
    expect(linesOf(id, `${text}\n`)).toEqual([]);
  });

  test.each([
    ['2026-10-31', []],
    ['2026-11-01', [1]],
  ])('judges against %s', (today, lines) => {
    expect(linesOf(id, 'FROM alpine:3.21\n', { today })).toEqual(lines);
  });

  test.each([
    ['FROM alpine:3.19.4 AS x\n', 'FROM alpine:3.24 AS x\n'],
    ['FROM ruby:3.4-alpine3.21\n', 'FROM ruby:3.4-alpine3.24\n'],
    ['FROM python:3.7-alpine3.17\n', undefined],
    ['FROM ghcr.io/x/y:1-alpine3.17\n', undefined],
    ['ARG V=3.17\nFROM alpine:${V}\n', undefined],
  ])('fixes %j', (before, after) => {
    expect(fixedBy(id, before)).toBe(after);
  });

  test.each([
    ['a versioned name', 'FROM alpine:3.19\nRUN apk add --no-cache php82-fpm\n'],
    ['another', 'FROM alpine:3.19\nRUN apk add --no-cache git postgresql15-client\n'],
    ['a name with a version in it', 'FROM alpine:3.15\nRUN apk add --no-cache libssl1.1\n'],
    ['a version', 'FROM alpine:3.19\nRUN apk add --no-cache git=2.43.4-r0\n'],
    ['a name that is gone', 'FROM alpine:3.12\nRUN apk add --no-cache python2\n'],
    ['a word that nobody knows', 'FROM alpine:3.19\nARG P\nRUN apk add --no-cache $P\n'],
    ['a language that is years older', 'FROM alpine:3.7\nRUN apk add --no-cache go git\n'],
    [
      'a compiler that is years older',
      'FROM alpine:3.16 AS a\nRUN apk add build-base\nFROM alpine:3.16\nCOPY --from=a /b /b\n',
    ],
    ['Python that is years older', 'FROM alpine:3.19\nRUN apk add --no-cache git python3 py3-pip\n'],
    ['a language of two years ago', 'FROM alpine:3.21\nRUN apk add --no-cache git python3 py3-pip\n'],
    ['a compiler of two years ago', 'FROM alpine:3.21\nRUN apk add --no-cache build-base && make\n'],
    ['a name that the table has not', 'FROM alpine:3.19\nRUN apk add --no-cache git no-such-tool\n'],
    [
      'keys that are not made any more',
      'FROM alpine:3.19\nRUN apk add --no-cache openssh && ssh-keygen -t dsa -f /k\n',
    ],
    ['a name of long ago', 'FROM alpine:3.7\nRUN apk add --no-cache squid acf-squid\n'],
    ['a stage on top', 'FROM alpine:3.19 AS a\nFROM a\nRUN apk add --no-cache php82\n'],
  ])('has no fix with %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([1]);
    expect(fixedBy(id, text)).toBeUndefined();
  });

  test.each([
    'FROM alpine:3.7\nRUN apk add --no-cache git openssh-client\n',
    'FROM alpine:3.19\nRUN apk add --no-cache bzip2 sqlite openssh bash\n',
    'FROM alpine:3.19\nFROM alpine:3.24\nRUN apk add --no-cache php84\n',
  ])('has a fix with %j', (text) => {
    expect(fixedBy(id, text)).toBe(text.replace(/3\.(7|19|20)/, '3.24'));
  });
});
