import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, checker, type Diagnostic } from '../../src/checker/index.ts';
import { root } from '../../scripts/root.ts';
import { type CleanFile, cleanFiles } from './mutations/clean-files.ts';
import { operators } from './mutations/operators.ts';
import { singleStageBuilds, unknownLines } from './mutations/single-stage-builds.ts';
import { type Specimen, brokenTogether, mutants, ruleExamples } from './mutations/texts.ts';

/**
 * What every fix keeps, over the broken clean files, all examples of all rules, the files of all lessons, clean files that
 * are broken in several ways at once, and generated files of one stage that compile: its finding goes, no rule finds more
 * than before, and applying all fixes comes to an end.
 */

/** A fix may bring these findings, each for the reason beside it. `*` stands for any rule. */
const mayBring: Readonly<Record<string, string>> = {
  '* mergeable-runs': 'Two RUNs that a fix makes alike can then be one. That is advice, and its fix is safe.',
  'base-ended apk-renamed-package': 'The new release lacks names that the old one had.',
  'base-ended nsswitch-write': 'Old releases needed the file, new ones do not.',
  'base-ended system-pip': 'Old releases let pip install into the Python of Alpine, new ones refuse.',
  'apk-edge-mix apk-renamed-package': 'Without the foreign repository the name is not there.',
  'apk-renamed-package system-pip': 'Only with the new name it is known which Python pip belongs to.',
  'foreign-package-manager apk-cleanup-too-late':
    'Once it is apk that installs, it is the cache of apk that is removed.',
  'work-after-user file-missing': 'Only of a file that builds it is said what its container lacks.',
  'foreign-package-manager apk-cleanup-too-late':
    'Once it is apk that installs, it is the cache of apk that is removed.',
  'work-after-user file-missing': 'Only of a file that builds it is said what its container lacks.',
  'copy-from-unknown stage-unused': 'While a COPY names no stage, any stage may be meant, and none counts as unused.',
};

const keys = Object.keys(cleanFiles) as CleanFile[];
const several = fc.constantFrom(...keys).chain((base) =>
  fc
    .uniqueArray(fc.constantFrom(...operators.filter((each) => each.base === base && each.options === undefined)), {
      minLength: 2,
      maxLength: 4,
    })
    .map((chosen) => brokenTogether(base, chosen)),
);

describe.each([
  ['a broken file', mutants()],
  ['an example of a rule', ruleExamples()],
  ['a file of a lesson', lessonFiles()],
  // A fixed seed: a new exception is found by a person who changes it, not by a colleague's build.
  ['a file that is broken in several ways', fc.sample(several, { seed: 3_24, numRuns: 150 })],
  ['a file of one stage that compiles', fc.sample(singleStageBuilds, { seed: 3_24, numRuns: 200 }).map(asSpecimen)],
] as const)('in %s', (_, specimens) => {
  test('a fix removes its finding and brings no other', () => {
    expect(specimens.flatMap(faultsOfFixes)).toEqual([]);
  });

  // Nothing is left to fix, so a second time would change nothing.
  test.each([[['safe'] as const], [['safe', 'suggestion'] as const]])('all fixes come to an end: %s', (kinds) => {
    const faults = specimens.flatMap(({ name, text, options }) => {
      const { text: fixed } = checker.fix(text, kinds, options);
      const { diagnostics } = checker.check(fixed, options);
      const left = diagnostics.filter(({ fix }) => fix !== undefined && kinds.some((kind) => kind === fix.kind));
      const worse = countSyntax(diagnostics) > countSyntax(checker.check(text, options).diagnostics);
      const again = checker.fix(fixed, kinds, options).text !== fixed;
      return left.length > 0 || worse || again ? [`${name}: ${rules(left)}${worse ? ' syntax' : ''}\n${fixed}`] : [];
    });
    expect(faults).toEqual([]);
  });
});

describe('a file of one stage that compiles', () => {
  test('becomes two stages with all that the author wrote', () => {
    fc.assert(
      fc.property(singleStageBuilds, ({ text, path, runtime, kept }) => {
        const [finding] = compilersIn(text);
        const fixed = applyEdits(text, finding?.fix?.edits ?? []);
        const { model, diagnostics } = checker.check(fixed, { today: '2026-11-21' });
        const [build, last, another] = model.stages;
        expect(finding?.fix?.kind).toBe('suggestion');
        expect(another).toBeUndefined();
        expect(countSyntax(diagnostics)).toBe(0);
        expect([...(last?.installed.keys() ?? [])].sort()).toEqual([...runtime].sort());
        expect(last?.fileEvents.some((event) => event.path === path && event.fromStage === build)).toBe(true);
        expect(last?.process.program).toEqual(checker.check(text).model.target?.process.program);
        expect(last?.end.workdir).toBe(checker.check(text).model.target?.end.workdir);
        expect(last?.end.user).toBe(checker.check(text).model.target?.end.user);
        const lines = linesIn(fixed);
        const lastLines = lines.slice(lines.findLastIndex((line) => line.startsWith('from')));
        expect(lastLines).toEqual(expect.arrayContaining(kept.flatMap(linesIn)));
        for (const line of linesIn(text).filter((each) => each.startsWith('#'))) expect(lines).toContain(line);
        if (text.includes('\r')) expect(fixed.replaceAll('\r\n', '')).not.toContain('\n');
      }),
      { numRuns: 200 },
    );
  });

  test.each(unknownLines)('stays as it is with %s', (line) => {
    for (const { text } of fc.sample(singleStageBuilds, { seed: 3_24, numRuns: 30 })) {
      const findings = compilersIn(text.replace(/^(?=WORKDIR \/src)/m, `${line}\n`));
      expect(findings.length).toBeGreaterThan(0);
      for (const { fix } of findings) expect(fix).toBeUndefined();
    }
  });
});

describe('exceptions', () => {
  test('are reasoned', () => {
    for (const reason of Object.values(mayBring)) expect(reason).toMatch(/^[A-Z].*\.$/);
  });
});

/** Starters, solutions, variants and accepted answers of all lessons. */
function lessonFiles(): Specimen[] {
  return globSync('content/lessons/**/{Dockerfile,*.Dockerfile}', { cwd: root }).map((name) => ({
    name,
    text: readFileSync(join(root, name), 'utf8'),
    options: { today: '2026-11-21' },
  }));
}

function asSpecimen({ text }: { readonly text: string }): Specimen {
  return { name: 'single stage', text, options: { today: '2026-11-21' } };
}

function compilersIn(text: string): readonly Diagnostic[] {
  return checker.check(text, { today: '2026-11-21' }).diagnostics.filter(({ rule }) => rule === 'build-deps-in-final');
}

/** In lower case, as keywords may be. */
function linesIn(text: string): string[] {
  return text.toLowerCase().split(/\r?\n/);
}

/** What each single fix of a text does wrong. */
function faultsOfFixes({ name, text, options }: Specimen): string[] {
  const { diagnostics } = checker.check(text, options);
  const before = countRules(diagnostics);
  return diagnostics.flatMap(({ rule, fix }) => {
    if (fix === undefined) return [];
    const fixed = applyEdits(text, fix.edits);
    const faults = [...countRules(checker.check(fixed, options).diagnostics)].flatMap(([each, count]) => {
      const allowed = (before.get(each) ?? 0) - (each === rule ? 1 : 0);
      if (count <= allowed || mayBring[`${rule} ${each}`] !== undefined) return [];
      if (each !== rule && mayBring[`* ${each}`] !== undefined) return [];
      return [each === rule ? `${rule} stays` : `${rule} brings ${each}`];
    });
    if (fixed === text) faults.push(`${rule} changes nothing`);
    return faults.map((fault) => `${name}: ${fault}\n${fixed}`);
  });
}

function countRules(diagnostics: readonly Diagnostic[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of diagnostics) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

function countSyntax(diagnostics: readonly Diagnostic[]): number {
  return countRules(diagnostics).get('syntax') ?? 0;
}

function rules(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ rule }) => rule).join(', ');
}
