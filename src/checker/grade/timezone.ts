import type { Stage } from '../model/types.ts';
import { findFile } from '../model/presence.ts';

const ZONEINFO = '/usr/share/zoneinfo/';

/**
 * True when a process of the stage has this zone as its local time. musl reads `TZ`, else `/etc/localtime`; a zone
 * name in `TZ` needs its file below /usr/share/zoneinfo (musl, src/time/__tz.c).
 */
export function hasTimezone(stage: Stage, zone: string): boolean {
  const tz = stage.end.env.get('TZ');
  // An empty TZ means UTC, whatever /etc/localtime holds (seen with musl 1.2.4).
  if (tz === '') return false;
  if (tz !== undefined && tz !== ':/etc/localtime' && tz !== '/etc/localtime') {
    const named = tz.replace(/^:/, '');
    if (named === zone || named === ZONEINFO + zone) return hasZoneFile(stage, zone);
    return named.startsWith('/') && copiesZone(stage, named, zone);
  }
  return copiesZone(stage, '/etc/localtime', zone);
}

/** The zone's file comes with tzdata or was put there by itself. */
function hasZoneFile(stage: Stage, zone: string): boolean {
  return hasTzdata(stage) || findFile(stage, ZONEINFO + zone) !== undefined;
}

function hasTzdata(stage: Stage): boolean {
  return (
    stage.installed.get('tzdata')?.event.invocation.certain === true ||
    stage.baseProvides.has('tzdata') ||
    stage.distro === 'debian'
  );
}

/** `cp`, `ln -s` or `COPY --from` of the zone's file to a path; a link needs its target to stay. */
function copiesZone(stage: Stage, path: string, zone: string): boolean {
  const event = findFile(stage, path);
  if (event === undefined) return false;
  const source = event.source ?? '';
  if (!source.endsWith(`zoneinfo/${zone}`)) return false;
  if (event.kind === 'link') return hasZoneFile(stage, zone);
  if (event.fromStage !== undefined) return hasZoneFile(event.fromStage, zone);
  return true;
}
