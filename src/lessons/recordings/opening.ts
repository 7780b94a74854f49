import { clockText, frameAt, linkClock, stepAt } from '../../player/index.ts';
import type { LessonData, LessonState } from '../content/lesson-data.ts';
import { openingPosition, placeOf, pointOf, readRecording } from './replay-point.ts';
import { finishedOutcome, finishedWords, positionWords, stepWords } from './replay-messages.ts';

/** The state that is shown while nothing is known of the learner's file: the first that is recorded, else the starter. */
export function firstState({ slug, states }: LessonData): LessonState {
  const first = states.find((state) => state.recording !== undefined) ?? states[0];
  if (first === undefined) throw new Error(`The lesson ${slug} has no states.`);
  return first;
}

/** How the player stands before its script: at the lesson's point, as it will stand with it. */
interface Opening {
  /** The screen. */
  readonly frame: string;
  /** Where it stands in the replay and how long that is, in seconds and as the player writes it. */
  readonly at: number;
  readonly duration: number;
  readonly time: string;
  readonly position: string;
  readonly now: string;
  readonly outcome: string;
}

/** Undefined when the state has no recording, or one that cannot be read. */
export function openingOf({ recording }: LessonState, cast: string | undefined): Opening | undefined {
  const result = recording && cast !== undefined ? readRecording(cast, recording) : undefined;
  if (recording === undefined || result?.ok !== true) return undefined;
  const timeline = result.value;
  const point = pointOf(timeline, recording);
  const { events, recorded } = placeOf(timeline, point);
  const { duration } = linkClock(timeline);
  const at = openingPosition(timeline, point);
  const step = stepAt(timeline, recorded);
  const isEnd = at >= duration;
  return {
    frame: frameAt(timeline, events),
    at,
    duration,
    time: `${clockText(at)} / ${clockText(duration)}`,
    position: positionWords(at, duration, step, timeline),
    now: isEnd || step === undefined ? finishedWords(timeline) : stepWords(step, timeline),
    outcome: isEnd ? finishedOutcome(timeline) : '',
  };
}

/** The screen that holds each of the lesson's recordings. */
export function screenSize({ states }: LessonData): { readonly columns: number; readonly rows: number } {
  const casts = states.flatMap(({ recording }) => (recording ? [recording.meta.cast] : []));
  if (casts.length === 0) return { columns: 100, rows: 30 };
  return {
    columns: Math.max(...casts.map((cast) => cast.columns)),
    rows: Math.max(...casts.map((cast) => cast.rows)),
  };
}
