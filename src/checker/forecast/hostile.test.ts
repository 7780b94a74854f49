import { expect, test } from 'vitest';
import { cpuTime } from '../../../tests/cpu-time.ts';
import { forecast } from './forecast.ts';

const F = 'FROM alpine:3.19\n';
const nest = (count: number, open: string, inner: string, close: string): string =>
  `${open.repeat(count)}${inner}${close.repeat(count)}`;
const rows = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('');

/** Each grows without end, or doubles with every step, where it is followed to its end. */
test.each<[string, string]>([
  ['loops in loops', `${F}RUN ${nest(30, 'for i in 1 2 3 4 5 6 7 8 9; do ', 'true;', 'done;')}\n`],
  ['loops that add packages', `${F}RUN ${nest(6, 'for i in 1 2 3 4 5 6 7 8 9; do ', 'apk add $i;', 'done;')}\n`],
  ['a loop over many words', `${F}RUN for i in ${'a '.repeat(100_000)}; do touch $i; done\n`],
  ['seq', `${F}RUN for i in $(seq 1 1000000000); do touch $i; done\n`],
  ['while true', `${F}RUN ${nest(20, 'while true; do ', 'touch /a;', 'done;')}\n`],
  ['a variable that doubles', `${F}RUN x=aaaa; while true; do x=$x$x; done\n`],
  ['functions that call themselves', `${F}RUN f() { g; g; }; g() { f; f; }; f || true\n`],
  ['a fork bomb', `${F}RUN :(){ :|:& };:\n`],
  ['a script that starts itself', `${F}COPY <<E /a.sh\n#!/bin/sh\n/a.sh; /a.sh\nE\nRUN chmod +x /a.sh; /a.sh\n`],
  ['eval of itself', `${F}RUN x='eval "$x"; eval "$x"'; eval "$x"\n`],
  ['subshells in subshells', `${F}RUN ${nest(3000, '(', 'true', ')')}\n`],
  ['substitutions in substitutions', `${F}RUN echo ${nest(1000, '$(echo ', 'a', ')')}\n`],
  ['unknown conditions in a row', `${F}RUN ${rows(390, (at) => (at % 2 ? 'dd || ' : 'dd && '))} true\n`],
  ['defaults of defaults', `${F}RUN echo ${nest(2000, '${A:-', 'x', '}')}\n`],
  ['ENV that doubles', `${F}ENV A0=aaaaaaaa\n${rows(100, (at) => `ENV A${at + 1}=$A${at}$A${at}\n`)}`],
  ['ARG that doubles', `ARG A0=aaaaaaaa\n${rows(100, (at) => `ARG A${at + 1}=$A${at}$A${at}\n`)}${F}COPY $A99 /x\n`],
  ['files that are appended to each other', `${F}RUN echo a > /a; ${'cat /a /a >> /b; cat /b /b >> /a;'.repeat(40)}\n`],
  ['a long heredoc', `${F}RUN <<E\n${'touch /a\n'.repeat(50_000)}E\n`],
  [
    'stages that copy from each other',
    `${F}${rows(600, (at) => `FROM alpine:3.19 AS s${at}\n${at > 0 ? `COPY --from=s${at - 1} / /a\n` : ''}`)}`,
  ],
  [
    'stages that double',
    rows(
      30,
      (at) =>
        `FROM alpine:3.19 AS s${at}\n${at > 0 ? `COPY --from=s${at - 1} --chown=1 / /a\nCOPY --from=s${at - 1} --chown=1 / /b\n` : ''}`,
    ),
  ],
  [
    'copies of copies',
    `${F}RUN mkdir /d && cp -r /usr /d/u${rows(25, (at) => `; cp -r /d /e${at}; mv /e${at} /d/`)}\n`,
  ],
  ['find that starts find', `${F}RUN find / -exec find / -exec find / \\; \\;\n`],
  [
    'deep folders',
    `${F}RUN mkdir -p ${'/a'.repeat(9000)}\nRUN find /a; chmod -R 7 /a; cp -r /a /b; if dd; then rm -r /a; fi\n`,
  ],
  ['thousands of users', `${F}${rows(3000, (at) => `RUN adduser -D u${at}\n`)}`],
  ['thousands of packages', `${F}${rows(5000, (at) => `RUN apk add git${at}\n`)}`],
])('is bounded: %s', (_, text) => {
  let outcome: string | undefined;
  // Seconds at most, where following it would take years: the bound is wide, so a busy machine does not matter.
  expect(cpuTime(() => (outcome = forecast(text).outcome))).toBeLessThan(10_000);
  expect(['builds', 'fails', 'unknown']).toContain(outcome);
});

test('what comes after too much is unknown, not taken for done', () => {
  const { steps } = forecast(
    `${F}RUN ${nest(30, 'for i in 1 2 3 4 5 6 7 8 9; do ', 'true;', 'done;')}\nRUN touch /a\n`,
  );
  expect(steps.slice(1).map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown']);
});
