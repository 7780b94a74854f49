import type { Lesson } from './load.ts';
import type { Track } from './tracks.ts';

/** The lessons of a track, in order. */
export function trackLessons(track: Track, lessons: readonly Lesson[]): Lesson[] {
  return track.lessons.flatMap((slug) => lessons.find((lesson) => lesson.slug === slug) ?? []);
}

/** How long all lessons of a track take together, in minutes. */
export function trackMinutes(track: Track, lessons: readonly Lesson[]): number {
  return trackLessons(track, lessons).reduce((sum, { frontMatter }) => sum + frontMatter.minutes, 0);
}
