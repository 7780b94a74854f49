import type { Command } from '../shell/call.ts';
import { takenToWork } from './outcome.ts';

/**
 * `setup-timezone` of alpine-conf 3.17.2: brings tzdata for as long as it runs, copies the zone's file to /etc/zoneinfo and links
 * /etc/localtime to it; with `-i` tzdata stays, and the link leads there. Without a zone it asks.
 */
export const setupTimezone: Command = (call) => {
  const { words } = call;
  const flags = words.filter((word) => word !== undefined && /^-[ik]+$/.test(word)).join('');
  const rest = words.filter((word) => word === undefined || !/^-[ik]+$/.test(word));
  const [first, second] = rest;
  const zone = first === '-z' ? second : first;
  if (zone === undefined || !/^[A-Za-z][\w/+-]*$/.test(zone) || rest.length > (first === '-z' ? 2 : 1)) {
    return takenToWork(call);
  }
  const file = `/usr/share/zoneinfo/${zone}`;
  const copy = `/etc/zoneinfo/${zone}`;
  const stays = flags.includes('i');
  const script = [
    stays ? 'apk add tzdata || exit 1' : 'apk add --virtual .setup-timezone tzdata || exit 1',
    `if [ -f ${file} ]; then`,
    ...(stays || flags.includes('k') ? [] : ['rm -rf /etc/zoneinfo']),
    ...(stays ? [] : [`mkdir -p ${copy.slice(0, copy.lastIndexOf('/'))}`, `cp ${file} ${copy}`]),
    'rm -f /etc/localtime',
    `ln -s ${stays ? file : copy} /etc/localtime`,
    'end=0; else end=1; fi',
    ...(stays ? [] : ['apk del .setup-timezone']),
    'exit $end',
  ].join('\n');
  return call.services.runText(call, script, { zero: call.name, positional: [], isText: true });
};
