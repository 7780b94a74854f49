import { expect, test } from 'vitest';
import { forecast } from './forecast.ts';

const context = { paths: ['a.txt'], read: () => 'hi\n' };
const on = 'dockerfile parse error on line 2: ';

/** Seen with Docker 26. */
test.each<[string, string]>([
  ['FROM alpine:3.19\nrnu true', `${on}unknown instruction: rnu`],
  ['FROM alpine:3.19\nRUN --foo true', `${on}unknown flag: foo`],
  ['FROM alpine:3.19\nADD --from=b /etc/passwd /x', `${on}unknown flag: from`],
  ['FROM alpine:3.19\nCOPY --from b /x /y', `${on}missing a value on flag: from`],
  [
    'FROM alpine:3.19\nCOPY a.txt',
    `${on}COPY requires at least two arguments, but only one was provided. Destination could not be determined`,
  ],
  ['FROM alpine:3.19 build', 'dockerfile parse error on line 1: FROM requires either one or three arguments'],
  ['FROM alpine:3.19 AS b AS c', 'dockerfile parse error on line 1: FROM requires either one or three arguments'],
  ['FROM alpine:3.19\nWORKDIR', `${on}WORKDIR requires exactly one argument`],
  ['FROM alpine:3.19\nEXPOSE', `${on}EXPOSE requires at least one argument`],
  ['FROM alpine:3.19\nENV A', 'ENV must have two arguments'],
  ['FROM alpine:3.19\nRUN <<EOF\ntrue', 'unterminated heredoc'],
  ['FROM alpine:3.19\nONBUILD ONBUILD RUN x', `${on}Chaining ONBUILD via \`ONBUILD ONBUILD\` isn't allowed`],
  [
    'FROM alpine:3.19\nCOPY "a b" /x/',
    'failed to process "\\"a": unexpected end of statement while looking for matching double-quote',
  ],
  ['RUN true', 'no build stage in current context'],
  ['# nothing', 'file with no instructions'],
  ['ARG X\nFROM alpine:$X', 'failed to parse stage name "alpine:": invalid reference format'],
  [
    'FROM alpine:3.19 AS a\nARG X=3.19\nFROM alpine:$X',
    'failed to parse stage name "alpine:": invalid reference format',
  ],
  [
    'ARG B=b\nFROM alpine:3.19 AS b\nFROM alpine:3.19\nARG B\nCOPY --from=$B /etc/hosts /x',
    'failed to parse stage name "$B": invalid reference format',
  ],
  [
    'FROM alpine:3.19 AS b\nFROM alpine:3.19\nENV B=b\nCOPY --from=${B} /etc/hosts /x',
    'failed to parse stage name "${B}": invalid reference format',
  ],
  [
    'FROM alpine:3.19 AS b\nFROM alpine:3.19\nARG B=b\nRUN --mount=from=$B,target=/b true',
    "'from' doesn't support variable expansion, define alias stage instead",
  ],
  ['ARG X\nFROM $X', 'base name ($X) should not be blank'],
  [
    'FROM Alpine',
    'failed to parse stage name "Alpine": invalid reference format: repository name (library/Alpine) must be lowercase',
  ],
])('%s', (text, prints) => {
  expect(forecast(`${text}\n`, { context })).toMatchObject({ outcome: 'fails', because: { prints } });
});

test.each(['FROM alpine:3.19 AS Base\nFROM Base', 'ARG X=alpine\nFROM $X:3.19'])('%s is read', (text) => {
  expect(forecast(`${text}\n`, { context }).outcome).toBe('builds');
});

test.each([
  'FROM alpine:3.19 AS b\nFROM alpine:3.19\nARG F=/etc/hosts\nCOPY --from=b $F /x',
  'ARG B=b\nFROM alpine:3.19 AS b\nFROM $B AS c\nFROM alpine:3.19\nCOPY --from=c /etc/hosts /x',
  'FROM alpine:3.19 AS b\nFROM alpine:3.19\nARG T=/b\nRUN --mount=from=b,target=$T true',
])('a variable that BuildKit replaces: %s', (text) => {
  expect(forecast(text, { context }).outcome).toBe('builds');
});

/** Seen with BusyBox 1.36.1: each of the first goes on until it is ended. */
test.each<[string, string]>([
  ['sleep infinity', 'fails'],
  ['sleep inf || true', 'fails'],
  ['tail -f /etc/motd', 'fails'],
  ['tail -n 1 -F /etc/motd', 'fails'],
  ["sh -c 'exec sleep infinity'", 'fails'],
  ['tail -f /none', 'fails'],
  ['yes', 'unknown'],
  ['timeout 1 sleep infinity', 'unknown'],
  ['yes | head -n 1', 'ok'],
  ['sleep infinity & sleep 1', 'ok'],
  ['tail -n 1 /etc/motd', 'ok'],
  ['[ -f /none ] && sleep infinity; true', 'ok'],
])('a step that waits for ever: %s', (command, outcome) => {
  expect(forecast(`FROM alpine:3.19\nRUN ${command}\n`).steps.at(-1)?.outcome).toBe(outcome);
});

test.each(['while true; do :; done', 'sleep infinity', 'tail -f /etc/motd'])(
  '%s as a check or a container',
  (command) => {
    const found = forecast(`FROM alpine:3.19\nHEALTHCHECK CMD ${command}\nCMD ${command}\n`);
    expect(found.outcome).toBe('builds');
    expect(found.start.outcome).not.toBe('fails');
    expect(found.absentInHealthcheck()).toBeUndefined();
  },
);

/** Tried with Docker 26.1.5. */
test.each<[string, string]>([
  ['foo', 'fails'],
  ['SIGFOO', 'fails'],
  ['0', 'fails'],
  ['99', 'builds'],
  ['-1', 'builds'],
  ['term', 'builds'],
  ['SIGterm', 'builds'],
  ['RTMIN+3', 'builds'],
  ['SIGRTMAX-1', 'builds'],
  ['"SIGTERM"', 'builds'],
  ['$X', 'builds'],
])('STOPSIGNAL %s: %s', (signal, outcome) => {
  expect(forecast(`FROM alpine:3.19\nARG X=9\nSTOPSIGNAL ${signal}\n`).outcome).toBe(outcome);
});
