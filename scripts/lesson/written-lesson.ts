import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { asText, listFiles } from '../../src/lessons/content/read-folder.ts';
import { loadTracks } from '../../src/lessons/content/tracks.ts';
import { root } from '../root.ts';
import { readAccepted, readLesson, readMutants } from './answers.ts';
import { staleFaults } from './stale.ts';
import type { WrittenLesson } from './lesson-faults.ts';

/**
 * Reads all about a lesson, a draft's too.
 * @param at the repository; another one in tests.
 * @throws AuthorError when a file cannot be understood.
 */
export function readWritten(slug: string, at = root): WrittenLesson {
  const lesson = readLesson(slug, at);
  const folder = resolve(at, lesson.folder);
  const texts = new Map<string, string>();
  for (const path of listFiles(folder)) {
    if (path.startsWith('recordings/')) continue;
    const text = asText(readFileSync(resolve(folder, path)));
    if (text !== undefined) texts.set(path, text);
  }
  return {
    lesson,
    mutants: readMutants(lesson, at),
    accepted: readAccepted(lesson, at),
    texts,
    stale: staleFaults(lesson, at),
    tracks: loadTracks(at, { drafts: true })
      .filter(({ lessons }) => lessons.includes(slug))
      .map((track) => track.slug),
  };
}
