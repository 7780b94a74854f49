import { ruleIds } from '../../checker/index.ts';
import { loadLessons, type Lesson } from './load.ts';
import { loadTracks, type Track } from './tracks.ts';

/** Everything there is to learn. */
export interface Catalog {
  readonly lessons: ReadonlyMap<string, Lesson>;
  readonly tracks: readonly Track[];
}

/**
 * Reads all lessons and tracks, for pages at build time.
 * @throws AuthorError for the first file that is wrong.
 */
export function loadCatalog(): Catalog {
  const lessons = new Map(loadLessons({ rules: ruleIds }).map((lesson) => [lesson.slug, lesson]));
  return { lessons, tracks: loadTracks(process.cwd(), [...lessons.keys()]) };
}

/** The lessons of a track, in order. */
export function trackLessons(track: Track, { lessons }: Catalog): Lesson[] {
  return track.lessons.map((slug) => lessons.get(slug)).filter((lesson) => lesson !== undefined);
}

/** How long all lessons of a track take together, in minutes. */
export function trackMinutes(track: Track, catalog: Catalog): number {
  return trackLessons(track, catalog).reduce((sum, { frontMatter }) => sum + frontMatter.minutes, 0);
}
