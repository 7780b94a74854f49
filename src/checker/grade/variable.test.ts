import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { contextOf } from '../context-of.ts';
import type { LessonTask } from './types.ts';

const lesson: LessonTask = {
  job: { runs: { file: 'say.sh' } },
  contracts: [],
  goals: [{ id: 'it', says: 'It asks', symptom: 'It does not.', holds: { env: { HOST: ['a.b', 'a.b.'] } } }],
  allow: ['root-user'],
};
const context = contextOf({ 'say.sh': '#!/bin/sh\necho "$HOST"\n' });

function state(lines: string, command = 'CMD ["/say"]'): string | undefined {
  const text = `FROM alpine:3.24\nCOPY --chmod=755 say.sh /say\n${lines}\n${command}\n`;
  return checker.grade(text, lesson, { context }).criteria.find(({ id }) => id === 'goal:it')?.state;
}

describe('a value that the program gets', () => {
  test.each<[string, string, string, string?]>([
    ['by ENV', 'ENV HOST=a.b', 'met'],
    ['the other one', 'ENV HOST=a.b.', 'met'],
    ['made of parts', 'ARG END=b\nENV HOST=a.$END', 'met'],
    ['from env', '', 'met', 'CMD ["env", "HOST=a.b", "/say"]'],
    ['from the shell', '', 'met', 'CMD HOST=a.b exec /say'],
    ['none', '', 'unmet'],
    ['another one', 'ENV HOST=a', 'unmet'],
    ['an empty one', 'ENV HOST=""', 'unmet'],
    ['of a RUN', 'RUN export HOST=a.b', 'unmet'],
    ['of an ARG', 'ARG HOST=a.b', 'unmet'],
    ['one that is set anew', 'ENV HOST=a.b', 'unmet', 'CMD ["env", "HOST=a", "/say"]'],
    ['one that is read somewhere', '', 'unknown', 'CMD HOST="$(wget -qO - https://example.org/)" exec /say'],
    ['the build stops', 'ENV HOST=a.b\nRUN false', 'not-yet'],
    ['the container does not start', 'ENV HOST=a.b', 'not-yet', 'CMD ["/sai"]'],
    ['another program starts', 'ENV HOST=a.b', 'not-yet', 'CMD ["cat", "/say"]'],
  ])('%s: %#', (_, lines, expected, command) => {
    expect(state(lines, command)).toBe(expected);
  });
});
