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
  ['false & wait', 0],
  ['set -u; echo "${x%.*}"', 2],
  ['set -u; echo "${x#v}" || true', 2],
  ['set -u; x=; echo "${x%.*}"', 0],

  ['set -o nosuch; true', 0],
  ['set -e; set -o nosuch; true', 1],
  ['shift', 1],
  ['set -- a b; shift 2; test $# = 0', 0],
  ['[ a = $x ]', 2],
  ['[ $x = a ]', 2],
  ['[ "$x" = a ]', 1],
  ["sed 's|/a|/b|' /etc/passwd", 0],
  ["sed 's/[/]x/y/' /etc/passwd", 0],
  ["sed '/x/s,a/b,c,g' /etc/passwd", 0],
  ['install -o app -d /x', 1],
  ['adduser -D app; su app -c "touch ~/x" && test -f /home/app/x', 0],
  ['adduser -S app; su app -c true', 1],
  ['adduser -S app; su -s /bin/sh app -c true', 0],
  ['addgroup web; adduser -D bob; deluser bob web', 1],
  ['addgroup web; delgroup web', 0],
  ['unlink /none', 1],
  ['unlink /etc', 1],
  ['touch /a; unlink /a && ! test -e /a', 0],
  ['grep x /etc', 1],
  ['printf "" | xargs false', 123],
  ['true\nexec nosuch', 127],
])('%s', (script, exit) => {
  expect(run(script)).toBe(exit);
});

test.each([
  'false & wait $!',
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
