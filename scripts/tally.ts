/** How many checks passed and failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** A check that is one thing: it holds or not. */
export function one(holds: boolean): Tally {
  return holds ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** The last line of `npm test`. */
export function tallyLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}

/** The part of Vitest's JSON report that is read. */
interface VitestReport {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** Counts tests; a file that could not be loaded counts as one failure. */
export function vitestTally(json: string): Tally {
  const { testResults } = JSON.parse(json) as VitestReport;
  return addTallies(
    testResults.map(({ status, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed').length;
      return {
        passed: assertionResults.filter((test) => test.status === 'passed').length,
        failed: failed === 0 && status === 'failed' ? 1 : failed,
      };
    }),
  );
}

/** The part of Playwright's JSON report that is read. */
interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
  readonly errors: readonly unknown[];
}

/** Counts tests; an error outside any test (a server that did not start) counts as one failure each. */
export function playwrightTally(json: string): Tally {
  const { stats, errors } = JSON.parse(json) as PlaywrightReport;
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}
