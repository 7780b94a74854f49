import type { LessonData } from '../../lessons/content/lesson-data.ts';
import { loadLimit } from './time-limit.ts';

/** Loads a lesson's data. @throws Error when the network or the file fails, or takes too long; trying again may help. */
export async function loadLessonData(url: string, signal: AbortSignal): Promise<LessonData> {
  const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(loadLimit)]) });
  if (!response.ok) throw new Error(`The lesson's data did not load: ${response.status} for ${url}.`);
  const lesson = (await response.json()) as LessonData;
  // Widens the type: the file may be newer than this page.
  const version: number = lesson.version;
  if (version !== 1) throw new Error(`The lesson's data has version ${version}; reload the page.`);
  return lesson;
}
