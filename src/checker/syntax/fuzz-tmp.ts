import fc from 'fast-check';
import { parseWithUnbash } from '../testing/shell-oracle.ts';
import { plainText } from './mapped-text.ts';
import { parseShell } from './shell.ts';
import { dump } from '/tmp/orc/dump.ts';
  const word = fc.constantFrom(
    ...[
      'a',
      '-b',
      'c=d',
      '"e $f"',
      "'g;h'",
      '$i',
      '${j:-k}',
      '"${l##*/}"',
      '*',
      '[a-c]x',
      '{m,n}',
      '\\ o',
      '"p"q',
      '/r/s',
    ],
    ...['$((1 + t))', '`u v`', 'w~x', 'if', 'done', '}', '""', 'a$', "$'\\n'", '@(y|z)', '1', 'é'],
  );
  const { script } = fc.letrec<Record<string, string>>((tie) => ({
    script: fc
      .array(fc.tuple(tie('list'), fc.constantFrom('; ', '\n', ' & ', ' # c\n', '\n\n', ' ;\n')), { maxLength: 3 })
      .map((lists) => lists.flat().join('')),
    block: fc.tuple(tie('list'), tie('script')).map(([first, more]) => `${first}\n${more}`),
    list: fc
      .array(fc.tuple(tie('pipeline'), fc.constantFrom(' && ', ' || ', '&&\n')), { minLength: 1, maxLength: 3 })
      .map((items) => items.flat().slice(0, -1).join('')),
    pipeline: fc
      .tuple(
        fc.constantFrom('', '', '', '! ', 'time '),
        fc.array(tie('command'), { minLength: 1, maxLength: 2 }),
        fc.constantFrom(' | ', '|', ' |\n'),
      )
      .map(([prefix, commands, pipe]) => prefix + commands.join(pipe)),
    command: fc.oneof(
      { withCrossShrink: true, maxDepth: 4 },
      tie('simple'),
      fc.tuple(tie('block'), tie('redirect')).map(([body, redirect]) => `{ ${body} }${redirect}`),
      fc.tuple(tie('block'), tie('redirect')).map(([body, redirect]) => `(${body})${redirect}`),
      fc.tuple(tie('block'), tie('block'), tie('block')).map(([a, b, c]) => `if ${a} then ${b} else\n${c}fi`),
      fc.tuple(tie('words'), tie('block')).map(([words, body]) => `for x in ${words}; do ${body} done`),
      fc.tuple(tie('block'), tie('block')).map(([condition, body]) => `while ${condition} do ${body} done`),
      fc.tuple(tie('word'), tie('script')).map(([pattern, body]) => `case $x in x) ;; ${pattern}|y)${body} ;; esac`),
      tie('block').map((body) => `f() { ${body} }`),
      fc.tuple(tie('word'), tie('word')).map(([a, b]) => `[[ -f ${a} && ${b} == c ]]`),
    ),
    simple: fc
      .tuple(
        fc.constantFrom('', '', 'A=b ', 'A="$b" C= ', '>a '),
        fc.constantFrom('apk', 'export', '"$x"', 'a/b', '[', 'set'),
        tie('words'),
        tie('redirect'),
      )
      .map(([before, name, words, redirect]) => `${before}${name} ${words}${redirect}`),
    words: fc.array(tie('word'), { maxLength: 3 }).map((words) => words.join(' ')),
    word: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      word,
      tie('script').map((inner) => `$(${inner})`),
      tie('script').map((inner) => `"$(${inner})"`),
      fc.tuple(word, word).map(([a, b]) => `${a}${b}`),
      tie('word').map((inner) => `"\${A:-${inner}}"`),
    ),
    redirect: fc.constantFrom('', '', '', ' >a', ' 2>&1', ' >>"$a" </b', ' &>c', ' <<<d'),
  }));


let n=0,c=0,bad=0; const t0=Date.now(); let len=0;
for (const text of fc.sample(script, {numRuns: Number(process.argv[2] ?? 3000), seed: Number(process.argv[3] ?? 1)}) as string[]) {
  n++; if (text.length>3000) continue; const a=parseWithUnbash(plainText(text)); const b=parseShell(plainText(text)); 
  if (a.errors.length) { if (!b.errors.length && bad++ < 6) console.log('ONLY U ERR', JSON.stringify(text), a.errors[0].message, a.errors[0].range); continue; }
  c++; len+=text.length;
  const x=JSON.stringify(dump(a)), y=JSON.stringify(dump(b));
  if (x!==y && bad++<6) { let i=0; while(x[i]===y[i]) i++; console.log(JSON.stringify(text), b.errors[0]?.message, '\n U', x.slice(Math.max(0,i-100),i+150), '\n O', y.slice(Math.max(0,i-100),i+150)); }
}
console.log({n,c,bad,ms:Date.now()-t0,len});
