import type { Cast } from './cast.ts';

/** What a shell writes when a typed line meets the right edge: it goes on in the next row. */
export const echoWrap = / \r(?!\n)/g;

/** A stretch of the recording, in seconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

interface TypedLine extends Span {
  /** How many events there are up to Enter, it included. */
  readonly events: number;
}

/** From a command's marker to the Enter behind it, by the marker's place among all events; only where its echo is seen. */
export function typedLines({ events }: Cast): ReadonlyMap<number, TypedLine> {
  const found = new Map<number, TypedLine>();
  for (let index = 0; index < events.length; index++) {
    const marker = events[index];
    if (marker?.kind !== 'marker') continue;
    const command = marker.label;
    let left = command.split('\n').length;
    let echo = '';
    for (let at = index + 1; at < events.length; at++) {
      const event = events[at];
      if (event?.kind !== 'output') break;
      // Longer than the command by what the edge puts in.
      if (echo.length <= 2 * command.length) echo += event.data;
      left -= event.data.split('\n').length - 1;
      if (left > 0) continue;
      if (
        echo
          .replace(echoWrap, '')
          .replaceAll('\r', '')
          .startsWith(command.split('\n')[0] ?? '')
      ) {
        found.set(index, { from: marker.time, to: event.time, events: at + 1 });
      }
      break;
    }
  }
  return found;
}
