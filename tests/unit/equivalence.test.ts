import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checker, type CheckOptions } from '../../src/checker/index.ts';
import { cleanFiles } from './mutations/clean-files.ts';
import { rewrites } from './mutations/rewrites.ts';
import { type Specimen, mutants } from './mutations/texts.ts';

/** The same program written differently has the same findings: over the clean files and each way to break them. */

/** Findings that depend on how it is written, by rewrite and rule, each with its reason. */
const mayDiffer: Readonly<Record<string, string>> = {
  'ENV without =, legacy-syntax': 'The rule is about this very writing.',
  'a heredoc in place of a chain, mergeable-runs':
    'Scripts are left as they are; only lists of one RUN line are joined.',
  'exec form of a command, mergeable-runs': 'Only lists in shell form are joined.',
  'exec form of the shell, mergeable-runs': 'Only lists in shell form are joined.',
  'exec form of the shell, bashism': 'The rule reads the script of a RUN, not one inside of a string.',
  'exec form of the shell, pipefail': 'The rule reads the script of a RUN, not one inside of a string.',
};

const today = '2026-11-21';
const specimens: readonly Specimen[] = [
  ...Object.entries(cleanFiles).map(([name, text]) => ({ name, text, options: { today } })),
  ...mutants(),
];

describe.each(rewrites.map((rewrite) => [rewrite.name, rewrite] as const))('%s', (name, { apply }) => {
  const findings = (text: string, options: CheckOptions): string[] => {
    const { diagnostics, failures } = checker.check(text, options);
    if (failures[0] !== undefined) throw failures[0].error;
    // What the rule `syntax` finds is the writing itself.
    return diagnostics
      .map(({ rule }) => rule)
      .filter((rule) => rule !== 'syntax' && mayDiffer[`${name}, ${rule}`] === undefined)
      .sort();
  };

  test('everywhere', () => {
    let changed = 0;
    const faults = specimens.flatMap((specimen) => {
      const rewritten = apply(specimen.text, () => true);
      if (rewritten === specimen.text) return [];
      changed++;
      const before = findings(specimen.text, specimen.options).join(', ');
      const after = findings(rewritten, specimen.options).join(', ');
      return before === after ? [] : [`${specimen.name}: ${before} became ${after}\n${rewritten}`];
    });
    expect(faults).toEqual([]);
    expect(changed).toBeGreaterThan(0);
  });

  test('here and there', () => {
    const picks = fc.array(fc.boolean(), { minLength: 30, maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(...specimens), picks, ({ text, options }, chosen) => {
        let place = 0;
        const rewritten = apply(text, () => chosen[place++ % chosen.length] === true);
        expect(findings(rewritten, options)).toEqual(findings(text, options));
      }),
      { numRuns: 25 },
    );
  });
});

test('exceptions are reasoned and name what exists', () => {
  const names = rewrites.map(({ name }) => name);
  for (const [key, reason] of Object.entries(mayDiffer)) {
    expect(names).toContain(key.split(', ')[0]);
    expect(reason).toMatch(/^[A-Z].*\.$/);
  }
});
