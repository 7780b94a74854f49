import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { contextOf } from '../context-of.ts';
import type { LessonTask } from './types.ts';

const lesson: LessonTask = {
  job: { runs: { file: 'delay.py' } },
  contracts: [{ run: 'pip install scikit-learn', libc: 'glibc', makes: [{ path: '${packages}/sklearn/__init__.py' }] }],
  goals: [
    {
      id: 'it',
      says: 'It finds it',
      symptom: 'It does not.',
      holds: { imports: { module: 'sklearn', package: 'py3-scikit-learn' } },
    },
  ],
  allow: ['root-user'],
};
const context = contextOf({ 'delay.py': '#!/usr/bin/env python3\nimport sklearn\n' });

function state(lines: string, command = 'CMD ["python3", "/delay.py"]'): string | undefined {
  const text = `${lines}\nCOPY --chmod=755 delay.py /\n${command}\n`;
  return checker.grade(text, lesson, { context }).criteria.find(({ id }) => id === 'goal:it')?.state;
}

const slim = 'FROM python:3.14-slim-trixie';
const install = 'RUN pip install --only-binary=:all: scikit-learn';

/** Seen with CPython 3.11.7 on Debian 13 and 3.13.5 on musl; with Alpine's python3 by the files of its packages. */
describe('whether Python finds a module', () => {
  test.each<[string, string, string | undefined, string | undefined]>([
    ['a wheel for glibc on Debian', `${slim}\n${install}`, undefined, 'met'],
    ['by the first line of the script', `${slim}\n${install}`, 'CMD ["/delay.py"]', 'met'],
    ['a package of apk', 'FROM alpine:3.24\nRUN apk add --no-cache python3 py3-scikit-learn', undefined, 'met'],
    [
      'an environment over a package',
      'FROM alpine:3.24\nRUN apk add --no-cache python3 py3-scikit-learn && python3 -m venv --system-site-packages /v',
      'CMD ["/v/bin/python", "/delay.py"]',
      'met',
    ],
    ['nothing is installed', slim, undefined, 'unmet'],
    [
      'an environment hides the package',
      'FROM alpine:3.24\nRUN apk add --no-cache python3 py3-scikit-learn && python3 -m venv /v',
      'CMD ["/v/bin/python", "/delay.py"]',
      'unmet',
    ],
    [
      'wheels for glibc on musl',
      `${slim} AS build\nRUN pip install --target /p scikit-learn\nFROM python:3.14-alpine3.24\nCOPY --from=build /p /p\nENV PYTHONPATH=/p`,
      undefined,
      'unmet',
    ],
    [
      'another Python than that of apk',
      'FROM python:3.14-alpine3.24\nRUN apk add --no-cache py3-scikit-learn',
      undefined,
      'unmet',
    ],
    ['the build stops', `FROM python:3.14-alpine3.24\n${install}`, undefined, 'not-yet'],
    [
      'the container does not start',
      'FROM alpine:3.24\nRUN apk add --no-cache python3 py3-scikit-learn',
      'CMD ["/nosuch.py"]',
      'not-yet',
    ],
    [
      'a package of Debian',
      'FROM debian:13-slim\nRUN apt-get update && apt-get install -y python3-sklearn',
      undefined,
      'unknown',
    ],
    ['PYTHONPATH is an argument', `ARG P\n${slim}\nARG P\nENV PYTHONPATH=$P/x`, undefined, 'unknown'],
  ])('%s', (_, lines, command, wanted) => {
    expect(state(lines, command)).toBe(wanted);
  });
});
