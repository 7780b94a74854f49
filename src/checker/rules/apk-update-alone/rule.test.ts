import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { fixedBy, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'apk-update-alone';

describe(id, () => {
  test.each([
    ['alone', onAlpine('RUN apk update'), [2]],
    ['without a cache', onAlpine('RUN apk update --no-cache'), [2]],
    ['in a builder stage', 'FROM alpine:3.24 AS a\nRUN apk update\nFROM alpine:3.24\n', [2]],
    ['exec form', onAlpine('RUN ["apk", "update"]'), [2]],
    ['with other commands', onAlpine('RUN apk update && mkdir /app && pip install flask'), [2]],
    ['cleaned at once', onAlpine('RUN apk update && rm -rf /var/cache/apk/*'), [2]],
    ['behind the add', onAlpine('RUN apk add git && apk update'), [2]],
    ['lower case', 'from alpine:3.24\nrun apk -q update\n', [2]],
  ] as const)('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each([
    ['an add behind it', onAlpine('RUN apk update && apk add git')],
    ['an add in a heredoc', onAlpine('RUN <<EOF', 'apk update', 'apk add git', 'EOF')],
    ['an upgrade', onAlpine('RUN apk update && apk upgrade')],
    ['a search', onAlpine('RUN apk update && apk search -q git')],
    ['a script', onAlpine('RUN apk update && ./install.sh')],
    ['a script by its interpreter', onAlpine('RUN apk update && sh /tmp/install')],
    ['a command that is not known', onAlpine('ARG CMD', 'RUN apk update && $CMD')],
    ['a mount', onAlpine('RUN --mount=type=cache,target=/var/cache/apk apk update')],
    ['at times', onAlpine('RUN if [ -e /x ]; then apk update; fi')],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test.each([
    [['RUN apk update', 'RUN apk add git'], ['RUN apk add git']],
    [['RUN set -eux; apk update', 'RUN true'], ['RUN true']],
    [['RUN apk update && mkdir /app'], ['RUN mkdir /app']],
    [['RUN apk update && rm -rf /tmp/x /var/cache/apk/*'], ['RUN rm -rf /tmp/x /var/cache/apk/*']],
    [['RUN apk update', 'RUN apk add --no-network git'], undefined],
  ])('fixes %j', (before, after) => {
    expect(fixedBy(id, onAlpine(...before))).toBe(after && onAlpine(...after));
  });

  // Each fault once: an update is found by this rule or by apk-no-cache, never by both.
  test.each([
    ['apk add --no-cache git && apk update', ['apk-update-alone']],
    ['apk update && apk add --no-cache git && apk update', ['apk-no-cache']],
    ['apk add git && apk update', ['apk-no-cache', 'apk-update-alone']],
    ['apk update', ['apk-update-alone']],
    ['apk update && apk add git', ['apk-no-cache']],
    ['apk update && apk del git', ['apk-update-alone']],
    ['apk update && apk upgrade', ['apk-no-cache']],
    ['apk update && apk add ./a.apk', ['apk-no-cache']],
    ['apk update; apk update', ['apk-update-alone']],
  ])('leaves one finding on each command of: %s', (script, rules) => {
    const { diagnostics } = checker.check(onAlpine(`RUN ${script}`), { only: [id, 'apk-no-cache'] });
    const ranges = diagnostics.map(({ range }) => range.start);
    expect(new Set(ranges).size).toBe(ranges.length);
    expect([...new Set(diagnostics.map(({ rule }) => rule))].sort()).toEqual(rules);
  });
});
