import { describe, expect, test } from 'vitest';
import type { BuildContext } from '../model/types.ts';
import { forecast } from './forecast.ts';
import { shippedIndex } from './shipped.ts';
import type { Forecast } from './types.ts';

const files: Readonly<Record<string, string>> = {
  'a.txt': 'hi\n',
  'b.txt': 'yo\n',
  'sub/s.txt': 's',
  'sub/deep/t.txt': 't',
  '.dockerignore': 'secret*\n**/*.log\n!keep.log\n',
  'secret.txt': 'x',
  'x.log': '',
  'keep.log': '',
  'run.sh': '#!/bin/sh\n',
};
const context: BuildContext = {
  paths: Object.keys(files),
  read: (path) => files[path],
  stat: (path) => (path === 'run.sh' ? { kind: 'file', mode: 0o755 } : undefined),
};

function build(lines: string): Forecast {
  return forecast(`FROM alpine:3.19\n${lines}`, { context });
}

describe('where COPY puts things', () => {
  test.each<[string, string, string]>([
    ['COPY a.txt /x', '/x', 'file'],
    ['COPY a.txt /x/', '/x/a.txt', 'file'],
    ['COPY a.txt /etc', '/etc/a.txt', 'file'],
    ['COPY a.txt b.txt /x/', '/x/b.txt', 'file'],
    // Seen with Docker 20.10: without the slash the second overwrites the first.
    ['COPY a.txt b.txt /x', '/x', 'file'],
    ['COPY *.txt /x/', '/x/b.txt', 'file'],
    ['COPY sub /x', '/x/s.txt', 'file'],
    ['COPY sub /x', '/x/sub', 'absent'],
    ['COPY sub/ /x/', '/x/deep/t.txt', 'file'],
    ['COPY . /x', '/x/sub/s.txt', 'file'],
    ['COPY . /x', '/x/secret.txt', 'absent'],
    ['COPY . /x', '/x/x.log', 'absent'],
    ['COPY . /x', '/x/keep.log', 'file'],
    ['COPY nosuch* /x/', '/x', 'absent'],
    ['COPY --parents sub/deep/t.txt /x/', '/x/sub/deep/t.txt', 'file'],
    ['COPY --exclude=*.txt . /x/', '/x/a.txt', 'absent'],
    ['WORKDIR /w\nCOPY a.txt .', '/w/a.txt', 'file'],
    ['WORKDIR /w\nCOPY a.txt ./n', '/w/n', 'file'],
    ['RUN ln -s /opt /l\nCOPY sub /l', '/opt/s.txt', 'file'],
    ['COPY <<EOF /x\nhi\nEOF', '/x', 'file'],
    ['COPY <<A <<B /x/\na\nA\nb\nB', '/x/B', 'file'],
  ])('%s: %s is %s', (lines, path, kind) => {
    const result = build(lines);
    expect(result.outcome).toBe('builds');
    expect(result.stages[0]!.files.stat(path, 'keep').kind).toBe(kind);
  });

  test('what a pattern names in a stage that is not all known may be there', () => {
    const text = `FROM golang:1.27-alpine AS build\nRUN go install ./cmd/tool\nFROM alpine:3.19\nCOPY --from=build /go/bin/* /usr/local/bin/\n`;
    const { files: view } = forecast(text, { context }).stages[1]!;
    expect(view.stat('/usr/local/bin/tool').kind).toBe('unknown');
    expect(view.stat('/usr/bin/tool').kind).toBe('absent');
  });

  test('modes and owners', () => {
    const { files: view } = build('COPY run.sh /r\nCOPY --chmod=640 --chown=nobody:nobody a.txt /a\nCOPY a.txt /b\n')
      .stages[0]!;
    expect(view.stat('/r')).toMatchObject({ mode: 0o755, uid: 0 });
    expect(view.stat('/a')).toMatchObject({ mode: 0o640, uid: 65534, gid: 65534 });
    expect(view.stat('/b')).toMatchObject({ mode: 0o644, text: 'hi\n' });
  });
});

describe('what COPY refuses', () => {
  test.each<[string, string]>([
    ['COPY nosuch /x', 'failed to calculate checksum of ref: "/nosuch": not found'],
    ['COPY secret.txt /x', 'failed to calculate checksum of ref: "/secret.txt": not found'],
    ['COPY sub /etc/passwd', 'cannot copy to non-directory: /etc/passwd'],
    ['COPY a.txt /etc/passwd/x', 'mkdir /etc/passwd: not a directory'],
    ['COPY --from=5 /a /b', 'invalid stage index 5'],
    ['WORKDIR /etc/passwd', 'mkdir /etc/passwd: not a directory'],
    ['RUN --mount=type=bind,source=nosuch,target=/x true', 'failed to calculate checksum of ref: "/nosuch": not found'],
    ['USER nosuch\nRUN true', 'unable to find user nosuch: no matching entries in passwd file'],
  ])('%s', (lines, prints) => {
    expect(build(lines)).toMatchObject({ outcome: 'fails', because: { prints } });
  });

  test('a source that another stage does not have', () => {
    const result = forecast('FROM alpine:3.19 AS b\nFROM alpine:3.19\nCOPY --from=b /nosuch /x\n', { context });
    expect(result).toMatchObject({
      outcome: 'fails',
      because: { line: 3, prints: 'failed to calculate checksum of ref: "/nosuch": not found' },
    });
  });
});

describe('mounts', () => {
  test('hide what lies below, and what is written to them is gone', () => {
    const { outcome, stages } = build(
      'RUN --mount=type=tmpfs,target=/usr/local touch /usr/local/x && [ ! -e /usr/local/bin ]\nRUN [ -d /usr/local/bin ] && [ ! -e /usr/local/x ]\n',
    );
    expect(outcome).toBe('builds');
    expect(stages[0]!.files.stat('/usr/local/bin').kind).toBe('dir');
  });

  test('a bind mount is read-only unless it says rw', () => {
    expect(build('RUN --mount=type=bind,source=sub,target=/x cat /x/s.txt && touch /x/y')).toMatchObject({
      outcome: 'fails',
      because: { prints: 'touch: /x/y: Read-only file system' },
    });
    const result = build('RUN --mount=type=bind,source=sub,target=/x,rw touch /x/y\nRUN ls /x/y');
    expect(result).toMatchObject({ outcome: 'fails', because: { line: 3 } });
    // BuildKit takes away the folder that it made (seen with Docker 26; the one of 20.10 leaves it).
    expect(result.stages[0]!.files.stat('/x').kind).toBe('absent');
  });
});

test('COPY / / of another stage stays a reference', () => {
  const text = `FROM alpine:3.19 AS a\nRUN touch /new\nFROM alpine:3.19\nCOPY --from=a / /\nRUN test -f /new\n`;
  expect(forecast(text, { context }).outcome).toBe('builds');
});

test('without a context a source is taken to be there', () => {
  const result = forecast('FROM alpine:3.19\nCOPY app /app\n');
  expect(result.outcome).toBe('builds');
  expect(result.steps[1]!.given).toEqual(['app is there: the build context is not known']);
});

test('a stage that the target does not need does not run', () => {
  const result = forecast('FROM alpine:3.19 AS a\nRUN false\nFROM alpine:3.19\nRUN true\n', { context });
  expect(result.outcome).toBe('builds');
  expect(result.steps.map(({ outcome }) => outcome)).toEqual(['not-run', 'not-run', 'ok', 'ok']);
});

test('a target that does not exist fails', () => {
  expect(forecast('FROM alpine:3.19\n', { target: 'nosuch' })).toMatchObject({
    outcome: 'fails',
    because: { prints: 'target stage nosuch could not be found' },
  });
});

describe('packages of what is copied from a stage', () => {
  const base = 'FROM alpine:3.19 AS b\nRUN apk add --no-cache jq\nFROM alpine:3.19\n';
  test.each([
    ['COPY --from=b / /', true],
    ['COPY --from=b /etc /etc', undefined],
    ['COPY --from=b /lib/ /lib', undefined],
    ['COPY --from=b / /root', false],
    ['COPY --from=b /usr /usr', false],
  ])('%s', (line, known) => {
    const data = { index: shippedIndex() };
    const { stages } = forecast(`${base}${line}\n`, { context: { paths: [], read: () => undefined }, data });
    const stage = stages.at(-1);
    expect(stage?.world === undefined ? undefined : stage.packages().has('jq')).toBe(known);
  });
});

/** Seen with Docker 26: `$1`, `$@` and their like are variables here, and empty; those of a quoted heredoc are left alone. */
test.each<[string, string]>([
  ['<<EOF /x\n$@ $* $# $? $$ $! $- $1 ${2}.\nEOF', '        .'],
  ['<<EOF /x\n\\$@ \\$1 $A\nEOF', '$@ $1 a'],
  ['<<"EOF" /x\n$@ $1 $A\nEOF', '$@ $1 $A'],
  ['<<EOF /x\n$(date) % $. 5$\nEOF', '$(date) % $. 5$'],
])('COPY %j', (words, content) => {
  const text = `FROM alpine:3.19\nENV A=a\nCOPY ${words}\nRUN [ "$(cat /x)" = '${content}' ]\n`;
  expect(forecast(text, { context }).outcome).toBe('builds');
});
