import { describe, expect, test } from 'vitest';
import { checker } from '../../checker/index.ts';
import { trackReview } from '../../lessons/content/track-review.ts';
import { assessMarks } from './assess.ts';
import { reviewTask } from './findings.ts';

const findings = [
  { on: [3], near: [3, 4, 5] },
  { on: [5], near: [3, 4, 5, 0] },
  { on: [8], near: [8] },
  { on: [8], near: [1, 8] },
];

test.each<[string, number[], { hit: number[]; invented: number[] }]>([
  ['nothing', [], { hit: [], invented: [] }],
  ['a row that a finding is about', [3], { hit: [0], invented: [] }],
  ['another row of its instruction: both are as near', [4], { hit: [0, 1], invented: [] }],
  ['a deleted line', [0], { hit: [1], invented: [] }],
  ['a row with two findings', [8], { hit: [2, 3], invented: [] }],
  ['a deleted line of one of the two', [1], { hit: [3], invented: [] }],
  ['a row that is nothing', [2, 7], { hit: [], invented: [2, 7] }],
  ['one twice', [7, 7, 3], { hit: [0], invented: [7] }],
  ['every row', [0, 1, 2, 3, 4, 5, 6, 7, 8], { hit: [0, 1, 2, 3], invented: [2, 6, 7] }],
])('marks on %s', (_, marks, { hit, invented }) => {
  const missed = [0, 1, 2, 3].filter((index) => !hit.includes(index));
  expect(assessMarks(marks, findings)).toEqual({ hit, missed, invented });
});

describe('what there is to find in a change', () => {
  const before = 'FROM alpine:3.24\nRUN apk add --no-cache jq\nUSER 10001\nCMD ["jq"]\n';
  const task = (after: string, allow: string[] = []) => reviewTask({ before, after, allow }, checker.check);

  test('is what the change brings in, at its rows', () => {
    const { rows, findings } = task(before.replace(' --no-cache', ''));
    expect(rows.map(({ change, line }) => `${change} ${line}`)).toEqual([
      'same 1',
      'removed 2',
      'added 2',
      'same 3',
      'same 4',
    ]);
    expect(findings.map(({ rule, on, near }) => [rule, on, near])).toEqual([['apk-no-cache', [2], [2, 1]]]);
  });

  test('is not what was there before, also where it has moved', () => {
    const old = before.replace(' --no-cache', '');
    const { findings } = reviewTask(
      { before: old, after: old.replace('RUN', 'ENV A=b\nRUN'), allow: [] },
      checker.check,
    );
    expect(findings).toEqual([]);
  });

  test('may be marked where the line stood that kept it away', () => {
    const { rows, findings } = task(before.replace('USER 10001\n', ''));
    expect(findings.map(({ rule }) => rule)).toEqual(['root-user']);
    expect(findings[0]?.near.map((row) => rows[row]?.text)).toContain('USER 10001');
  });

  test('may be marked at the line that was replaced, and each removed line stands for its own', () => {
    const old =
      'FROM alpine:3.24\nRUN apk add --no-cache tini\nUSER 10001\nENTRYPOINT ["/sbin/tini", "--"]\nCMD ["top"]\n';
    const after = old.replace('USER 10001\n', '').replace('/sbin/tini', '/usr/bin/tini');
    const { rows, findings } = reviewTask({ before: old, after, allow: [] }, checker.check);
    const marksOf = (text: string) => {
      const row = rows.findIndex((each) => each.change === 'removed' && each.text.startsWith(text));
      return assessMarks([row], findings).hit.map((index) => findings[index]?.rule);
    };
    expect(findings.map(({ rule }) => rule).sort()).toEqual(['root-user', 'tini-path']);
    expect(marksOf('USER')).toEqual(['root-user']);
    expect(marksOf('ENTRYPOINT')).toEqual(['tini-path']);
  });

  test('is not what its author left out', () => {
    expect(task(before.replace('USER 10001\n', ''), ['root-user']).findings).toEqual([]);
  });
});

test('the review of the track has lines to find and lines that are right', () => {
  const review = trackReview('essentials');
  if (review === undefined) throw new Error('There is no review.');
  const { rows, findings } = review.task;
  expect(findings.length).toBeGreaterThan(3);
  expect(findings.every(({ on }) => on.length > 0)).toBe(true);
  const { missed, invented } = assessMarks(
    rows.map((_, row) => row),
    findings,
  );
  expect(missed).toEqual([]);
  expect(invented.map((row) => rows[row]?.text)).toContain('COPY Makefile sign.c /src/');
});

test('a track without a review has none', () => {
  expect(trackReview('nowhere')).toBeUndefined();
});
