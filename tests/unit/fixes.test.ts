import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, checker, type CheckResult, type Diagnostic, type FixKind } from '../../src/checker/index.ts';
import { tryFix } from '../../src/checker/apply/try-fixes.ts';
import { type CheckingOnce, checkingOnce } from '../../src/checker/testing/check-once.ts';
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
  'base-untagged step-fails': 'Only of a release that is known is it said which step fails.',
  'base-ended nsswitch-write': 'Old releases needed the file, new ones do not.',
  'base-ended system-pip': 'Old releases let pip install into the Python of Alpine, new ones refuse.',
  'apk-edge-mix apk-renamed-package': 'Without the foreign repository the name is not there.',
  'apk-renamed-package system-pip': 'Only with the new name it is known which Python pip belongs to.',
  'command-one-word init-missing': 'Only with words of its own is it known which program is PID 1.',
  'failure-masked system-pip': 'A pip that may fail is no fault of its own, and one that has to succeed is.',
  'failure-masked tool-unpinned': 'A pip that may fail is no fault of its own, and one that has to succeed is.',
  'command-one-word tini-path': 'Only with words of its own is it known which program is PID 1.',
  'set-swallows healthcheck-tool': 'While a command does not run it is not known what it would have installed.',
  'foreign-package-manager apk-cleanup-too-late':
    'Once it is apk that installs, it is the cache of apk that is removed.',
  'work-after-user file-missing': 'Only of a file that builds it is said what its container lacks.',
  'virtual-empty file-missing': 'While the packages are an error, what its container lacks is not said.',
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
  // All is asked of a text while its checks are at hand.
  let found: readonly Faults[] | undefined;
  const faults = (of: keyof Faults): readonly string[] =>
    (found ??= specimens.map(faultsOf)).flatMap((each) => each[of]);

  test('a fix removes its finding and brings no other', () => {
    expect(faults('single')).toEqual([]);
  });

  // Nothing is left to fix, so a second time would change nothing.
  test.each([
    [['safe'], 'safe'],
    [['safe', 'suggestion'], 'all'],
  ] as const)('all fixes come to an end: %s', (_, of) => {
    expect(faults(of)).toEqual([]);
  });
});

describe('a file of one stage that compiles', () => {
  test('becomes two stages with all that the author wrote', () => {
    fc.assert(
      fc.property(singleStageBuilds, ({ text, path, runtime, kept }) => {
        const before = checker.check(text, { today: '2026-11-21' });
        const [finding] = compilersIn(before);
        const fixed = applyEdits(text, finding?.fix?.edits ?? []);
        const { model, diagnostics } = checker.check(fixed, { today: '2026-11-21' });
        const { target } = before.model;
        const [build, last, another] = model.stages;
        expect(finding?.fix?.kind).toBe('suggestion');
        expect(another).toBeUndefined();
        expect(countSyntax(diagnostics)).toBe(0);
        expect([...(last?.installed.keys() ?? [])].sort()).toEqual([...runtime].sort());
        expect(last?.fileEvents.some((event) => event.path === path && event.fromStage === build)).toBe(true);
        expect(last?.process.program).toEqual(target?.process.program);
        expect(last?.end.workdir).toBe(target?.end.workdir);
        expect(last?.end.user).toBe(target?.end.user);
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
      const changed = text.replace(/^(?=WORKDIR \/src)/m, `${line}\n`);
      const findings = compilersIn(checker.check(changed, { today: '2026-11-21', only: ['build-deps-in-final'] }));
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

function compilersIn({ diagnostics }: CheckResult): readonly Diagnostic[] {
  return diagnostics.filter(({ rule }) => rule === 'build-deps-in-final');
}

/** In lower case, as keywords may be. */
function linesIn(text: string): string[] {
  return text.toLowerCase().split(/\r?\n/);
}

/** What goes wrong with the fixes of a text. */
interface Faults {
  /** With each alone. */
  readonly single: readonly string[];
  /** With all safe ones. */
  readonly safe: readonly string[];
  /** With all of both kinds. */
  readonly all: readonly string[];
}

function faultsOf({ name, text, options }: Specimen): Faults {
  const checking = checkingOnce(options);
  const all = (...kinds: FixKind[]): string[] => faultsOfAll(checking, text, kinds).map((fault) => `${name}: ${fault}`);
  return {
    single: faultsOfEach(checking, text).map((fault) => `${name}: ${fault}`),
    safe: all('safe'),
    all: all('safe', 'suggestion'),
  };
}

/** What each single fix of a text does wrong. */
function faultsOfEach({ check }: CheckingOnce, text: string): string[] {
  const { diagnostics } = check(text);
  const before = countRules(diagnostics);
  return diagnostics.flatMap(({ rule, fix }) => {
    if (fix === undefined) return [];
    const fixed = applyEdits(text, fix.edits);
    const faults = [...countRules(check(fixed).diagnostics)].flatMap(([each, count]) => {
      const allowed = (before.get(each) ?? 0) - (each === rule ? 1 : 0);
      if (count <= allowed || mayBring[`${rule} ${each}`] !== undefined) return [];
      if (each !== rule && mayBring[`* ${each}`] !== undefined) return [];
      return [each === rule ? `${rule} stays` : `${rule} brings ${each}`];
    });
    if (looks(fixed).trailing > looks(text).trailing) faults.push(`${rule} leaves a space at the end of a line`);
    if (looks(fixed).doubled > looks(text).doubled) faults.push(`${rule} leaves two blank lines`);
    if (fixed === text) faults.push(`${rule} changes nothing`);
    return faults.map((fault) => `${fault}\n${fixed}`);
  });
}

/** What is left to do when all fixes of some kinds were applied. */
function faultsOfAll({ check, fix }: CheckingOnce, text: string, kinds: readonly FixKind[]): string[] {
  const { text: fixed } = fix(text, kinds);
  const { diagnostics } = check(fixed);
  const left = diagnostics.filter(
    (each) => each.fix !== undefined && kinds.includes(each.fix.kind) && !wouldStop(check, fixed, each),
  );
  const worse = countSyntax(diagnostics) > countSyntax(check(text).diagnostics);
  const again = fix(fixed, kinds).text !== fixed;
  return left.length > 0 || worse || again ? [`${rules(left)}${worse ? ' syntax' : ''}\n${fixed}`] : [];
}

/** A suggestion that is held back: a command that fails without harm now would end the build. */
function wouldStop(check: CheckingOnce['check'], text: string, { rule, fix }: Diagnostic): boolean {
  const tried = tryFix(check, text, { rule, edits: fix?.edits ?? [] });
  return 'reason' in tried && tried.reason === 'the build or the container would fail';
}

/** Lines that end in a space, and blank lines that follow another or begin the file. */
function looks(text: string): { readonly trailing: number; readonly doubled: number } {
  return {
    trailing: [...text.matchAll(/[ \t]\r?$/gm)].length,
    doubled: [...text.matchAll(/(?<=^|\n)[ \t]*\r?\n(?=[ \t]*\r?\n)|^\s*\n/g)].length,
  };
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
