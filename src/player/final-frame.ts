import type { Timeline } from './timeline.ts';
import { buildTranscript } from './transcript.ts';

/**
 * A frame of a recording as the terminal shows it: its last rows, without colours.
 * @param events so many of them have happened; all when left out.
 */
export function frameAt({ cast, lines }: Timeline, events?: number): string {
  const shown = events === undefined ? lines : buildTranscript({ ...cast, events: cast.events.slice(0, events) }).lines;
  return shown
    .slice(-cast.rows)
    .map(({ text }) => text)
    .join('\n');
}
