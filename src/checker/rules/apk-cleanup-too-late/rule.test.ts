import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { fixedBy, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'apk-cleanup-too-late';
const clean = 'rm -rf /var/cache/apk/*';

describe(id, () => {
  test.each([
    ['a later RUN', onAlpine('RUN apk add git', `RUN ${clean}`), [3]],
    ['far later', onAlpine('RUN apk add git', 'COPY a /a', 'RUN true', `RUN true && ${clean}`), [5]],
    ['an update cleaned later', onAlpine('RUN apk update', `RUN ${clean}`), [3]],
    ['before the add', onAlpine(`RUN ${clean} && apk add git`), [2]],
    ['exec form', onAlpine('RUN apk add git', 'RUN ["rm", "-rf", "/var/cache/apk"]'), [3]],
    ['sh -c', onAlpine('RUN apk add git', `RUN sh -c '${clean}'`), [3]],
    ['a heredoc', onAlpine('RUN apk add git', 'RUN <<EOF', clean, 'EOF'), [4]],
    ['another stage of the final image', `FROM alpine:3.24 AS a\nRUN apk add git\nFROM a\nRUN ${clean}\n`, [4]],
    ['a second time', onAlpine(`RUN apk add git && ${clean}`, `RUN ${clean}`), [3]],
    ['other paths as well', onAlpine('RUN apk add git', 'RUN rm -rf /tmp/* /var/cache/apk/*'), [3]],
  ] as const)('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each([
    ['the same RUN', onAlpine(`RUN apk add git && ${clean}`)],
    ['the same RUN twice', onAlpine(`RUN apk add git && ${clean} && apk add jq && ${clean}`)],
    ['a cleanup behind --no-cache', onAlpine(`RUN apk add --no-cache git && ${clean}`)],
    [
      'a builder stage',
      `FROM alpine:3.24 AS a\nRUN apk add git\nRUN ${clean}\nFROM alpine:3.24\nCOPY --from=a /bin/ls /x\n`,
    ],
    ['no apk at all', onAlpine(`RUN ${clean}`)],
    ['a mount', onAlpine('RUN --mount=type=cache,target=/var/cache/apk apk add git', `RUN ${clean}`)],
    ['only said', onAlpine('RUN apk add git', `RUN echo "${clean}"`)],
    ['another folder', onAlpine('RUN apk add git', 'RUN rm -rf /var/cache/apt/* /app/var/cache/apk/*')],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test('is a note where nothing was left', () => {
    const { diagnostics } = checker.check(onAlpine('RUN apk add --no-cache git', `RUN ${clean}`), { only: [id] });
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['info']);
  });

  test.each([
    [
      ['RUN apk add git', '', `RUN ${clean}`, '', 'CMD ["git"]'],
      ['RUN apk add git', '', 'CMD ["git"]'],
    ],
    [
      ['RUN apk add git', `RUN a && ${clean} && b`],
      ['RUN apk add git', 'RUN a && b'],
    ],
    [
      ['RUN apk add git', `RUN a; \\`, `    ${clean}; \\`, '    b'],
      ['RUN apk add git', 'RUN a; \\', '    b'],
    ],
    [
      ['RUN apk add git', 'RUN rm -rf /var/cache/apk/* /tmp/*'],
      ['RUN apk add git', 'RUN rm -rf /tmp/*'],
    ],
  ])('fixes %j', (before, after) => {
    expect(fixedBy(id, onAlpine(...before))).toBe(onAlpine(...after));
  });
});
