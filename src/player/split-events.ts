import type { Cast, CastEvent, OutputEvent } from './cast.ts';

/** A line that announces a build step: `#5 [2/4] RUN …`, `#9 exporting to image`, `Step 2/4 : RUN …`. */
const announcement =
  /^(?:\x1b\[[\d;]{0,20}m){0,9}(?:#\d{1,6} (?:\[(?:[^\]\n]{1,200} )?\d{1,6}\/\d{1,6}\] |exporting to image)|Step \d{1,6}\/\d{1,6} : )/gm;

/**
 * Cuts output so that each line that announces a build step is an event of its own. Docker often prints several
 * steps at once; cut up, each of them can be gone to, although their times are the same.
 */
export function splitAtSteps(cast: Cast): Cast {
  return { ...cast, events: cast.events.flatMap((event) => (event.kind === 'output' ? split(event) : [event])) };
}

function split(event: OutputEvent): CastEvent[] {
  const pieces: string[] = [];
  let from = 0;
  for (const match of event.data.matchAll(announcement)) {
    // Each line is looked at once: behind the match nothing else of it can be one.
    const end = event.data.indexOf('\n', match.index) + 1;
    if (end === 0) break;
    pieces.push(event.data.slice(from, match.index), event.data.slice(match.index, end));
    from = end;
  }
  pieces.push(event.data.slice(from));
  return pieces.filter((data) => data !== '').map((data) => ({ ...event, data }));
}
