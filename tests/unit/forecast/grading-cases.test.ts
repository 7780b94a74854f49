import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { forecast } from '../../../src/checker/forecast/forecast.ts';
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
const UNDECIDED: Readonly<Record<string, string>> = {
  'make -t install': 'what `make -t` touches is not followed',
  'rundeps scanelf': 'names of packages come from a pipe of scanelf and awk',
  'alpine-conf setup-timezone': 'what setup-timezone does is not followed',
  'apt-get without -y': 'whether apt asks is not known',
};

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
