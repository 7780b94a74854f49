import { describe, expect, test } from 'vitest';
import { parseDockerfile } from './parse-dockerfile.ts';
import { only, raws, slice } from '../test-support.ts';

describe('lines', () => {
  test.each([
    ['one line', 'RUN a b', 'a b'],
    ['a continuation adds no blank', 'RUN a\\\nb', 'ab'],
    ['blanks of the next line stay', 'RUN a \\\n  b', 'a   b'],
    ['blanks behind the escape are dropped', 'RUN a \\ \t\n b', 'a  b'],
    ['CR LF', 'RUN a \\\r\n b\r\n', 'a  b'],
    ['comment lines go', 'RUN a \\\n# c\n b', 'a  b'],
    ['indented comment lines go', 'RUN a \\\n  # c \\\n b', 'a  b'],
    ['two escapes do not continue', 'RUN a \\\\', 'a \\\\'],
    ['the last line may end in an escape', 'RUN a \\', 'a'],
    ['and so may the last line with a break', 'RUN a \\\n', 'a'],
    ['an escape in front of everything', '\\\nRUN a', 'a'],
    ['a keyword over two lines', 'RU\\\nN a', 'a'],
    ['blanks before the keyword', ' \t RUN a', 'a'],
    ['a byte order mark', '\ufeffRUN a', 'a'],
    ['a lone CR is white space', 'RUN a\rb', 'a\rb'],
    ['a tab behind the keyword', 'RUN\ta', 'a'],
    ['a backquote is no escape', 'RUN a `', 'a `'],
  ])('%s', (_, text, body) => {
    const instruction = only(text);
    expect(instruction.keyword).toBe('RUN');
    expect(instruction.body.text).toBe(body);
  });

  test('an empty line inside a continuation is skipped and reported', () => {
    const { instructions, problems } = parseDockerfile('FROM a\nRUN b \\\n\n  c\n');
    expect(instructions.map(({ body }) => body.text)).toEqual(['a', 'b   c']);
    expect(problems.map(({ code }) => code)).toEqual(['empty-continuation']);
  });

  test('places of a joined line', () => {
    const text = 'FROM a\nRUN apk \\\n  # why\n  add \\\r\n  curl\n';
    const { body, range } = parseDockerfile(text).instructions[1]!;
    const at = body.text.indexOf('curl');
    expect(slice(text, body.range(at, at + 4))).toBe('curl');
    expect(slice(text, body.range(0, 3))).toBe('apk');
    expect(slice(text, range)).toBe('RUN apk \\\n  # why\n  add \\\r\n  curl');
  });

  test('comments: those above, those inside, and where they stand', () => {
    const text = '# syntax=a\n# one\n\n# two\n#\nFROM a\n  # three\nRUN b \\\n # four\n c\n';
    const { comments, instructions, directives } = parseDockerfile(text);
    expect(comments.map((comment) => comment.text)).toEqual(['one', 'two', '', 'three', 'four']);
    expect(comments.map(({ range }) => slice(text, range))).toEqual(['# one', '# two', '#', '# three', '# four']);
    expect(instructions.map(({ leading }) => leading.map((comment) => comment.text))).toEqual([['two', ''], ['three']]);
    expect(directives.map(({ name }) => name)).toEqual(['syntax']);
  });
});

describe('parser directives', () => {
  const read = (text: string) => parseDockerfile(text).directives.map(({ name, value }) => `${name}=${value}`);

  test.each([
    ['# syntax=docker/dockerfile:1\n', ['syntax=docker/dockerfile:1']],
    ['#syntax = a b \r\n# ESCAPE=`\n#check=skip=all', ['syntax=a b', 'escape=`', 'check=skip=all']],
    ['\ufeff# escape=`', ['escape=`']],
    ['\n# escape=`', []],
    ['# comment\n# escape=`', []],
    ['# unknown=a\n# escape=`', []],
    ['FROM a\n# escape=`', []],
    ['# escape=\n# syntax=a', []],
    ['#!/usr/bin/env docker\n# syntax=a\n# escape=`', ['syntax=a']],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('the escape directive changes the continuation', () => {
    const { escape, instructions } = parseDockerfile('# escape=`\nFROM a\nRUN b `\n  c \\\nRUN d');
    expect(escape).toBe('`');
    expect(instructions.map(({ body }) => body.text)).toEqual(['a', 'b   c \\', 'd']);
  });

  test('a second one and a wrong escape are problems', () => {
    expect(parseDockerfile('# syntax=a\n# Syntax=b\nFROM a').problems.map(({ code }) => code)).toEqual([
      'bad-directive',
    ]);
    expect(parseDockerfile('# escape=x\nFROM a').problems.map(({ code }) => code)).toEqual(['bad-directive']);
  });
});

describe('arguments', () => {
  test.each([
    ['FROM --platform=$P a AS b', ['a', 'AS', 'b']],
    ['COPY  a\tb  c', ['a', 'b', 'c']],
    ['COPY "a b" c', ['"a', 'b"', 'c']],
    ['WORKDIR /a b', ['/a b']],
    ['USER app:app', ['app:app']],
    ['EXPOSE 80 443/tcp', ['80', '443/tcp']],
    ['VOLUME /a /b', ['/a', '/b']],
    ['STOPSIGNAL SIGTERM', ['SIGTERM']],
    ['RUN a b', []],
    ['HEALTHCHECK NONE', ['NONE']],
    ['HEALTHCHECK CMD a b', []],
    ['MAINTAINER Joe "the', ['Joe "the']],
    ['run -- --a b', []],
  ])('%s', (text, expected) => {
    expect(raws(only(text).args)).toEqual(expected);
  });

  test.each([
    ['CMD ["a", "b c"]', ['a', 'b c']],
    ['CMD [ "a" ,"\\u0062\\n" ] ', ['a', 'b\n']],
    ['CMD []', []],
    ['ENTRYPOINT ["$A"]', ['$A']],
    ['COPY ["a b", "c"]', ['a b', 'c']],
    ['VOLUME ["/a"]', ['/a']],
    ['SHELL ["a", "-c"]', ['a', '-c']],
    ['HEALTHCHECK CMD ["a"]', ['a']],
    ['RUN ["<<EOF"]', ['<<EOF']],
  ])('exec form %s', (text, expected) => {
    const { form, args } = only(text);
    expect(form).toBe('exec');
    expect(args.map(({ parts }) => parts.map((part) => (part.kind === 'literal' ? part.value : '$')).join(''))).toEqual(
      expected,
    );
    for (const { raw, range } of args) expect(slice(text, range)).toBe(raw);
  });

  test.each([
    "CMD [ 'a' ]",
    'CMD ["a"',
    'CMD ["a"] b',
    'CMD "[ "a" ]"',
    'RUN [ -f a ] && b',
    'CMD [1]',
    'CMD ["a", null]',
  ])('shell form %s', (text) => {
    expect(only(text).form).toBe('shell');
  });

  test.each([
    ['ENV a=b', [['a', 'b']]],
    [
      'ENV a=b c="d e" f=\'g h\' i=j\\ k',
      [
        ['a', 'b'],
        ['c', '"d e"'],
        ['f', "'g h'"],
        ['i', 'j\\ k'],
      ],
    ],
    ['ENV a b  c ', [['a', 'b  c']]],
    ['ENV a=', [['a', '']]],
    ['ENV a=b=c', [['a', 'b=c']]],
    [
      'LABEL "com.example.a"="b" c=d',
      [
        ['com.example.a', '"b"'],
        ['c', 'd'],
      ],
    ],
    ['LABEL a b', [['a', 'b']]],
    [
      'ARG a b=c d=',
      [
        ['a', undefined],
        ['b', 'c'],
        ['d', ''],
      ],
    ],
    [
      'ENV a=b \\\n  c=d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
  ])('%s', (text, expected) => {
    expect(only(text).pairs.map(({ name, value }) => [name, value?.raw])).toEqual(expected);
  });

  test('places of names and values', () => {
    const text = 'ENV ab=cd ef="g h"';
    const [first, second] = only(text).pairs;
    expect([first!.nameRange, first!.value!.range, second!.value!.range].map((range) => slice(text, range))).toEqual([
      'ab',
      'cd',
      '"g h"',
    ]);
  });

  test.each([
    [
      'RUN --mount=type=cache,target=/a --network=none b',
      [
        ['mount', 'type=cache,target=/a'],
        ['network', 'none'],
      ],
      'b',
    ],
    [
      'COPY --link --from=a b c',
      [
        ['link', undefined],
        ['from', 'a'],
      ],
      'b c',
    ],
    ['COPY --chown="a b":c d e', [['chown', 'a b:c']], 'd e'],
    [
      'HEALTHCHECK --interval=5s \\\n --retries=3 CMD a',
      [
        ['interval', '5s'],
        ['retries', '3'],
      ],
      'CMD a',
    ],
    ['RUN -- --a', [], '--a'],
    ['RUN a --b', [], 'a --b'],
  ])('flags of %s', (text, flags, body) => {
    const instruction = only(text);
    expect(instruction.flags.map(({ name, value }) => [name, value])).toEqual(flags);
    expect(instruction.body.text).toBe(body);
  });

  test('places of flags', () => {
    const text = 'COPY --from=a --link b c';
    const [from, link] = only(text).flags;
    expect(slice(text, from!.range)).toBe('--from=a');
    expect(slice(text, from!.valueRange!)).toBe('a');
    expect(slice(text, link!.range)).toBe('--link');
    expect(link!.valueRange).toBeUndefined();
  });

  test('ONBUILD holds an instruction', () => {
    const { onbuild } = only('ONBUILD COPY --from=a b c');
    expect(onbuild).toMatchObject({ keyword: 'COPY', flags: [{ name: 'from' }] });
    expect(raws(onbuild!.args)).toEqual(['b', 'c']);
  });

  test('keywords in any case', () => {
    expect(parseDockerfile('from a\nRun b\ncMD c').instructions.map(({ keyword }) => keyword)).toEqual([
      'FROM',
      'RUN',
      'CMD',
    ]);
  });

  test('a digest beside a tag and a registry with a port', () => {
    const text = 'FROM registry:5000/a/b:1.2@sha256:0123 AS c';
    expect(raws(only(text).args)).toEqual(['registry:5000/a/b:1.2@sha256:0123', 'AS', 'c']);
  });
});
