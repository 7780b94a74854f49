import { describe, expect, test } from 'vitest';
import { lexWord } from './dockerfile/lex.ts';
import { plainText } from './mapped-text.ts';
import { parseShell } from './shell/parse-shell.ts';
import { only, showParts } from './test-support.ts';
import { expandShellWord, expandWord, literalOf, partsOf, type Lookup } from './expand.ts';

const values: Readonly<Record<string, string | null>> = {
  A: 'hello',
  EMPTY: '',
  UNSET: null,
  PATH: '/usr/local/bin',
  FILE: 'a.tar.gz',
  STARS: 'a*b*c',
};
const lookup: Lookup = (name) => (Object.hasOwn(values, name) ? values[name] : undefined);

describe('quotes, escapes and variables', () => {
  test.each([
    ['a', 'a'],
    ['a\\b', 'ab'],
    ['"a\\b"', 'a\\b'],
    ['"a\\"b\\\\c\\$d"', 'a"b\\c$d'],
    ["'a\\b$c'", 'a\\b$c'],
    ['a\'b\'"c"', 'abc'],
    ['a\\', 'a'],
    ['"a\\', undefined],
    ["'a", undefined],
    ['$A', '<A>'],
    ['${A}b', '<A>b'],
    ['$Ab', '<Ab>'],
    ['$1a', '<1>a'],
    ['$a-b', '<a>-b'],
    ['$$', '<$>'],
    ['$?x', '<?>x'],
    ['$', '$'],
    ['$.', '$.'],
    ['"$"', '$'],
    ['\\$A', '$A'],
    ['"$A"', '<A>'],
    ['${A:-b}', '<A:-b>'],
    ['${A:-${B:-c}}', '<A:-<B:-c>>'],
    ['${A-"b}"}c', '<A-b}>c'],
    ['${A+b}', '<A+b>'],
    ['${A:?b c}', '<A:?b c>'],
    ['${A#b}', '<A#b>'],
    ['${A##*/}', '<A##*/>'],
    ['${A%%.*}', '<A%%.*>'],
    ['${A#\\}}', '<A#\\}>'],
    ['${A/b/c}', '<A/b|c>'],
    ['${A//$B/}', '<A//<B>|>'],
    ['${A/b}', undefined],
    ['${A', undefined],
    ['${', undefined],
    ['${}', undefined],
    ['${:a}', undefined],
    ['${{A}}', undefined],
    ['${A:#b}', undefined],
    ['${A=b}', undefined],
    ['${A:=b}', undefined],
    ['${#A}', undefined],
    ['${A[0]}', undefined],
    ['ä$ä', 'ä<ä>'],
    ['<<$A', '<<<A>'],
  ])('%s', (text, expected) => {
    const { parts, error } = lexWord(text, '\\');
    if (expected === undefined) {
      expect(error).toBeDefined();
      expect(parts).toEqual([{ kind: 'literal', value: text }]);
    } else {
      expect(error).toBeUndefined();
      expect(showParts(parts)).toBe(expected);
    }
  });

  test('with another escape character', () => {
    expect(showParts(partsOf('C:\\a`$b', '`'))).toBe('C:\\a$b');
  });

  test('an empty word has one empty part', () => {
    expect(partsOf('""')).toEqual([{ kind: 'literal', value: '' }]);
  });
});

describe('expandWord', () => {
  test.each([
    ['x$A', 'xhello'],
    ['$NO', undefined],
    ['$UNSET-', '-'],
    ['${UNSET}', ''],
    ['${A:-b}', 'hello'],
    ['${EMPTY:-b}', 'b'],
    ['${EMPTY-b}', ''],
    ['${UNSET-b}', 'b'],
    ['${UNSET:-$A}', 'hello'],
    ['${NO:-b}', undefined],
    ['${A:-$NO}', 'hello'],
    ['${EMPTY:-$NO}', undefined],
    ['${A:+b}', 'b'],
    ['${EMPTY:+b}', ''],
    ['${EMPTY+b}', 'b'],
    ['${UNSET+b}', ''],
    ['${A:?b}', 'hello'],
    ['${EMPTY:?b}', undefined],
    ['${EMPTY?b}', ''],
    ['${UNSET?b}', undefined],
    ['${A#h}', 'ello'],
    ['${A#x}', 'hello'],
    ['${A%o}', 'hell'],
    ['${PATH#*/}', 'usr/local/bin'],
    ['${PATH##*/}', 'bin'],
    ['${PATH%/*}', '/usr/local'],
    ['${PATH%%/*}', ''],
    ['${FILE%%.*}', 'a'],
    ['${FILE%.*}', 'a.tar'],
    ['${FILE#?}', '.tar.gz'],
    ['${STARS#a\\*}', 'b*c'],
    ['${A#\\x}', undefined],
    ['${A/l/L}', 'heLlo'],
    ['${A//l/L}', 'heLLo'],
    ['${A//l/}', 'heo'],
    ['${A/h*l/-}', '-o'],
    ['${A//?/-}', '-----'],
    ['${A/$EMPTY/x}', 'xhello'],
    ['${A/x/$NO}', undefined],
    ['${UNSET#a}', ''],
    ['${EMPTY/*/a}', 'a'],
  ])('%s', (text, expected) => {
    const { parts, error } = lexWord(text, '\\');
    expect(error).toBeUndefined();
    expect(expandWord(parts, lookup)).toBe(expected);
  });

  test('patterns with many wildcards take no time', () => {
    const parts = partsOf(`\${LONG#${'*a'.repeat(40)}b}`);
    expect(expandWord(parts, () => 'a'.repeat(4000))).toBe('a'.repeat(4000));
  });
});

describe('literalOf', () => {
  test.each([
    ['a"b"', 'ab'],
    ['a$B', undefined],
    ['""', ''],
  ])('%s', (text, expected) => {
    expect(literalOf({ parts: partsOf(text) })).toBe(expected);
  });

  test('of the strings of an exec form', () => {
    expect(only('CMD ["a\\tb", "$A"]').args.map((arg) => literalOf(arg))).toEqual(['a\tb', '$A']);
  });

  test('COPY takes variables in JSON as well', () => {
    expect(only('COPY ["$A", "b"]').args.map((arg) => literalOf(arg))).toEqual([undefined, 'b']);
  });
});

describe('expandShellWord', () => {
  test.each([
    ['a"b"\'c\'', 'abc'],
    ['x$A', 'xhello'],
    ['"${A}b"', 'hellob'],
    ['$NO', undefined],
    ['${EMPTY:-b}', 'b'],
    ['${EMPTY:-"b c"}', 'b c'],
    ['${EMPTY:-$A}', 'hello'],
    ['${EMPTY:-$(b)}', undefined],
    ['${EMPTY:-`b`}', undefined],
    ['${UNSET:=b}', 'b'],
    ['${NO:-b}', undefined],
    ['${PATH##*/}', 'bin'],
    ['${A#[a-z]}', undefined],
    ['${A/l/L}', 'heLlo'],
    ['${A//l}', 'heo'],
    ['${#A}', undefined],
    ['${A:1:2}', undefined],
    ['/a/*', '/a/*'],
    ['[ab]?', '[ab]?'],
    ['a{b,c}', 'a{b,c}'],
    ['$(a)', undefined],
    ['$((1))', undefined],
    ['a\\ b', 'a b'],
    ['""', ''],
  ])('%s', (text, expected) => {
    const [command] = parseShell(plainText(`x ${text}`)).commands;
    if (command?.kind !== 'command') throw new Error('no command');
    expect(expandShellWord(command.args[0]!, lookup)).toBe(expected);
  });
});
