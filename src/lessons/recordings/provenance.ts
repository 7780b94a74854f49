import type { Recording } from './recording.ts';

/**
 * Where a recording comes from, in one line:
 * `Recorded 21 Nov 2026 on alpine:3.19.4 in place of 3.24, Docker 20.10.24, amd64`.
 */
export function provenanceText({ recordedAt, bases, tools, architecture }: Recording): string {
  const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const on = bases.length === 0 ? '' : ` on ${bases.map(baseText).join(' and ')}`;
  const docker = /\d+(?:\.\d+)*/.exec(tools.docker)?.[0] ?? tools.docker;
  return `Recorded ${date.format(new Date(recordedAt))}${on}, Docker ${docker}, ${architecture.replace(/^linux\//, '')}`;
}

/** `alpine:3.19.4 in place of 3.24`; the whole name when another image was asked for. */
function baseText({ asked, used }: Recording['bases'][number]): string {
  if (asked === used) return used;
  const [image, tag] = asked.split(':');
  return `${used} in place of ${image === used.split(':')[0] && tag !== undefined ? tag : asked}`;
}
