import { describe, expect, test } from 'vitest';
import { exampleForecasts, type ExampleForecast } from './example-forecasts.ts';

/** Share of examples that may be open. This only goes down. */
const LIMIT = 0.25;

const all = exampleForecasts();
const told = ({ place, why }: ExampleForecast): string => `${place} ${why}`;

/** Every `good` and `fixed` example of a rule is a Dockerfile that works. */
describe('examples of the rules', () => {
  test('build and start', () => {
    expect(all.filter(({ verdict }) => verdict === 'fails').map(told)).toEqual([]);
  });

  test('or are open for a reason that has a name', () => {
    expect(all.filter(({ verdict }) => verdict === 'unnamed').map(told)).toEqual([]);
  });

  test('and not too many of them', () => {
    const open = all.filter(({ verdict }) => verdict !== 'sure' && verdict !== 'fails');
    expect(open.length / all.length).toBeLessThanOrEqual(LIMIT);
  });
});
