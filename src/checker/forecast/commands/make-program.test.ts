import { describe, expect, test } from 'vitest';
import { forecast } from '../forecast.ts';
import { shippedIndex } from '../shipped.ts';

const makefile = 'out = a\n# all: nothing\n$(info x)\nhello: hello.o\n\tld -o $@ $<\n\ninstall: hello\n\ttrue\n';
const plain = makefile.replace('$(info x)\n', '');

function make(words: string, { text = plain, tools = 'make binutils', more = [] as readonly string[] } = {}) {
  const files: Readonly<Record<string, string>> = {
    Makefile: text,
    'hello.s': '',
    ...Object.fromEntries(more.map((name) => [name, ''])),
  };
  const { steps } = forecast(`FROM alpine:3.19\nRUN apk add --no-cache ${tools}\nCOPY . /src\nRUN make ${words}\n`, {
    context: { paths: Object.keys(files), read: (path) => files[path] },
    contracts: [
      {
        run: 'make install',
        needs: { files: ['Makefile', 'hello.s'], commands: ['as', 'ld'] },
        without: { 'hello.s': 'no hello' },
      },
    ],
    data: { index: shippedIndex() },
  });
  return steps.at(-1);
}

/** Seen with GNU make 4.4.1 of Alpine 3.19. */
describe('a goal that the Makefile does not have', () => {
  test.each<[string, string]>([
    ['-C /src clean', "make: *** No rule to make target 'clean'.  Stop."],
    ['-C /src install clean', "make: *** No rule to make target 'clean'.  Stop."],
    ['-C /src clean.o', "make: *** No rule to make target 'clean.o'.  Stop."],
    ['-C /src all', "make: *** No rule to make target 'all'.  Stop."],
    ['-C /src -f makefile install', 'make: makefile: No such file or directory'],
  ])('make %s', (words, prints) => {
    expect(make(words)).toMatchObject({ outcome: 'fails', exit: 2, because: { prints }, given: [] });
  });

  test('what stands before it is made first', () => {
    expect(make('-C /src install clean', { tools: 'make' })).toMatchObject({
      outcome: 'fails',
      because: { prints: 'make: as: No such file or directory' },
    });
  });

  test.each([
    ['-C /src clean', { more: ['clean.c'] }],
    ['-C /src clean', { more: ['clean'] }],
    ['-C /src clean', { text: makefile }],
    ['-C /src clean', { text: `include more\n${plain}` }],
    ['-C /src clean', { text: `%: x\n\ttrue\n${plain}` }],
    ['-C /src hello', {}],
    ['-C /src hello.o', {}],
    ['-C /src clean.o', { more: ['clean.c'] }],
  ])('is open with make %s and %j', (words, how) => {
    expect(make(words, how)?.given).not.toEqual([]);
  });
});

/** Seen with GNU make 4.4.1 of Alpine 3.19. */
test.each([
  ['a:\n\tnosuch\n', 'make: nosuch: No such file or directory'],
  ['a:\n\tfalse\n', 'make: *** [Makefile:2: a] Error 1'],
  ['a: b\n\techo hi\nb:\n\ttrue; exit 3\n', 'make: *** [Makefile:4: b] Error 3'],
])('a plain Makefile %j stops with %j', (text, prints) => {
  expect(make('-C /src', { text })).toMatchObject({ outcome: 'fails', exit: 2, because: { prints } });
});

/** Seen with GNU make 4.4.1 of Alpine 3.19. */
test.each<[string, string | undefined]>([
  ['-C /src -f Makefile install', undefined],
  ['--directory=/src --makefile=/src/Makefile install', undefined],
  ['-C /src --file=../src/Makefile install', undefined],
  ['-f /src/Makefile install', 'no hello'],
  ['-f Makefile install', 'make: Makefile: No such file or directory'],
  ['-C /src -fbuild.mk install', 'make: build.mk: No such file or directory'],
])('a contract whose Makefile is named: make %s', (words, prints) => {
  const step = make(words);
  expect([step?.outcome, step?.because?.prints]).toEqual(prints === undefined ? ['ok', undefined] : ['fails', prints]);
});

test('thousands of targets beside thousands of files are not followed for long', () => {
  const count = 10_000;
  const names = Array.from({ length: count }, (_, i) => `t${i}`);
  const text = `all: ${names.join(' ')}\n${names.map((name) => `${name}:\n\ttrue\n`).join('')}`;
  const start = process.cpuUsage();
  expect(make('-C /src', { text, more: names.map((name) => `${name}x.c`) })?.outcome).toBe('unknown');
  expect(process.cpuUsage(start).user).toBeLessThan(5_000_000);
});
