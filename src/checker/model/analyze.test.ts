import { describe, expect, test } from 'vitest';
import { contextOf } from '../context-of.ts';
import { analyze } from './analyze.ts';
import type { Stage } from './types.ts';

const ALPINE = 'FROM alpine:3.24\n';

function last(text: string): Stage {
  const { target } = analyze(text);
  if (target === undefined) throw new Error('The text has no stage.');
  return target;
}

/** Commands of the last stage: joint, argument vector, and `?` where it may not run. */
function commands(body: string): string[] {
  return last(`${ALPINE}${body}\n`)
    .steps.flatMap((step) => step.invocations)
    .map(
      ({ name, args, certain }) =>
        [name ?? '…', ...args.map(({ value }) => value ?? '…')].join(' ') + (certain ? '' : ' ?'),
    );
}

function installed(text: string): string[] {
  return [...last(text).installed.keys()].sort();
}

test.each([
  ['ARG T=/c', 'type=cache,target=$T', '/c', undefined],
  ['ENV T=/c', 'target=${T}/d,source=s$T', '/c/d', 's/c'],
  ['ARG T', 'target=$T,source=a', undefined, 'a'],
  ['ARG T', 'target=${T:-/d},source=$S', undefined, undefined],
  ['ARG T=', 'dst=${T:-/d}', '/d', undefined],
])('%s: variables of a mount with %s', (line, mount, target, source) => {
  const [step] = last(`${ALPINE}${line}\nRUN --mount=${mount} true\n`).steps.slice(1);
  expect(step?.mounts[0]).toMatchObject({ target, source });
});

test('BuildKit expands no variable in the name of a stage that is mounted', () => {
  const [, step] = last(`${ALPINE}ARG T=a\nRUN --mount=from=$T,target=/a true\n`).steps;
  expect(step?.mounts[0]?.from).toBe('$T');
});

test.each([
  ['a && b || c', ['a', 'b']],
  ['if a; then b; else c; fi', ['a']],
  ['! a | b', ['a', 'b']],
  ['while a; do b; done', ['a']],
  ['{ a; b; } || c', ['a', 'b']],
  [`sh -c 'a || b' && c`, ['a']],
  [`sh -c 'a' || c`, ['sh', 'a']],
])('%s: commands whose failure is asked for', (script, names) => {
  const tested = last(`${ALPINE}RUN ${script}\n`).steps[0]?.invocations.filter((each) => each.tested);
  expect(tested?.map(({ name }) => name)).toEqual(names);
});

describe('commands of a RUN', () => {
  test.each([
    ['a chain', 'RUN a && b; c', ['a', 'b', 'c']],
    ['a fallback may not run', 'RUN a || b', ['a', 'b ?']],
    ['behind a test in a list with ||', 'RUN [ -f x ] && a || true', ['[ -f x ]', 'a ?', 'true ?']],
    ['behind a test the step needs', 'RUN [ -f x ] && a', ['[ -f x ]', 'a']],
    ['if and else', 'RUN if a; then b; else c; fi', ['a', 'b ?', 'c ?']],
    ['a loop', 'RUN for i in 1 2; do a "$i"; done', ['a … ?']],
    ['a condition of a loop runs', 'RUN while a; do b; done', ['a', 'b ?']],
    ['a function', 'RUN f() { a; }; f', ['a ?', 'f']],
    ['the background', 'RUN a & b', ['a ?', 'b']],
    ['a subshell', 'RUN (a && b)', ['a', 'b']],
    ['exec form', 'RUN ["a", "b c"]', ['a b c']],
    ['sh -c', 'RUN ["sh", "-c", "a && b"]', ['sh -c a && b', 'a', 'b']],
    ['wrappers', 'RUN sudo -u root env A=1 nice -n 5 a b', ['a b']],
    ['a question about a command', 'RUN command -v a', ['command -v a']],
    ['a path', 'RUN /sbin/apk add git', ['apk add git']],
    ['quotes', `RUN "a" 'b c' d"e"`, ['a b c de']],
    ['a continuation', 'RUN a \\\n  # note\n  b', ['a b']],
    ['a continuation inside a word', 'RUN ap\\\nk add', ['apk add']],
    ['a heredoc', 'RUN <<EOF\na\nb\nEOF', ['a', 'b']],
    ['a substitution', 'RUN a "$(b)"', ['b', 'a …']],
    ['a comment', 'RUN a # && b', ['a']],
    ['an echo', 'RUN echo "apk add git"', ['echo apk add git']],
    ['set', 'RUN set -eux; a', ['set -eux', 'a']],
    ['a variable of several words', 'ENV P="a b"\nRUN x $P', ['x a b']],
    ['a quoted variable', 'ENV P="a b"\nRUN x "$P"', ['x a b']],
    ['a shell variable', 'RUN P=a; x $P-$P', ['x a-a']],
    ['an unknown variable', 'RUN x $P', ['x …']],
  ])('%s', (_, body, expected) => {
    expect(commands(body)).toEqual(expected);
  });

  test('the directory is followed', () => {
    const stage = last(`${ALPINE}WORKDIR /src\nRUN cd lib && (cd .. && a) && b\n`);
    expect(stage.steps[1]?.invocations.map(({ name, cwd }) => `${name ?? ''} ${cwd ?? '?'}`)).toEqual([
      'cd /src',
      'cd /src/lib',
      'a /src',
      'b /src/lib',
    ]);
  });
});

describe('packages', () => {
  test.each([
    ['add', 'RUN apk add git jq', ['git', 'jq']],
    ['constraints', "RUN apk add 'git~=2.49' jq=1.7-r0", ['git', 'jq']],
    ['options in front and behind', 'RUN apk --no-cache add -U git --quiet', ['git']],
    ['a group', 'RUN apk add -t .b gcc make && apk add git && apk del .b', ['git']],
    ['a cluster', 'RUN apk add -Ut .b gcc && apk del .b', []],
    ['--virtual=', 'RUN apk add --virtual=.b gcc', ['gcc']],
    ['a package wanted twice stays', 'RUN apk add git && apk add -t .b git gcc && apk del .b', ['git']],
    ['a group made again', 'RUN apk add -t .b gcc && apk add -t .b make', ['make']],
    ['a deletion that may not happen', 'RUN apk add git && if a; then apk del git; fi', ['git']],
    ['a later RUN', 'RUN apk add git\nRUN apk del git', []],
    ['a stage on a stage', 'AS a\nRUN apk add git\nFROM a\nRUN apk add jq', ['git', 'jq']],
    ['not from a stage that is copied from', 'AS a\nRUN apk add git\nFROM alpine\nCOPY --from=a /a /a', []],
    ['a simulation', 'RUN apk add --simulate git', []],
    ['words that are printed', 'RUN echo apk add git', []],
    ['a conflict', 'RUN apk add !git jq', ['jq']],
  ])('%s', (_, body, expected) => {
    expect(installed(`FROM alpine:3.24 ${body.startsWith('AS') ? '' : '\n'}${body}\n`)).toEqual(expected);
  });

  test('Debian packages', () => {
    expect(
      installed('FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends gcc make\n'),
    ).toEqual(['gcc', 'make']);
  });
});

describe('stages', () => {
  test.each([
    ['alpine:3.24', 'alpine', 'musl', '3.24'],
    ['alpine:3.24.2@sha256:abc', 'alpine', 'musl', '3.24'],
    ['alpine', 'alpine', 'musl', undefined],
    ['alpine:edge', 'alpine', 'musl', 'edge'],
    ['registry:5000/mirror/alpine:3.23', 'alpine', 'musl', '3.23'],
    ['docker.io/library/alpine:3.22', 'alpine', 'musl', '3.22'],
    ['python:3.14-alpine3.24', 'alpine', 'musl', '3.24'],
    ['golang:1.27-alpine', 'alpine', 'musl', undefined],
    ['golang:1.27', 'debian', 'glibc', undefined],
    ['node:24-slim', 'debian', 'glibc', undefined],
    ['debian:13-slim', 'debian', 'glibc', undefined],
    ['fedora:43', 'redhat', 'glibc', undefined],
    ['scratch', 'scratch', 'none', undefined],
    ['gcr.io/distroless/static-debian13', 'distroless', 'none', undefined],
    ['cgr.dev/chainguard/wolfi-base', 'wolfi', 'glibc', undefined],
    ['ghcr.io/acme/service:1', 'unknown', 'unknown', undefined],
    ['alpine:$VERSION', 'alpine', 'musl', undefined],
    ['$BASE', 'unknown', 'unknown', undefined],
  ])('FROM %s', (reference, distro, libc, release) => {
    expect(last(`FROM ${reference}\n`)).toMatchObject({ distro, libc, release });
  });

  test('go with the last group that wants them, also one of the stage below', () => {
    const below = 'FROM alpine:3.24 AS a\nRUN apk add -t .a gcc git && apk add -t .b gcc && apk add make\nFROM a\n';
    expect(installed(`${below}RUN apk del .b\n`)).toEqual(['gcc', 'git', 'make']);
    expect(installed(`${below}RUN apk del '.*'\n`)).toEqual(['make']);
    expect(last(`${below}RUN apk del .b\n`).installed.get('gcc')?.virtual).toBe('.a');
    expect(installed(`${below}RUN apk add -t .a musl-dev\nFROM a\n`)).toEqual(['gcc', 'git', 'make']);
  });

  test('an argument before FROM', () => {
    expect(last('ARG V=3.23\nFROM alpine:${V}\n').release).toBe('3.23');
  });

  test('apk in an image that nobody knows is evidence of Alpine', () => {
    expect(last('FROM ghcr.io/acme/base\nRUN apk add git\n').distro).toBe('alpine');
  });

  test('which stages the target needs', () => {
    const { stages } = analyze(
      'FROM alpine AS a\nFROM alpine AS b\nFROM alpine AS c\nFROM a AS d\nRUN --mount=type=bind,from=c,target=/c true\nFROM alpine\nCOPY --from=d / /\n',
    );
    expect(stages.filter(({ reached }) => reached).map(({ index }) => index)).toEqual([0, 2, 3, 4]);
    expect(stages.filter(({ inFinalImage }) => inFinalImage).map(({ index }) => index)).toEqual([4]);
  });

  test('another target', () => {
    const { target, stages } = analyze('FROM alpine AS a\nFROM alpine AS b\n', { target: 'a' });
    expect([target?.index, stages[1]?.reached]).toEqual([0, false]);
  });
});

describe('the process', () => {
  test.each([
    ['CMD', 'CMD ["a", "b"]', { program: ['a', 'b'], init: undefined, shellIsPid1: false }],
    ['ENTRYPOINT and CMD', 'ENTRYPOINT ["a"]\nCMD ["b"]', { program: ['a', 'b'] }],
    [
      'tini',
      'ENTRYPOINT ["/sbin/tini", "-g", "-e", "143", "--"]\nCMD ["a", "-x"]',
      { program: ['a', '-x'], init: 'tini', initPath: '/sbin/tini' },
    ],
    ['dumb-init', 'ENTRYPOINT ["dumb-init", "--", "a"]', { program: ['a'], init: 'dumb-init' }],
    ['shell form', 'CMD a $B', { program: ['a', undefined], form: 'shell', shellIsPid1: false, shellYields: true }],
    [
      'shell form with more behind it',
      'CMD a b || exit 1',
      { program: ['a', 'b'], shellIsPid1: true, shellYields: false },
    ],
    ['shell form with exec', 'CMD exec a b', { program: ['a', 'b'], shellIsPid1: false }],
    ['sh -c', 'CMD ["sh", "-c", "cd /x && exec a b"]', { program: ['a', 'b'], shellIsPid1: false }],
    ['a CMD in shell form behind an init', 'ENTRYPOINT ["tini", "--"]\nCMD a b', { program: ['a', 'b'], init: 'tini' }],
    ['a shell-form ENTRYPOINT ignores CMD', 'ENTRYPOINT exec a\nCMD ["b"]', { program: ['a'] }],
    ['an empty ENTRYPOINT', 'ENTRYPOINT []\nCMD ["a"]', { program: ['a'] }],
    ['the last one counts', 'CMD ["a"]\nCMD ["b"]', { program: ['b'] }],
    ['nothing', 'ENV A=b', { program: [], form: 'none' }],
  ])('%s', (_, body, expected) => {
    expect(last(`${ALPINE}${body}\n`).process).toMatchObject(expected);
  });

  test('a new ENTRYPOINT drops the CMD of the base', () => {
    expect(last('FROM alpine AS a\nCMD ["x"]\nFROM a\nENTRYPOINT ["y"]\n').process.program).toEqual(['y']);
  });
});

describe('files', () => {
  test.each([
    ['COPY into a folder', 'COPY a.sh /opt/', ['copy /opt/a.sh']],
    ['COPY as a name', 'WORKDIR /opt\nCOPY a.sh b.sh', ['copy /opt/b.sh']],
    ['a redirect', 'RUN echo a > /etc/x', ['create /etc/x']],
    ['a link', 'RUN ln -sf /usr/share/zoneinfo/UTC /etc/localtime', ['link /etc/localtime']],
    ['cp and rm', 'RUN cp /a /b && rm -rf /a', ['create /b', 'delete /a']],
    ['mv', 'RUN mv /a /b/', ['create /b/a', 'delete /a']],
    ['a download', 'RUN wget -qO /usr/bin/x https://example.org/x', ['create /usr/bin/x']],
    ['install -d', 'RUN install -d -m 755 /srv/x', ['create /srv/x/']],
    ['a compiler', 'RUN gcc -o /app app.c', ['create /app']],
  ])('%s', (_, body, expected) => {
    expect(last(`${ALPINE}${body}\n`).fileEvents.map(({ kind, path }) => `${kind} ${path ?? '?'}`)).toEqual(expected);
  });

  test('a folder of a known context gives one path a file', () => {
    const context = contextOf({ Dockerfile: '', 'src/a.js': '', 'src/lib/b.js': '' });
    const { target } = analyze(`${ALPINE}COPY src /app\n`, { context });
    expect(target?.fileEvents.map(({ path }) => path)).toEqual(['/app/a.js', '/app/lib/b.js']);
  });

  test.each([
    ['gcc on Alpine', 'FROM alpine', 'gcc -o /app app.c', 'musl', 'dynamic'],
    ['gcc on Debian', 'FROM debian:13', 'gcc -o /app app.c', 'glibc', 'dynamic'],
    ['-static', 'FROM debian:13', 'gcc -static -o /app app.c', 'glibc', 'static'],
    ['musl-gcc', 'FROM debian:13', 'musl-gcc -o /app app.c', 'musl', 'dynamic'],
    ['Go without cgo', 'FROM golang:1.27', 'CGO_ENABLED=0 go build -o /app .', 'none', 'static'],
    ['Go', 'FROM golang:1.27', 'go build -o /app .', 'glibc', 'unknown'],
    ['Go with cgo', 'FROM golang:1.27-alpine', 'CGO_ENABLED=1 go build -o /app .', 'musl', 'dynamic'],
  ])('what %s makes', (_, from, command, libc, linkage) => {
    const { stages } = analyze(`${from} AS build\nRUN ${command}\nFROM alpine\nCOPY --from=build /app /usr/bin/app\n`);
    expect(stages[1]?.fileEvents[0]?.binary).toMatchObject({ libc, linkage });
  });
});
