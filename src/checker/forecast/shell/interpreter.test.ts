import { describe, expect, test } from 'vitest';
import { forecast } from '../forecast.ts';
import { shippedIndex } from '../shipped.ts';
import type { ForecastStep } from '../types.ts';

const nothing = { paths: [], read: () => undefined };

/** The step of a script that runs in /w of plain Alpine 3.19, and the files behind it. */
function run(script: string): { step: ForecastStep; exists: (path: string) => string } {
  const text = `FROM alpine:3.19\nWORKDIR /w\nRUN <<'THEEND'\n${script}\nTHEEND\n`;
  const { steps, stages } = forecast(text, { context: nothing });
  const [stage] = stages;
  return { step: steps[2]!, exists: (path) => stage!.files.stat(path, 'keep').kind };
}

test('a script that is nested deeper than is read is not known to end in any way', () => {
  // The real one ends with 0 (tried with 300 subshells in BusyBox 1.36.1).
  expect(run(`${'( '.repeat(300)}true${' )'.repeat(300)}`).step.outcome).toBe('unknown');
});

describe('how a script ends, as BusyBox ash 1.36.1 ends it', () => {
  test.each<[string, number]>([
    ['true', 0],
    ['false', 1],
    ['false; true', 0],
    ['true; false', 1],
    ['set -e; false; true', 1],
    ['set -e; false && true; true', 0],
    ['set -e; if false; then :; fi; ! true; true', 0],
    ['set -e; (false); true', 1],
    ['set -e; f() { false; true; }; f || false', 0],
    ['set -e; x=$(false); true', 1],
    ['set -e; export x=$(false); true', 0],
    ['false | true', 0],
    ['set -o pipefail; false | true', 1],
    ['set -o nosuch', 1],
    ['! true', 1],
    ['false || true', 0],
    ['false && nosuch || exit 4', 4],
    ['true && exit 3; true', 3],
    ['(exit 5); echo $? > n; [ "$(cat n)" = 5 ]', 0],
    ['[[ -f /etc/passwd ]]', 0],
    ['[[ a == a* ]]', 0],
    ['[[ b == a* ]]', 1],
    ['x=; [[ -z $x ]]', 0],
    ['if [[ "$A" != "" ]]; then false; fi', 0],
    ['[[ -f /nosuch ]] || exit 4', 4],
    ['case x in [a-c]) false;; x|y) true;; esac', 0],
    ['x=$(echo a; printf b); [ "$x" = "$(printf "a\\nb")" ]', 0],
    ['x=$(cat /etc/alpine-release); [ "$x" = 3.19.4 ]', 0],
    ['trap "echo bye" EXIT; false', 1],
    ['trap "exit 3" EXIT; false', 3],
    ['trap "echo x; false" EXIT; true', 0],
    ['set -e; trap "echo e" EXIT; false; echo no', 1],
    ['trap - EXIT; trap "" INT; echo ok', 0],
    ['trap "exit 3" EXIT; (true)', 3],
    ['trap "exit 3" EXIT; exec true', 0],
    ['trap "echo hup" NOSUCH', 1],
    ['set -eo pipefail; false | true; echo no', 1],
    ['exec true; false', 0],
    ['exec nosuch', 127],
    ['nosuch', 127],
    ['/etc/passwd', 126],
    ['/etc', 126],
    ['cd /nosuch', 2],
    ['cat <<< x || true', 2],
    ['echo a |& cat', 2],
    ['a=(1 2); echo $a', 2],
    ['false && a=(1); true', 2],
    ['exit 0\na=(1)', 0],
    ['if true; then a=(1); fi', 2],
    ['for ((i=0;i<2;i++)); do echo $i; done', 2],
    ['select x in a b; do echo $x; done', 2],
    ['echo ${a^^} || true', 2],
    ['echo "${a[@]}"', 2],
    ['echo ${!a}', 2],
    ['local x=1 || true', 2],
    ['(local x=1); [ $? = 2 ]', 0],
    ['f() { local x=1; true; }; f', 0],
    ['sh -c "a=(1)"; [ $? = 2 ]', 0],
    ['cat /nosuch', 1],
    ['trap "exit 3" EXIT; true', 3],
    ['trap "false; true" EXIT; (exit 5)', 5],
    ['trap "false" 0; true', 0],
    ['set -e; trap "false; true" EXIT; true', 1],
    ['trap "exit 3" EXIT; exec true', 0],
    ['trap "exit 3" EXIT INT; trap - EXIT; true', 0],
    ['trap "exit 3" EXIT INT; trap "" EXIT; true', 0],
    ['trap "exit 3" EXIT; trap EXIT; true', 0],
    ['trap "exit 3" INT; true', 0],
    ['f() { trap "exit 3" EXIT; }; f; echo > a; [ -e a ]', 3],
    ['(trap "exit 3" EXIT); true', 0],
    ['trap "exit 3" EXIT; nosuch "$(date)" && true; true', 3],
    ['trap "exit 3" EXIT; if [ "$(date)" = x ]; then true; fi', 3],
    ['trap "exit 3" EXIT; (true); sh -c true && exit 4', 3],
    ['[ -e /etc/nosuch ] || trap "touch a" EXIT; exit 0', 0],
    ['echo a > /nosuch/x', 1],
    ['( true ) > /nosuch/x', 2],
    ['[ a', 2],
    ['[ a b c ]', 2],
    ['set -u; echo $NOSUCH', 2],
    ['echo ${NOSUCH:?gone}', 2],
    ['. /nosuch', 2],
    ['exec nosuch', 127],
    ['command -v nosuch', 127],
    ['which nosuch', 1],
    ['env nosuch', 127],
    ['if', 2],
    ['for i in 1 2 3; do [ $i != 3 ] || exit 7; done', 7],
    ['n=0; while [ $n -lt 3 ]; do n=$((n + 1)); done; exit $n', 3],
    ['n=0; until [ $n = 3 ]; do n=$((n + 1)); done; exit $n', 3],
    ['n=0; while [ $n -lt 100 ]; do n=$((n + 1)); done; exit $n', 100],
    ['until true; do exit 9; done', 0],
    ['for i in 1 2; do break; exit 9; done', 0],
    ['case abc in a*) exit 2;; *) exit 3;; esac', 2],
    ['f() { return 4; }; f', 4],
    ['sh -c "exit 6"', 6],
    ['sh -e -c "false; true"', 1],
    ['eval "exit 8"', 8],
    ['printf "exit 5" > s; sh s', 5],
    ['printf "#!/bin/sh\\nexit 5\\n" > s; chmod +x s; ./s', 5],
    ['printf "#!/bin/bash\\n" > s; chmod +x s; ./s', 127],
    ['echo hi > s; ./s', 126],
    ['mkdir a && rmdir a && [ ! -e a ]', 0],
    ['rm /nosuch', 1],
    ['rm -f /nosuch', 0],
    ['id nosuch', 1],
    ['adduser -D -G nosuch x', 1],
    ['getent passwd nosuch', 2],
    ['grep -q root /etc/passwd', 0],
    ['grep -q nosuchuser /etc/passwd', 1],
  ])('%s', (script, exit) => {
    const { step } = run(script);
    expect(step.outcome).toBe(exit === 0 ? 'ok' : 'fails');
    expect(step.exit ?? 0).toBe(exit);
    expect(step.given).toEqual([]);
  });
});

describe('what is not known stays unknown', () => {
  test.each<[string, ForecastStep['outcome'], number]>([
    ['dd if=/dev/zero of=x', 'ok', 1],
    ['if dd if=/dev/zero of=x; then exit 1; fi', 'unknown', 0],
    ['dd if=/dev/zero of=x || true', 'ok', 0],
    ['wget http://localhost/a', 'ok', 1],
    ['wget -q http://localhost/a || exit 0', 'ok', 0],
    ['$(dd) a', 'ok', 1],
    ['export x="$(date)"; rm -r "$x"', 'ok', 1],
    ['export x="a$(date)" && case $x in a) exit 1 ;; esac', 'unknown', 0],
    ['while dd; do :; done', 'ok', 0],
    ['until [ -f /nosuch ]; do sleep 1; done', 'unknown', 0],
    ['wget -qO- http://localhost/ | grep -q ok', 'unknown', 0],
    ['wget -qO- http://localhost/ | sh', 'ok', 1],
  ])('%s', (script, outcome, given) => {
    const { step } = run(script);
    expect(step.outcome).toBe(outcome);
    expect(step.given.length > 0).toBe(given > 0);
  });
});

/** Each runs for as long as one waits with BusyBox 1.36.1, or ends as it says. */
describe('a loop that never ends', () => {
  test.each([
    'while true; do :; done',
    'until false; do :; done',
    'while :; do echo waiting; sleep 1; done; touch a',
    '(while true; do ls > /dev/null; done) || true',
    'f() { while true; do sleep 5; done; }; f',
    'set -e; while true; do sleep 1; done',
    'yes | while true; do if [ -f a ]; then echo a; fi; done',
  ])('stops the build: %s', (script) => {
    expect(run(script).step).toMatchObject({ outcome: 'fails', because: { prints: 'this loop never ends' } });
  });

  test.each([
    'while true; do break; done',
    'while true; do sleep 1; exit 0; done',
    'while true; do sleep 100; done & true',
    'f() { while true; do :; done; }; true',
    'printf "a\\nb\\n" | while read -r x; do echo $x; done',
    'while true; do echo y; done | head -n 1',
    'timeout 1 sh -c "while true; do :; done"; true',
    'set -e; while true; do wget -q http://localhost/; done',
    'while true; do "$X"; done',
    'while true; do kill $$; done',
    '[ -f "$X$(dd)" ] && exit 0; while true; do :; done',
    'true() { return 1; }; while true; do :; done',
    ': && while false; do :; done',
  ])('is not this one: %s', (script) => {
    expect(run(script).step.because?.prints).not.toBe('this loop never ends');
  });
});

/** Seen with BusyBox 1.36.1. */
describe('what `read` reads of a known text', () => {
  test.each<[string, string]>([
    ["printf 'a\\nb\\n' | while read -r x; do mkdir $x; done", 'dir'],
    ['printf \'x\\nb  y z\\n\' > l; while read a b; do mkdir -p "$a"; done < l', 'dir'],
    ['echo \' b \' | { IFS= read -r x; mkdir "$x"; }', 'absent'],
    ["printf 'a\\nb' | while read x; do mkdir $x; done", 'absent'],
    ['dd | while read x; do mkdir $x; done', 'unknown'],
  ])('%s', (script, kind) => {
    expect(run(script).exists('/w/b')).toBe(kind);
  });
});

test.each<[string, number]>([
  ["set -a; A=1; sh -c 'exit $A'", 1],
  ["set -o allexport; A=1; set +a; B=2; sh -c 'exit $A$B'", 1],
  ["A=1; sh -c 'exit ${A:-7}'", 7],
  ['echo "export A=3" > /etc/profile.d/a.sh; sh -lc \'exit $A\'', 3],
  ['echo "export A=3" > /etc/profile.d/a.sh; sh -c \'exit ${A:-7}\'', 7],
  ['echo "export A=3" > /etc/profile.d/a; sh -l -c \'exit ${A:-7}\'', 7],
  ["printf 'exit 4\\n' > a; sed 's/\\r$//' a > b; sh b", 4],
])('what is exported, and read in by a login shell: %s', (script, exit) => {
  expect(run(script).step.exit).toBe(exit);
});

/** Seen with Docker 26: the container ends with its first process. */
test.each<[string, string]>([
  ['apk add --no-cache jq &', 'absent'],
  ['apk add --no-cache jq & rm -rf /tmp/x', 'absent'],
  ['cd /; apk add --no-cache jq & true', 'absent'],
  ['apk add --no-cache jq & wait', 'unknown'],
  ['apk add --no-cache jq & sleep 60', 'unknown'],
  ['apk add --no-cache jq && rm -rf /tmp/x', 'file'],
])('what is left in the background: %s', (script, kind) => {
  const text = `FROM alpine:3.19\nRUN ${script}\n`;
  const { stages } = forecast(text, { context: nothing, data: { index: shippedIndex() } });
  expect(stages[0]?.files.stat('/usr/bin/jq').kind).toBe(kind);
});

describe('what a script leaves behind', () => {
  test.each<[string, string, string]>([
    ['false && touch a; true', '/w/a', 'absent'],
    ['true || touch a', '/w/a', 'absent'],
    ['trap "rm -f a" EXIT; touch a; exit 0', '/w/a', 'absent'],
    ['[[ a == b ]] && touch a', '/w/a', 'absent'],
    ['(cd /tmp && touch a)', '/w/a', 'absent'],
    ['(cd /tmp && touch a)', '/tmp/a', 'file'],
    ['if dd; then touch a; fi', '/w/a', 'unknown'],
    ['if dd; then touch a; else touch a; fi', '/w/a', 'file'],
    ['touch a; if dd; then rm a; fi', '/w/a', 'unknown'],
    ['mkdir -p d/e && mv d f', '/w/f/e', 'dir'],
    ['ln -s /etc/passwd p', '/w/p', 'link'],
    ['for i in a b; do mkdir $i; done', '/w/b', 'dir'],
    ['touch a.x b.x && rm *.x', '/w/b.x', 'absent'],
    ['mkdir d; touch d/a d/b; find d -type f -delete', '/w/d/a', 'absent'],
    ['mkdir d; touch d/a; find d -type f -exec rm {} +', '/w/d/a', 'absent'],
    ['echo a b | xargs touch', '/w/b', 'file'],
    ['sh -c "mkdir x"', '/w/x', 'dir'],
    ['f() { mkdir $1; }; f q', '/w/q', 'dir'],
    ['touch a & wait', '/w/a', 'unknown'],
  ])('%s: %s is %s', (script, path, kind) => {
    expect(run(script).exists(path)).toBe(kind);
  });
});

test('a failure says where it is and what the real tool prints', () => {
  const text = 'FROM alpine:3.19\nRUN mkdir /a \\\n && cd /nosuch \\\n && true\n';
  const { because, outcome, steps } = forecast(text, { context: nothing });
  expect(outcome).toBe('fails');
  expect(because).toMatchObject({ line: 3, prints: "sh: cd: line 0: can't cd to /nosuch: No such file or directory" });
  expect(text.slice(because!.range.start, because!.range.end)).toBe('cd /nosuch');
  expect(steps.at(-1)).toMatchObject({ outcome: 'fails', exit: 2 });
});

describe('the shell of an image that somebody else has made may be another one', () => {
  const BASH_ONLY = ['A=b; [ "${A,,}" = b ]', 'A=(a b); echo "${A[0]}"', 'A=b; echo "${!A}"'];

  test.each(BASH_ONLY)('%s', (line) => {
    for (const image of ['example/alpine:3.19', 'example/tool:1-alpine', 'ghcr.io/example/alpine:edge'])
      expect(forecast(`FROM ${image}\nRUN ${line}\n`).outcome).not.toBe('fails');
    for (const image of ['alpine:3.19', 'ruby:3.4-alpine', 'docker.io/library/alpine:3.19'])
      expect(forecast(`FROM ${image}\nRUN ${line}\n`).outcome).toBe('fails');
  });
});

test('an empty variable is no word, whatever the separator is', () => {
  for (const line of ['RUN apk add --no-cache bash $P git', 'RUN apk add --no-cache $P bash ${P} git$P']) {
    const { steps } = forecast(`FROM example/x:alpine\nARG P\n${line}\n`);
    expect(steps.at(-1)?.given).toContain('apk finds and installs bash, git');
  }
  expect(run('IFS=,; P=; set -- $P a; [ $# = 1 ]').step.outcome).toBe('ok');
  expect(run('P=; set -- "$P" a; [ $# = 2 ]').step.outcome).toBe('ok');
});
