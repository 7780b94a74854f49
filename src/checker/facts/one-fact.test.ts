import { describe, expect, test } from 'vitest';
import { oneForAllFacts, oneForEach, oneForEachCause, oneForEachFact, oneForEachFix } from './one-fact.ts';
import type { Finding, ProposedFix } from '../rule.ts';

const context = { text: 'a\nb\nc\nd\ne\nf\ng\nh\n' };

function at(line: number, message: string, more: Partial<Finding> = {}): Finding {
  return { range: { start: line * 2 - 2, end: line * 2 - 1 }, message, ...more };
}

function fixAt(line: number): { readonly fix: ProposedFix } {
  return { fix: { title: 'Mend it', edits: [{ range: { start: line * 2 - 2, end: line * 2 - 1 }, text: 'x' }] } };
}

const told = (findings: readonly Finding[]): string[] => findings.map(({ message }) => message);

describe('one finding for what is the same', () => {
  test('names the other lines', () => {
    expect(told(oneForEachFact([at(1, 'A.'), at(2, 'B.')], context))).toEqual(['A.', 'B.']);
    expect(told(oneForEachFact([at(1, 'A.'), at(2, 'B.'), at(3, 'A.')], context))).toEqual([
      'A. Line 3 needs the same.',
      'B.',
    ]);
    expect(told(oneForEachFact([at(2, 'A.'), at(2, 'A.')], context))).toEqual(['A.']);
    expect(
      told(
        oneForEachFact(
          [1, 2, 3, 4, 5, 6, 7, 8].map((line) => at(line, 'A.')),
          context,
        ),
      ),
    ).toEqual(['A. Lines 2, 3, 4, 5, 6 and 2 more need the same.']);
    expect(oneForEachFact([], context)).toEqual([]);
  });

  test('keeps the places', () => {
    const own = { related: [{ range: { start: 0, end: 1 }, message: 'Made here.' }] };
    const [all] = oneForEach([at(2, 'A.'), at(3, 'A.'), at(4, 'B.', own)], () => 'x', context);
    expect(all?.related).toEqual([
      { range: at(3, '').range, message: 'The same holds here.' },
      { range: at(4, '').range, message: 'B.' },
      own.related[0],
    ]);
  });

  test('goes by the cause that a finding names', () => {
    const cause = 'no -f';
    expect(told(oneForEachCause([at(1, 'A.', { cause }), at(2, 'A.'), at(3, 'B.', { cause })], context))).toEqual([
      'A. Line 3 needs the same.',
      'A.',
    ]);
  });

  test('mends all or nothing', () => {
    const [all] = oneForEachFact([at(1, 'A.', fixAt(1)), at(3, 'A.', fixAt(3))], context);
    expect(all?.fix?.edits).toHaveLength(2);
    expect(oneForEachFact([at(1, 'A.', fixAt(1)), at(3, 'A.')], context).map(({ fix }) => fix)).toEqual([undefined]);
    expect(told(oneForEachFix([at(1, 'A.', fixAt(1)), at(2, 'A.'), at(3, 'A.', fixAt(3))], context))).toEqual([
      'A. Line 3 needs the same.',
      'A.',
    ]);
  });

  test('tells several facts', () => {
    const tell = (facts: readonly string[]): string => facts.join(' and ');
    const a = (line: number) => at(line, 'A.', { ...fixAt(line), inShort: 'a' });
    const b = (line: number) => at(line, 'B.', { ...fixAt(line), inShort: 'b' });
    const c = at(4, 'C.', { inShort: 'c' });
    expect(told(oneForAllFacts([a(1), b(2), a(3), c], context, tell))).toEqual(['a and b', 'C.']);
    expect(told(oneForAllFacts([a(1), a(3)], context, tell))).toEqual(['A. Line 3 needs the same.']);
    expect(told(oneForAllFacts([a(1), { ...b(2), severity: 'info' }], context, tell))).toEqual(['A.', 'B.']);
    // Of one fact all places are mended or none.
    const open = { ...b(2), fix: undefined };
    expect(oneForAllFacts([a(1), b(3), open], context, tell).map(({ fix }) => fix?.edits.length)).toEqual([
      1,
      undefined,
    ]);
  });
});
