import { describe, expect, test } from 'vitest';
import { type Answer, state } from './answers.ts';
import { lessonFaults } from './lesson-faults.ts';
import type { LessonTask } from '../../src/checker/index.ts';
import type { WrittenLesson } from './lesson-faults.ts';
import { readWritten } from './written-lesson.ts';

/** A lesson that has everything; each case takes one thing away. */
const whole = readWritten('apk-cache');
const { lesson } = whole;
const states = (change: (name: string, dockerfile: string) => string): WrittenLesson => ({
  ...whole,
  lesson: {
    ...lesson,
    data: {
      ...lesson.data,
      states: lesson.data.states.map((each) => ({ ...each, dockerfile: change(each.name, each.dockerfile) })),
    },
  },
});
const solution = lesson.data.states.find(({ name }) => name === 'solution')?.dockerfile ?? '';
/** The solution's files with another Dockerfile. */
const other = (dockerfile: string): Answer => ({ ...state(lesson, 'solution'), dockerfile });
const body = (change: (text: string) => string): WrittenLesson => ({
  ...whole,
  lesson: { ...lesson, body: change(lesson.body) },
});
const task = (change: Partial<LessonTask>): WrittenLesson => ({
  ...whole,
  lesson: { ...lesson, data: { ...lesson.data, task: { ...lesson.data.task, ...change } } },
});
const [goal] = lesson.data.task.goals;
if (goal === undefined) throw new Error('The lesson has no goal.');
const first = whole.mutants[0];
const { passed } = lesson.frontMatter;
const front = (change: Partial<typeof lesson.frontMatter>): WrittenLesson => ({
  ...whole,
  lesson: { ...lesson, frontMatter: { ...lesson.frontMatter, ...change } },
});

test('nothing is missing in a lesson that has everything', () => {
  expect(lessonFaults(whole)).toEqual([]);
});

describe('said in words:', () => {
  test.each<[string, WrittenLesson, string | RegExp]>([
    [
      'nothing to look back on',
      { ...whole, lesson: { ...lesson, frontMatter: { ...lesson.frontMatter, outcome: undefined } } },
      'lesson.mdx: Say in "outcome" what one can do after the lesson.',
    ],
    [
      'no question',
      { ...whole, lesson: { ...lesson, frontMatter: { ...lesson.frontMatter, recall: undefined } } },
      'lesson.mdx: Ask in "recall" what one should still know days later.',
    ],
    [
      'nothing to show after the exercise',
      front({ passed: undefined }),
      'lesson.mdx: Say in "passed" what the page shows',
    ],
    [
      'another way that does not pass',
      front({ passed: passed && { ...passed, others: [{ answer: 'removed-later', says: 'Never.' }] } }),
      'lesson.mdx: passed.others has "removed-later", which does not pass.',
    ],
    [
      'another way of accepted/ that does not pass',
      {
        ...front({ passed: passed && { ...passed, others: [{ answer: 'wrong', says: 'Never.' }] } }),
        accepted: [...whole.accepted, ['wrong', other(solution.replace('--no-cache ', ''))]],
      },
      'lesson.mdx: passed.others has "wrong", which does not pass.',
    ],
    [
      'a figure that nobody has recorded',
      {
        ...whole,
        lesson: {
          ...lesson,
          data: { ...lesson.data, states: lesson.data.states.map((each) => ({ ...each, recording: undefined })) },
        },
      },
      'passed.figures.0 needs a recording of "solution": npm run record -- apk-cache/solution',
    ],
    [
      'no section',
      body((text) => text.replace('role="idea"', 'role="ides"')),
      'lesson.mdx: Add <Section role="idea">.',
    ],
    [
      'an unknown section',
      body((text) => text.replace('role="idea"', 'role="ides"')),
      'There is no section role "ides"',
    ],
    [
      'a section in the wrong place',
      body((text) =>
        text.replace('role="idea"', 'role="x"').replace('"exercise"', '"idea"').replace('"x"', '"exercise"'),
      ),
      'lesson.mdx: Put the sections in the order idea, exercise,',
    ],
    [
      'a section twice',
      body((text) => `${text}\n<Section role="idea">\n`),
      'lesson.mdx: Keep one <Section role="idea">, not 2.',
    ],
    [
      'a text that is left to write',
      { ...whole, texts: new Map([['session.yaml', 'image: x\n# TODO say why\n']]) },
      'session.yaml, line 2: Write what stands as TODO there: # TODO say why',
    ],
    [
      'no state between',
      { ...whole, lesson: { ...lesson, data: { ...lesson.data, states: lesson.data.states.slice(0, 2) } } },
      'variants/: Add a state between starter and solution',
    ],
    [
      'a starter that passes',
      states((name, text) => (name === 'starter' ? solution : text)),
      'starter/Dockerfile: It meets goal:no-index as it is',
    ],
    [
      'a message that nobody meets',
      task({ messages: { 'tini-path': 'It is not there.' } }),
      'lesson.mdx: No state, mutant or accepted answer has a finding of tini-path.',
    ],
    [
      'a goal that the starter meets',
      task({ goals: [{ ...goal, holds: { base: 'alpine' } }] }),
      'starter/Dockerfile: It meets goal:no-index as it is. Leave something to do',
    ],
    [
      'a solution that does not pass',
      states((name, text) => (name === 'solution' ? text.replace('--no-cache ', '') : text)),
      /^solution\/Dockerfile: Meet the criterion goal:no-index: ./,
    ],
    [
      'a solution with another finding',
      states((name, text) => (name === 'solution' ? text.replace(/^FROM .*$/m, 'FROM alpine:latest') : text)),
      'or add "base-untagged" to "allow" in lesson.mdx',
    ],
    [
      'a solution of which the job cannot be told',
      states((name, text) =>
        name === 'solution' ? text.replace('git jq', 'git jq && wget -q https://example.org/x') : text,
      ),
      /^solution\/Dockerfile: Meet the criterion builds: We could not tell/,
    ],
    [
      'a lesson that is passed by deleting',
      task({ job: { runs: { made: 'inventory' } }, goals: [] }),
      'solution/Dockerfile: Meet the criterion job: ',
    ],
    ['too few mutants', { ...whole, mutants: whole.mutants.slice(0, 14) }, 'mutants.yaml: 14 of at least 15 mutants'],
    [
      'a mutant that passes',
      { ...whole, mutants: [...whole.mutants, { name: 'none', dockerfile: solution, fails: ['goal:no-index'] }] },
      'mutants.yaml: "none" passes, though it is wrong.',
    ],
    [
      'a mutant that fails something else',
      { ...whole, mutants: first === undefined ? [] : [...whole.mutants, { ...first, name: 'other', fails: ['x'] }] },
      /^mutants\.yaml: "other" fails [^ ]+.*, and says x\.$/,
    ],
    [
      'a mutant that cannot be made',
      { ...whole, mutants: [...whole.mutants, { name: 'lost', replace: 'not there', with: '', fails: ['x'] }] },
      'mutants.yaml: "lost": The text to replace stands 0 times in Dockerfile',
    ],
    ['too few right answers', { ...whole, accepted: [] }, 'accepted/: 0 of at least 6 other right answers'],
    [
      'a right answer that does not pass',
      { ...whole, accepted: [...whole.accepted, ['wrong', other(solution.replace('--no-cache ', ''))]] },
      'accepted/wrong: It is right, and does not meet goal:no-index',
    ],
    [
      'a right answer that is the solution',
      { ...whole, accepted: [...whole.accepted, ['same', other(solution)]] },
      'accepted/same: It is the solution itself.',
    ],
    [
      'a criterion twice',
      task({ goals: [goal, goal] }),
      'lesson.mdx: Two criteria are called goal:no-index. Keep one.',
    ],
    [
      'another time than it takes',
      { ...whole, lesson: { ...lesson, frontMatter: { ...lesson.frontMatter, minutes: 25 } } },
      /^lesson\.mdx: Say \d+ minutes, or write more or less: it says 25\.$/,
    ],
    [
      'a word that the glossary has not',
      body((text) => `${text}\n<Term id="layr">layer</Term>\n`),
      'lesson.mdx: The glossary has no word "layr".',
    ],
    [
      'a word that is linked twice',
      body((text) => `${text}\n<Term id="zombie">x</Term> <Term id="zombie">y</Term>\n`),
      'lesson.mdx: Keep the first <Term id="zombie">, not 2 of them.',
    ],
    [
      'code that is wrong and not marked',
      body((text) => `${text}\n\`\`\`dockerfile\nFROM alpine:3.24\nRUN apk add jq\n\`\`\`\n`),
      /^lesson\.mdx, line \d+: Mend what apk-no-cache finds, mark the block \(bad=apk-no-cache\)/,
    ],
    [
      'a link that leads nowhere',
      body((text) => `${text}\nSee [it](/rules/apk-no-cahce/).\n`),
      /^lesson\.mdx, line \d+: \/rules\/apk-no-cahce\/ leads nowhere\. Did you mean "\/rules\/apk-no-cache\/"\?$/,
    ],
    [
      'a place that is not there',
      body((text) => `${text}\n[It](#the-ide).\n`),
      /#the-ide leads nowhere\. Did you mean "#the-idea"\?/,
    ],
    [
      'a lesson that there is not',
      body((text) => `${text}\n<Lesson slug="tiny" />\n`),
      /<Lesson slug="tiny"> leads nowhere\. Did you mean "\/lessons\/tini\/"\?/,
    ],
    ['no track', { ...whole, tracks: [] }, 'content/tracks/: Put apk-cache into a track.'],
  ])('%s', (_, written, words) => {
    const faults = lessonFaults(written);
    expect(faults).toContainEqual(
      typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words),
    );
  });
});
