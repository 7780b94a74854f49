import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { forecast } from '../../../src/checker/forecast/forecast.ts';
import { checker, OUTCOMES } from '../../../src/checker/index.ts';
import { loadLessons } from '../../../src/lessons/content/load.ts';
import { root } from '../../../scripts/root.ts';
import { lessonOptions } from './lessons.ts';

interface Case {
  readonly lesson: string;
  readonly name: string;
  readonly text: string;
  /** Whether the answer should pass its lesson. */
  readonly want: boolean;
  /** What real Docker did, where its packages could be had. */
  readonly docker?: { readonly build: 'ok' | 'fails'; readonly start?: 'starts' | 'fails'; readonly exit?: number };
}

const cases = JSON.parse(readFileSync(new URL('grading-cases.json', import.meta.url), 'utf8')) as Case[];

/** Answers whose build or start cannot be told from the text: each for the reason beside it. */
const UNDECIDED: Readonly<Record<string, string>> = {};

function decide({ text, lesson }: Case) {
  const result = forecast(text, lessonOptions(lesson));
  const given = [
    ...result.steps.flatMap((step) => step.given),
    ...(result.outcome === 'builds' ? [...result.start.given, ...result.job.given] : []),
  ];
  const isOpen =
    result.outcome === 'unknown' ||
    (result.outcome === 'builds' && (result.start.outcome === 'unknown' || result.job.outcome === 'unknown'));
  return { ...result, decided: given.length === 0 && !isOpen, given };
}

describe('the answers that criteria judged wrongly', () => {
  test.each(cases.map((one) => [`${one.lesson}: ${one.name}`, one] as const))('%s', (_, one) => {
    const { decided, outcome, start, job, because } = decide(one);
    expect(decided).toBe(!(one.name in UNDECIDED));
    if (!decided) return;
    if (outcome === 'fails') expect([typeof because?.line, because?.prints === '']).toEqual(['number', false]);
    if (one.docker !== undefined) {
      expect(outcome === 'builds' ? 'ok' : outcome).toBe(one.docker.build);
      if (outcome === 'builds') expect(start.outcome).toBe(one.docker.start);
      if (start.exit !== undefined && outcome === 'builds') expect(start.exit).toBe(one.docker.exit);
    }
    // What should pass does its job. (What should not may do it: then a goal is missed.)
    if (one.want) expect(job.outcome).toBe('done');
  });
});

const lessons = new Map(loadLessons({ root }).map(({ slug, data }) => [slug, data]));

describe('are graded as they should be, with the table that ships', () => {
  test.each(cases.map((one) => [`${one.lesson}: ${one.name}`, one] as const))('%s', (_, { lesson, text, want }) => {
    const data = lessons.get(lesson);
    if (data === undefined) throw new Error(`There is no lesson ${lesson}.`);
    const starter = data.states.find(({ name }) => name === 'starter');
    const { context } = lessonOptions(lesson);
    const { passed, criteria } = checker.grade(text, data.task, { starter, context, today: '2026-11-28' });
    expect(passed, JSON.stringify(criteria)).toBe(want);
    // A wrong answer is told why, and what is not known is said where it is not.
    if (!want) expect(criteria.some(({ state }) => state === 'unmet')).toBe(true);
    for (const { id, state, message } of criteria)
      if (state === 'unknown' && id in OUTCOMES) expect(message).toMatch(/We could not tell/);
  });
});
