import { describe, expect, test } from 'vitest';
import { addTallies, one, playwrightTally, tallyLine, vitestTally } from './tally.ts';

describe('tallies', () => {
  test('add up and end as one line', () => {
    expect(tallyLine(addTallies([one(true), one(false), { passed: 3, failed: 0 }]))).toBe('4 passed, 1 failed');
  });

  test('count tests of Vitest, and a file that did not load as one failure', () => {
    const testResults = [
      { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'pending' }] },
      { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }, { status: 'failed' }] },
      { status: 'failed', assertionResults: [] },
    ];
    expect(vitestTally(JSON.stringify({ testResults }))).toEqual({ passed: 2, failed: 3 });
  });

  test('count tests of Playwright, and an error outside of tests as one failure', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1 }, errors: [{}] };
    expect(playwrightTally(JSON.stringify(report))).toEqual({ passed: 6, failed: 2 });
  });
});
