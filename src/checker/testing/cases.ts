import { describe, expect, test } from 'vitest';
import { contextOf, type ContextFiles } from '../context-of.ts';
import type { CheckOptions } from '../run-rules.ts';
import { findingsOf, linesOf } from './rule-helpers.ts';

/** A Dockerfile, with the files of its context where they matter. */
type Given = string | readonly [text: string, files: ContextFiles];

/** By rule: Dockerfiles with one finding each, those where it is no more than a note, and those with none. */
export type Cases = Readonly<
  Record<
    string,
    { readonly reported: readonly Given[]; readonly noted?: readonly Given[]; readonly silent?: readonly Given[] }
  >
>;

/** Makes a test of each case. */
export function describeCases(cases: Cases): void {
  describe.each(Object.entries(cases))('%s', (id, { reported, noted = [], silent = [] }) => {
    const run = (given: Given): number[] => linesOf(id, ...asked(given));
    const severities = (given: Given): string[] => findingsOf(id, ...asked(given)).map(({ severity }) => severity);
    test.each(reported.map((each) => [each]))('reports %j', (given) => expect(run(given)).toHaveLength(1));
    // Where a case is only noted, those that are reported are more than that.
    if (noted.length > 0)
      test.each(reported.map((each) => [each]))('is no note: %j', (given) =>
        expect(severities(given)).not.toContain('info'),
      );
    test.each(noted.map((each) => [each]))('notes %j', (given) => expect(severities(given)).toEqual(['info']));
    test.each(silent.map((each) => [each]))('does not mind %j', (given) => expect(run(given)).toEqual([]));
  });
}

function asked(given: Given): [text: string, options: CheckOptions] {
  const [text, files] = typeof given === 'string' ? [given] : given;
  return [text, files === undefined ? {} : { context: contextOf(files) }];
}
