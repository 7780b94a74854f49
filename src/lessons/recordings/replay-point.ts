import { eventsAt, linkClock, readTimeline, type Timeline } from '../../player/index.ts';
import type { LessonState } from '../content/lesson-data.ts';
import { opensText } from './replay-script.ts';

type StateRecording = NonNullable<LessonState['recording']>;

/** A recording as the player shows it, with the exit codes that its JSON holds. @param raw nothing is folded. */
export function readRecording(
  cast: string,
  { meta, replay }: StateRecording,
  raw = false,
): ReturnType<typeof readTimeline> {
  const commands = meta.commands.map(({ command, exitCode }, index) => ({
    command,
    exitCode,
    realTime: replay?.realTime.includes(index),
  }));
  return readTimeline(cast, commands, { raw });
}

/** Where a recording is opened: at its end, at a moment of it, or at a step. */
export type OpenAt = 'end' | { readonly recorded: number } | { readonly step: number };

/** The lesson's point in a recording: a command of which nothing is printed yet, or the prompt behind it. */
export function pointOf({ steps, cast }: Timeline, { replay }: StateRecording): OpenAt {
  const opens = replay?.opens ?? 'end';
  const text = opensText(opens);
  const found =
    text === undefined ? -1 : steps.findIndex(({ kind, label }) => kind === 'command' && label.includes(text));
  const step = steps[found];
  if (step === undefined || opens === 'end') return 'end';
  if ('at' in opens) return { step: step.number };
  const next = steps.find(({ kind }, index) => index > found && kind === 'command');
  if (next === undefined) return 'end';
  // The last that happened before the next command is typed.
  const last = cast.events.findLast(({ kind, time }) => kind === 'output' && time < next.start);
  return last === undefined ? 'end' : { recorded: last.time };
}

/** Where that is: how many events have happened, and the seconds of the recording. */
export function placeOf(timeline: Timeline, at: OpenAt): { readonly events: number; readonly recorded: number } {
  if (at === 'end') return { events: timeline.cast.events.length, recorded: timeline.duration };
  if ('recorded' in at) return { events: eventsAt(timeline.cast, at.recorded), recorded: at.recorded };
  const step = timeline.steps[at.step - 1] ?? timeline.steps.at(-1);
  return step === undefined ? placeOf(timeline, 'end') : { events: step.events, recorded: step.start };
}

/** The same in seconds of a replay as the player begins with it. */
export function openingPosition(timeline: Timeline, at: OpenAt): number {
  return linkClock(timeline).toPlayback(placeOf(timeline, at).recorded);
}
