import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { forecast } from '../../../src/checker/forecast/forecast.ts';
import { contentRoot, LESSONS, lessonOptions } from './lessons.ts';

const answers = Object.keys(LESSONS).flatMap((slug) => {
  const folder = join(contentRoot, slug);
  const accepted = readdirSync(join(folder, 'accepted')).map((file) => join('accepted', file));
  return ['solution/Dockerfile', ...accepted].map((path) => [slug, path] as const);
});

describe('right answers build, start and do their job, and nothing is taken for granted', () => {
  test.each(answers)('%s/%s', (slug, path) => {
    const file = join(contentRoot, slug, path);
    expect(existsSync(file)).toBe(true);
    const { outcome, start, job, steps } = forecast(readFileSync(file, 'utf8'), lessonOptions(slug));
    expect(steps.flatMap(({ given }) => given)).toEqual([]);
    expect([outcome, start.outcome, job.outcome, job.because?.prints]).toEqual(['builds', 'starts', 'done', undefined]);
    expect([...start.given, ...job.given]).toEqual([]);
  });
});

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
