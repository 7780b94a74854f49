import type { LessonData, LessonState } from '../content/lesson-data.ts';
import { clockText, linkIdleCap, playbackClock, readTimeline } from '../../player/index.ts';
import { finalFrame } from '../../player/index.ts';
import { finishedOutcome, finishedWords, positionWords } from './replay-messages.ts';

/** How the player stands before its script: at the end of a recording, as it will stand with it. */
interface Opening {
  /** The last screen. */
  readonly frame: string;
  /** Length of the replay, in seconds and as the player writes it. */
  readonly duration: number;
  readonly time: string;
  readonly position: string;
  readonly now: string;
  readonly outcome: string;
}

/** Undefined when the state has no recording, or one that cannot be read. */
export function openingOf({ recording }: LessonState, cast: string | undefined): Opening | undefined {
  const result = recording && cast !== undefined ? readTimeline(cast, recording.meta.commands) : undefined;
  if (result?.ok !== true) return undefined;
  const timeline = result.value;
  const times = timeline.cast.events.map((event) => event.time);
  const { duration } = playbackClock(times, timeline.duration, linkIdleCap);
  return {
    frame: finalFrame(timeline),
    duration,
    time: `${clockText(duration)} / ${clockText(duration)}`,
    position: positionWords(duration, duration, timeline.steps.at(-1), timeline),
    now: finishedWords(timeline),
    outcome: finishedOutcome(timeline),
  };
}

/** The screen that holds each of the lesson's recordings, so that the frame never changes its size. */
export function screenSize({ states }: LessonData): { readonly columns: number; readonly rows: number } {
  const casts = states.flatMap(({ recording }) => (recording ? [recording.meta.cast] : []));
  if (casts.length === 0) return { columns: 100, rows: 30 };
  return {
    columns: Math.max(...casts.map((cast) => cast.columns)),
    rows: Math.max(...casts.map((cast) => cast.rows)),
  };
}
