import { describe, expect, test } from 'vitest';
import { analyze } from './analyze.ts';
import { describeDifferences } from './differences.ts';
import { fingerprint } from './fingerprint.ts';

const print = (text: string): string => fingerprint(analyze(text));

const BASE = `FROM alpine:3.24 AS build
RUN apk add --no-cache --virtual .b gcc make && make
FROM alpine:3.24
COPY --from=build /app /app
ENV A="b c"
CMD ["/app"]
`;

describe('the fingerprint is equal', () => {
  test.each([
    ['in lower case', BASE.replace(/^(FROM|RUN|COPY|ENV|CMD)/gm, (word) => word.toLowerCase())],
    ['with CRLF', BASE.replaceAll('\n', '\r\n')],
    ['with a comment', `# note\n${BASE}`],
    ['over several lines', BASE.replace(' && make', ' \\\n    # note\n    && make')],
    ['with other options first', BASE.replace('--no-cache --virtual .b gcc make', '-t .b --no-cache make gcc')],
    ['with another stage name', BASE.replaceAll('build', 'compile')],
    ['with a stage that is not needed', `FROM alpine AS spare\nRUN a\n${BASE}`],
    ['with set -e', BASE.replace('RUN ', 'RUN set -eux; ')],
  ])('%s', (_, text) => {
    expect(print(text)).toBe(print(BASE));
  });
});

describe('the fingerprint differs', () => {
  test.each([
    ['with another base', BASE.replaceAll('3.24', '3.23')],
    ['with two RUNs', BASE.replace(' && make', '\nRUN make')],
    ['without an option', BASE.replace('--no-cache ', '')],
    ['with another package', BASE.replace('gcc', 'g++')],
    ['with another value', BASE.replace('b c', 'b')],
    ['in shell form', BASE.replace('["/app"]', '/app')],
    ['with another path', BASE.replace('/app /app', '/app /bin/app')],
  ])('%s', (_, text) => {
    expect(print(text)).not.toBe(print(BASE));
  });
});

describe('differences in words', () => {
  test.each([
    [
      'stages',
      'FROM alpine:3.24 AS a\nFROM alpine:3.24\nCOPY --from=a /x /x\n',
      'FROM alpine:3.24\n',
      'Recorded with two stages; yours has one stage.',
    ],
    ['base', 'FROM alpine:3.24\n', 'FROM debian:13\n', 'Recorded on alpine:3.24; yours starts from debian:13.'],
    [
      'packages',
      'FROM alpine:3.24\nRUN apk add git jq\n',
      'FROM alpine:3.24\nRUN apk add git\n',
      'Recorded with jq in the final image; yours leaves it out.',
    ],
    [
      'copied files',
      'FROM alpine:3.24\nCOPY a /a\n',
      'FROM alpine:3.24\nCOPY b /b\n',
      'Recorded with `/a` copied in; yours copies no such file.',
    ],
    [
      'environment',
      'FROM alpine:3.24\nENV TZ=UTC\n',
      'FROM alpine:3.24\n',
      'Recorded with TZ=UTC; yours does not set it.',
    ],
    [
      'process',
      'FROM alpine:3.24\nCMD ["a"]\n',
      'FROM alpine:3.24\nCMD ["b"]\n',
      'Recorded starting `a`; yours starts `b`.',
    ],
  ])('%s', (what, recorded, yours, says) => {
    const material = what !== 'environment';
    expect(describeDifferences(analyze(recorded), analyze(yours))).toContainEqual({ says, material });
  });

  test('those of another image come first', () => {
    const recorded = analyze('FROM alpine:3.24\nENV TZ=UTC\nRUN a\nCMD ["a"]\n');
    const yours = analyze('FROM debian:13\nCMD ["b"]\n');
    expect(describeDifferences(recorded, yours).map(({ material }) => material)).toEqual([true, true, false, false]);
  });

  test('none between equals', () => {
    expect(describeDifferences(analyze(BASE), analyze(BASE))).toEqual([]);
  });
});
