/** Writes asciicast v2 (docs.asciinema.org/manual/asciicast/v2): a header line, then one line for each event. */

interface CastHeader {
  readonly title: string;
  readonly columns: number;
  readonly rows: number;
  /** Seconds since 1970. */
  readonly timestamp: number;
}

/** `o` is output, `m` a marker with a label; time in seconds from the start. */
export type CastEvent = readonly [time: number, kind: 'o' | 'm', data: string];

/** The whole file. Times are written to the microsecond, as asciinema does. */
export function castText(header: CastHeader, events: readonly CastEvent[]): string {
  const first = {
    version: 2,
    width: header.columns,
    height: header.rows,
    timestamp: header.timestamp,
    title: header.title,
    env: { SHELL: '/bin/bash', TERM: 'xterm-256color' },
  };
  const lines = events.map(([time, kind, data]) => JSON.stringify([Number(time.toFixed(6)), kind, data]));
  return [JSON.stringify(first), ...lines, ''].join('\n');
}

/** Seconds until the last event. */
export function castDuration(events: readonly CastEvent[]): number {
  return Number((events.at(-1)?.[0] ?? 0).toFixed(6));
}
