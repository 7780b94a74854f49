import { describe, expect, test } from 'vitest';
import { oneForEachCause } from './one-cause.ts';
import type { Finding, ProposedFix } from './rule.ts';

const TEXT = 'a\nb\nc\nd\ne\nf\ng\nh\n';
const at = (line: number, cause?: string, fix?: ProposedFix): Finding => ({
  range: { start: line * 2 - 2, end: line * 2 - 1 },
  message: `Mend ${String(line)}.`,
  ...(cause !== undefined && { cause }),
  fix,
});
const fixAt = (line: number): ProposedFix => ({
  title: 'Mend it',
  edits: [{ range: { start: line * 2 - 2, end: line * 2 - 1 }, text: 'x' }],
});
const messages = (...findings: readonly Finding[]): string[] =>
  oneForEachCause(findings, TEXT).map(({ message }) => message);

describe('oneForEachCause', () => {
  test('leaves findings alone that have no cause, or each its own', () => {
    expect(messages(at(1), at(2))).toEqual(['Mend 1.', 'Mend 2.']);
    expect(messages(at(1, 'x'), at(2, 'y'))).toEqual(['Mend 1.', 'Mend 2.']);
    expect(messages()).toEqual([]);
  });

  test('names the other lines of the same cause', () => {
    expect(messages(at(1, 'x'), at(2), at(3, 'x'))).toEqual(['Mend 1. Line 3 needs the same.', 'Mend 2.']);
    expect(messages(at(1, 'x'), at(3, 'x'), at(4, 'x'))).toEqual(['Mend 1. Lines 3 and 4 need the same.']);
    expect(messages(at(2, 'x'), at(2, 'x'))).toEqual(['Mend 2.']);
  });

  test('names no more than nine', () => {
    const text = oneForEachCause(
      Array.from({ length: 12 }, (_, i) => at(i + 1, 'x')),
      'a\n'.repeat(12),
    )[0]?.message;
    expect(text).toBe('Mend 1. Lines 2, 3, 4, 5, 6, 7, 8, 9, 10 and more need the same.');
  });

  test('keeps the places, and mends all or nothing', () => {
    const [all] = oneForEachCause([at(1, 'x', fixAt(1)), at(3, 'x', fixAt(3))], TEXT);
    expect(all?.fix?.edits).toHaveLength(2);
    expect(all?.related?.map(({ range }) => range.start)).toEqual([4]);
    expect(oneForEachCause([at(1, 'x', fixAt(1)), at(3, 'x')], TEXT)[0]?.fix).toBeUndefined();
  });
});
