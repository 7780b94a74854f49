import { describe, expect, test } from 'vitest';
import type { LessonData, LessonState } from '../content/lesson-data.ts';
import { addedBytes, exitCode, imageBytes, layerBytes } from './figures.ts';
import type { Recording } from './recording.ts';

const layer = (instruction: string, bytes: number, fromBase = false) => ({
  createdBy: instruction,
  instruction,
  bytes,
  fromBase,
});

const recording = {
  commands: [
    { command: 'docker build -t x .', exitCode: 0 },
    { command: 'docker run --rm x', exitCode: 137 },
  ],
  image: {
    bytes: 21,
    layers: [
      layer('ADD rootfs.tar / # apk add', 8, true),
      layer('RUN apk add \\\n    git', 12),
      layer('COPY a /', 1),
      layer('COPY b /', 2),
    ],
  },
} as unknown as Recording;

const state = (name: string, meta?: Recording): LessonState => ({
  name,
  title: name,
  dockerfile: '',
  files: {},
  recording: meta && { castUrl: '/x.cast', meta },
  recordCommand: `npm run record -- one/${name}`,
});

const lesson: LessonData = {
  version: 1,
  slug: 'one',
  title: 'One',
  breaks: 'It breaks.',
  goal: 'Mend it.',
  keep: ['the base'],
  form: 'fix',
  task: { job: { runs: { made: 'x' } }, contracts: [], goals: [], allow: [] },
  hints: [],
  states: [state('starter', recording), state('solution')],
};

describe('numbers from recordings', () => {
  test('are those of the recording', () => {
    expect(imageBytes(lesson, 'starter')).toBe(21);
    expect(layerBytes(lesson, 'starter', 'apk add git')).toBe(12);
    expect(layerBytes(lesson, 'starter', 'COPY', 2)).toBe(2);
    expect(exitCode(lesson, 'starter', 'docker run')).toBe(137);
    expect(addedBytes(recording)).toBe(15);
  });

  test('are absent while nothing is recorded', () => {
    expect(imageBytes(lesson, 'solution')).toBeUndefined();
    expect(layerBytes(lesson, 'solution', 'apk add')).toBeUndefined();
    expect(exitCode(lesson, 'solution', 'docker run')).toBeUndefined();
  });

  test.each<[string, () => unknown, string]>([
    ['a state', () => imageBytes(lesson, 'startr'), 'There is no state "startr". Did you mean "starter"?'],
    ['a layer', () => layerBytes(lesson, 'starter', 'npm ci'), '0 layers of "starter"'],
    ['one of several layers', () => layerBytes(lesson, 'starter', 'COPY'), 'nth={1}'],
    ['a command', () => exitCode(lesson, 'starter', 'docker stop'), 'No command of "starter" contains "docker stop"'],
  ])('say when there is no such thing as %s', (_, ask, message) => {
    expect(ask).toThrow(message);
  });
});
