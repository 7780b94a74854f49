import type { RecordedLayer } from '../lessons/recordings/recording.ts';
import type { OutlineInstruction } from './outline.ts';

/** One line of `docker history --no-trunc --human=false --format json`. */
interface HistoryEntry {
  readonly CreatedBy: string;
  /** Bytes, in digits. */
  readonly Size: string;
}

/** Reads what `docker history` printed: one JSON object a line, newest first. */
export function parseHistory(output: string): HistoryEntry[] {
  return output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as HistoryEntry);
}

/**
 * Ties the layers of an image to the Dockerfile. BuildKit writes one history entry for each instruction except
 * FROM, so the newest entries are the instructions of the target in order; what is left is the base.
 * An entry whose words do not fit its instruction gets no line, rather than a wrong one.
 * @param history newest first, as Docker prints it.
 * @returns oldest first.
 */
export function layersOf(
  history: readonly HistoryEntry[],
  instructions: readonly OutlineInstruction[],
): RecordedLayer[] {
  const oldestFirst = history.toReversed();
  const base = oldestFirst.length - instructions.length;
  return oldestFirst.map((entry, index) => {
    const layer = { createdBy: entry.CreatedBy, bytes: Number(entry.Size), fromBase: index < base };
    const instruction = instructions[index - base];
    if (instruction === undefined || !fits(entry.CreatedBy, instruction)) return layer;
    return { ...layer, instruction: instruction.text, line: instruction.line };
  });
}

/** `RUN /bin/sh -c … # buildkit`, `RUN |1 A=b /bin/sh -c …`, `COPY a b # buildkit`, `CMD ["date"]`. */
function fits(createdBy: string, { keyword }: OutlineInstruction): boolean {
  return createdBy.replace(/^\/bin\/sh -c #\(nop\)\s+/, '').startsWith(`${keyword} `);
}
