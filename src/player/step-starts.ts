import { commandOnLine, isStepLabel, stepOnLine } from './buildkit.ts';
import type { Cast, MarkerEvent } from './cast.ts';
import type { Transcript, TranscriptLine } from './transcript.ts';

/** Where a step begins. */
export interface StepStart {
  readonly label: string;
  readonly kind: 'command' | 'build';
  /** Seconds of the recording. */
  readonly time: number;
  /** Index of its first line in the transcript. */
  readonly line: number;
  /** BuildKit's number of a build step, where the transcript says it. */
  readonly id: string | undefined;
}

/**
 * Finds the steps of a recording: its markers, or what its text shows when it has none. A recording whose markers
 * name only commands gets its build steps from the text.
 */
export function findStepStarts(cast: Cast, transcript: Transcript): StepStart[] {
  const markers = cast.events.filter((event) => event.kind === 'marker');
  if (markers.length === 0) return fromText(transcript.lines, true);
  const marked = fromMarkers(markers, transcript);
  if (marked.some((start) => start.kind === 'build')) return marked;
  const found = fromText(transcript.lines, false, new Set(marked.map((start) => start.line)));
  return [...marked, ...found].sort((a, b) => a.line - b.line || a.time - b.time);
}

/**
 * The line of a marker is where the cursor stood. A recorder may notice a build step only after its line was
 * written, so a build step begins at the line that announces it, where there is one near.
 */
function fromMarkers(markers: readonly MarkerEvent[], { lines, markerLines }: Transcript): StepStart[] {
  const starts: StepStart[] = [];
  for (const [index, { label, time }] of markers.entries()) {
    const before = starts.at(-1);
    const cursor = Math.max(markerLines[index] ?? 0, before?.line ?? 0);
    if (!isStepLabel(label)) {
      starts.push({ label, kind: 'command', time, line: cursor, id: undefined });
      continue;
    }
    const line = announcement(lines, label, before?.line ?? 0, cursor) ?? cursor;
    const { text, time: written } = lines[line] ?? { text: '', time };
    const start = Math.max(Math.min(time, written), before?.time ?? 0);
    starts.push({ label, kind: 'build', time: start, line, id: stepOnLine(text)?.id });
  }
  return starts;
}

/** The line `#5 [2/4] RUN …` of a step: the nearest one before the marker's line, else the next one behind it. */
function announcement(
  lines: readonly TranscriptLine[],
  label: string,
  earliest: number,
  line: number,
): number | undefined {
  const announces = (at: number): boolean => stepOnLine(lines[at]?.text ?? '')?.label === label;
  for (let at = line; at > earliest; at--) if (announces(at)) return at;
  for (let at = line + 1; at <= line + 5; at++) if (announces(at)) return at;
  return undefined;
}

/** @param taken lines on which a step begins already. */
function fromText(lines: readonly TranscriptLine[], withPrompts: boolean, taken?: ReadonlySet<number>): StepStart[] {
  const starts: StepStart[] = [];
  let seen = new Set<string>();
  for (const [line, { text, time }] of lines.entries()) {
    if (taken?.has(line) === true) seen = new Set();
    const command = withPrompts ? commandOnLine(text) : undefined;
    const step = stepOnLine(text);
    if (command !== undefined) {
      starts.push({ label: command, kind: 'command', time, line, id: undefined });
      seen = new Set();
    } else if (step !== undefined && !seen.has(step.id)) {
      // BuildKit repeats this line when it comes back to a step that another one interrupted.
      starts.push({ label: step.label, kind: 'build', time, line, id: step.id });
      seen.add(step.id);
    }
  }
  return starts;
}
