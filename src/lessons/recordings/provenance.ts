import * as words from '../../i18n/en/recordings.ts';
import { formatShortDate } from '../../i18n/format.ts';
import type { Recording } from './recording.ts';

/**
 * Where a recording comes from, in one line:
 * `Recorded 21 Nov 2026 on alpine:3.19.4 in place of 3.24, Docker 20.10.24, amd64`.
 */
export function provenanceText({ recordedAt, bases, tools, architecture }: Recording): string {
  const docker = /\d+(?:\.\d+)*/.exec(tools.docker)?.[0] ?? tools.docker;
  const machine = architecture.replace(/^linux\//, '');
  return words.provenance(formatShortDate(recordedAt), bases.map(baseText), docker, machine);
}

/** `alpine:3.19.4 in place of 3.24`; the whole name when another image was asked for. */
function baseText({ asked, used }: Recording['bases'][number]): string {
  if (asked === used) return used;
  const [image, tag] = asked.split(':');
  return words.insteadOf(used, image === used.split(':')[0] && tag !== undefined ? tag : asked);
}
