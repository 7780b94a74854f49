import { describe, expect, it } from 'vitest';
import { checker, type Fix } from '../../checker/index.ts';
import { problemOfFix } from './problem-of-fix.ts';

const files = {};

function firstFix(text: string): { rule: string; fix: Fix } {
  const found = checker.check(text, { profile: 'lesson' }).diagnostics.find(({ fix }) => fix !== undefined);
  if (found?.fix === undefined) throw new Error('There is nothing to fix.');
  return { rule: found.rule, fix: found.fix };
}

describe('problemOfFix', () => {
  it('has nothing against a fix that holds, or where there is none', () => {
    const text = 'FROM alpine:3.24\nRUN apk add git\n';
    expect(problemOfFix(firstFix(text), { text, files }, checker)).toBeUndefined();
    expect(problemOfFix({ rule: 'apk-no-cache', fix: undefined }, { text, files }, checker)).toBeUndefined();
  });

  it('names a fix after which its finding would stay', () => {
    const text = 'FROM alpine:3.24\nRUN apk add --no-cache git tzdata && apk del tzdata\nENV TZ=Asia/Tokyo\n';
    expect(problemOfFix(firstFix(text), { text, files }, checker)).toBe('its finding would stay');
  });

  it.each([
    [
      [
        [1, 5],
        [2, 6],
      ],
      'its edits overlap',
    ],
    [[[80, 95]], 'it reaches beyond the end of the text'],
    [[[0, 4]], 'it would bring something that Docker or the shell cannot read'],
  ])('throws nothing for edits at %j of another text', (ranges, reason) => {
    const edits = ranges.map(([start = 0, end = 0]) => ({ range: { start, end }, text: 'x' }));
    const fix = { kind: 'safe' as const, title: 'x', edits };
    expect(problemOfFix({ rule: undefined, fix }, { text: 'FROM alpine:3.24\n', files }, checker)).toBe(reason);
  });
});
