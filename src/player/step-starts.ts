import { commandOnLine, exportLabel, isStepLabel, stepOnLine } from './buildkit.ts';
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
  if (markers.length === 0) return fromText(transcript.lines, new Set(), true);
  const marked = fromMarkers(markers, transcript);
  const told = marked.some((start) => start.kind === 'build');
  const commands = new Set(marked.filter((start) => start.kind === 'command').map((start) => start.line));
  const found = fromText(transcript.lines, commands, false).filter((start) => !told || start.label === exportLabel);
  return [...marked, ...found].sort((a, b) => a.line - b.line || a.time - b.time);
}

/**
 * The line of a marker is where the cursor stood. A recorder notices a build step in a piece of output, before or
 * after it, so the step begins at the first line of this command that announces it, where there is one.
 */
function fromMarkers(markers: readonly MarkerEvent[], { lines, markerLines }: Transcript): StepStart[] {
  const announced = announcements(lines);
  const starts: StepStart[] = [];
  for (const [index, { label, time }] of markers.entries()) {
    const before = starts.at(-1);
    const cursor = Math.max(markerLines[index] ?? 0, before?.line ?? 0);
    if (!isStepLabel(label)) {
      starts.push({ label, kind: 'command', time, line: cursor, id: undefined });
      continue;
    }
    const end = nextCommandLine(markers, markerLines, index);
    const line = announced.get(label)?.find((at) => at > (before?.line ?? -1) && at < end) ?? cursor;
    const { text, time: written } = lines[line] ?? { text: '', time };
    const start = Math.max(Math.min(time, written), before?.time ?? 0);
    starts.push({ label, kind: 'build', time: start, line, id: stepOnLine(text)?.id });
  }
  return starts;
}

function nextCommandLine(markers: readonly MarkerEvent[], markerLines: readonly number[], index: number): number {
  for (let at = index + 1; at < markers.length; at++) {
    if (!isStepLabel(markers[at]?.label ?? '')) return markerLines[at] ?? Infinity;
  }
  return Infinity;
}

/** The lines that announce each build step, by its label. */
function announcements(lines: readonly TranscriptLine[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [index, { text }] of lines.entries()) {
    const label = stepOnLine(text)?.label;
    if (label === undefined) continue;
    const places = found.get(label) ?? [];
    places.push(index);
    found.set(label, places);
  }
  return found;
}

/** @param commands lines on which a command is known to begin. */
function fromText(lines: readonly TranscriptLine[], commands: ReadonlySet<number>, withPrompts: boolean): StepStart[] {
  const starts: StepStart[] = [];
  let seen = new Set<string>();
  for (const [line, { text, time }] of lines.entries()) {
    if (commands.has(line)) seen = new Set();
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
