import { describe, expect, test } from 'vitest';
import { contextOf, type ContextFiles } from '../context-of.ts';
import { linesOf } from './rule-helpers.ts';

/** A Dockerfile, with the files of its context where they matter. */
type Given = string | readonly [text: string, files: ContextFiles];

/** By rule: Dockerfiles with one finding each, and those with none. */
export type Cases = Readonly<
  Record<string, { readonly reported: readonly Given[]; readonly silent: readonly Given[] }>
>;

/** Makes a test of each case. */
export function describeCases(cases: Cases): void {
  describe.each(Object.entries(cases))('%s', (id, { reported, silent }) => {
    const run = (given: Given): number[] => {
      const [text, files] = typeof given === 'string' ? [given] : given;
      return linesOf(id, text, files === undefined ? {} : { context: contextOf(files) });
    };
    test.each(reported.map((each) => [each]))('reports %j', (given) => expect(run(given)).toHaveLength(1));
    test.each(silent.map((each) => [each]))('does not mind %j', (given) => expect(run(given)).toEqual([]));
  });
}
