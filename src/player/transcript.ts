import type { Cast } from './cast.ts';
import { Screen } from './screen.ts';

/** One line of what the recording shows in the end; rows that a narrow terminal wrapped are one line. */
export interface TranscriptLine {
  readonly text: string;
  /** Seconds of the recording at which the line began to appear, and from which it stands as it is. */
  readonly time: number;
  readonly settled: number;
  /** Index of the event with which the line began. */
  readonly event: number;
}

export interface Transcript {
  readonly lines: readonly TranscriptLine[];
  /** For each marker of the cast, in order: the line on which the cursor stood. */
  readonly markerLines: readonly number[];
  /** What the recording has too much of; the transcript then ends there. */
  readonly excess: 'rows' | 'work' | undefined;
}

/** Plays the whole recording, filtered for a terminal, into text: what was overwritten or erased is gone, colours are dropped. */
export function buildTranscript(cast: Cast): Transcript {
  const screen = new Screen(cast.columns, cast.rows);
  const markerRows: number[] = [];
  for (const [index, event] of cast.events.entries()) {
    if (event.kind === 'output') screen.write(event.data, index);
    else if (event.kind === 'resize') screen.resize(event.columns, event.rows);
    else markerRows.push(screen.buffer.row);
  }

  const timeOf = (event: number): number => cast.events[event]?.time ?? 0;
  const lines: { text: string; time: number; settled: number; event: number }[] = [];
  const lineOfRow: number[] = [];
  for (const { cells, wrapped, firstEvent, lastEvent } of screen.buffer.rows) {
    const line = { text: cells.join(''), time: timeOf(firstEvent), settled: timeOf(lastEvent), event: firstEvent };
    const before = lines.at(-1);
    if (wrapped && before) {
      before.text += line.text;
      before.settled = Math.max(before.settled, line.settled);
    } else lines.push(line);
    lineOfRow.push(lines.length - 1);
  }
  for (const line of lines) line.text = line.text.trimEnd();
  const written = lines.findLastIndex((line) => line.text !== '') + 1;
  lines.length = written;
  return {
    lines,
    excess: screen.excess,
    markerLines: markerRows.map((row) => Math.min(lineOfRow[row] ?? written, written)),
  };
}
