import { expect, test } from 'vitest';
import { forecast } from '../forecast.ts';

/** Whether a command prints these lines: for certain, certainly not, or nobody knows. */
function prints(command: string, lines: readonly string[]): 'yes' | 'no' | 'open' {
  const wanted = lines.map((line) => `${line}_`).join('');
  const { steps } = forecast(`FROM alpine:3.19\nRUN test "$(${command} | tr '\\n' '_')" = '${wanted}'\n`);
  const step = steps.at(-1);
  if (step === undefined || step.given.length > 0 || step.outcome === 'unknown') return 'open';
  return step.outcome === 'ok' ? 'yes' : 'no';
}

const three = "printf 'name=tally\\nversion=1.4.2\\nplain\\n' |";

/** Seen with BusyBox 1.36.1 of Alpine 3.19. */
test.each<[string, readonly string[]]>([
  [`${three} sed -n 's/^version=//p'`, ['1.4.2']],
  [`${three} sed -ne 's/^version=//p'`, ['1.4.2']],
  [`${three} sed 's/.*=//'`, ['tally', '1.4.2', 'plain']],
  [`${three} sed 's/=.*$//'`, ['name', 'version', 'plain']],
  [`${three} sed 's/1\\.4/2/'`, ['name=tally', 'version=2.2', 'plain']],
  ["printf 'aXa\\n' | sed 's/^a$/y/'", ['aXa']],
  ["printf 'aXa\\n' | sed 's/a$/y/'", ['aXy']],
  ["printf 'aXaXb\\n' | sed 's/.*X/y/'", ['yb']],
  ["printf 'aXaXb\\n' | sed 's/^.*X/y/'", ['yb']],
  ["printf 'aXaXb\\n' | sed -n 's/a/y/p'", ['yXaXb']],
  ...[
    [`sed -n 's/.*"n": "\\([^"]*\\)".*/\\1/p'`, ['2', '']],
    [`sed -n 's/"n": "\\([^"]*\\)".*/<\\1>/p'`, ['a <1>', '<>']],
    [`sed -n 's/.*"n": "\\([^"]*\\)"/\\1/p'`, ['2 x', ' y']],
    [`sed -n -E 's/^.*"n": ([^,]*).*$/\\1/p'`, ['"2" x', '"un', '"" y']],
    [`sed -n 's/"n": "\\([^"]*\\)"/\\1/p'`, ['a 1, "n": "2" x', ' y']],
    [`sed 's/.*"n": "\\([^"]*\\)".*/\\1/'`, ['2', 'no', '"n": "un', '']],
  ].map(([sed, lines]): [string, readonly string[]] => [
    `printf 'a "n": "1", "n": "2" x\\nno\\n"n": "un\\n"n": "" y\\n' | ${String(sed)}`,
    lines as string[],
  ]),
  [`${three} grep -o 'version=.*'`, ['version=1.4.2']],
  [`${three} grep -o '^version='`, ['version=']],
  [`${three} grep 'on.*'`, ['version=1.4.2']],
  [`${three} grep -v 'on.*'`, ['name=tally', 'plain']],
  [`${three} cut -d = -f 2`, ['tally', '1.4.2', 'plain']],
  [`${three} cut -d= -f5`, ['', '', 'plain']],
  ["printf 'a=b' | cut -d= -f2", ['b']],
  [`${three} head -n 1`, ['name=tally']],
  ['cd /etc; find apk -name arch', ['apk/arch']],
  ['cd /etc/apk; find . -path ./arch', ['./arch']],
  [`${three} grep '^version' | cut -d = -f 2`, ['1.4.2']],
])('%s', (command, lines) => {
  expect(prints(command, lines)).toBe('yes');
  expect(prints(command, [...lines, 'more'])).toBe('no');
});

test('the last line of sed ends as it did', () => {
  const { steps } = forecast(
    `FROM alpine:3.19\nRUN printf 'v=1' | sed -n 's/^v=//p' > /a && test "$(wc -c < /a)" = 1\n`,
  );
  expect(steps.at(-1)?.outcome).not.toBe('fails');
});

test.each([
  `${three} sed -n 's/^[a-z]*=//p'`,
  `${three} sed -n 's/v\\(.*\\)/\\1/p'`,
  `${three} sed 's/n.*=//g'`,
  `${three} cut -d = -f -2`,
  `${three} head -c 3`,
  `${three} grep -w tally`,
  `${three} sed '/n.*=/,/v/d'`,
  "printf 'a\\nb' | tail -n 1",
])('is open: %s', (command) => {
  expect(prints(command, ['x'])).toBe('open');
});

test.each([
  "sed -E 's/a+/b/'",
  "sed -Ee 's/a+/b/'",
  "sed -nE 's/a+/b/p'",
  "sed -r 's/a+/b/'",
  "sed -E 's/a/b/' /etc/passwd",
])('%s works', (command) => {
  const { steps } = forecast(`FROM alpine:3.19\nRUN set -o pipefail; echo aa | ${command}\n`);
  expect(steps.at(-1)?.outcome).toBe('ok');
});

test.each(["sed -E 's/a/b/' /none", 'sed -E', "sed -E -e 's/a/b/' /none"])('%s fails', (command) => {
  const { steps } = forecast(`FROM alpine:3.19\nRUN ${command}\n`);
  expect(steps.at(-1)?.outcome).toBe('fails');
});
