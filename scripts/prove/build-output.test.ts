import { describe, expect, test } from 'vitest';
import { missingHere, readBuildOutput } from './build-output.ts';

/** As Docker 20.10.24 printed it, shortened. */
const output = `#3 [internal] load metadata for docker.io/library/alpine:3.19.4-local-mirror
#3 DONE 0.0s

#10 [build 1/4] FROM docker.io/library/alpine:3.19.4-local-mirror
#10 CACHED

#5 [build 2/4] WORKDIR /src
#5 DONE 0.1s

#4 [stage-1 2/3] RUN echo hi >&2; false
#4 sha256:00061df82c95ec5cc4bfcc7bf5c0f7e357ff91bd0c210d19e1c1ca74fc708425
#4 ...

#6 [build 3/4] COPY x.txt .
#6 DONE 0.0s

#7 [build 4/4] RUN cat x.txt && echo DONE && sleep 9
#7 0.585 hello
#7 0.590 DONE
#7 ...

#4 [stage-1 2/3] RUN echo hi >&2; false
#4 0.746 hi
#4 ERROR: executor failed running [/bin/sh -c echo hi >&2; false]: exit code: 1

#7 [build 4/4] RUN cat x.txt && echo DONE && sleep 9
#7 CANCELED
------
 > [stage-1 2/3] RUN echo hi >&2; false:
------
executor failed running [/bin/sh -c echo hi >&2; false]: exit code: 1
`;

const dockerfile = `FROM alpine:3.24 AS build
WORKDIR /src
COPY x.txt .
RUN cat x.txt && echo DONE && sleep 9

FROM alpine:3.24
ENV A=b
RUN echo hi >&2; false
COPY --from=build /src/x.txt /
`;

test('each step is tied to its line, whatever the steps themselves print', () => {
  const { steps, error } = readBuildOutput(output, dockerfile);
  expect(steps).toEqual([
    { line: 2, keyword: 'WORKDIR', outcome: 'ok' },
    { line: 3, keyword: 'COPY', outcome: 'ok' },
    { line: 4, keyword: 'RUN', outcome: 'not-run' },
    { line: 8, keyword: 'RUN', outcome: 'fails', exit: 1, prints: ['hi'] },
    { line: 9, keyword: 'COPY', outcome: 'not-run' },
  ]);
  expect(error).toBe('executor failed running [/bin/sh -c echo hi >&2; false]: exit code: 1');
});

test('the only stage has no name in the steps', () => {
  const { steps } = readBuildOutput(
    '#4 [2/2] COPY nope.txt .\n#4 ERROR: "/nope.txt" not found: not found\n',
    'FROM alpine\nCOPY nope.txt .\n',
  );
  expect(steps).toEqual([{ line: 2, keyword: 'COPY', outcome: 'fails', prints: ['"/nope.txt" not found: not found'] }]);
});

test('FROM is no step where it names another stage', () => {
  const { steps } = readBuildOutput(
    '#6 [a 2/2] RUN true\n#6 DONE 0.2s\n#7 [b 1/2] COPY x /\n#7 DONE 0.1s\n#8 [b 2/2] RUN make\n#8 ERROR: exit code: 2\n',
    'FROM alpine AS a\nRUN true\nFROM a AS b\nCOPY x /\nRUN make\n',
  );
  expect(steps.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'fails']);
});

test('what Docker calls CACHED, where it gave up, was not run', () => {
  const { steps } = readBuildOutput(
    '#6 [2/3] RUN apk update\n#6 CACHED\n#7 [3/3] COPY x /\n#7 ERROR: "/x": not found\n#8 [2/3] RUN apk update\n#8 CANCELED\n',
    'FROM alpine\nRUN apk update\nCOPY x /\n',
  );
  expect(steps.map(({ outcome }) => outcome)).toEqual(['not-run', 'fails']);
});

test('two stages that begin alike share their steps', () => {
  const { steps } = readBuildOutput(
    '#6 [a 2/3] RUN apk add zstd\n#6 DONE 1.2s\n#7 [a 3/3] RUN true\n#7 DONE 0.1s\n#8 [stage-1 3/3] COPY --from=a /x /\n#8 DONE 0.1s\n',
    'FROM alpine AS a\nRUN apk add zstd\nRUN true\nFROM alpine\nRUN apk add zstd\nCOPY --from=a /x /\n',
  );
  expect(steps.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok']);
});

describe('what was missing here', () => {
  test.each([
    [output, []],
    ['#6 2.560   nosuch (no such package):\n', []],
    ["#6 1.2 ERROR: nginx-1.24.0-r16: package mentioned in index not found (try 'apk update')\n", ['package nginx']],
    [
      'failed to do request: Head "https://example.org/v2/library/debian/manifests/13-slim": dial tcp: no such host',
      ['image debian:13-slim'],
    ],
    ['dockerfile parse error line 3: Unknown flag: link', ['a newer Docker']],
    ['dockerfile parse error on line 3: unknown flag: --cmhod (did you mean chmod?)', []],
  ])('of %j is %j', (text, missing) => {
    expect(missingHere(text)).toEqual(missing);
  });
});

test('WORKDIR / is counted and not shown', () => {
  const file = 'FROM alpine\nWORKDIR /src\nWORKDIR /\nRUN true\n';
  const output = '#4 [1/4] FROM alpine\n#5 [2/4] WORKDIR /src\n#5 DONE 0.0s\n#6 [3/4] RUN true\n#6 DONE 0.1s\n';
  expect(readBuildOutput(output, file).steps).toEqual([
    { line: 2, keyword: 'WORKDIR', outcome: 'ok' },
    { line: 4, keyword: 'RUN', outcome: 'ok' },
  ]);
});

test('a step that is ended because another one failed has not failed itself', () => {
  const file = 'FROM alpine\nRUN sleep 9\nCOPY nosuch /\n';
  const error =
    'runc run failed: unable to start container process: waiting for init preliminary setup: read init-p: connection reset by peer';
  const output = `#4 [1/3] FROM alpine\n#5 [2/3] RUN sleep 9\n#5 ERROR: ${error}\n#6 [3/3] COPY nosuch /\n#6 ERROR: "/nosuch": not found\n`;
  expect(readBuildOutput(output, file).steps).toMatchObject([
    { line: 2, outcome: 'not-run' },
    { line: 3, outcome: 'fails' },
  ]);
});

test.each([
  [true, 'ok'],
  [false, 'not-run'],
])('of a step that another build shares, where the build went well: %s', (hasBuilt, outcome) => {
  const { steps } = readBuildOutput('#5 [2/2] RUN true\n#5 CACHED\n', 'FROM alpine\nRUN true\n', hasBuilt);
  expect(steps).toEqual([{ line: 2, keyword: 'RUN', outcome }]);
});

test('what apt transfers is not told: neither its server nor its speed', () => {
  const output =
    '#5 [2/2] RUN apt-get update\n#5 1.1 Get:1 http://example.org/debian trixie InRelease [1 kB]\n#5 1.2 Fetched 1 kB in 1s\n#5 1.3 E: no\n#5 ERROR: process "/bin/sh" did not complete successfully: exit code: 100\n';
  expect(readBuildOutput(output, 'FROM debian\nRUN apt-get update\n').steps).toEqual([
    { line: 2, keyword: 'RUN', outcome: 'fails', exit: 100, prints: ['E: no'] },
  ]);
});
