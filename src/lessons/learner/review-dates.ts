import { day, distances, early, reviewNoteKey } from './distances.ts';
import { asRecord, browserStore, storedKey, type LocalStore } from './local-store.ts';
import { lessonProgress } from './progress.ts';

/**
 * When the question of a passed lesson comes back: one, three, seven, twenty-one and sixty days after it was answered
 * last. Kept in this browser alone, one key for each lesson, beside its progress and never in place of it.
 */

/** What is known of the question of one lesson. */
export interface ReviewState {
  /** Right answers in a row, which is the place in {@link distances}; with as many as there are it does not come back. */
  readonly step: number;
  /** When the lesson was passed or the question answered, in milliseconds; undefined when that cannot be read. */
  readonly since: number | undefined;
}

/**
 * From when on the question is asked; undefined for one that does not come back. A date that cannot be read, or that lies
 * more than a day ahead because the clock has run back since, holds nothing up: the question is asked at once.
 */
export function dueAt({ step, since }: ReviewState, now: number): number | undefined {
  const days = distances[step];
  if (days === undefined) return undefined;
  if (since === undefined || since > now + day) return now;
  return since + days * day - early;
}

/** The state after an answer: a right one takes the question a step on, a wrong one brings it back to the first distance. */
export function afterAnswer({ step }: ReviewState, isRight: boolean, now: number): ReviewState {
  return { step: isRight ? Math.min(step + 1, distances.length) : 0, since: now };
}

/** Whole days from now until then, at least one; for "in 3 days". */
export function daysUntil(then: number, now: number): number {
  return Math.max(1, Math.round((then + early - now) / day));
}

/** What is stored of a lesson's question; undefined while the lesson is not passed. */
export function reviewState(slug: string, store: LocalStore = browserStore): ReviewState | undefined {
  const { status, at } = lessonProgress(slug, store);
  if (status !== 'passed') return undefined;
  const stored = asRecord(store.read(reviewKey(slug)));
  const step = stored?.['step'];
  const since = stored?.['at'];
  if (typeof step !== 'number' || !(step >= 0)) return { step: 0, since: at };
  return {
    step: Math.min(Math.floor(step), distances.length),
    since: typeof since === 'string' ? timeOf(since) : undefined,
  };
}

/**
 * Keeps an answer, unless the question is not due (another tab has asked it already).
 * @returns the state that holds now; undefined for a lesson that is not passed.
 */
export function saveAnswer(
  slug: string,
  isRight: boolean,
  now: number = Date.now(),
  store: LocalStore = browserStore,
): ReviewState | undefined {
  const state = reviewState(slug, store);
  if (state === undefined || !isDue(state, now)) return state;
  const next = afterAnswer(state, isRight, now);
  const kept = asRecord(store.read(reviewKey(slug)));
  store.write(reviewKey(slug), { ...kept, step: next.step, at: new Date(now).toISOString() });
  return next;
}

/** How things stand with the questions of several lessons. */
export interface ReviewOverview {
  /** Slugs of those that are due, longest first. */
  readonly due: readonly string[];
  /** When the next one is, of those that are not due; undefined when none will be. */
  readonly next: number | undefined;
  /** How many of the lessons are passed, and so have their question asked. */
  readonly passed: number;
}

export function reviewOverview(
  slugs: readonly string[],
  now: number = Date.now(),
  store: LocalStore = browserStore,
): ReviewOverview {
  const states = slugs.flatMap((slug) => {
    const state = reviewState(slug, store);
    return state === undefined ? [] : [{ slug, at: dueAt(state, now) }];
  });
  const dated = states.filter((each): each is { slug: string; at: number } => each.at !== undefined);
  const due = dated.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
  const waiting = dated.filter(({ at }) => at > now).map(({ at }) => at);
  return {
    due: due.map(({ slug }) => slug),
    next: waiting.length === 0 ? undefined : Math.min(...waiting),
    passed: states.length,
  };
}

/**
 * Notes when the next question is due where every page looks before its first paint (`src/layouts/theme-early.js`), which
 * then names the review in its header. Pages that know all lessons write it anew each time, so a wrong note does not last.
 */
export function noteNextReview(
  { due, next }: ReviewOverview,
  now: number = Date.now(),
  store: LocalStore = browserStore,
): void {
  const noted = due.length > 0 ? now : next;
  const before = store.read(reviewNoteKey);
  const isDueAlready = due.length > 0 && typeof before === 'number' && before <= now;
  if (isDueAlready || before === noted) return;
  if (noted === undefined) store.remove(reviewNoteKey);
  else store.write(reviewNoteKey, noted);
}

/** Whether a `storage` event of another tab is about progress or questions. */
export function concernsReview(key: string | null): boolean {
  return key === null || key.startsWith(storedKey('progress:')) || key.startsWith(storedKey('review:'));
}

function isDue(state: ReviewState, now: number): boolean {
  const at = dueAt(state, now);
  return at !== undefined && at <= now;
}

function reviewKey(slug: string): string {
  return `review:${slug}`;
}

function timeOf(iso: string): number | undefined {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? undefined : time;
}
