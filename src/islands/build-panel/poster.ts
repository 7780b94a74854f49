import type { LessonData } from '../../lessons/lesson-data.ts';
import type { Recording } from '../../lessons/recording.ts';
import { readTimeline } from '../../player/index.ts';
import { finalFrame } from './final-frame.ts';

/** What stands in the frame before the terminal is there: the recording's last screen. Empty when it has none. */
export function posterText(cast: string, meta: Recording): string {
  const result = readTimeline(cast, meta.commands);
  return result.ok ? finalFrame(result.value) : '';
}

/** The screen that holds each of the lesson's recordings, so that the frame never changes its size. */
export function screenSize({ states }: LessonData): { readonly columns: number; readonly rows: number } {
  const casts = states.flatMap(({ recording }) => (recording ? [recording.meta.cast] : []));
  return {
    columns: Math.max(...casts.map((cast) => cast.columns), casts.length > 0 ? 1 : 100),
    rows: Math.max(...casts.map((cast) => cast.rows), casts.length > 0 ? 1 : 30),
  };
}
