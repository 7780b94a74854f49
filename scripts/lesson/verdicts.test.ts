import { expect, test } from 'vitest';
import { state } from './answers.ts';
import { verdictsOf } from './verdicts.ts';
import { readWritten } from './written-lesson.ts';

const whole = readWritten('apk-add');
const { lesson } = whole;

test('all of a lesson that has everything do as they should', () => {
  const verdicts = verdictsOf(whole);
  expect(verdicts.filter(({ isRight }) => !isRight)).toEqual([]);
  expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(
    new Set(['starter', 'solution', 'variant', 'answer', 'mutant']),
  );
  expect(verdicts.length).toBe(lesson.data.states.length + whole.mutants.length + whole.accepted.length);
});

test('those that do not come first, and say what they do and what they should', () => {
  const solution = state(lesson, 'solution');
  const starter = state(lesson, 'starter');
  const verdicts = verdictsOf({
    ...whole,
    mutants: [
      ...whole.mutants,
      { name: 'passes', dockerfile: solution.dockerfile, fails: ['job'] },
      { name: 'other', dockerfile: starter.dockerfile, fails: ['job'] },
      { name: 'lost', replace: 'not there', with: '', fails: ['job'] },
    ],
    accepted: [...whole.accepted, ['wrong', starter]],
  });
  expect(verdicts.slice(0, 5).map(({ name, really, expected, isRight }) => [name, really, expected, isRight])).toEqual([
    ['wrong', 'fails builds', 'passes', false],
    ['passes', 'passes', 'fails job', false],
    ['other', 'fails builds', 'fails job', false],
    ['lost', 'The text to replace stands 0 times in Dockerfile, not once: not there', 'fails job', false],
    ['starter', 'fails builds', 'meets no goal', true],
  ]);
});

test('a starter that meets a goal is a fault', () => {
  const { dockerfile } = state(lesson, 'solution');
  const states = lesson.data.states.map((each) => (each.name === 'starter' ? { ...each, dockerfile } : each));
  const [first] = verdictsOf({ ...whole, lesson: { ...lesson, data: { ...lesson.data, states } } });
  expect([first?.name, first?.really, first?.isRight]).toEqual(['starter', 'does not pass', false]);
});
