import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { contextOf } from '../context-of.ts';
import type { Holds, LessonTask } from './types.ts';

const files = {
  'run.sh': '#!/bin/sh\nexec sleep 60\n',
  '.env': 'PASSWORD=x\n',
  'logs/a.log': 'x\n',
  'src/app.txt': 'x\n',
};

function task(holds: Holds): LessonTask {
  return {
    job: { runs: { file: 'run.sh' } },
    contracts: [],
    goals: [{ id: 'it', says: 'It holds', symptom: 'It does not hold.', holds }],
    allow: ['root-user', 'dockerignore-missing'],
  };
}

const around = (lines: string): string => `FROM alpine:3.24\n${lines}\nCMD ["sh", "/run.sh"]\n`;

function goal(lines: string, holds: Holds, more: Readonly<Record<string, string>> = {}) {
  const { criteria } = checker.grade(around(lines), task(holds), {
    context: contextOf({ ...files, ...more }),
    today: '2026-11-28',
  });
  const { state, message } = criteria.find(({ id }) => id === 'goal:it') ?? {};
  return [state, message];
}

describe('what is sent of the context', () => {
  const noEnv: Holds = { context: { absent: ['.env'] } };
  const all = 'COPY . /';

  test.each<[string, Holds, Record<string, string>, string]>([
    [all, noEnv, {}, 'unmet'],
    [all, noEnv, { '.dockerignore': '.env\n' }, 'met'],
    [all, noEnv, { '.dockerignore': '*\n!run.sh\n' }, 'met'],
    [all, noEnv, { '.dockerignore': '.env\n!.e*\n' }, 'unmet'],
    // The Dockerfile's own file comes first.
    [all, noEnv, { '.dockerignore': '.env\n', 'Dockerfile.dockerignore': 'x\n' }, 'unmet'],
    // BuildKit sends what is asked for.
    ['COPY run.sh /', noEnv, {}, 'met'],
    ['RUN --mount=type=bind,target=/in cp /in/run.sh /', noEnv, {}, 'unmet'],
    ['RUN --mount=type=bind,source=run.sh,target=/in.sh cp /in.sh /run.sh', noEnv, {}, 'met'],
    ['COPY .??* run.sh /', noEnv, {}, 'unmet'],
    ['COPY run.sh /\nRUN false', noEnv, {}, 'not-yet'],
    ['COPY run.sh /\nRUN false\nCOPY . /x', noEnv, {}, 'unmet'],
    ['FROM mystery\nCOPY run.sh $WHAT /', noEnv, {}, 'unknown'],
    [all, { context: { absent: ['**/*.log'] } }, {}, 'unmet'],
    [all, { context: { absent: ['logs'] } }, { '.dockerignore': '**/*.log\n' }, 'met'],
    [all, { context: { present: ['src'] } }, {}, 'met'],
    [all, { context: { present: ['src'] } }, { '.dockerignore': 'src\n' }, 'unmet'],
    ['COPY run.sh /\nRUN false', { context: { present: ['src'] } }, {}, 'not-yet'],
    // And in the image, under any name: copying alone is enough to be judged by.
    [all, { absent: ['.env'] }, { '.dockerignore': '.env\n' }, 'met'],
    ['COPY run.sh /\nCOPY .env /x', { absent: ['.env'] }, {}, 'unmet'],
    ['', { absent: ['.env'] }, {}, 'not-yet'],
  ])('%s, %j, %j: %s', (lines, holds, more, state) => {
    expect(goal(lines, holds, more)[0]).toBe(state);
  });

  test('is said with the line that asks for it', () => {
    expect(goal(all, noEnv)[1]).toBe('It does not hold. Line 2 has `.env` sent to the build.');
  });

  test('a line of .dockerignore that cannot be read stops the build', () => {
    const context = contextOf({ ...files, '.dockerignore': '[\n' });
    const { criteria } = checker.grade(around(all), task(noEnv), { context });
    expect(criteria[0]).toMatchObject({ id: 'builds', state: 'unmet' });
    expect(criteria[0]?.message).toContain('invalid excludepatterns: [[]: syntax error in pattern');
  });
});

describe('a starter whose Dockerfile may stay as it is', () => {
  const lesson = task({ context: { absent: ['.env'] } });
  const starter = { dockerfile: around('COPY . /'), files };
  const passes = (more: Readonly<Record<string, string>>): boolean =>
    checker.grade(starter.dockerfile, lesson, { starter, context: contextOf({ ...files, ...more }) }).passed;

  test('passes once a file beside it makes the difference, and not before', () => {
    expect([passes({}), passes({ '.dockerignore': '' }), passes({ '.dockerignore': '.env\n' })]).toEqual([
      false,
      false,
      true,
    ]);
  });
});
