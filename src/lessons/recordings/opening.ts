import type { LessonData, LessonState } from '../content/lesson-data.ts';
import { clockText, finalFrame, linkClock, readTimeline } from '../../player/index.ts';
import { finishedOutcome, finishedWords, positionWords } from './replay-messages.ts';

/** The state that is shown while nothing is known of the learner's file: the first that is recorded, else the starter. */
export function firstState({ slug, states }: LessonData): LessonState {
  const first = states.find((state) => state.recording !== undefined) ?? states[0];
  if (first === undefined) throw new Error(`The lesson ${slug} has no states.`);
  return first;
}

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
  const { duration } = linkClock(timeline);
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
