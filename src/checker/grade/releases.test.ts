import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { contextOf } from '../context-of.ts';
import type { LessonTask } from './types.ts';

const context = contextOf({ 'hello.sh': '#!/bin/sh\necho hello\n' });
const END = 'COPY --chmod=755 hello.sh /hello\nCMD ["/hello"]\n';
const DIGEST = `sha256:${'a1'.repeat(32)}`;

const task: LessonTask = {
  job: { runs: { file: 'hello.sh' } },
  contracts: [],
  goals: [{ id: 'it', says: 'It holds', symptom: 'It does not.', holds: { releases: 'supported' } }],
  allow: [],
};

/** The state of a goal that asks for releases with support, and its message. */
function goal(lines: string, today = '2026-11-29'): readonly [string | undefined, string | undefined] {
  const { criteria } = checker.grade(lines, task, { context, today });
  const found = criteria.find(({ id }) => id === 'goal:it');
  return [found?.state, found?.message];
}

describe('releases with support', () => {
  test.each([
    ['alpine:3.24', 'met'],
    ['docker.io/library/alpine:3.22', 'met'],
    ['python:3.14-alpine3.24', 'met'],
    ['eclipse-temurin:25-jre-alpine-3.24', 'met'],
    [`alpine:3.24.2@${DIGEST}`, 'met'],
    ['alpine', 'unmet'],
    ['alpine:latest', 'unmet'],
    ['alpine:3', 'unmet'],
    ['alpine:edge', 'unmet'],
    ['alpine:20260805', 'unmet'],
    ['alpine:3.24.2', 'unmet'],
    ['alpine:3.21', 'unmet'],
    ['alpine:2.7', 'unmet'],
    [`alpine:3.19@${DIGEST}`, 'unmet'],
    ['python:3.14-alpine', 'unmet'],
    ['node:18-alpine3.24', 'unmet'],
    // The table may be older than the release.
    ['alpine:3.99', 'unknown'],
    [`alpine@${DIGEST}`, 'unknown'],
    ['debian:13-slim', 'unknown'],
    ['ghcr.io/acme/tool:1.2', 'unknown'],
    ['${NOBODY_SAYS}', 'unknown'],
  ])('FROM %s: %s', (image, wanted) => {
    expect(goal(`FROM ${image}\n${END}`)[0]).toBe(wanted);
  });

  test('are judged on the day of the check', () => {
    expect(goal(`FROM alpine:3.24\n${END}`, '2028-05-31')[0]).toBe('met');
    expect(goal(`FROM alpine:3.24\n${END}`, '2028-06-01')).toEqual([
      'unmet',
      'It does not. The support of Alpine 3.24 ended on 2028-06-01.',
    ]);
    // On that day it is not out.
    expect(goal(`FROM alpine:3.24\n${END}`, '2026-06-08')[0]).toBe('unknown');
  });

  test('count for what is copied and mounted too, where it is needed', () => {
    const tail = `FROM alpine:3.24\n`;
    expect(goal(`${tail}COPY --from=alpine:3.19 /etc/os-release /x\n${END}`)[0]).toBe('unmet');
    expect(goal(`${tail}RUN --mount=from=alpine,target=/mnt cp /mnt/etc/os-release /x\n${END}`)[0]).toBe('unmet');
    expect(goal(`FROM alpine:3.23 AS a\n${tail}COPY --from=a /etc/os-release /x\n${END}`)[0]).toBe('met');
    expect(goal(`FROM alpine:3.19 AS a\nFROM a\n${END}`)[0]).toBe('unmet');
    expect(goal(`FROM alpine:latest AS nobody\n${tail}${END}`)[0]).toBe('met');
    expect(goal(`FROM scratch\nADD alpine-minirootfs-3.19.1-x86_64.tar.gz /\n${END}`)[0]).toBe('unmet');
  });

  test('are those that a build without arguments takes', () => {
    expect(goal(`ARG RELEASE\nFROM alpine:\${RELEASE:-3.24}\n${END}`)[0]).toBe('met');
    expect(goal(`ARG RELEASE\nFROM alpine:\${RELEASE:-3.19}\n${END}`)[0]).toBe('unmet');
    expect(goal(`ARG RELEASE=latest\nFROM alpine:$RELEASE\n${END}`)[0]).toBe('unmet');
  });

  test('wait until there is a stage', () => {
    expect(goal('ARG RELEASE=3.24\n')[0]).toBe('not-yet');
  });
});
