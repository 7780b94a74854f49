import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { forecast } from '../../../src/checker/forecast/forecast.ts';
import { readAccepted, readLesson, state } from '../../../scripts/lesson/answers.ts';
import { contextOf } from '../../../src/checker/index.ts';
import { contentRoot, LESSONS, lessonOptions } from './lessons.ts';

const answers = Object.keys(LESSONS).flatMap((slug) => {
  const lesson = readLesson(slug);
  const solution = ['solution', state(lesson, 'solution')] as const;
  return [solution, ...readAccepted(lesson)].map(([name, answer]) => [slug, name, answer] as const);
});

/** What these print with `jq` or `grep -P` is not worked out: they pass, and the page says what is not known. */
const OPEN = ['gnu-grep-installed', 'numbers-asked-of-jq', 'numbers-made-on-debian'].map((name) => `musl-test/${name}`);

describe('right answers build, start and do their job, and nothing is taken for granted', () => {
  test.each(answers.filter(([slug, name]) => !OPEN.includes(`${slug}/${name}`)))(
    '%s/%s',
    (slug, _, { dockerfile, files }) => {
      const options = { ...lessonOptions(slug), context: contextOf(files) };
      const { outcome, start, job, steps } = forecast(dockerfile, options);
      expect(steps.flatMap(({ given }) => given)).toEqual([]);
      expect([outcome, start.outcome]).toEqual(['builds', 'starts']);
      // What a program made of a text may be open, and nothing else.
      if (!/^whether \S+ says /.test(job.because?.prints ?? ''))
        expect([job.outcome, job.because?.prints]).toEqual(['done', undefined]);
      expect([...start.given, ...job.given]).toEqual([]);
    },
  );
});

test.each(answers.filter(([slug, name]) => OPEN.includes(`${slug}/${name}`)))(
  '%s/%s is open, and fails nowhere',
  (slug, _, { dockerfile, files }) => {
    const { steps, start, job } = forecast(dockerfile, { ...lessonOptions(slug), context: contextOf(files) });
    expect([...steps, start, job].map(({ outcome }) => outcome)).not.toContain('fails');
    expect(steps.some(({ outcome, given }) => outcome === 'unknown' || given.length > 0)).toBe(true);
  },
);

test.each([
  ['tini', 'starts', 'fails', 'kill'],
  ['multi-stage', 'starts', 'done', 'unknown'],
] as const)('the starter of %s', (slug, start, job, stops) => {
  const text = readFileSync(join(contentRoot, slug, 'starter/Dockerfile'), 'utf8');
  expect(forecast(text, lessonOptions(slug))).toMatchObject({
    outcome: 'builds',
    start: { outcome: start, stops },
    job: { outcome: job },
  });
});
