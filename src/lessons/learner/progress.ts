import { day, early, reviewNoteKey } from './distances.ts';
import { asRecord, browserStore, storedKey, type LocalStore } from './local-store.ts';

/**
 * How far the learner is, kept in this browser alone. One key for each lesson, so that two tabs never undo each
 * other's progress.
 */
export type LessonStatus = 'new' | 'started' | 'passed';

interface LessonProgress {
  readonly status: LessonStatus;
  /** When it was first started, or passed, in milliseconds; undefined when that cannot be read. */
  readonly at: number | undefined;
}

/** Where a lesson stands, and since when; `new` for everything that cannot be read. */
export function lessonProgress(slug: string, store: LocalStore = browserStore): LessonProgress {
  const stored = asRecord(store.read(progressKey(slug)));
  const status = stored?.['status'];
  if (status !== 'started' && status !== 'passed') return { status: 'new', at: undefined };
  const at = typeof stored?.['at'] === 'string' ? Date.parse(stored['at']) : NaN;
  return { status, at: Number.isNaN(at) ? undefined : at };
}

/** Where a lesson stands. */
export function lessonStatus(slug: string, store: LocalStore = browserStore): LessonStatus {
  return lessonProgress(slug, store).status;
}

/** Notes that the learner has changed something. A passed lesson stays passed. */
export function markStarted(slug: string, store: LocalStore = browserStore): void {
  if (lessonStatus(slug, store) === 'new') write(slug, 'started', store);
}

/** Notes that the lesson was passed once, and that its question comes a day later. It is never taken back. */
export function markPassed(slug: string, store: LocalStore = browserStore): void {
  if (lessonStatus(slug, store) === 'passed') return;
  write(slug, 'passed', store);
  const noted = store.read(reviewNoteKey);
  const first = Date.now() + day - early;
  if (typeof noted !== 'number' || noted > first) store.write(reviewNoteKey, first);
}

/** The full name of a lesson's key, for `storage` events of other tabs. */
export function progressStorageKey(slug: string): string {
  return storedKey(progressKey(slug));
}

function progressKey(slug: string): string {
  return `progress:${slug}`;
}

function write(slug: string, status: LessonStatus, store: LocalStore): void {
  store.write(progressKey(slug), { status, at: new Date().toISOString() });
}
