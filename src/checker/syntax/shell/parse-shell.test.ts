import { describe, expect, test } from 'vitest';
import { plainText } from '../mapped-text.ts';
import { walkShell } from './walk.ts';
import { parseShell, parseShellText } from './parse-shell.ts';
import type { ShellCommand, ShellWordPart } from './types.ts';
import { raws, show, showNode, slice } from '../test-support.ts';

/** The commands of a script in the order of `walkShell`, by their first words. */
function commands(text: string): string[] {
  const found: string[] = [];
  walkShell(parseShell(plainText(text)), (node) => {
    if (node.kind === 'command' && node.name !== undefined) found.push(node.name.raw);
  });
  return found;
}

function parts(text: string): readonly ShellWordPart[] {
  const [command] = parseShell(plainText(`x ${text}`)).commands;
  return (command as ShellCommand).args[0]!.parts;
}

describe('the tree', () => {
  test.each([
    ['a b c', 'a b c'],
    ['a; b\nc', 'a; b; c'],
    ['a && b || c', '{a && b || c}'],
    ['a && \\\n b', '{a && b}'],
    ['a | b |& c', '[a | b | c]'],
    ['! a', '![a]'],
    ['! ! a', 'a'],
    ['time a | b', '[a | b]'],
    ['a & b', 'a&; b'],
    ['(a; b)', 'subshell(a; b)'],
    ['{ a; b; } > c', 'brace(a; b)>c'],
    ['if a; then b; elif c; then d; else e; fi', 'if(a ? b : c ? d :  ? e)'],
    ['if a; then b; fi > c', 'brace(if(a ? b))>c'],
    ['for x in 1 "2"; do a; done', 'for(x 1 "2" ? a)'],
    ['for ((;;)); do a; done', 'for( ? a)'],
    ['while a; do b; done', 'while(a ? b)'],
    ['until a; do b; done', 'until(a ? b)'],
    ['select x in a; do b; done', 'select(x a ? b)'],
    ['case $x in a|b) c;; *) d; esac', 'case($x a|b? c *? d)'],
    ['f() { a; }', 'f()(brace(a))'],
    ['function f { a; }', 'f()(brace(a))'],
    ['coproc a', 'brace(a)&'],
    ['A=b C= d', 'A=b C= d'],
    ['A=b', 'A=b'],
    ['export A=b', 'export A=b'],
    ['a=(b c)', 'a=(b c)'],
    ['a > b 2>&1 < c', 'a >b 2>&1 <c'],
    ['a <<< b', 'a <<<b'],
    ['a &> b', 'a &>b'],
    ['a <<E\nb\nE', 'a <<E"b\\n"'],
    ['a <<-"E" | c\n\tb\n\tE\nd', '[a <<"E""b\\n" | c]; d'],
    ['[[ a == b ]] && c', '{test && c}'],
    ['((a)) || c', '{arithmetic || c}'],
    ['# a\nb # c', 'b'],
    ['[ -f a ]', '[ -f a ]'],
    ['', ''],
  ])('%j', (text, expected) => {
    const script = parseShell(plainText(text));
    expect(script.errors).toEqual([]);
    expect(script.commands.map(showNode).join('; ')).toBe(expected);
  });

  test('nested commands are found wherever they hide', () => {
    expect(commands('a "$(b `c`)" <(d) $((1 + $(e))) ${x:-$(f)} {1,$(g)} > $(h)')).toEqual([
      'c',
      'b',
      'd',
      'e',
      'f',
      'g',
      'h',
      'a',
    ]);
    expect(
      commands('[[ -f $(a) ]]; (( $(b) )); x=($(c)); case $(d) in e) f;; esac; for i in $(g); do h; done'),
    ).toEqual(['a', 'b', 'c', 'd', 'f', 'g', 'h']);
    expect(commands('a <<E\n$(b)\nE\nc <<"E"\n$(d)\nE')).toEqual(['b', 'a', 'c']);
    expect(commands('f() { a; }; while b; do c; done; if d; then e; else g; fi; { h; } > $(i)')).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
      'g',
      'i',
      'h',
    ]);
    expect(commands('export A=$(a) && B=`b \\`c\\``')).toEqual(['a', 'export', 'c', 'b']);
  });
});

describe('words', () => {
  test.each<[string, ShellWordPart[]]>([
    ['a', [{ kind: 'literal', value: 'a', quoted: false }]],
    ["'a b'", [{ kind: 'literal', value: 'a b', quoted: true }]],
    ["$'a\\n'", [{ kind: 'literal', value: 'a\n', quoted: true }]],
    ['a\\*', [{ kind: 'literal', value: 'a*', quoted: false }]],
    ['""', [{ kind: 'literal', value: '', quoted: true }]],
    ['$A', [{ kind: 'variable', name: 'A', operator: undefined, operand: undefined, quoted: false }]],
    ['"$@"', [{ kind: 'variable', name: '@', operator: undefined, operand: undefined, quoted: true }]],
    ['${A:-b c}', [{ kind: 'variable', name: 'A', operator: ':-', operand: 'b c', quoted: false }]],
    ['${A##*/}', [{ kind: 'variable', name: 'A', operator: '##', operand: '*/', quoted: false }]],
    ['${A//b/c}', [{ kind: 'variable', name: 'A', operator: '//', operand: 'b/c', quoted: false }]],
    ['${A:1:2}', [{ kind: 'variable', name: 'A', operator: ':', operand: '1:2', quoted: false }]],
    ['${#A}', [{ kind: 'other', value: '${#A}' }]],
    ['${A[1]}', [{ kind: 'other', value: '${A[1]}' }]],
    ['$((1+2))', [{ kind: 'arithmetic', value: '$((1+2))' }]],
    ['{a,b}', [{ kind: 'brace', value: '{a,b}' }]],
    ['@(a|b)', [{ kind: 'other', value: '@(a|b)' }]],
    [
      'a*[bc]',
      [
        { kind: 'literal', value: 'a', quoted: false },
        { kind: 'glob', value: '*' },
        { kind: 'glob', value: '[bc]' },
      ],
    ],
  ])('%s', (text, expected) => {
    expect(parts(text)).toEqual(expected);
  });

  test('a substitution holds a script', () => {
    const [part] = parts('"$(a | b)"');
    expect(part?.kind === 'substitution' && part.quoted && part.script.commands.map(showNode)).toEqual(['[a | b]']);
  });
});

describe('places', () => {
  test('every node and word is where it says', () => {
    const text = 'a "b $(c d)" && { e; } > f\n# g\nh=1 i';
    const found: string[] = [];
    walkShell(parseShell(plainText(text)), (node) => {
      found.push(slice(text, node.range));
      if (node.kind === 'command') for (const word of node.args) expect(slice(text, word.range)).toBe(word.raw);
    });
    expect(found).toEqual(['a "b $(c d)" && { e; } > f', 'c d', 'a "b $(c d)"', '{ e; } > f', 'e', 'h=1 i']);
  });

  test('in backquotes with escapes every place is the whole word', () => {
    const text = 'a `b \\`c\\``';
    walkShell(parseShell(plainText(text)), (node) => {
      expect(slice(text, node.range)).toBe(node.kind === 'command' && node.name?.raw === 'a' ? text : '`b \\`c\\``');
    });
  });

  test('in a string they are exact when the string has no escapes', () => {
    const text = `sh -c 'a && b'`;
    const [node] = parseShellText('a && b', { start: 6, end: 14 }).commands;
    expect(node?.kind === 'and-or' && node.items.map(({ range }) => slice(text, range))).toEqual(['a', 'b']);
    const [whole] = parseShellText('a && b', { start: 0, end: 30 }).commands;
    expect(whole?.range).toEqual({ start: 0, end: 30 });
  });
});

describe('errors', () => {
  test.each([
    ['a && && b; c', '{a}; b; c'],
    ['a | ; b', 'a; b'],
    ['a;; b', 'a; b'],
    ['do a; done; b', 'b'],
    ['a\nfi\nb', 'a; b'],
    ['a )\nb', 'a; b'],
    ['if a; then b', 'if(a ? b)'],
    ['{ a; ', 'brace(a)'],
    ['(a', 'subshell(a)'],
    ['a "b', 'a "b'],
    ['a &&', '{a}'],
    ['a $(b', 'a $(b'],
  ])('%j goes on', (text, expected) => {
    expect(parseShell(plainText(text)).errors).not.toEqual([]);
    expect(show(text)).toBe(expected);
  });

  test('those of nested scripts are errors of the whole', () => {
    const {
      errors,
      commands: [command],
    } = parseShell(plainText('a $(b | ; c) d'));
    expect(errors).toHaveLength(1);
    expect(raws((command as ShellCommand).args)).toEqual(['$(b | ; c)', 'd']);
  });

  test.each([
    ['parentheses', '('.repeat(20_000)],
    ['substitutions', 'a $('.repeat(20_000)],
    ['expansions', '${a:-'.repeat(20_000)],
    ['heredocs on one line', 'a <<E '.repeat(20_000)],
  ])('too deep: %s', (_, text) => {
    expect(parseShell(plainText(text)).errors.map(({ message }) => message)).toEqual(['nested too deep']);
  });

  test('what uses up the stack of the parser is too deep as well', () => {
    expect(parseShell(plainText('function '.repeat(50_000))).errors).toHaveLength(1);
  });
});
