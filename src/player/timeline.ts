import { stepResults, type Outcome, type StepResult } from './buildkit.ts';
import type { Cast, CastResult } from './cast.ts';
import { inWords, limits } from './limits.ts';
import { parseCast } from './parse.ts';
import { failure } from './problem.ts';
import { eventsBefore } from './seek.ts';
import { splitAtSteps } from './split-events.ts';
import { findStepStarts, type StepStart } from './step-starts.ts';
import { TerminalFilter } from './terminal-filter.ts';
import { buildTranscript, type TranscriptLine } from './transcript.ts';

/** A recording made ready to be shown. Times are seconds of the recording. */
export interface Timeline {
  readonly cast: Cast;
  readonly duration: number;
  /** At least one; they follow each other without a gap, and their lines together are all lines. */
  readonly steps: readonly Step[];
  readonly lines: readonly TranscriptLine[];
  /** Of the last command; undefined when it is not known. */
  readonly exitCode: number | undefined;
}

/** A chapter: a command that was typed, or a step of a build. */
export interface Step {
  /** From 1; `#step-3` in links. */
  readonly number: number;
  readonly label: string;
  /** `part` is what a recording without any known step consists of, or what comes before the first one. */
  readonly kind: 'command' | 'build' | 'part';
  readonly start: number;
  readonly end: number;
  /** How many events are to be shown at its start: those before it, and the line that announces it. */
  readonly events: number;
  readonly outcome: Outcome;
  readonly exitCode: number | undefined;
  /** Its lines in the timeline's: `from` is included, `to` is not. */
  readonly from: number;
  readonly to: number;
}

/** What the recorder wrote down about a command. Order is that of the recording. */
interface CommandInfo {
  readonly command: string;
  readonly exitCode: number;
}

/**
 * Reads an asciicast and finds its steps.
 * @param commands exit codes from the recording's JSON; the cast itself does not hold them.
 */
export function readTimeline(text: string, commands: readonly CommandInfo[] = []): CastResult<Timeline> {
  const parsed = parseCast(text);
  if (!parsed.ok) return parsed;
  const cast = splitAtSteps(forTerminal(parsed.value));
  const transcript = buildTranscript(cast);
  if (transcript.excess === 'rows') return tooMuch(`writes more than ${inWords(limits.rows)} lines`);
  if (transcript.excess === 'work') return tooMuch('moves and writes more than a real build does');
  if (cast.events.filter(({ kind }) => kind === 'marker').length > limits.steps) return tooManySteps();
  const { lines } = transcript;
  const starts = withOpening(findStepStarts(cast, transcript), lines);
  if (starts.length > limits.steps) return tooManySteps();
  const results = resultsOf(starts, lines, commands);
  const steps = starts.map((start, index): Step => {
    const next = starts[index + 1];
    return {
      number: index + 1,
      label: start.label,
      kind: start.kind,
      start: start.time,
      events: Math.max(eventsBefore(cast, start.time), (lines[start.line]?.event ?? -1) + 1),
      end: Math.max(start.time, next?.time ?? cast.duration),
      outcome: results[index]?.outcome ?? 'unknown',
      exitCode: results[index]?.exitCode,
      from: start.line,
      to: next?.line ?? lines.length,
    };
  });
  const exitCode = steps.findLast((step) => step.kind === 'command')?.exitCode ?? cast.exitCode;
  return { ok: true, value: { cast, duration: cast.duration, steps, lines, exitCode } };
}

function tooMuch(what: string): CastResult<never> {
  return failure(undefined, `The recording ${what}, so it is damaged and is not replayed.`);
}

function tooManySteps(): CastResult<never> {
  return tooMuch(`names more than ${inWords(limits.steps)} steps`);
}

/** The recording as a terminal may have it. */
function forTerminal(cast: Cast): Cast {
  const filter = new TerminalFilter();
  const events = cast.events.map((event) =>
    event.kind === 'output' ? { ...event, data: filter.push(event.data) } : event,
  );
  return { ...cast, events };
}

interface Start extends Omit<StepStart, 'kind'> {
  readonly kind: Step['kind'];
}

/** Makes sure that the first step begins with the recording. */
function withOpening(starts: readonly StepStart[], lines: readonly TranscriptLine[]): Start[] {
  const first = starts[0];
  const part = { kind: 'part', time: 0, line: 0, id: undefined } as const;
  if (first === undefined) return [{ label: 'Recording', ...part }];
  const opening = lines.slice(0, first.line).some((line) => line.text !== '');
  if (opening) return [{ label: 'Before the first step', ...part }, ...starts];
  return [{ ...first, line: 0 }, ...starts.slice(1)];
}

/** How each step ended. Build steps belong to the command before them. */
function resultsOf(
  starts: readonly Start[],
  lines: readonly TranscriptLine[],
  commands: readonly CommandInfo[],
): StepResult[] {
  const results: StepResult[] = [];
  let known = 0;
  let build = new Map<string, StepResult>();
  for (const [index, start] of starts.entries()) {
    if (start.kind === 'command' || index === 0) {
      let next = index + 1;
      while (starts[next]?.kind === 'build') next += 1;
      build = stepResults(lines.slice(start.line, starts[next]?.line));
    }
    if (start.kind === 'command') {
      const at = commands.findIndex(({ command }, place) => place >= known && command.trim() === start.label.trim());
      const exitCode = commands[at]?.exitCode;
      if (at >= 0) known = at + 1;
      results.push({ outcome: exitCode === undefined ? 'unknown' : exitCode === 0 ? 'done' : 'failed', exitCode });
    } else {
      results.push(build.get(start.id ?? '') ?? { outcome: 'unknown', exitCode: undefined });
    }
  }
  return results;
}

/** The text of a step, one string a line. */
export function stepLines(timeline: Timeline, step: Step): string[] {
  return timeline.lines.slice(step.from, step.to).map((line) => line.text);
}

/** The whole text, as "copy all" gives it. */
export function timelineText(timeline: Timeline): string {
  return timeline.lines.map((line) => `${line.text}\n`).join('');
}

/** The step that runs at a moment. */
export function stepAt(timeline: Timeline, time: number): Step | undefined {
  return timeline.steps.findLast((step) => step.start <= time) ?? timeline.steps[0];
}
