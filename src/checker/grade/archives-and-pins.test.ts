import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { contextOf } from '../context-of.ts';
import type { Holds, LessonTask } from './types.ts';

const context = contextOf({ 'hello.sh': '#!/bin/sh\necho hello\n' });
const END = 'COPY --chmod=755 hello.sh /hello\nCMD ["/hello"]\n';

/** The state of a goal that asks for this, and its message. */
function goal(holds: Holds, lines: string): readonly [string | undefined, string | undefined] {
  const task: LessonTask = {
    job: { runs: { file: 'hello.sh' } },
    contracts: [],
    goals: [{ id: 'it', says: 'It holds', symptom: 'It does not.', holds }],
    allow: [],
  };
  const { criteria } = checker.grade(`${lines}${END}`, task, { context, today: '2026-11-29' });
  const found = criteria.find(({ id }) => id === 'goal:it');
  return [found?.state, found?.message];
}

const state = (holds: Holds, lines: string): string | undefined => goal(holds, lines)[0];

describe('no archive', () => {
  const inLayers: Holds = { archives: 'absent', in: 'layers' };
  const release = 'FROM alpine:3.24 AS a\nRUN echo 1 > /p && tar -czf /a.tgz p\nFROM alpine:3.24\n';

  test('is met when none gets into a layer', () => {
    const mount = 'RUN --mount=type=bind,from=a,target=/mnt tar -xzf /mnt/a.tgz -C /srv\n';
    expect(state(inLayers, release + mount)).toBe('met');
    expect(state(inLayers, `${release}RUN --mount=from=a,target=/mnt cp /mnt/a.tgz /x && rm /x\n`)).toBe('met');
    // What apk keeps for itself is none.
    expect(state(inLayers, 'FROM alpine:3.24\nRUN apk add jq\n')).toBe('met');
  });

  test('is not met by one that a later line deletes, whatever its name', () => {
    const [found, says] = goal(inLayers, `${release}COPY --from=a /a.tgz /x\nRUN rm /x\n`);
    expect(found).toBe('unmet');
    expect(says).toContain('The layer of line 4 holds the archive `/x`, and what a later line deletes stays in it.');
    expect(state({ archives: 'absent' }, `${release}COPY --from=a /a.tgz /x\nRUN rm /x\n`)).toBe('met');
    expect(state(inLayers, 'FROM alpine:3.24\nADD https://example.org/tool.tar.gz /tmp/\n')).toBe('unmet');
  });

  test('is not yet judged, and not known, where that is so', () => {
    expect(state(inLayers, `${release}RUN false\n`)).toBe('not-yet');
    const maybe = 'RUN if wget -q https://example.org/; then tar -czf /a.tgz /etc/passwd; fi\n';
    expect(state(inLayers, `FROM alpine:3.24\n${maybe}`)).toBe('unknown');
  });
});

describe('loose pins', () => {
  const loose: Holds = { pins: 'loose' };

  test.each([
    ['jq', 'met'],
    ['jq~=1.7 "zstd>1"', 'met'],
    ['jq=1.7.1-r0', 'unmet'],
    ['--virtual .tools jq=1.7.1-r0', 'unmet'],
    ['jq=1.7.1-r0 && apk add jq', 'unmet'],
    ['jq=1.7-r9', 'not-yet'],
    ['$(wget -qO- https://example.org/tools)', 'unknown'],
  ])('apk add %s: %s', (words, wanted) => {
    expect(state(loose, `FROM alpine:3.19\nRUN apk add --no-cache ${words}\n`)).toBe(wanted);
  });

  test('looks at every stage', () => {
    const [found, says] = goal(
      loose,
      'FROM alpine:3.19 AS a\nRUN apk add jq=1.7.1-r0\nFROM alpine:3.19\nCOPY --from=a /etc/os-release /x\n',
    );
    expect(found).toBe('unmet');
    expect(says).toContain('`jq=1.7.1-r0` asks for one build of the package');
  });
});
