import { asRecord, browserStore, storedKey, type LocalStore } from './local-store.ts';

/**
 * How far the learner is, kept in this browser alone. One key for each lesson, so that two tabs never undo each
 * other's progress.
 */
export type LessonStatus = 'new' | 'started' | 'passed';

/** Where a lesson stands; `new` for everything that cannot be read. */
export function lessonStatus(slug: string, store: LocalStore = browserStore): LessonStatus {
  const status = asRecord(store.read(progressKey(slug)))?.['status'];
  return status === 'started' || status === 'passed' ? status : 'new';
}

/** Notes that the learner has changed something. A passed lesson stays passed. */
export function markStarted(slug: string, store: LocalStore = browserStore): void {
  if (lessonStatus(slug, store) === 'new') write(slug, 'started', store);
}

/** Notes that the lesson was passed once. It is never taken back. */
export function markPassed(slug: string, store: LocalStore = browserStore): void {
  if (lessonStatus(slug, store) !== 'passed') write(slug, 'passed', store);
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
