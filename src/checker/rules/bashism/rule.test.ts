import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { linesOf } from '../../testing/rule-helpers.ts';

/** What ash of Alpine 3.19.4 (BusyBox 1.36.1) and of BusyBox 1.37.0 did on 2026-11-21, script by script. */
const DIFFERENT = String.raw`
a=(1 2)
a[0]=1
a+=x
export PATH+=:/x
mkdir -p x/{a,b}
for i in {1..3}; do echo $i; done
declare x=1
typeset x=1
shopt -s globstar
mapfile -t a < f
pushd /tmp
[[ a < b ]]
[[ -v HOME ]]
[[ abc =~ ^(a|b) ]]
[ -v HOME ]
test ! -v HOME
echo a &>> f
make |& tee f
cat <<< hi
((i++))
if (( 2 > 1 )); then echo y; fi
for ((i = 0; i < 2; i++)); do echo $i; done
echo "${'${x^^}'}"
echo ${'${x,}'}
echo ${'${!x}'}
echo ${'${a[0]}'}
echo ${'${#a[@]}'}
echo ${'${x@Q}'}
echo ${'${x/#a/b}'}
ls !(f)
x=$(<f)
read -a x
read -ra x
printf '%q' a
printf -v x a
export -f f
set -B
set -o posix
trap x DEBUG
f() { local -r a=1; }
echo $EUID
coproc cat
`;

const SAME = String.raw`
[[ a == a && -f /x ]] || [[ "$x" =~ ^[0-9]+$ ]]
[[ "$(date -d "(x)")" == y ]]
[ a == b ] || test a == a
source /etc/os-release
function f { local a=1; echo $a; }; f
echo a &> /dev/null; ls >& /dev/null
set -euxo pipefail; set -Eeuo pipefail; set -o errtrace
echo -e 'a\tb' $'a\tb'
cat <(echo hi); tee >(cat)
echo ${'${x//a/b} ${x/a/b} ${x:1:2} ${x: -2} ${x%.*} ${x##*/} ${#x} ${x:-d}'}
let x=1+1; echo $((x++)) $((2**3))
read -r -p x -n 1 -t 1 -s y; read -d '' z
trap x ERR EXIT INT
printf '%b %s\n' a b
export -n HOME; readonly a=1; unset -f f
case $x in (a|b) ;; *) ;; esac
echo {a,b} '{1..3}'
curl -O http://a/{x,y}
find . -exec ls {} +
cat < f; x=$(cat f)
echo $RANDOM $PPID $HOSTNAME $LINENO
for i in a b; do :; done
x={a,b}
( (echo a) )
`;

const lines = (text: string): string[] => text.trim().split('\n');

function findings(script: string): string[] {
  return checker
    .check(`FROM alpine:3.24\nRUN ${script}\n`, { only: ['bashism'] })
    .diagnostics.map(({ message }) => message);
}

test.each(lines(DIFFERENT))('different: %s', (script) => {
  expect(findings(script)).toHaveLength(1);
});

test.each(lines(SAME))('the same: %s', (script) => {
  expect(findings(script)).toEqual([]);
});

test('a construct is told once an instruction, with all its places in the fix', () => {
  const text = 'FROM alpine:3.24\nRUN touch {a,b} && rm {c,d}\nRUN touch {e,f}\n';
  const { diagnostics } = checker.check(text, { only: ['bashism'] });
  expect(diagnostics.map(({ fix }) => fix?.edits.length)).toEqual([2, 1]);
});

/** Of what a base is, how sure it is that its `/bin/sh` is ash. */
test.each([
  ['alpine:3.24', 'warning'],
  ['docker.io/library/alpine:3.24', 'warning'],
  ['arm64v8/alpine:3.24', 'warning'],
  ['registry.example.com/mirror/alpine:3.24', 'warning'],
  ['node:24-alpine3.24', 'warning'],
  ['someone/alpine:3.24-7', 'info'],
  ['docker.io/someone/alpine:3.24', 'info'],
  ['ghcr.io/someone/alpine:3.24', 'info'],
  ['ghcr.io/someone/app:1-alpine', 'info'],
])('on %s: %s', (base, severity) => {
  const { diagnostics } = checker.check(`FROM ${base}\nRUN touch {a,b}\n`, { only: ['bashism'] });
  expect(diagnostics.map((each) => each.severity)).toEqual([severity]);
});

describe('[[ -n $X ]], which is always true', () => {
  test.each([
    'ARG X\nRUN [[ -n $X ]] && echo a',
    'RUN X=$(cat /x); if [[ -n ${X} ]]; then echo a; fi',
    'RUN if [[ -f /x && -n $X ]]; then echo a; fi',
    'ENV X=""\nRUN [[ ! -n $X ]] || echo a',
  ])('%s', (lines) => {
    expect(linesOf('bashism', `FROM alpine:3.24\n${lines}\n`)).toHaveLength(1);
  });

  test.each([
    'ARG X\nRUN [[ -n "$X" ]] && echo a',
    'ENV X=1\nRUN [[ -n $X ]] && echo a',
    'ARG X\nRUN [[ -z $X ]] && echo a',
    'RUN [[ "a -n $X b" == c ]]',
    'ARG X\nRUN [[ -n ${X:-a} ]] && echo a',
    'SHELL ["/bin/bash", "-c"]\nRUN [[ -n $X ]] && echo a',
  ])('%s is not reported', (lines) => {
    expect(linesOf('bashism', `FROM alpine:3.24\n${lines}\n`)).toEqual([]);
  });
});
