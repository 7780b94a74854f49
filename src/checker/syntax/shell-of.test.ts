import { describe, expect, test } from 'vitest';
import { parseDockerfile } from './dockerfile/parse-dockerfile.ts';
import { shellOf, shellProblems } from './shell-of.ts';
import { walkShell } from './shell/walk.ts';
import { only, showNode, slice } from './test-support.ts';

const shown = (text: string) => shellOf(only(text))?.commands.map(showNode).join('; ');

describe('which instructions run a shell', () => {
  test.each([
    ['RUN a && b', '{a && b}'],
    ['RUN --mount=type=cache,target=/c a', 'a'],
    ['RUN a \\\n # c\n  && b', '{a && b}'],
    ['CMD a', 'a'],
    ['ENTRYPOINT a', 'a'],
    ['HEALTHCHECK --retries=1 CMD a || exit 1', '{a || exit 1}'],
    ['HEALTHCHECK CMD \\\n  a', 'a'],
    ['HEALTHCHECK NONE', undefined],
    ['HEALTHCHECK CMD ["a"]', undefined],
    ['RUN ["a"]', undefined],
    ['CMD ["a"]', undefined],
    ['ENV A=b', undefined],
    ['COPY a b', undefined],
    ['SHELL ["a"]', undefined],
    ['RUN', undefined],
    ['ONBUILD RUN a', undefined],
    ["CMD [ 'a' ]", "[ 'a' ]"],
  ])('%s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test('behind ONBUILD one asks for the instruction inside', () => {
    expect(shellOf(only('ONBUILD RUN a').onbuild!)?.commands.map(showNode)).toEqual(['a']);
  });
});

describe('heredocs of RUN', () => {
  test.each([
    ['the body is the script', 'RUN <<EOF\na b\nc\nEOF', 'a b; c'],
    ['with tabs stripped', 'RUN <<-EOF\n\ta\n\tEOF', 'a'],
    ['quoted', 'RUN <<"EOF"\na $B\nEOF', 'a $B'],
    ['with CR LF', 'RUN <<EOF\r\na b\r\nEOF\r\n', 'a b'],
    ['a heredoc inside the body', 'RUN <<A\nb <<C > d\ne\nC\nf\nA', 'b <<C"e\\n" >d; f'],
    ['a continuation inside the body', 'RUN <<A\nb \\\n  c\nA', 'b c'],
    ['a command in front of it', 'RUN a <<EOF\nb\nEOF', 'a <<EOF"b\\n"'],
    ['a command behind it', 'RUN <<EOF a\nb\nEOF', 'a <<EOF"b\\n"'],
    ['a list behind it', 'RUN a <<EOF && c\nb\nEOF', '{a <<EOF"b\\n" && c}'],
    ['a file', 'RUN cat <<-EOF > /b\n\tc\n\tEOF', 'cat <<EOF"c\\n" >/b'],
    ['two of them', 'RUN a <<B <<C\n1\nB\n2\nC', 'a <<B"1\\n" <<C"2\\n"'],
    ['a shell shebang', 'RUN <<EOF\n#!/bin/sh\na\nEOF', 'a'],
    ['a shell shebang by env', 'RUN <<EOF\n#!/usr/bin/env bash\na\nEOF', 'a'],
    ['another shebang', 'RUN <<EOF\n#!/usr/bin/env python3\na\nEOF', undefined],
    ['another shebang with a command', 'RUN python3 <<EOF\n#!x\na\nEOF', 'python3 <<EOF"#!x\\na\\n"'],
  ])('%s', (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test('places', () => {
    for (const text of ['RUN <<-EOF\n\tapk add curl\n\tEOF\nCMD a', 'RUN cat <<A && apk add curl\nb\nA\n']) {
      let found = '';
      walkShell(shellOf(parseDockerfile(text).instructions[0]!)!, (node) => {
        if (node.kind === 'command' && node.name?.raw === 'apk') found = slice(text, node.range);
      });
      expect(found).toBe('apk add curl');
    }
  });

  test('a substitution in a body has its place', () => {
    const text = 'RUN cat <<-A > /c\n\tx $(apk add curl)\n\tA\n';
    const found: string[] = [];
    walkShell(shellOf(only(text))!, (node) => found.push(slice(text, node.range)));
    expect(found).toEqual(['apk add curl', 'cat <<-A > /c']);
  });
});

describe('shellProblems', () => {
  test('say where and what', () => {
    const text = 'RUN a && && b';
    const problems = shellProblems(shellOf(only(text))!);
    expect(problems.map(({ code }) => code)).toEqual(['shell-syntax', 'shell-syntax']);
    expect(slice(text, problems[1]!.range)).toBe('&');
  });

  test('too deep', () => {
    expect(shellProblems(shellOf(only(`RUN ${'('.repeat(500)}`))!).map(({ code }) => code)).toEqual(['too-deep']);
  });
});
