import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseWithUnbash } from '../../testing/shell-oracle.ts';
import { plainText } from '../mapped-text.ts';
import { LiteralWord } from './literal-word.ts';
import { OneCommand } from './one-command.ts';
import { parseShell } from './parse-shell.ts';
import { SimpleCommand } from './simple-command.ts';

/** Our parser against unbash, which was made and tested for the grammar of Bash. */
function compare(text: string): void {
  const theirs = parseWithUnbash(plainText(text));
  const ours = parseShell(plainText(text));
  expect(theirs.errors).toEqual([]);
  expect(plain(ours)).toEqual(theirs);
}

/** A tree without classes: what they work out when asked for stands in it. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof LiteralWord) return { raw: value.raw, range: value.range, parts: value.parts };
  if (value instanceof OneCommand) return plain({ commands: value.commands, errors: value.errors });
  if (value instanceof SimpleCommand) {
    const { kind, name, args, assignments, redirects, range } = value;
    return plain({ kind, name, args, assignments, redirects, range });
  }
  if (typeof value !== 'object' || value === null) return value;
  // Unbash makes a tree of its own out of what is in `[[ … ]]`: only our words know nothing of that. It has no place for a `|&`.
  const entries = Object.entries(value).filter(
    ([key]) => key !== 'pipeBoth' && (key !== 'words' || !('kind' in value) || value.kind !== 'test'),
  );
  return Object.fromEntries(entries.map(([key, each]) => [key, plain(each)]));
}

describe('the tree is that of unbash', () => {
  test.each([
    // Lists and pipelines.
    'a; b & c && d || e\nf | g |& h',
    'a &&\n# b\n\n c |\n  d',
    '! a | b; ! ! c; time -p d | e; time; !(a)',
    'a & b &\nc &',
    'a; # b\n#c\nd#e "#f"',
    'a \\\n b\\\nc && \\\n\td',
    // Compound commands.
    '(a; (b) && c) | { d; } 2>&1 >e',
    'if a; then b; elif c\nthen d; else\ne; fi >f',
    'for i in a "$b" c*; do d; done | e; for i\ndo a; done; for i; do b; done; for i in\ndo a; done',
    'for ((i = 0; i < $(a); i++)); do b; done; for ((;;)) { c; }',
    'while a && b; do c; done <d; until ! a\ndo\nb\ndone',
    'select a in b c; do d; done',
    'case $a in\n  b | "c d" ) e;;\n  (f*) ;;\n [!g]) h ;;& i) j ;& *)\nk\nesac && l',
    'case a in esac; case "$(a)" in b) if c; then d; fi; esac',
    'f() { a; }; g-h () ( b ) >c; function i { d; }; function j() if e; then f; fi; k()\n{ l; }',
    '[[ -f $(a) && ( b == c* || $d =~ ^(e|f)$ ) ]] >g || [[ ! a\n]]',
    '((a = b << 1, (c))) && d; ((e)); (( $(f) ))',
    'coproc a b; coproc { c; }; coproc D { e; } >f',
    // Reserved words where they are none.
    'echo if then fi { } ! [[ ]] do done; a=1 if; "if" a; i\\f; if=b',
    // Commands.
    'a=b c=$d e+=f g[1]=h i j=k',
    'a= b; a="b c"d; A=1 B=2; >a; >a b; a=1 >b c; 2>a',
    'a=(b "$c" $(d)\n# e\n[2]=f) g; export a=(b) c=$(d) e= f; local "g=h"; readonly i=j',
    // Redirects.
    'a >b 2>&1 <c >>d <>e >|f >&- <&3 &>g &>>h {i}>j 12>k 1 >l',
    'a <<<"b $c" d; a 3<<<b',
    'a <<E b\n$(c) `d` ${e:-$(f)} \\$(g) "\'$h\nE\ni',
    'a <<-E | b\n\t\tc\n\tE\nd <<"F" <<\'G\' && e\n$(a)\nF\n`b`\nG\nc',
    'a <<\\E\n$(b)\nE\n(a <<E\nb\nE\n); c "$(d <<E\ne\nE\n)"',
    'a <<E\nb',
    'a <<E; b <<F\n1\nE\n2\nF\nc',
    'if a <<E\nb\nE\nthen c; fi',
    // Words.
    'a b"c d"e\'f g\'$h\\ i"$j" "" \'\' k""l',
    'a "b\\n\\$c\\`\\"\\\\ \\\nd" e\\f\\\\ \'g\\h\'',
    "a $'b\\n\\t\\x41\\101\\u00e9\\'\\q' $\"c $d\"",
    'a $1 ${10} $10 $@ "$*" $# $? $$ $! $- $_ $ "$" $% a$',
    'a ${b} ${b:-c} ${b-"d e"} ${b:=$(f)} ${b:+`g`} ${b?h} ${b##*/} ${b#i} ${b%%"$j"*} ${b%k}',
    'a ${b/c/d} ${b//c} ${b/#c/d} ${b/%c/d} ${b:1} ${b: -1:2} ${b^^} ${b^c} ${b,,} ${b,} ${b@Q}',
    'a ${#b} ${#} ${#@} ${##} ${#:-c} ${!b} ${!b*} ${!b@} ${!} ${b[0]} ${b[@]} ${#b[@]} ${b[$(c)]:-d} ${@:2} ${?:-d}',
    'a "${b:-"c d"}" "${b:+x\'y\'}" "${b#"$c"}" ${b:-${c:-${d}}} ${b:-\\}} ${b:-{c}}',
    'a `b` "`c d`" `e \\`f\\`` "`g \\"h\\"`" `i "j" \\$k`',
    'a $(b) "$(c "d")" $( (e) ) $(f;g\n) $((h); i) $(# )\nj) $(case k in l) m;; esac) $()',
    'a $((1 + 2)) "$(( $b * (c) ))" $((d($(e)))) $(($(f)))',
    'a <(b) >(c "$d") e=<(f)',
    'a * ? ** b*c? [a-z] [!a] [^]b] [[:alpha:]_] [a"b"] "*" \\* [ [a a] ]',
    'a {b,c} {1..3} d{e,f}g {h} {} {i,{j,k}} {l,m {{n,o} {"p",q} {r\\,s} "{t,u}" ${v}{w,x} {y,$(z)}',
    'a @(b|c) !(d) +(e|f)g ?(h) *(i|$(j)) k@(l|(m))',
    'a a~b ~/c a:b=c -d --e=f @g +h ^i %j, é ü\u00a0z a\rb',
    '',
    ' \n\t\n# a',
    'a\0b \ud800',
  ])('%j', compare);

  test('for scripts put together at random', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const text = new Scripts(seed).script(4);
        // Where pieces do not fit together, two parsers may well differ.
        if (parseWithUnbash(plainText(text)).errors.length > 0) return;
        compared++;
        compare(text);
      }),
      { numRuns: 400, endOnFailure: true },
    );
    expect(compared).toBeGreaterThan(280);
  });
});

describe('where unbash is wrong about BusyBox ash and Bash, we are not', () => {
  test.each([
    // A single quote means nothing in an operand between double quotes.
    ['a "${b:-it\'s}"', "${b:-it's}"],
    ['a "${b:-\'}c"', "${b:-'}"],
  ])('%s', (text, expected) => {
    const { commands, errors } = parseShell(plainText(text));
    expect(errors).toEqual([]);
    const [command] = commands;
    const part = command?.kind === 'command' && command.args[0]?.parts[0];
    expect(part && part.kind === 'variable' && `\${${part.name}${part.operator}${part.operand}}`).toBe(expected);
  });

  test('a function may be one command', () => {
    expect(parseShell(plainText('f() a; f')).errors).toEqual([]);
  });
});

/** Makes scripts from a number. */
class Scripts {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  private below(limit: number): number {
    this.state = (Math.imul(this.state ^ (this.state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((this.state ^ (this.state >>> 13)) >>> 0) % limit;
  }

  private pick<T>(...choices: T[]): T {
    return choices[this.below(choices.length)]!;
  }

  private many(most: number, make: () => string, join: string): string {
    return Array.from({ length: this.below(most + 1) }, make).join(join);
  }

  script(depth: number): string {
    return this.many(2, () => this.list(depth) + this.pick('; ', '\n', ' & ', ' # c\n', '\n\n', ' ;\n'), '');
  }

  private block(depth: number): string {
    return `${this.list(depth)}\n${this.script(depth - 1)}`;
  }

  private list(depth: number): string {
    const first = this.pipeline(depth);
    return this.below(2) === 0 ? first : `${first}${this.pick(' && ', ' || ', '&&\n')}${this.pipeline(depth - 1)}`;
  }

  private pipeline(depth: number): string {
    const first = this.pick('', '', '', '! ', 'time ') + this.command(depth);
    return this.below(3) > 0 ? first : `${first}${this.pick(' | ', '|', ' |\n')}${this.command(depth - 1)}`;
  }

  private command(depth: number): string {
    const inner = depth - 1;
    switch (depth > 0 ? this.below(14) : 0) {
      case 1:
        return `{ ${this.block(inner)} }${this.redirect()}`;
      case 2:
        return `(${this.block(inner)})${this.redirect()}`;
      case 3:
        return `if ${this.block(inner)} then ${this.block(inner)} else\n${this.block(inner)}fi${this.redirect()}`;
      case 4:
        return `for x in ${this.words(inner)}; do ${this.block(inner)} done`;
      case 5:
        return `while ${this.block(inner)} do ${this.block(inner)} done`;
      case 6:
        return `case $x in x) ;; ${this.word(inner)}|y)${this.script(inner)} ;; esac`;
      case 7:
        return `f() { ${this.block(inner)} }`;
      case 8:
        return `[[ -f ${this.word(inner)} && ${this.word(inner)} == c ]]`;
      default: {
        const before = this.pick('', '', 'A=b ', 'A="$b" C= ', '>a ');
        const name = this.pick('apk', 'export', '"$x"', 'a/b', '[', 'set');
        return `${before}${name} ${this.words(depth)}${this.redirect()}`;
      }
    }
  }

  private words(depth: number): string {
    return this.many(3, () => this.word(depth), ' ');
  }

  private word(depth: number): string {
    switch (depth > 0 ? this.below(12) : 9) {
      case 1:
        return `$(${this.script(depth - 2)})`;
      case 2:
        return `"$(${this.script(depth - 2)})"`;
      case 3:
        return `"\${A:-${this.word(depth - 1)}}"`;
      case 4:
        return this.word(depth - 1) + this.word(depth - 1);
      default:
        return this.pick(
          ...['a', '-b', 'c=d', '"e $f"', "'g;h'", '$i', '${j:-k}', '"${l##*/}"', '*', '[a-c]x', '{m,n}', '\\ o'],
          ...[
            '"p"q',
            '/r/s',
            '$((1 + t))',
            '`u v`',
            'w~x',
            'if',
            'done',
            '}',
            '""',
            'a$.',
            "$'\\n'",
            '@(y|z)',
            '1',
            'é',
          ],
        );
    }
  }

  private redirect(): string {
    return this.pick('', '', '', ' >a', ' 2>&1', ' >>"$a" </b', ' &>c', ' <<<d');
  }
}
