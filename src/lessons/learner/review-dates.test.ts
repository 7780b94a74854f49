import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distances } from './distances.ts';
import { openStore, storedKey, type LocalStore } from './local-store.ts';
import { lessonStatus, markPassed } from './progress.ts';
import {
  afterAnswer,
  concernsReview,
  daysUntil,
  dueAt,
  noteNextReview,
  reviewOverview,
  reviewState,
  saveAnswer,
  type ReviewState,
} from './review-dates.ts';
import { trackProgress } from './track-progress.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 29, 12);

/** A store over plain texts, as another version or another program may have left them. */
function stored(texts: Readonly<Record<string, string>>): LocalStore & { readonly values: Map<string, string> } {
  const values = new Map(Object.entries(texts).map(([key, text]) => [storedKey(key), text]));
  const store = openStore(() => ({
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  }));
  return { ...store, values };
}

const passed = (at: number): string => JSON.stringify({ status: 'passed', at: new Date(at).toISOString() });

describe('the distances', () => {
  it('grow with each right answer, and end', () => {
    let state: ReviewState = { step: 0, since: now };
    let at = now;
    const waited: number[] = [];
    for (let due = dueAt(state, at); due !== undefined; due = dueAt(state, at)) {
      waited.push(daysUntil(due, at));
      at = due;
      state = afterAnswer(state, true, at);
    }
    expect(waited).toEqual([1, 3, 7, 21, 60]);
    expect(state.step).toBe(distances.length);
  });

  it('begin again after a wrong answer', () => {
    expect(afterAnswer({ step: 3, since: now - 30 * day }, false, now)).toEqual({ step: 0, since: now });
  });

  it('let who comes each evening answer, and nobody twice on a day', () => {
    const due = dueAt({ step: 0, since: now }, now) ?? 0;
    expect(due).toBeLessThan(now + 0.9 * day);
    expect(due).toBeGreaterThan(now + 0.5 * day);
  });
});

describe('the clock', () => {
  it.each([
    ['has run back by a year', now + 365 * day],
    ['cannot be read', undefined],
  ])('locks nobody out when it %s', (_, since) => {
    expect(dueAt({ step: 4, since }, now)).toBe(now);
  });

  it('may be set back by an hour, and the question comes on its day', () => {
    expect(dueAt({ step: 1, since: now + day / 24 }, now)).toBeLessThan(now + 4 * day);
  });

  it('never makes anybody wait for longer than the distance and a day', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 9 }), fc.integer(), (since, step, at) => {
        const due = dueAt({ step, since }, at);
        expect(due === undefined ? 0 : due - at).toBeLessThanOrEqual(((distances[step] ?? 0) + 1) * day);
      }),
    );
  });
});

describe('what is stored', () => {
  it('asks a day after passing, keeps the answer, and counts it once', () => {
    const store = stored({ 'progress:tini': passed(now - 2 * day) });
    expect(reviewOverview(['tini', 'timezones'], now, store)).toEqual({ due: ['tini'], next: undefined, passed: 1 });
    expect(saveAnswer('tini', true, now, store)).toEqual({ step: 1, since: now });
    // The other tab still shows the question.
    expect(saveAnswer('tini', true, now + 1000, store)).toEqual({ step: 1, since: now });
    const { due, next } = reviewOverview(['tini'], now, store);
    expect(due).toEqual([]);
    expect(daysUntil(next ?? 0, now)).toBe(3);
  });

  it('asks nothing of a lesson that is not passed', () => {
    const store = stored({ 'progress:tini': '{"status":"started"}', 'review:tini': '{"step":2}' });
    expect(reviewState('tini', store)).toBeUndefined();
    expect(saveAnswer('tini', true, now, store)).toBeUndefined();
    expect(store.values.get(storedKey('review:tini'))).toBe('{"step":2}');
  });

  it.each<[string, string, ReviewState]>([
    ['nothing', 'null', { step: 0, since: now }],
    ['no JSON', '{"step":', { step: 0, since: now }],
    ['a list', '[2]', { step: 0, since: now }],
    ['a word for the step', '{"step":"two","at":"2026-01-01"}', { step: 0, since: now }],
    ['a step below the first', '{"step":-3}', { step: 0, since: now }],
    ['a fraction', '{"step":1.5,"at":"x"}', { step: 1, since: undefined }],
    ['a step of a later version', '{"step":99,"at":"2026-01-01"}', { step: 5, since: Date.UTC(2026, 0, 1) }],
    ['a number for the date', '{"step":2,"at":7}', { step: 2, since: undefined }],
  ])('may be %s', (_, text, state) => {
    const store = stored({ 'progress:tini': passed(now), 'review:tini': text });
    expect(reviewState('tini', store)).toEqual(state);
    expect(lessonStatus('tini', store)).toBe('passed');
  });

  it('throws for no text at all, and no answer takes a passed lesson away', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), fc.boolean(), (text, isRight) => {
        const store = stored({ 'progress:tini': passed(now - 100 * day), 'review:tini': text, 'review-next': text });
        saveAnswer('tini', isRight, now, store);
        noteNextReview(reviewOverview(['tini'], now, store), now, store);
        expect(lessonStatus('tini', store)).toBe('passed');
      }),
    );
  });

  it('keeps fields that a later version has written', () => {
    const store = stored({ 'progress:tini': passed(now - 9 * day), 'review:tini': '{"step":0,"later":true}' });
    saveAnswer('tini', false, now, store);
    expect(JSON.parse(store.values.get(storedKey('review:tini')) ?? '')).toMatchObject({ later: true, step: 0 });
  });

  it('works where nothing can be stored, until the page is left', () => {
    const store = openStore(() => undefined);
    markPassed('tini', store);
    expect(reviewOverview(['tini'], Date.now() + 2 * day, store).due).toEqual(['tini']);
    saveAnswer('tini', true, Date.now() + 2 * day, store);
    expect(reviewState('tini', store)?.step).toBe(1);
  });

  it('says when the next question is, for the header, and mends a note that is wrong', () => {
    const store = stored({ 'progress:tini': passed(now), 'review-next': '{"a":1}' });
    const note = (): unknown => JSON.parse(store.values.get(storedKey('review-next')) ?? 'null');
    noteNextReview(reviewOverview(['tini'], now, store), now, store);
    expect(note()).toBe(dueAt({ step: 0, since: now }, now));
    const later = now + 2 * day;
    noteNextReview(reviewOverview(['tini'], later, store), later, store);
    expect(note()).toBeLessThanOrEqual(later);
    noteNextReview(reviewOverview([], later, store), later, store);
    expect(note()).toBeNull();
  });

  it('is noted when a lesson is passed, and an earlier note stays', () => {
    const store = stored({ 'review-next': '5' });
    markPassed('tini', store);
    expect(store.values.get(storedKey('review-next'))).toBe('5');
    const fresh = stored({});
    markPassed('tini', fresh);
    expect(fresh.read('review-next')).toBeGreaterThan(Date.now() + day / 2);
    expect(fresh.read('review-next')).toBeLessThan(Date.now() + day);
  });

  it('is told apart from what else is stored', () => {
    expect(
      ['progress:tini', 'review:tini', 'draft:tini', 'theme'].map((key) => concernsReview(storedKey(key))),
    ).toEqual([true, true, false, false]);
    expect(concernsReview(null)).toBe(true);
  });
});

describe('the way through a track', () => {
  const steps = [
    { slug: 'a', minutes: 8 },
    { slug: 'b', minutes: 10 },
    { slug: 'c', minutes: 12 },
  ];

  it.each([
    ['at its beginning', {}, { passed: 0, minutesLeft: 30, isBegun: false, next: 'a' }],
    ['after a lesson', { a: passed(now) }, { passed: 1, minutesLeft: 22, isBegun: true, next: 'b' }],
    [
      'with the lesson that was begun last',
      { a: '{"status":"started"}', c: `{"status":"started","at":"2026-01-01"}` },
      { passed: 0, minutesLeft: 30, isBegun: true, next: 'c' },
    ],
    [
      'at its end',
      { a: passed(now), b: '{"status":"passed"}', c: passed(now) },
      { passed: 3, minutesLeft: 0, isBegun: true, next: undefined },
    ],
    ['with damaged notes', { a: '{', b: '7' }, { passed: 0, minutesLeft: 30, isBegun: false, next: 'a' }],
  ])('goes on %s', (_, texts, expected) => {
    const store = stored(Object.fromEntries(Object.entries(texts).map(([slug, text]) => [`progress:${slug}`, text])));
    expect(trackProgress(steps, store)).toEqual({ count: 3, ...expected });
  });
});
