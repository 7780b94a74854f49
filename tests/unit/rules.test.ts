import { lessonOfRule } from '../../src/rule-docs/lesson-of-rule.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyEdits, checker, type Diagnostic, lineStarts, positionAt } from '../../src/checker/index.ts';
import { type RuleDoc, type RuleExample, exampleOptions, parseRuleDoc } from '../../src/rule-docs/rule-document.ts';
import { ruleFolders } from '../../scripts/generate.ts';
import { root } from '../../scripts/root.ts';

/** Support dates are judged on this day, so that examples stay true. */
const today = '2026-11-21';

/** What was found already: several tests ask about the same text. */
const runs = new WeakMap<RuleExample, Map<string, readonly Diagnostic[]>>();

/** What every rule must be, and the examples of its document, run. */
describe.each(ruleFolders())('rule %s', (id) => {
  const rule = checker.rule(id);
  const { examples, problem } = readDocument(id);
  const bad = examples.filter(({ kind }) => kind === 'bad');
  const good = examples.filter(({ kind }) => kind === 'good');
  const fixed = bad.filter((example) => example.fixed !== undefined);

  test('is known by the name of its folder', () => {
    expect(rule?.id).toBe(id);
    expect(rule?.title.length).toBeGreaterThan(0);
    expect(lessonOfRule[id], 'a lesson says in "teaches" that it teaches the rule').toBeDefined();
  });

  test('is written: no TODO stands in it', () => {
    const texts = ['rule.ts', 'rule.md'].map((name) => readFileSync(join(root, 'src/checker/rules', id, name), 'utf8'));
    expect(texts.join('\n').match(/^.*\bTODO\b.*$/gm) ?? []).toEqual([]);
  });

  test('says why, when not to, and shows examples', () => {
    if (problem !== undefined) throw problem;
    expect(bad.length).toBeGreaterThan(0);
    expect(good.length).toBeGreaterThan(0);
    if (rule?.fix !== 'none') expect(fixed.length).toBeGreaterThan(0);
  });

  describe.each(bad.map((example) => [`line ${example.documentLine}`, example] as const))('bad, %s', (_, example) => {
    // Asked for in the tests: whoever tests one rule does not wait for the examples of all.
    const findings = (): readonly Diagnostic[] => run(example, id);

    test('has exactly one finding, below the marker', () => {
      expect(findings().map((finding) => lineOf(example.text, finding))).toEqual([example.markedLine]);
    });

    test('is told about in plain words', () => {
      for (const { message } of findings()) {
        expect(message).toMatch(/[.!?)`"]$/);
        expect(message).not.toMatch(/\b(?:just|simply|obviously)\b/i);
        expect(message.length).toBeLessThan(420);
      }
    });

    test('stays fixed once it is', () => {
      for (const { fix } of findings()) {
        if (fix === undefined) continue;
        expect(fix.title.length).toBeGreaterThan(0);
        expect(run(example, id, applyEdits(example.text, fix.edits))).toEqual([]);
      }
    });
  });

  test.each(good.map((example) => [`line ${example.documentLine}`, example] as const))('good, %s', (_, example) => {
    expect(run(example, id).map(({ message }) => message)).toEqual([]);
    expect(example.markedLine).toBeUndefined();
  });

  test.each(fixed.map((example) => [`line ${example.documentLine}`, example] as const))(
    'fixed, below %s',
    (_, example) => {
      const fix = run(example, id)[0]?.fix;
      expect(fix, 'the finding has a fix').toBeDefined();
      expect(applyEdits(example.text, fix?.edits ?? [])).toBe(example.fixed?.text);
      expect(run(example, id, example.fixed?.text)).toEqual([]);
    },
  );

  test('makes fixes that leave no syntax error, with any line break', () => {
    for (const example of bad) {
      for (const variant of [example.text, example.text.replaceAll('\n', '\r\n')]) {
        const fix = run(example, id, variant)[0]?.fix;
        if (fix === undefined || id === 'syntax') continue;
        const fixed = run(example, 'syntax', applyEdits(variant, fix.edits));
        expect(fixed).toEqual(run(example, 'syntax', variant));
      }
    }
  });
});

describe('rules', () => {
  test('are listed in order, each once', () => {
    expect(checker.ruleIds).toEqual([...new Set(checker.ruleIds)].sort());
    expect(checker.ruleIds).toEqual(ruleFolders());
  });

  test('name equivalents as those tools do', () => {
    const all = checker.ruleIds.flatMap((id) => [
      ...(checker.rule(id)?.hadolint ?? []),
      ...(checker.rule(id)?.buildkit ?? []),
    ]);
    for (const name of all) expect(name).toMatch(/^(?:DL|SC)\d{4}$|^[A-Z][A-Za-z]+$/);
    for (const id of checker.ruleIds)
      for (const name of checker.rule(id)?.tally ?? []) expect(name).toMatch(/^(?:[a-z]+\/)?[a-z]+(?:-[a-z]+)+$/);
  });
});

/** A document that cannot be read must not keep the other rules from being tested. */
function readDocument(id: string): Pick<RuleDoc, 'examples'> & { readonly problem?: Error } {
  const file = `src/checker/rules/${id}/rule.md`;
  try {
    return parseRuleDoc(readFileSync(join(root, file), 'utf8'), file);
  } catch (problem) {
    return { examples: [], problem: problem instanceof Error ? problem : new Error(String(problem)) };
  }
}

/** Findings of one rule in an example, or in another text under the example's settings. */
function run(example: RuleExample, id: string, text = example.text): readonly Diagnostic[] {
  const known = runs.get(example) ?? new Map<string, readonly Diagnostic[]>();
  runs.set(example, known);
  const found = known.get(`${id}\0${text}`) ?? check(example, id, text);
  known.set(`${id}\0${text}`, found);
  return found;
}

function check(example: RuleExample, id: string, text: string): readonly Diagnostic[] {
  const { diagnostics, failures, dropped } = checker.check(text, { today, ...exampleOptions(id, example) });
  if (failures[0] !== undefined) throw failures[0].error;
  expect(dropped, 'every fix can be offered').toEqual([]);
  return diagnostics.filter(({ rule }) => rule === id);
}

function lineOf(text: string, { range }: Diagnostic): number {
  return positionAt(lineStarts(text), range.start).line;
}
