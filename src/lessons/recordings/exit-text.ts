import * as words from '../../i18n/en/replay.ts';

/** Signals by number (`kill -l`, the same on Linux x86 and Arm) that end containers in practice. */
const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
};

/** SIGHUP, SIGINT and SIGTERM ask a process to end; the others do not ask. */
const asking: readonly number[] = [1, 2, 15];

/**
 * What an exit code means, in words for a newcomer: `exit code 137: killed by SIGKILL (128 + 9)`. Docker's own codes are
 * those of docs.docker.com/reference/cli/docker/container/run; musl's loader ends with 127, too, when a library is
 * missing.
 */
export function exitText(code: number): string {
  return words.exitCode(code, meaning(code));
}

function meaning(code: number): string {
  const number = code - 128;
  const signal = signals[number];
  if (signal === undefined) return words.exitMeanings[code] ?? words.failed;
  return (asking.includes(number) ? words.endedBy : words.killedBy)(signal, number);
}
