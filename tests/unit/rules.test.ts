import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  type Diagnostic,
  applyEdits,
  check,
  lineStarts,
  positionAt,
  ruleIds,
  ruleInfo,
} from '../../src/checker/index.ts';
import { ruleFolders } from '../../src/tools/generate.ts';
import { root } from '../../src/tools/root.ts';
import { type Example, readRuleDocument } from './rule-document.ts';

/** Support dates are judged on this day, so that examples stay true. */
const today = '2026-11-21';

/** What every rule must be, and the examples of its document, run. */
describe.each(ruleFolders())('rule %s', (id) => {
  const rule = ruleInfo(id);
  const document = readRuleDocument(id);
  const of = (kind: Example['kind']): readonly Example[] => document.examples.filter((each) => each.kind === kind);

  test('is known by the name of its folder', () => {
    expect(rule?.id).toBe(id);
    expect(rule?.title.length).toBeGreaterThan(0);
    expect(rule?.lesson).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test('says why, when not to, and shows examples', () => {
    expect(document.headings).toEqual(expect.arrayContaining(['Why', 'When not to', 'Examples']));
    expect(of('bad').length).toBeGreaterThan(0);
    expect(of('good').length).toBeGreaterThan(0);
    if (rule?.fix !== 'none') expect(of('fixed').length).toBeGreaterThan(0);
  });

  describe.each(of('bad').map((example) => [`line ${example.documentLine}`, example] as const))(
    'bad, %s',
    (_, example) => {
      const findings = run(example, id);

      test('has exactly one finding, below the marker', () => {
        expect(findings.map((finding) => lineOf(example.text, finding))).toEqual([example.markedLine]);
      });

      test('is told about in plain words', () => {
        for (const { message } of findings) {
          expect(message).toMatch(/[.!?)`"]$/);
          expect(message).not.toMatch(/\b(?:just|simply|obviously)\b/i);
          expect(message.length).toBeLessThan(420);
        }
      });

      test('is fixed only as the rule declares, and then stays fixed', () => {
        for (const { fix } of findings) {
          if (fix === undefined) continue;
          expect(fix.kind).toBe(rule?.fix);
          expect(fix.title.length).toBeGreaterThan(0);
          expect(run(example, id, applyEdits(example.text, fix.edits))).toEqual([]);
        }
      });
    },
  );

  test.each(of('good').map((example) => [`line ${example.documentLine}`, example] as const))(
    'good, %s',
    (_, example) => {
      expect(run(example, id).map(({ message }) => message)).toEqual([]);
      expect(example.markedLine).toBeUndefined();
    },
  );

  test.each(of('fixed').map((example) => [`line ${example.documentLine}`, example] as const))(
    'fixed, %s',
    (_, example) => {
      const bad = document.examples
        .filter((each) => each.kind === 'bad' && each.documentLine < example.documentLine)
        .at(-1);
      const fix = bad === undefined ? undefined : run(bad, id)[0]?.fix;
      expect(fix, 'the bad example above has a finding with a fix').toBeDefined();
      expect(applyEdits(bad?.text ?? '', fix?.edits ?? [])).toBe(example.text);
      expect(run(example, id)).toEqual([]);
    },
  );

  test('makes fixes that leave no syntax error, with any line break', () => {
    for (const example of of('bad')) {
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
    expect(ruleIds).toEqual([...new Set(ruleIds)].sort());
    expect(ruleIds).toEqual(ruleFolders());
  });

  test('name equivalents as those tools do', () => {
    const all = ruleIds.flatMap((id) => [...(ruleInfo(id)?.hadolint ?? []), ...(ruleInfo(id)?.buildkit ?? [])]);
    for (const name of all) expect(name).toMatch(/^(?:DL|SC)\d{4}$|^[A-Z][A-Za-z]+$/);
  });

  test('have a document each', () => {
    expect(ruleIds.filter((id) => !existsSync(join(root, 'src/checker/rules', id, 'rule.md')))).toEqual([]);
  });
});

/** Findings of one rule in an example, or in another text under the example's configuration. */
function run(example: Example, id: string, text = example.text): readonly Diagnostic[] {
  const { diagnostics, failures } = check(text, { ...example.options, today, also: [id] });
  if (failures[0] !== undefined) throw failures[0].error;
  return diagnostics.filter(({ rule }) => rule === id);
}

function lineOf(text: string, { range }: Diagnostic): number {
  return positionAt(lineStarts(text), range.start).line;
}
