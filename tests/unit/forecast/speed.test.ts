import { expect, test } from 'vitest';
import { workingContext, workingText } from '../../../scripts/bench-texts.ts';
import { forecast } from '../../../src/checker/forecast/forecast.ts';
import { shippedIndex } from '../../../src/checker/forecast/shipped.ts';
import { checker } from '../../../src/checker/index.ts';
import { cpuTime } from '../../cpu-time.ts';

const data = { index: shippedIndex() };
const texts = Array.from({ length: 12 }, (_, seed) => workingText(100, seed));
const all = (action: (text: string) => unknown): number =>
  Math.min(...Array.from({ length: 5 }, () => cpuTime(() => texts.forEach(action))));

test('texts of the measurement build, so that all of them is followed', () => {
  const outcomes = new Set(texts.map((text) => forecast(text, { data, context: workingContext }).outcome));
  expect([...outcomes]).toEqual(['builds']);
});

test('a forecast of 100 lines takes at most nine times as long as a check of them', () => {
  const forecasts = all((text) => forecast(text, { data, context: workingContext }));
  const checks = all((text) => checker.check(text, { today: '2026-11-21' }));
  expect(forecasts / checks).toBeLessThan(9);
}, 120_000);
