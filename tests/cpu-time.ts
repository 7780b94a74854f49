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
