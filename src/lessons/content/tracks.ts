import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AuthorError } from './author-error.ts';
import { parseYaml, validate } from './front-matter.ts';
import { nearest } from '../../checker/index.ts';
import { isTest, type Lesson, lessonSlugs } from './load.ts';
import { lessonFolders, trackFiles } from './roots.ts';
import { trackSchema, type TrackFields } from './schema.ts';

export interface Track extends TrackFields {
  readonly slug: string;
}

/** A lesson's neighbours in its track. */
export interface Neighbours {
  readonly track: Track;
  /** Place in the track, from 1. */
  readonly place: number;
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

/**
 * Reads the tracks of all roots of content, sorted by slug. A draft may stand in a track, but is left out of it unless
 * drafts are asked for; so is a track of drafts alone.
 * @throws AuthorError with file, field and hint, for one when a track lists a lesson that there is not.
 */
export function loadTracks(root: string = process.cwd(), { drafts = false } = {}): Track[] {
  const slugs = [...lessonFolders(root).keys()];
  const shown = lessonSlugs(root, { drafts });
  const tracks = [...trackFiles(root)]
    .map(([slug, file]) => parseTrack(slug, readFileSync(resolve(root, file), 'utf8'), slugs, file))
    .map((track) => ({ ...track, lessons: track.lessons.filter((lesson) => shown.includes(lesson)) }))
    .filter(({ lessons }) => lessons.length > 0);
  for (const track of tracks) requireOrder(track, tracks, root);
  return tracksInOrder(tracks);
}

/** Tracks as they are shown; a collection has them by slug. */
export function tracksInOrder(tracks: readonly Track[]): Track[] {
  return [...tracks].sort((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || (a.slug < b.slug ? -1 : 1));
}

/** Refuses a track after one that there is not, and one that goes on behind its test. */
function requireOrder({ slug, after, lessons }: Track, tracks: readonly Track[], root: string): void {
  const file = trackFiles(root).get(slug) ?? slug;
  const slugs = tracks.map((track) => track.slug);
  for (const [at, other] of after.entries()) {
    if (other !== slug && slugs.includes(other)) continue;
    const guess = nearest(other, slugs);
    throw new AuthorError(file, `There is no other track "${other}".`, {
      field: `after.${at}`,
      hint: guess === undefined || guess === slug ? `The tracks: ${slugs.join(', ')}.` : `Did you mean "${guess}"?`,
    });
  }
  const early = lessons.slice(0, -1).findIndex((lesson) => isTest(lesson, root));
  if (early < 0) return;
  throw new AuthorError(file, `"${lessons[early] ?? ''}" is the test of its track, and lessons come behind it.`, {
    field: `lessons.${early}`,
    hint: 'Put it at the end, or take "test: true" out of its front matter.',
  });
}

/** Reads the text of one track file. @throws AuthorError */
export function parseTrack(
  slug: string,
  text: string,
  slugs: readonly string[],
  file = `content/tracks/${slug}.yaml`,
): Track {
  const fields = validate(trackSchema, parseYaml(text, file), file, {
    fields: Object.keys(trackSchema.shape),
    documentation: 'src/lessons/content/schema.ts',
  });
  fields.lessons.forEach((lesson, i) => {
    if (fields.lessons.indexOf(lesson) !== i) {
      throw new AuthorError(file, `"${lesson}" stands in the track twice.`, {
        field: `lessons.${i}`,
        hint: 'Remove one.',
      });
    }
    if (slugs.includes(lesson)) return;
    const guess = nearest(lesson, slugs);
    throw new AuthorError(file, `There is no lesson "${lesson}".`, {
      field: `lessons.${i}`,
      hint:
        guess === undefined
          ? `Add content/lessons/${lesson}/lesson.mdx or remove the line.`
          : `Did you mean "${guess}"?`,
    });
  });
  return { slug, ...fields };
}

/** Where a lesson stands in each track that has it. */
export function placesOf(slug: string, tracks: readonly Track[]): Neighbours[] {
  return tracks.flatMap((track) => {
    const at = track.lessons.indexOf(slug);
    if (at < 0) return [];
    return [{ track, place: at + 1, previous: track.lessons[at - 1], next: track.lessons[at + 1] }];
  });
}

/** The lessons of a track, in order. */
export function trackLessons(track: Track, lessons: readonly Lesson[]): Lesson[] {
  return track.lessons.flatMap((slug) => lessons.find((lesson) => lesson.slug === slug) ?? []);
}

/** How long all lessons of a track take together, in minutes. */
export function trackMinutes(track: Track, lessons: readonly Lesson[]): number {
  return trackLessons(track, lessons).reduce((sum, { frontMatter }) => sum + frontMatter.minutes, 0);
}

/** All lessons in the order in which they are met: track by track, each once, then those of no track. */
export function lessonsInOrder(tracks: readonly Track[], lessons: readonly Lesson[]): Lesson[] {
  return [...new Set([...tracks.flatMap((track) => trackLessons(track, lessons)), ...lessons])];
}
