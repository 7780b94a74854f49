import { readIgnoreFile } from '../forecast/docker-ignore.ts';
import type { Forecast } from '../forecast/types.ts';
import { type Found, MET, notYet, unknown, unmet } from './finding.ts';

/**
 * Whether what a line of `.dockerignore` would fit is sent to the build, or stays where it is.
 * @param line as `.dockerignore` takes it, without `!`.
 */
export function contextFound(line: string, wanted: 'absent' | 'present', { sent, outcome }: Forecast): Found {
  if (sent === undefined) return unknown('Which files the build is sent is not known.');
  const { leavesOut: fits } = readIgnoreFile(line);
  const named = sent.paths.filter((path) => fits(path)).map((path) => ({ path, by: sent.by(path) }));
  const sure = named.find(({ by }) => by?.isSure === true);
  const open = named.find(({ by }) => by?.isSure === false);
  if (wanted === 'absent' && sure?.by !== undefined) {
    return unmet(`Line ${sure.by.use.line} has \`${sure.path}\` sent to the build.`, sure.by.use.range);
  }
  if (outcome === 'fails') return notYet('The build stops before this can be judged.');
  if (wanted === 'present' && sure !== undefined) return MET;
  if (open?.by !== undefined) {
    const { line: at, range } = open.by.use;
    return unknown(`Whether line ${at} has \`${open.path}\` sent to the build is not known.`, range);
  }
  return wanted === 'absent' ? MET : unmet(`\`${line}\` is not sent to the build.`);
}
