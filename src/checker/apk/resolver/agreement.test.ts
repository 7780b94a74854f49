import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAnswers } from '../../../../scripts/apk-agreement/answers-file.ts';
import { compareSet } from '../../../../scripts/apk-agreement/compare.ts';
import { baseState } from './base-state.ts';
import { decodeTable, readHead } from './table.ts';

const table = readFileSync(new URL('../../data/packages/v3.19-x86_64.packages.txt', import.meta.url), 'utf8');
const answers = readAnswers(readFileSync(new URL('agreement.v3.19-x86_64.json', import.meta.url), 'utf8'));
const index = decodeTable(table);
const start = baseState(table)!;
const compared = answers.sets.map((set) => compareSet(index, start, set));

/** Sets of a kind that the resolver does not answer as apk did. */
function others(kind: string): readonly string[] {
  return compared
    .filter(({ set, result }) => set.kind === kind && result !== 'same' && result !== 'order')
    .map(({ set, command, result }) => `${result}: ${set.commands.join(' ; ')} at ${command ?? ''}`);
}

describe('agreement with the genuine apk', () => {
  it('was asked over the indexes that the table is made from', () => {
    expect(readHead(table).get('repository')?.split('\n')).toEqual(answers.table);
  });

  it('was asked enough', () => {
    const count = (kind: string) => compared.filter(({ set }) => set.kind === kind).length;
    const refused = answers.sets.filter(
      ({ kind, answers: given }) => kind === 'failing' && given.some(({ exit }) => exit !== 0),
    );
    expect(count('ordinary')).toBeGreaterThanOrEqual(60);
    expect(refused.length).toBeGreaterThanOrEqual(60);
    expect(count('random')).toBeGreaterThanOrEqual(400);
  });

  it.each(['ordinary', 'failing'])('answers every %s set as apk does: packages, lines and exit code', (kind) => {
    expect(others(kind)).toEqual([]);
  });

  it('answers at least 98 of 100 random sets as apk does', () => {
    const random = compared.filter(({ set }) => set.kind === 'random').length;
    expect(others('random').length / random).toBeLessThanOrEqual(0.02);
  });

  it('names packages in the order of apk, as a rule', () => {
    expect(compared.filter(({ result }) => result === 'order').length / compared.length).toBeLessThanOrEqual(0.05);
  });
});
