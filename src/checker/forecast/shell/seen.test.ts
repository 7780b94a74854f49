import { expect, test } from 'vitest';
import { forecast } from '../forecast.ts';

function run(script: string) {
  const text = `FROM alpine:3.19\nRUN ${script.includes('\n') ? `<<EOF\n${script}\nEOF` : script}\n`;
  const step = forecast(text, { context: { paths: [], read: () => undefined } }).steps.at(-1);
  if (step === undefined) throw new Error('no step');
  if (step.outcome === 'unknown' || step.given.length > 0) return 'open';
  return step.outcome === 'ok' ? 0 : step.exit;
}

/** What BusyBox 1.36.1 of Alpine 3.19.4 ends with. */
test.each<[string, number]>([
  // ash forgets `set -e` in `$( )`; a pipeline and the background keep it.
  ['set -e; x=$(false; echo hi); test "$x" = hi', 0],
  ['set -e; x=$(set -e; false; echo hi); true', 1],
  ['set -e; { false; touch /q; } | true; ls /q', 1],
  ['set -e; if { false; touch /q; } | true; then ls /q; fi', 0],
  ['set -e; (false; touch /q) & wait; ls /q', 1],
  ['false & wait $!', 1],
  ['false & wait', 0],
  ['(exit 4) & p=$!; wait $p', 4],
  ['set -u; echo "${x%.*}"', 2],
  ['set -u; echo "${x#v}" || true', 2],
  ['set -u; : "${y:=$1}"', 2],
  ['set -u; x=; echo "${x%.*}"', 0],

  ['set -o nosuch; true', 0],
  ['set -e; set -o nosuch; true', 1],
  ['shift', 1],
  ['set -- a b; shift 2; test $# = 0', 0],
  ['[ a = $x ]', 2],
  ['[ $x = a ]', 2],
  ['[ "$x" = a ]', 1],
  ['true | ! false', 2],
  ['! true | false', 0],
  ['echo "a b c" | { read x y; test "$x-$y" = "a-b c"; }', 0],
  ['echo " a " | { IFS= read -r x; test "$x" = " a "; }', 0],
  ['echo a:b:c | { IFS=: read -r x y; test "$x-$y" = a-b:c; }', 0],
  ['echo a:b: | { IFS=: read -r x y; test "$x-$y" = a-b; }', 0],
  ['read x < /dev/null', 1],
  ['printf last | { read x || test "$x" = last; }', 0],
  ['printf "a\\nb\\n" > /l; while read -r n; do mkdir /d-$n; done < /l; test -d /d-b', 0],
  ['let x=1+1; test $x = 2', 0],
  ['let x=0', 1],
  ['i=1; test $((i++)) = 1 && test $i = 2', 0],
  ['i=1; test $((i+=3)) = 4 && test $i = 4', 0],
  ['test $((0x10)) = 16', 0],
  ['v=abcdef; test ${v:1:3}${v:4} = bcdef', 0],
  ['v=abcdef; test "${v: -2}" = ef', 0],
  ['expr 3 - 3', 1],
  ['d=$(mktemp -d) && cd "$d" && touch x && test -f "$d/x" && test $(stat -c %a "$d") = 700', 0],
  ['a=$(mktemp); b=$(mktemp); test "$a" = "$b"', 1],
  ["sed 's/a/b' /etc/passwd", 1],
  ["sed 's/a/b/q' /etc/passwd", 1],
  ["sed 's|/a|/b|' /etc/passwd", 0],
  ["sed 's/[/]x/y/' /etc/passwd", 0],
  ["sed '/x/s,a/b,c,g' /etc/passwd", 0],
  ["sed '/x' /etc/passwd", 1],
  ['install -o app -d /x', 1],
  ['install -o nobody -g nobody -d /x && test $(stat -c %U:%G /x) = nobody:nobody', 0],
  ['adduser -D app; su app -c "touch ~/x" && test -f /home/app/x', 0],
  ['adduser -S app; su app -c true', 1],
  ['adduser -S app; su -s /bin/sh app -c true', 0],
  ['addgroup web; adduser -D bob; deluser bob web', 1],
  ['addgroup web; adduser -D -G web bob; delgroup web', 1],
  ['addgroup web; delgroup web', 0],
  ['unlink /none', 1],
  ['unlink /etc', 1],
  ['touch /a; unlink /a && ! test -e /a', 0],
  ['grep x /etc', 1],
  ['touch /a; cp /a /a', 1],
  ['printf "" | xargs -r false', 0],
  ['printf "" | xargs false', 123],
  ['mkdir /w; touch "/w/w x"; cd /w; find . -name "w x" -print0 | xargs -0 rm && ! test -e "/w/w x"', 0],
  ['true\nexec nosuch', 127],
])('%s', (script, exit) => {
  expect(run(script)).toBe(exit);
});

test.each([
  'test "$RANDOM" = 1',
  'echo "a\\b" | { read x; test "$x" = ab; }',
  'grep -w root /etc/passwd',
  'test "$(awk "{print NF}" /etc/passwd | head -n 1)" = 1',
  'test "$(printf "é" | tr -d é)" = x',
  'test "$(stat -c %Y /etc)" = 1',
])('is open: %s', (script) => {
  expect(run(script)).toBe('open');
});

test('what a command says goes where it is sent', () => {
  const [, step] = forecast('FROM alpine:3.19\nRUN cat /nope 2>/dev/null\n', {}).steps;
  expect(step?.because?.prints).toBe('process did not complete successfully: exit code: 1');
});

test('a builtin names the line of a heredoc', () => {
  const [, step] = forecast('FROM alpine:3.19\nRUN <<EOF\nset -e\ncd /nope\nEOF\n', {}).steps;
  expect(step?.because?.prints).toMatch(/cd: line 1: /);
});
