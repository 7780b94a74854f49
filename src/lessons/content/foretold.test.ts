import { expect, test } from 'vitest';
import { foretold } from './foretold.ts';
import { loadLesson } from './load.ts';

const lesson = (slug: string) => loadLesson(slug).data;

test.each([
  ['multi-stage', 'starter', 'builds', true, 'Worked out from the file: it builds.'],
  ['multi-stage', 'starter', 'starts', true, 'it builds, and the container starts.'],
  ['multi-stage', 'library-missing', 'starts', false, 'the container does not start'],
  ['multi-stage', 'library-missing', 'exit', 127, 'with exit code 127'],
] as const)('%s, %s: %s is %j', (slug, state, asks, value, says) => {
  const found = foretold(lesson(slug), { state, asks });
  expect(found.value).toBe(value);
  expect(found.says).toContain(says);
});

test('a build that stops has a line, an exit code and what it prints', () => {
  const data = lesson('apk-cache');
  const broken = { ...data, states: data.states.map((each) => ({ ...each, dockerfile: 'FROM alpine:3.24\nRUN nothing-here\n' })) };
  expect(foretold(broken, { state: 'starter', asks: 'builds' }).value).toBe(false);
  expect(foretold(broken, { state: 'starter', asks: 'starts' }).value).toBe(false);
  expect(foretold(broken, { state: 'starter', asks: 'line' }).value).toBe(2);
  const { value, says } = foretold(broken, { state: 'starter', asks: 'exit' });
  expect(value).toBe(127);
  expect(says).toMatch(/the build stops at line 2, with exit code 127, and prints `.*nothing-here.*`\.$/);
});

test('what rests on something unknown is not decided', () => {
  const data = lesson('apk-cache');
  const open = { ...data, states: data.states.map((each) => ({ ...each, dockerfile: 'FROM example.org/unknown:1\nRUN tool\n' })) };
  for (const asks of ['builds', 'starts', 'exit', 'line'] as const) {
    expect(foretold(open, { state: 'starter', asks }).value).toBeUndefined();
  }
});
