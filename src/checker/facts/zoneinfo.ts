import { baseName } from '../model/paths.ts';
import type { Stage } from '../model/types.ts';

/** Where zone files stand, on Alpine and on Debian. */
export const ZONEINFO = '/usr/share/zoneinfo/';

/**
 * A rule written out in `TZ`, such as `EST5EDT,M3.2.0,M11.1.0` or `<+03>-3`: it needs no file (POSIX.1-2024, 8.3).
 */
export function isPosixZone(value: string): boolean {
  return /^(<[\w+-]{3,}>|[A-Za-z]{3,})[+-]?\d/.test(value.replace(/^:/, ''));
}

/** UTC by any of its names: what a program gets without zone data anyway. */
export function isUtc(value: string): boolean {
  return /^:?(|(Etc\/)?(UTC|UCT|GMT|Zulu|Universal|Greenwich)([+-]?0)?)$/.test(value);
}

/** The zone in a path below zoneinfo, `posix/` and `right/` taken off; undefined for other paths. */
export function zoneOfPath(path: string): string | undefined {
  const at = path.indexOf('/zoneinfo/');
  const name = at < 0 ? '' : path.slice(at + '/zoneinfo/'.length);
  return name === '' ? undefined : name.replace(/^(?:posix|right)\/(?=.)/, '').replace(/\/$/, '');
}

/**
 * Node.js has the zones itself, in the data of ICU, whatever starts it: for `TZ` it needs no zone file. A link that leads nowhere
 * it does not read (both seen: node 20.20.2).
 */
export function hasOwnZones({ process }: Stage): boolean {
  return /^(node|npm|npx|yarn|pnpm)$/.test(baseName(process.program[0] ?? ''));
}
