import { describe, expect, test } from 'vitest';
import type { LessonTask } from '../../checker/index.ts';
import { AuthorError } from './author-error.ts';
import { requireJudgeable } from './judged-lesson.ts';
import type { LessonData, LessonState } from './lesson-data.ts';
import { requireKnownNames } from './lesson-task.ts';
import { loadLesson } from './load.ts';

const lesson = 'content/lessons/one/lesson.mdx';
const paths = ['Makefile', 'src/main.c', 'run.sh'];
const task: LessonTask = {
  job: { runs: { file: 'run.sh' } },
  contracts: [{ run: 'make', needs: { files: ['Makefile'] }, makes: [{ path: '${prefix}/bin/server' }] }, { run: 'cc main.c' }],
  goals: [{ id: 'it', says: 'It is', symptom: 'It is not.', holds: { absent: ['/var/*', 'main.c'], loads: 'main' } }],
  allow: [],
};
const goal = task.goals[0];

function messageFor(change: Partial<LessonTask>): string {
  try {
    requireKnownNames({ ...task, ...change }, { paths, lesson });
  } catch (error) {
    expect(error).toBeInstanceOf(AuthorError);
    return (error as AuthorError).message;
  }
  return '';
}

describe('names in a task', () => {
  test('are those of the starter and of the contracts', () => {
    expect(messageFor({})).toBe('');
    expect(messageFor({ job: { runs: { made: 'server' } } })).toBe('');
  });

  test.each<[string, Partial<LessonTask>, string[]]>([
    ['the job', { job: { runs: { file: 'go.sh' } } }, ['job.runs.file', 'no file "go.sh"', 'Makefile, run.sh, src/main.c']],
    ['a program', { job: { runs: { made: 'sever' } } }, ['job.runs.made', 'No contract makes', 'made so far: server, main']],
    ['a contract', { contracts: [{ run: 'make', needs: { files: ['makefile'] } }] }, ['contracts.0.needs.files.0', '"makefile"']],
    ['a source', { contracts: [{ run: 'cc man.c' }] }, ['contracts.0.run', '"man.c"']],
    ['a goal', { goals: goal === undefined ? [] : [{ ...goal, holds: { present: ['x.c'] } }] }, ['goals.0.holds.present.0', '"x.c"']],
    ['a loader', { goals: goal === undefined ? [] : [{ ...goal, holds: { loads: 'x' } }] }, ['goals.0.holds.loads', '"x"']],
    ['a message', { allow: ['exec-form'], messages: { 'exec-form': 'Otherwise.' } }, ['messages.exec-form', 'Nobody sees this message']],
  ])('of %s that are not there are refused', (_, change, parts) => {
    const message = messageFor(change);
    for (const part of [lesson, ...parts]) expect(message).toContain(part);
  });
});

describe('a lesson that cannot be judged stops the build', () => {
  const { data, folder, frontMatter } = loadLesson('apk-cache');
  const change = (more: Partial<LessonTask>, edit: (state: LessonState) => string = (state) => state.dockerfile): LessonData => ({
    ...data,
    task: { ...data.task, ...more },
    states: data.states.map((state) => ({ ...state, dockerfile: edit(state) })),
  });
  const own = data.task.goals[0];

  test('and one that can does not', () => {
    expect(() => requireJudgeable({ data, folder, frontMatter })).not.toThrow();
  });

  test('with lines to be put in order, as long as their order passes', () => {
    const { dockerfile } = data.states[1] ?? { dockerfile: '' };
    const lines = dockerfile.split('\n').filter((line) => line !== '');
    const asking = (order: string[]) => ({
      ...frontMatter,
      asks: [{ id: 'lines', form: 'order' as const, asks: 'Order them.', decoys: [], lines: order }],
    });
    expect(() => requireJudgeable({ data, folder, frontMatter: asking(lines) })).not.toThrow();
    expect(() => requireJudgeable({ data, folder, frontMatter: asking(lines.toReversed()) })).toThrow(
      /lesson\.mdx: asks\.0\.lines: In this order the lines do not pass: .* Put them in an order that passes/,
    );
  });

  test.each<[string, LessonData, RegExp]>([
    [
      'whose job cannot be decided on its own solution',
      change({}, ({ name, dockerfile }) => (name === 'solution' ? dockerfile.replace('jq\n', 'jq && ./x || true\n').replace('alpine:', 'example.org/x:') : dockerfile)),
      /lesson\.mdx: job: With the lesson's own solution this cannot be decided: We could not tell .* Say what its build commands make/,
    ],
    [
      'whose solution does not build',
      change({}, ({ name, dockerfile }) => (name === 'solution' ? dockerfile.replace('jq\n', 'jq && false\n') : dockerfile)),
      /lesson\.mdx: job: The lesson's own solution does not meet it: The build stops at line 3/,
    ],
    [
      'whose solution misses a goal',
      change({ goals: own === undefined ? [] : [{ ...own, holds: { pid1: 'init' } }] }),
      /lesson\.mdx: goals \(no-index\): The lesson's own solution does not meet it/,
    ],
    [
      'whose starter meets a goal',
      change({ goals: own === undefined ? [] : [{ ...own, holds: { base: 'alpine' } }] }),
      /lesson\.mdx: goals \(no-index\): The starter meets this goal already\. Leave something/,
    ],
  ])('%s', (_, changed, message) => {
    expect(() => requireJudgeable({ data: changed, folder, frontMatter })).toThrow(message);
  });
});
