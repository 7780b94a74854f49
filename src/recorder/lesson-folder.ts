import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuthorError } from '../lessons/content/author-error.ts';
import { listFiles } from '../lessons/content/read-folder.ts';
import { parseRecordingScript, type RecordingScript } from '../lessons/recordings/recording-script.ts';
import { lessonStates, type LessonStateFiles } from '../lessons/content/lesson-states.ts';
import { RecorderError } from './fail.ts';

/** A file of a lesson: where it stands, and its bytes. */
export interface LessonFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface LessonFolder {
  readonly slug: string;
  readonly folder: string;
  readonly session: RecordingScript;
  readonly states: readonly LessonStateFiles<LessonFile>[];
}

/** Lessons that say what to record, by name. */
export function recordableLessons(content: string): string[] {
  const lessons = join(content, 'lessons');
  if (!existsSync(lessons)) return [];
  return readdirSync(lessons)
    .filter((slug) => existsSync(join(lessons, slug, 'session.yaml')))
    .sort();
}

/**
 * Reads the parts of a lesson that a recording needs.
 * @throws RecorderError when the lesson, its session or its starter is missing or broken.
 */
export function readLessonFolder(content: string, slug: string): LessonFolder {
  const folder = join(content, 'lessons', slug);
  if (!existsSync(folder)) {
    throw new RecorderError(
      `There is no lesson "${slug}" in ${join(content, 'lessons')}. Those that can be recorded: ${recordableLessons(content).join(', ') || 'none'}.`,
    );
  }
  const sessionFile = join(folder, 'session.yaml');
  if (!existsSync(sessionFile)) {
    throw new RecorderError(
      `${sessionFile} is missing. It lists the commands to type; the fields are in src/lessons/recordings/recording-script.ts.`,
    );
  }
  const files = new Map<string, LessonFile>();
  for (const file of listFiles(folder)) {
    const path = join(folder, file);
    files.set(file, { path, bytes: readFileSync(path) });
  }
  try {
    const session = parseRecordingScript(readFileSync(sessionFile, 'utf8'), sessionFile);
    const states = lessonStates(files, session);
    const unknown = Object.keys(session.states).find((name) => !states.some((state) => state.name === name));
    if (unknown !== undefined) {
      throw new AuthorError(sessionFile, 'There is no such state.', {
        field: `states.${unknown}`,
        hint: `Add variants/${unknown}/, or say "from".`,
      });
    }
    return { slug, folder, session, states };
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new RecorderError(cause.message, { cause });
  }
}
