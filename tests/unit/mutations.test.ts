import { describe, expect, test } from 'vitest';
import { checker, type CheckOptions, type Diagnostic, lineStarts, positionAt } from '../../src/checker/index.ts';
import { cleanFiles } from './mutations/clean-files.ts';
import { type Operator, mutate } from './mutations/operator.ts';
import { operators } from './mutations/operators.ts';

/** Clean files, each broken in one way at a time: the rule that is meant finds it on its line, and no other speaks. */

/** Support dates are judged on this day. */
const today = '2026-11-21';

/** Rules that no operator triggers, each with its reason. */
const withoutOperator: Readonly<Record<string, string>> = {};

test.each(Object.entries(cleanFiles))('the clean file %s has no finding', (_, text) => {
  expect(run(text).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
});

describe('an operator', () => {
  test.each(operators.map((operator) => [operator.rule, operator.name, operator] as const))(
    'of %s: %s',
    (rule, _, operator) => {
      const text = mutate(operator);
      expect(newFindings(text, operator)).toEqual([`${rule} on line ${operator.line}`]);
    },
  );
});

describe('the operators', () => {
  test('are many', () => {
    expect(operators.length).toBeGreaterThanOrEqual(60);
  });

  test('break a file in ways that differ', () => {
    expect(new Set(operators.map(mutate)).size).toBe(operators.length);
  });

  test('cover every rule, except those with a reason', () => {
    const covered = new Set(operators.map(({ rule }) => rule));
    expect(checker.ruleIds.filter((id) => !covered.has(id))).toEqual(Object.keys(withoutOperator).sort());
    for (const reason of Object.values(withoutOperator)) expect(reason).not.toBe('');
  });
});

/** What a broken file has more than the clean one: rule and line. */
function newFindings(text: string, { base, options }: Operator): string[] {
  const before = run(cleanFiles[base], options).map(identity);
  const starts = lineStarts(text);
  return run(text, options)
    .filter((finding) => {
      const index = before.indexOf(identity(finding));
      if (index >= 0) before.splice(index, 1);
      return index < 0;
    })
    .map(({ rule, range }) => `${rule} on line ${positionAt(starts, range.start).line}`);
}

const identity = ({ rule, message }: Diagnostic): string => `${rule}: ${message}`;

function run(text: string, options: CheckOptions = {}): readonly Diagnostic[] {
  const { diagnostics, failures } = checker.check(text, { today, ...options });
  if (failures[0] !== undefined) throw failures[0].error;
  return diagnostics;
}
