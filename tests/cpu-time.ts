/**
 * What an action costs this thread, in milliseconds of processor time: what else the machine does at that moment does not
 * count, so a test of speed fails for no neighbour's sake.
 */
export function cpuTime(action: () => unknown): number {
  const before = process.threadCpuUsage();
  action();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

/**
 * The least that an action costs in some runs, since one run may be held up by the garbage collector or by code that is
 * not compiled yet.
 * @param enough where a run costs no more than this, the others would not change what a test says, and are left out.
 */
export function leastCpuTime(action: () => unknown, runs: number, enough = 0): number {
  let least = Infinity;
  for (let run = 0; run < runs && least > enough; run++) least = Math.min(least, cpuTime(action));
  return least;
}
