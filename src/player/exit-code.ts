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

/**
 * Codes that `docker run` and the shell give a meaning (docs.docker.com/reference/cli/docker/container/run). musl's
 * loader ends with 127, too, when a library is missing.
 */
const meanings: Readonly<Record<number, string>> = {
  0: 'success',
  1: 'failed',
  2: 'failed, often wrong usage',
  125: 'Docker itself could not run it',
  126: 'found, but it cannot be executed',
  127: 'the command, or a library that it needs, was not found',
};

/** What an exit code means, in words for a newcomer: `killed by SIGKILL (128 + 9)`. */
export function exitMeaning(code: number): string {
  const signal = signals[code - 128];
  if (signal !== undefined) {
    const how = signal === 'SIGTERM' || signal === 'SIGINT' || signal === 'SIGHUP' ? 'ended' : 'killed';
    return `${how} by ${signal} (128 + ${code - 128})`;
  }
  return meanings[code] ?? 'failed';
}

/** `exit code 137: killed by SIGKILL (128 + 9)` */
export function exitText(code: number): string {
  return `exit code ${code}: ${exitMeaning(code)}`;
}
