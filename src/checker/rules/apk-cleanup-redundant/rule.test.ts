import { describe, expect, test } from 'vitest';
import { fixedBy, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'apk-cleanup-redundant';
const clean = 'rm -rf /var/cache/apk/*';

describe(id, () => {
  test.each([
    ['rm behind --no-cache', onAlpine(`RUN apk add --no-cache git && ${clean}`), [2]],
    ['rm behind several', onAlpine(`RUN apk add --no-cache git && apk add --no-cache jq && ${clean}`), [2]],
    ['update and rm', onAlpine(`RUN apk update && apk add --no-cache git && ${clean}`), [2]],
    ['update --no-cache', onAlpine('RUN apk update --no-cache && apk add --no-cache git'), [2]],
    ['--update-cache', onAlpine('RUN apk add --no-cache --update-cache git'), [2]],
    ['-U in a cluster', onAlpine('RUN apk add --no-cache -qU git'), [2]],
    [
      'an update in a builder stage',
      'FROM alpine:3.24 AS a\nRUN apk update && apk add --no-cache git\nFROM alpine:3.24\n',
      [2],
    ],
    ['a cache mount', onAlpine('RUN --mount=type=cache,target=/var/cache/apk apk add --no-cache git'), [2]],
  ] as const)('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each([
    ['one add that fills the cache', onAlpine(`RUN apk add git && apk add --no-cache jq && ${clean}`)],
    ['an update that an add reads', onAlpine(`RUN apk update && apk add git && ${clean}`)],
    ['an upgrade that reads it', onAlpine(`RUN apk update && apk upgrade && apk add --no-cache git && ${clean}`)],
    ['another cache in the list', onAlpine('RUN apk add --no-cache git && rm -rf /root/.npm /var/cache/apk/*')],
    ['a cleanup in another RUN', onAlpine('RUN apk add --no-cache git', `RUN ${clean}`)],
    ['a cleanup at times', onAlpine(`RUN apk add --no-cache git || ${clean}`)],
    ['an update that stays in the image', onAlpine('RUN apk update && apk add --no-cache git')],
    ['a mount that is used', onAlpine('RUN --mount=type=cache,target=/var/cache/apk apk add -U git')],
    ['another distribution', 'FROM debian:13-slim\nRUN apk add --no-cache git && rm -rf /var/cache/apk/*\n'],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test.each([
    [[`RUN apk update && apk add --no-cache -U git && ${clean}`], ['RUN apk add --no-cache git']],
    [['RUN apk add -qU --no-cache git'], ['RUN apk add -q --no-cache git']],
    [
      ['RUN apk add \\', '  --no-cache \\', '  --update \\', '  git'],
      ['RUN apk add \\', '  --no-cache \\', '  git'],
    ],
    [['RUN ["apk", "add", "--no-cache", "--update", "git"]'], ['RUN ["apk", "add", "--no-cache", "git"]']],
    [[`RUN apk add --no-cache git && (${clean})`], undefined],
  ])('fixes %j', (before, after) => {
    expect(fixedBy(id, onAlpine(...before))).toBe(after && onAlpine(...after));
  });

  // Seen in Alpine 3.20.3: `[ … ] && a; rm …` ends with 0, and without the `rm` with 1.
  test('leaves a clean-up that hides how a test ends', () => {
    const text = onAlpine(`RUN apk add --no-cache git; [ "$A" = true ] && apk add --no-cache jq; ${clean}`);
    expect(linesOf(id, text)).toEqual([2]);
    expect(fixedBy(id, text)).toBeUndefined();
  });
});
