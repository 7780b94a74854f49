import { describe, expect, it } from 'vitest';
import type { LessonData, LessonState } from '../content/lesson-data.ts';
import type { RecordedLayer, Recording } from './recording.ts';
import { differenceWords, layerChart } from './layer-chart.ts';

function state(name: string, layers: readonly RecordedLayer[] | undefined): LessonState {
  const meta = { image: layers && { layers }, bases: [{ asked: 'alpine:3.24', used: 'alpine:3.19.4' }] };
  return {
    name,
    title: name,
    dockerfile: '',
    files: {},
    recording: { castUrl: '', meta: meta as unknown as Recording },
    recordCommand: '',
  };
}

function lesson(...states: LessonState[]): LessonData {
  return {
    version: 1,
    slug: 'x',
    title: 'x',
    breaks: 'It breaks.',
    goal: 'Mend it.',
    keep: ['the base'],
    form: 'fix',
    task: { job: { runs: { made: 'x' } }, contracts: [], goals: [], allow: [] },
    hints: [],
    states,
  };
}

const base: RecordedLayer = { createdBy: '', bytes: 6_000_000, fromBase: true };
const own = (instruction: string, bytes: number): RecordedLayer => ({
  createdBy: 'RUN …',
  instruction,
  bytes,
  fromBase: false,
});

describe('layerChart', () => {
  it('puts all images on one scale, bases together, empty layers left out', () => {
    const chart = layerChart(
      lesson(
        state('starter', [
          { ...base, bytes: 4_000_000 },
          { ...base, bytes: 2_000_000 },
          own('RUN apk add \\\n    git', 2_000_000),
          own('CMD ["x"]', 0),
        ]),
        state('solution', [base, own('RUN a', 500_000)]),
      ),
    );
    expect(chart?.rows).toEqual([
      {
        state: 'starter',
        title: 'starter',
        bytes: 8_000_000,
        difference: undefined,
        layers: [
          { kind: 'base', label: 'Base image alpine:3.19.4', bytes: 6_000_000, from: 0, percent: 75 },
          { kind: 'own', label: 'RUN apk add git', bytes: 2_000_000, from: 75, percent: 25 },
        ],
      },
      {
        state: 'solution',
        title: 'solution',
        bytes: 6_500_000,
        difference: '1.50\u00a0MB less than the starter',
        layers: [
          { kind: 'base', label: 'Base image alpine:3.19.4', bytes: 6_000_000, from: 0, percent: 75 },
          { kind: 'own', label: 'RUN a', bytes: 500_000, from: 75, percent: 6.25 },
        ],
      },
    ]);
  });

  it('leaves out states without an image, and is nothing without any', () => {
    expect(layerChart(lesson(state('starter', undefined), state('solution', [base])))?.rows).toMatchObject([
      { state: 'solution', difference: undefined },
    ]);
    expect(
      layerChart(lesson(state('starter', undefined), { ...state('solution', []), recording: undefined })),
    ).toBeUndefined();
  });

  it.each([
    [10_000_000, 12_200_000, '2.20\u00a0MB less than the starter'],
    [12_200_000, 10_000_000, '2.20\u00a0MB more than the starter'],
    [5, 5, 'the same size as the starter'],
  ])('says the difference of %d and %d', (bytes, starter, words) => {
    expect(differenceWords(bytes, starter)).toBe(words);
  });
});
