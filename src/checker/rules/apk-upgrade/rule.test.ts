import { describe, expect, test } from 'vitest';
import { linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'apk-upgrade';

describe(id, () => {
  test.each([
    ['plain', onAlpine('RUN apk upgrade'), [2]],
    ['with -U', onAlpine('RUN apk -U upgrade --available'), [2]],
    ['no tag', 'FROM alpine\nRUN apk upgrade\n', [2]],
    ['in a parent of the final stage', 'FROM alpine:3.24 AS a\nRUN apk upgrade\nFROM a\n', [2]],
    ['exec form', onAlpine('RUN ["apk", "upgrade"]'), [2]],
  ])('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each([
    ['named packages', onAlpine('RUN apk upgrade openssl')],
    ['apk itself', onAlpine('RUN apk upgrade --self-upgrade-only')],
    ['an unknown base', 'ARG BASE\nFROM ${BASE}\nRUN apk upgrade\n'],
    ['a digest below the parent stage', `FROM alpine:3.24@sha256:${'0'.repeat(64)} AS a\nFROM a\nRUN apk upgrade\n`],
    ['another root', onAlpine('RUN apk --root /rootfs upgrade')],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });
});
