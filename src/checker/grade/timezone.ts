import type { FileFacts } from '../forecast/types.ts';
import { type Found, type Judged, MET, unknown, unmet } from './finding.ts';
import { localTime } from './local-time.ts';
import { sameRule } from './posix-timezone.ts';
import type { Holds } from './types.ts';

/** Local time of the program that the job is about, as musl finds it. */
export function timezoneFound(wanted: NonNullable<Holds['timezone']>, { forecast }: Judged): Found {
  const { run, because } = forecast.start;
  if (run === undefined) {
    return forecast.start.outcome === 'unknown'
      ? unknown('Which program is started, and with which TZ, is not known.', because?.range)
      : { state: 'not-yet', cause: 'The program whose clock counts is not started yet.' };
  }
  const range = forecast.steps.findLast(({ keyword }) => keyword === 'ENV')?.range;
  const tz = run.env('TZ');
  if (tz === undefined) return unknown('The value of TZ is not known.', range);
  const { by, looks, takes: found } = localTime(tz, run.files);
  if (by === 'empty') return unmet('TZ is empty, which means UTC.', range);
  if (tz === null) return fileFound(wanted.zone, looks[0], 'TZ is not set, and', range);
  if (by === 'rule') {
    return sameRule(tz, wanted.posix)
      ? MET
      : unmet(`\`TZ=${tz}\` is a rule of its own, and not that of ${wanted.zone}.`, range);
  }
  if (by === 'file') return fileFound(wanted.zone, looks[0], `\`TZ=${tz}\` names a file, and`, range);
  const closed = looks.find(({ denied }) => denied === true);
  if (found === undefined && closed !== undefined) return unmet(mayNotRead(closed.path), range);
  if (found === undefined) {
    return unmet(`\`TZ=${tz}\` names a zone, and the image has no file for it: musl then takes UTC.`, range);
  }
  return contentFound(wanted.zone, found, `\`TZ=${tz}\``, range);
}

function fileFound(
  zone: string,
  facts: ReturnType<typeof localTime>['takes'],
  because: string,
  range: Found['range'],
): Found {
  const path = facts?.asked ?? '';
  if (facts?.denied === true) return unmet(mayNotRead(facts.path), range);
  if (facts === undefined || facts.kind === 'absent')
    return unmet(`${because} \`${path}\` is not there: musl then takes UTC.`, range);
  return contentFound(zone, facts, `\`${path}\``, range);
}

function mayNotRead(path: string): string {
  return `The user of the container may not read \`${path}\`: musl then takes UTC.`;
}

function contentFound(zone: string, facts: FileFacts, what: string, range: Found['range']): Found {
  const named = zoneOf(facts.source ?? '');
  if (facts.kind === 'file' && named === zone) return MET;
  if (facts.kind === 'file' && named !== undefined) return unmet(`${what} gives the zone ${named}.`, range);
  if (facts.kind === 'dir') return unmet(`${what} leads to a folder, and no zone: musl then takes UTC.`, range);
  if (facts.kind === 'file' && facts.text !== undefined)
    return unmet(`${what} leads to a file that is no zone.`, range);
  return unknown(
    `Whether ${what} gives ${zone} is not known${facts.because === undefined ? '' : `: ${facts.because}`}.`,
    range,
  );
}

/** The zone that a file below a zoneinfo folder is named for. */
function zoneOf(path: string): string | undefined {
  const at = path.indexOf('/zoneinfo/');
  const zone = at < 0 ? '' : path.slice(at + '/zoneinfo/'.length).replace(/^posix\//, '');
  return zone === '' ? undefined : zone;
}
