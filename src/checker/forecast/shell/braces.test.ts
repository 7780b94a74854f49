import { describe, expect, test } from 'vitest';
import { forecast } from '../forecast.ts';

function folders(shell: string, words: string): readonly string[] {
  const { stages } = forecast(
    `FROM debian:13-slim\nSHELL ["${shell}", "-c"]\nRUN mkdir -p /made && cd /made && mkdir ${words}\n`,
  );
  return [...(stages[0]?.files.list('/made').names ?? [])].sort();
}

/** Seen with bash 5.2 and dash of Debian 13, and with BusyBox 1.36.1. */
describe('braces', () => {
  test.each<[string, readonly string[]]>([
    ['{in,out}', ['in', 'out']],
    ['a{b,c}d', ['abd', 'acd']],
    ['{a,b}-{1..3}', ['a-1', 'a-2', 'a-3', 'b-1', 'b-2', 'b-3']],
    ['{3..1}', ['1', '2', '3']],
    ['"{a,b}"', ['{a,b}']],
    ['{a}', ['{a}']],
  ])('bash: %s', (words, made) => {
    expect(folders('/bin/bash', words)).toEqual(made);
  });

  test('a shell that is not bash leaves them alone', () => {
    expect(folders('/bin/sh', '{in,out}')).toEqual(['{in,out}']);
    const { stages } = forecast('FROM alpine:3.24\nSHELL ["/bin/ash", "-e", "-c"]\nRUN mkdir /srv/{in,out}\n');
    expect(stages[0]?.files.list('/srv').names).toEqual(['{in,out}']);
  });

  test('`bash -c` knows them too', () => {
    const { stages } = forecast("FROM debian:13-slim\nRUN bash -c 'mkdir -p /made/{in,out}'\n");
    expect([...(stages[0]?.files.list('/made').names ?? [])].sort()).toEqual(['in', 'out']);
  });

  test('what is not followed is not known', () => {
    const { stages } = forecast('FROM debian:13-slim\nSHELL ["/bin/bash", "-c"]\nRUN mkdir -p /made/{a,{b,c}}\n');
    expect(stages[0]?.files.stat('/made/b').kind).not.toBe('absent');
  });

  test('ash refuses an array where SHELL names it, too', () => {
    const { steps } = forecast('FROM alpine:3.24\nSHELL ["/bin/ash", "-e", "-c"]\nRUN a=(1 2); echo "${a[@]}"\n');
    expect(steps.at(-1)).toMatchObject({ outcome: 'fails', exit: 2 });
  });
});

test('a process substitution is the name of a pipe, and its commands run', () => {
  const text = "FROM alpine:3.19\nRUN sed -n 's/^root//p' <(cat /etc/passwd) > /srv/x && cat <(mkdir /srv/y)\n";
  const { steps, stages } = forecast(text);
  expect(steps.at(-1)?.outcome).not.toBe('fails');
  expect(stages[0]?.files.stat('/srv/y').kind).toBe('dir');
});
