import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, checker, fingerprint } from '../../src/checker/index.ts';
import { anyText } from '../any-text.ts';
import { leastCpuTime } from '../cpu-time.ts';

/** Whatever a learner types, pastes or drops: no throw, places inside the text, and linear time. */

const today = '2026-11-21';

function examine(text: string): void {
  const { diagnostics, failures, model } = checker.check(text, { today });
  if (failures[0] !== undefined) throw failures[0].error;
  for (const { range, message, fix } of diagnostics) {
    expect(range.start).toBeGreaterThanOrEqual(0);
    expect(range.start).toBeLessThanOrEqual(range.end);
    expect(range.end).toBeLessThanOrEqual(text.length);
    expect(message).not.toBe('');
    if (fix !== undefined) applyEdits(text, fix.edits);
  }
  fingerprint(model);
}

/** Pieces of Dockerfiles that are half right, so that random texts reach far into the parser and the rules. */
const piece = fc.constantFrom(
  ...[
    'FROM alpine:3.24',
    'FROM',
    'FROM alpine AS build\n',
    'FROM build',
    'RUN ',
    'RUN apk add --no-cache git',
    'RUN <<EOF\n',
  ],
  ...[
    'EOF\n',
    ' && ',
    ' \\\n',
    '\\',
    '\n',
    '\r\n',
    '\r',
    '# ',
    '# escape=`\n',
    '# syntax=docker/dockerfile:1\n',
    '`\n',
    '$(',
    '${A',
    '}',
  ],
  ...[
    "'",
    '"',
    '(',
    ')',
    '[',
    ']',
    '["a", "b"]',
    'CMD ["',
    'ENTRYPOINT ["tini", "--"]',
    'ENV A=',
    'ENV TZ Europe/Berlin',
  ],
  ...[
    'ARG ',
    'COPY --from=',
    'COPY --from=0 / /',
    'COPY . .',
    'HEALTHCHECK CMD ',
    'ONBUILD ',
    'SHELL ["/bin/sh"]',
    'USER ',
    '|',
    ';',
  ],
  ...[
    'apk add -t .b gcc',
    'apk del .b',
    'apk update',
    '--virtual',
    '--mount=type=cache,target=/var/cache/apk ',
    'rm -rf /var/cache/apk/*',
  ],
  ...[
    'ln -s /usr/share/zoneinfo/UTC /etc/localtime',
    'while',
    'do',
    'done',
    'case a in',
    'esac',
    'if',
    'then',
    'fi',
    '{',
    '<',
    '>',
    '\0',
  ],
  ...[
    '\ud800',
    '\udc00',
    '\ufeff',
    '\u00a0',
    '\u0085',
    '\u2028',
    '😀',
    '\t',
    ' ',
    'FORM alpine',
    '--',
    '=',
    '@sha256:',
    ':',
    '/',
    '~',
    '*',
  ],
);

describe('the checker takes', () => {
  test('any text', () => {
    fc.assert(fc.property(anyText(300), examine), { numRuns: 300 });
  });

  test('any heap of pieces', () => {
    const text = fc.array(piece, { maxLength: 60, size: 'max' }).map((pieces) => pieces.join(''));
    fc.assert(fc.property(text, examine), { numRuns: 500 });
  });

  test('lone surrogates and NUL bytes', () => {
    examine('FROM alpine\ud800:3.24\nRUN apk add \udc00git\0\n\0\0\0RUN \ud83d');
  });

  test.each([
    ['10,000 lines', 'FROM alpine:3.24\n' + 'RUN apk add --no-cache git && echo "$HOME"\n'.repeat(10_000)],
    ['10,000 stages', 'FROM alpine:3.24\n'.repeat(10_000)],
    [
      '10,000 stages, each on the one before',
      'FROM alpine AS s0\n' + range(10_000, (i) => `FROM s${i} AS s${i + 1}\n`),
    ],
    ['5,000 continuation lines', `FROM alpine:3.24\nRUN apk add \\\n${'  git \\\n'.repeat(5_000)}  jq\n`],
    ['5,000 joined commands', `FROM alpine:3.24\nRUN true${' && apk add git'.repeat(5_000)}\n`],
    ['20,000 open parentheses', `FROM alpine:3.24\nRUN ${'('.repeat(20_000)}\n`],
    ['20,000 nested substitutions', `FROM alpine:3.24\nRUN echo ${'$('.repeat(20_000)}\n`],
    ['20,000 open quotes', `FROM alpine:3.24\nRUN ${'"'.repeat(19_999)}\n`],
    ['20,000 open braces in ENV', `FROM alpine:3.24\nENV A=${'${A:-'.repeat(20_000)}\n`],
    ['1,000 heredocs that never close', `FROM alpine:3.24\n${'RUN <<EOF\n'.repeat(1_000)}`],
    ['a line of a million characters', `FROM alpine:3.24\nRUN echo ${'a'.repeat(1_000_000)}\n`],
    [
      '10,000 comments that ignore',
      'FROM alpine:3.24\n' + '# belay ignore=apk-no-cache\nRUN apk add git\n'.repeat(5_000),
    ],
    ['an ARG chain', 'FROM alpine:3.24\nARG A0=a\n' + range(5_000, (i) => `ARG A${i + 1}=\${A${i}}\n`)],
    [
      'an ARG chain that doubles',
      'FROM alpine:3.24\nARG A0=ab\n' + range(200, (i) => `ARG A${i + 1}=\${A${i}}\${A${i}}\n`),
    ],
  ])('%s', (_, text) => examine(text), 20_000);

  /**
   * Ten times the lines take ten times as long, and up to sixty on a machine that is busy; what grows with the square
   * takes a hundred times as long and fails.
   */
  test.each([
    ['RUN lines', (n: number) => 'FROM alpine:3.24\n' + 'RUN apk add git\n'.repeat(n)],
    [
      'continuation lines',
      (n: number) => `FROM alpine:3.24\nRUN true \\\n${'  && apk add git \\\n'.repeat(n)}  && true\n`,
    ],
    ['stages', (n: number) => range(n, (i) => `FROM alpine:3.24 AS s${i}\nRUN apk add git\n`)],
    [
      'stages, each on the one before',
      (n: number) =>
        'FROM alpine:3.24 AS s0\nRUN adduser -D app\n' +
        range(
          n / 4,
          (i) =>
            `FROM s${i} AS s${i + 1}\nUSER app\nRUN ln -s /dev/stdout /var/log/a/b\nHEALTHCHECK CMD wget localhost\n`,
        ),
    ],
    ['variables', (n: number) => 'FROM alpine:3.24\n' + range(n, (i) => `ENV A${i}=$A${i - 1}b\n`)],
    ['sets that swallow', (n: number) => `FROM alpine:3.24\nRUN <<EOF\n${'set -e a\n'.repeat(n)}EOF\n`],
    [
      'downloads and what is done with them',
      (n: number) =>
        `FROM alpine:3.24\nRUN <<EOF\n${range(n / 2, (i) => `curl -k -o /a${i} https://a.b/${i}\nchmod +x /a${i}\n`)}EOF\n`,
    ],
    [
      'lockfiles',
      (n: number) => `FROM node:24-alpine\nWORKDIR /w\n${range(n / 2, (i) => `COPY f${i} /x${i}\nRUN npm install\n`)}`,
    ],
    ['copies', (n: number) => 'FROM alpine:3.24\n' + range(n, (i) => `COPY a${i} /b${i}\n`)],
    ['quotes', (n: number) => `FROM alpine:3.24\nRUN ${'"a" '.repeat(n)}\n`],
    ['files', (n: number) => 'FROM alpine:3.24\n' + range(n, (i) => `RUN cp /a${i} /b${i} && rm /a${i}\n`)],
    ['users', (n: number) => 'FROM alpine:3.24\n' + range(n / 2, (i) => `USER u${i}\nRUN apk add git\n`)],
    ['owners', (n: number) => 'FROM alpine:3.24\n' + range(n / 2, (i) => `COPY a /d${i}/\nRUN chown -R a /d${i}\n`)],
    [
      'installs',
      (n: number) => `FROM node:24-alpine\n${range(n, (i) => `RUN npm ci && npm run b${i}\n`)}CMD ["node", "a.js"]\n`,
    ],
    [
      'stages that nothing needs',
      (n: number) => range(n / 2, (i) => `FROM alpine:3.24 AS s${i}\nFROM scratch\nCOPY --from=s${i} /a /a\n`),
    ],
  ])(
    '%s in linear time',
    (_, make) => {
      const [small, large] = [make(1_000), make(10_000)].map((text) => () => checker.check(text, { today })) as [
        () => unknown,
        () => unknown,
      ];
      small();
      const most = 60 * Math.max(0.5, leastCpuTime(small, 4));
      expect(leastCpuTime(large, 5, most)).toBeLessThan(most);
    },
    60_000,
  );
});

function range(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('');
}
