import { stepResults, type Outcome, type StepResult } from './buildkit.ts';
import type { Cast, CastResult } from './cast.ts';
import { inWords, limits } from './limits.ts';
import { parseCast } from './parse.ts';
import { failure } from './problem.ts';
import { eventsBefore } from './seek.ts';
import { splitAtSteps } from './split-events.ts';
import { findStepStarts, type StepStart } from './step-starts.ts';
import { playbackClock, type PlaybackClock } from './playback-clock.ts';
import { TerminalFilter } from './terminal-filter.ts';
import { tidyCast } from './tidy.ts';
import { typedLines, type Span } from './typing.ts';
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
  /** Where a command was typed: from its first key to Enter. */
  readonly typed: readonly Span[];
  /** Where time is the point: from Enter to the end of the command. */
  readonly realTime: readonly Span[];
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
  /** How many events are to be shown at its start: those before it, and the line that announces it, typed whole. */
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
  /** Its pauses are never shortened: what is to be seen is how long it takes. */
  readonly realTime?: boolean | undefined;
}

interface ReadOptions {
  /** Everything as it was recorded; else without BuildKit's digests, see `tidy.ts`. */
  readonly raw?: boolean;
}

/**
 * Reads an asciicast and finds its steps.
 * @param commands exit codes from the recording's JSON; the cast itself does not hold them.
 */
export function readTimeline(
  text: string,
  commands: readonly CommandInfo[] = [],
  { raw = false }: ReadOptions = {},
): CastResult<Timeline> {
  const parsed = parseCast(text);
  if (!parsed.ok) return parsed;
  const filtered = forTerminal(parsed.value);
  const cast = splitAtSteps(raw ? filtered : tidyCast(filtered));
  const transcript = buildTranscript(cast);
  if (transcript.excess === 'rows') return tooMuch(`writes more than ${inWords(limits.rows)} lines`);
  if (transcript.excess === 'work') return tooMuch('moves and writes more than a real build does');
  if (cast.events.filter(({ kind }) => kind === 'marker').length > limits.steps) return tooManySteps();
  const { lines } = transcript;
  const starts = withOpening(findStepStarts(cast, transcript), lines);
  if (starts.length > limits.steps) return tooManySteps();
  const results = resultsOf(starts, lines, commands);
  const typed = [...typedLines(cast)];
  const steps = starts.map((start, index): Step => {
    const next = starts[index + 1];
    const shown = Math.max(eventsBefore(cast, start.time), (lines[start.line]?.event ?? -1) + 1);
    const line = start.kind === 'command' ? typed.find(([, { from }]) => from === start.time)?.[1] : undefined;
    return {
      number: index + 1,
      label: start.label,
      kind: start.kind,
      start: start.time,
      events: line?.events ?? shown,
      end: Math.max(start.time, next?.time ?? cast.duration),
      outcome: results[index]?.outcome ?? 'unknown',
      exitCode: results[index]?.exitCode,
      from: start.line,
      to: next?.line ?? lines.length,
    };
  });
  const exitCode = steps.findLast((step) => step.kind === 'command')?.exitCode ?? cast.exitCode;
  const spans = typed.map(([, { from, to }]) => ({ from, to }));
  const realTime = steps
    .filter((_, index) => results[index]?.realTime === true)
    .map(({ start, end }) => ({
      from: spans.find(({ from }) => from === start)?.to ?? start,
      to: end,
    }));
  return { ok: true, value: { cast, duration: cast.duration, steps, lines, exitCode, typed: spans, realTime } };
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
): (StepResult & { readonly realTime?: boolean | undefined })[] {
  const results: (StepResult & { readonly realTime?: boolean | undefined })[] = [];
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
      const { exitCode, realTime } = commands[at] ?? {};
      if (at >= 0) known = at + 1;
      const outcome = exitCode === undefined ? 'unknown' : exitCode === 0 ? 'done' : 'failed';
      results.push({ outcome, exitCode, realTime });
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

/**
 * The clock of a replay: what was typed stands there at once, pauses are shortened, and not where time is the point.
 * @param cap longest pause; undefined: everything takes as long as it did.
 */
export function timelineClock({ cast, duration, typed, realTime }: Timeline, cap: number | undefined): PlaybackClock {
  const times = cast.events.map((event) => event.time);
  const spans = cap === undefined ? {} : { instant: typed, asRecorded: realTime };
  return playbackClock(times, duration, cap, spans);
}

/** Pauses are counted as at most so many seconds in the `t` of links, whatever the viewer has set, so that a link never moves. */
const linkIdleCap = 2;

/** The clock that links to a moment count in. */
export function linkClock(timeline: Timeline): PlaybackClock {
  return timelineClock(timeline, linkIdleCap);
}

/** The step that runs at a moment. */
export function stepAt(timeline: Timeline, time: number): Step | undefined {
  return timeline.steps.findLast((step) => step.start <= time) ?? timeline.steps[0];
}
