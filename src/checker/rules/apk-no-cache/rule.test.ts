import { describe, expect, test } from 'vitest';
import { fixedBy, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'apk-no-cache';

const REJECTED: readonly [string, string, number[]][] = [
  ['several RUNs once', onAlpine('RUN apk add git', 'RUN apk add jq'), [2]],
  ['one with a fix and one without', onAlpine('RUN apk add git', 'RUN apk update || true; apk add jq'), [2, 3]],
  ['the first of several in one RUN', onAlpine('RUN apk add git && apk add jq'), [2]],
  ['the one without the option', onAlpine('RUN apk add --no-cache git \\', ' && apk add jq'), [3]],
  ['lower-case keywords', 'from alpine:3.24\nrun apk add git\n', [2]],
  ['CRLF', onAlpine('RUN set -e; \\', '  apk add git').replaceAll('\n', '\r\n'), [3]],
  ['exec form', onAlpine('RUN ["apk", "add", "git"]'), [2]],
  ['exec form with a path', onAlpine('RUN ["/sbin/apk", "add", "git"]'), [2]],
  ['sh -c', onAlpine(`RUN sh -c 'apk add git'`), [2]],
  ['exec form of sh -c', onAlpine('RUN ["sh", "-c", "apk add git"]'), [2]],
  ['set -eux;', onAlpine('RUN set -eux; apk add git; git --version'), [2]],
  ['a subshell', onAlpine('RUN (cd /tmp && apk add git)'), [2]],
  ['a loop', onAlpine('RUN for p in git jq; do apk add "$p"; done'), [2]],
  ['an if', onAlpine('RUN if [ -e /x ]; then apk add git; fi'), [2]],
  ['behind ||', onAlpine('RUN command -v git || apk add git'), [2]],
  ['a heredoc', onAlpine('RUN <<EOF', 'set -e', 'apk add git', 'EOF'), [4]],
  ['names in a variable', onAlpine('ENV TOOLS="git jq"', 'RUN apk add $TOOLS'), [3]],
  ['names in an unknown variable', onAlpine('ARG TOOLS', 'RUN apk add $TOOLS'), [3]],
  ['the command in a variable', onAlpine('ENV ADD="apk add"', 'RUN $ADD git'), [3]],
  ['an upgrade', onAlpine('RUN apk upgrade'), [2]],
  ['cleaned before', onAlpine('RUN rm -rf /var/cache/apk/* && apk add git'), [2]],
  ['cleaned at times', onAlpine('RUN apk add git; if [ -e /x ]; then rm -rf /var/cache/apk/*; fi'), [2]],
  ['cleaned in another RUN', onAlpine('RUN apk add git', 'RUN rm -rf /var/cache/apk/*'), [2]],
  ['another cache cleaned', onAlpine('RUN apk add git && rm -rf /root/.cache'), [2]],
  ['a mount somewhere else', onAlpine('RUN --mount=type=cache,target=/root/.cache apk add git'), [2]],
  ['a bind mount', onAlpine('RUN --mount=type=bind,target=/var/cache/apk apk add git'), [2]],
  ['--cache=yes', onAlpine('RUN apk add --cache=yes git'), [2]],
  ['a parent of the final stage', 'FROM alpine:3.24 AS a\nRUN apk add git\nFROM a\nRUN true\n', [2]],
  ['an image of which only the package manager is known', 'FROM registry.example.org/base:1\nRUN apk add git\n', [2]],
];

const ACCEPTED: readonly [string, string][] = [
  ['the option in any place', onAlpine('RUN apk add git --no-cache', 'RUN apk --no-cache add jq')],
  ['the option cut short', onAlpine('RUN apk add --no-cach git')],
  ['the option of apk 3', onAlpine('RUN apk add --cache=no git')],
  ['names in a variable with the option', onAlpine('ENV FLAGS="--no-cache -q"', 'RUN apk add $FLAGS git')],
  ['cleaned later in the chain', onAlpine('RUN apk add git && git --version && rm -rf /var/cache/apk/*')],
  ['cleaned by cd', onAlpine('RUN apk add git && cd /var/cache/apk && rm -rf *')],
  ['cleaned with all other caches', onAlpine('RUN apk add git && rm -rf /tmp/* /var/cache/*')],
  ['both at times', onAlpine('RUN if [ -e /x ]; then apk add git; rm -rf /var/cache/apk/*; fi')],
  ['a simulation', onAlpine('RUN apk add --simulate git')],
  ['another root', onAlpine('RUN apk add --root /rootfs --initdb alpine-base')],
  ['a deletion', onAlpine('RUN apk del git')],
  ['a mount on a folder above', onAlpine('RUN --mount=type=cache,target=/var/cache apk add git')],
  ['a mount by its short name', onAlpine('RUN --mount=type=cache,dst=/var/cache/apk,sharing=locked apk add git')],
  ['only said', onAlpine('RUN echo "apk add git"', '# RUN apk add git', 'RUN printf %s apk add git')],
  ['asked', onAlpine('RUN command -v apk && apk info -e git')],
  ['a stage that is not built', 'FROM alpine:3.24 AS a\nRUN apk add git\nFROM alpine:3.24\n'],
  ['another distribution', 'FROM debian:13-slim\nRUN apk add git\n'],
  ['what starts later', onAlpine('CMD ["apk", "add", "git"]')],
  ['a lone update', onAlpine('RUN apk update')],
];

describe(id, () => {
  test.each(REJECTED)('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each(ACCEPTED)('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test.each([
    [
      'keeps the layout',
      ['RUN set -eux; \\', '  apk update; \\', '  apk add \\', '    git'],
      ['RUN set -eux; \\', '  apk add --no-cache \\', '    git'],
    ],
    ['takes an option out of a cluster', ['RUN apk add -qU git'], ['RUN apk add --no-cache -q git']],
    ['writes into a string', [`RUN sh -c 'apk add git'`], [`RUN sh -c 'apk add --no-cache git'`]],
    ['writes JSON', ['RUN ["apk", "add", "-U", "git"]'], ['RUN ["apk", "add", "--no-cache", "git"]']],
    [
      'takes an update out of the middle',
      ['RUN true && apk update && apk add git'],
      ['RUN true && apk add --no-cache git'],
    ],
    [
      'goes behind a variable that holds the command',
      ['ENV ADD="apk add"', 'RUN $ADD git'],
      ['ENV ADD="apk add"', 'RUN $ADD --no-cache git'],
    ],
    [
      'works in a heredoc',
      ['RUN <<EOF', 'apk update', 'apk add git', 'EOF'],
      ['RUN <<EOF', 'apk add --no-cache git', 'EOF'],
    ],
  ])('%s', (_, before, after) => {
    expect(fixedBy(id, onAlpine(...before))).toBe(onAlpine(...after));
  });

  test('mends all RUNs at once, and none that a comment is about', () => {
    expect(fixedBy(id, onAlpine('RUN apk add git', 'RUN apk update && apk add jq'))).toBe(
      onAlpine('RUN apk add --no-cache git', 'RUN apk add --no-cache jq'),
    );
    const ignored = ['# hadolint ignore=DL3019', 'RUN apk add git'];
    expect(linesOf(id, onAlpine(...ignored, 'RUN apk add jq'))).toEqual([4]);
    expect(fixedBy(id, onAlpine('RUN apk add jq', ...ignored))).toBe(onAlpine('RUN apk add --no-cache jq', ...ignored));
  });

  test.each([
    ['where || would change its meaning', ['RUN apk update || true; apk add --no-cache git']],
    ['where the index is read without a network', ['RUN apk update && apk add --no-network git']],
  ])('offers no fix %s', (_, lines) => {
    expect(linesOf(id, onAlpine(...lines))).toHaveLength(1);
    expect(fixedBy(id, onAlpine(...lines))).toBeUndefined();
  });
});
