import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checker, type CheckOptions } from '../../src/checker/index.ts';
import { cleanFiles } from './mutations/clean-files.ts';
import { rewrites } from './mutations/rewrites.ts';
import { type Specimen, mutants } from './mutations/texts.ts';

/** The same program written differently has the same findings: over the clean files and each way to break them. */

/** Findings that depend on how it is written, by rewrite and rule, each with its reason. */
const mayDiffer: Readonly<Record<string, string>> = {
  'keywords in small letters, instruction-case': 'The rule is about how they are written.',
  'keywords in small letters, legacy-syntax': 'The rule minds `AS` beside `from`.',
  'ENV without =, legacy-syntax': 'The rule is about this very writing.',
  'a heredoc in place of a chain, mergeable-runs':
    'Scripts are left as they are; only lists of one RUN line are joined.',
  'exec form of a command, mergeable-runs': 'Only lists in shell form are joined.',
  'exec form of the shell, mergeable-runs': 'Only lists in shell form are joined.',
  'exec form of the shell, bashism': 'The rule reads the script of a RUN, not one inside of a string.',
  'exec form of the shell, step-fails':
    'Where the rule bashism does not look, what ash cannot read is what the step fails of.',
  'exec form of the shell, pipefail': 'The rule reads the script of a RUN, not one inside of a string.',
  'exec form of the shell, failure-masked': 'The rule reads the script of a RUN, not one inside of a string.',
  'exec form of the shell, set-swallows': 'The rule reads the script of a RUN, not one inside of a string.',
  'exec form of the shell, state-lost': 'The rule reads the script of a RUN, not one inside of a string.',
  'exec form of a command, set-swallows': 'No image has a program of the name `set`, so it is another fault.',
};

const today = '2026-11-21';
const specimens: readonly Specimen[] = [
  ...Object.entries(cleanFiles).map(([name, text]) => ({ name, text, options: { today } })),
  ...mutants(),
];

/** The rules of the findings in a text; what `syntax` finds is the writing itself. */
const rulesIn = (text: string, options: CheckOptions): readonly string[] => {
  const { diagnostics, failures } = checker.check(text, options);
  if (failures[0] !== undefined) throw failures[0].error;
  return diagnostics.map(({ rule }) => rule).filter((rule) => rule !== 'syntax');
};

/** Of the specimens as they are, with which every rewrite is compared. */
const rulesBefore = new Map<Specimen, readonly string[]>();
const before = (specimen: Specimen): readonly string[] => {
  const rules = rulesBefore.get(specimen) ?? rulesIn(specimen.text, specimen.options);
  rulesBefore.set(specimen, rules);
  return rules;
};

describe.each(rewrites.map((rewrite) => [rewrite.name, rewrite] as const))('%s', (name, { apply }) => {
  const compared = (rules: readonly string[]): string[] =>
    rules.filter((rule) => mayDiffer[`${name}, ${rule}`] === undefined).sort();

  test('everywhere', () => {
    let changed = 0;
    const faults = specimens.flatMap((specimen) => {
      const rewritten = apply(specimen.text, () => true);
      if (rewritten === specimen.text) return [];
      changed++;
      const was = compared(before(specimen)).join(', ');
      const is = compared(rulesIn(rewritten, specimen.options)).join(', ');
      return was === is ? [] : [`${specimen.name}: ${was} became ${is}\n${rewritten}`];
    });
    expect(faults).toEqual([]);
    expect(changed).toBeGreaterThan(0);
  });

  test('here and there', () => {
    const picks = fc.array(fc.boolean(), { minLength: 30, maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(...specimens), picks, (specimen, chosen) => {
        let place = 0;
        const rewritten = apply(specimen.text, () => chosen[place++ % chosen.length] === true);
        expect(compared(rulesIn(rewritten, specimen.options))).toEqual(compared(before(specimen)));
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
