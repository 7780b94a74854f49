import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { AuthorError } from './author-error.ts';
import { validate } from './front-matter.ts';
import { fieldNames, lessonSchema, type LessonFrontMatter } from './schema.ts';

const rules = ['apk-no-cache', 'exec-form', 'virtual-not-removed'];

const right = `
title: Delete build tools in the layer that added them
summary: One line.
minutes: 8
breaks: The tools stay in the image.
goal: Leave the tools out.
keep: [the program, the base]
target: runtime
job:
  runs: { made: server }
  with: []
  needs: { commands: [cat] }
  stays: 4s
  stop: { signal: TERM, within: 3s, exit: [143] }
contracts:
  - run: make install
    variables: { prefix: /usr/local }
    needs: { files: [Makefile], packages: [musl-dev] }
    makes: [{ path: "\${prefix}/bin/server", mode: 755, loads: ["so:libssl.so.3"] }]
goals:
  - id: no-tools
    says: No layer holds the build tools
    symptom: They are still there.
    holds: { packages: { absent: [gcc] }, absent: ["/var/cache/apk/*"], in: layers, base: alpine }
allow: [exec-form]
hints: [Look at the layer., Look at the RUN., "Delete .build-deps there."]
outcome: Delete build tools in the layer that added them.
recall:
  question: What does a later RUN give back?
  answers: [{ says: Nothing, right: true, why: A layer only adds. }, { says: All of it, why: A layer only adds. }]
passed:
  well: The tools are gone.
  figures: [{ says: Size, from: { state: starter, size: image }, to: { state: solution, layer: RUN } }]
  others: [{ answer: stages, says: Often. }, { answer: mount, says: Seldom. }]
  ask: Why so?
  answer: Because of the layer.
sources: [{ title: apk-add(8), url: "https://man.archlinux.org/man/apk-add.8.en" }]
`;

const read = (yaml: string): LessonFrontMatter =>
  validate(lessonSchema(rules), parse(yaml), 'content/lessons/x/lesson.mdx', {
    fields: fieldNames,
    documentation: 'src/lessons/content/schema.ts',
  });

/** The message for a front matter with one line replaced. */
function messageFor(line: string | RegExp, by: string): string {
  try {
    read(right.replace(line, by));
  } catch (error) {
    expect(error).toBeInstanceOf(AuthorError);
    return (error as AuthorError).message;
  }
  throw new Error('It was accepted.');
}

describe('front matter', () => {
  test('gives the fields that grading takes', () => {
    const fields = read(right);
    expect(fields.job.runs).toEqual({ made: 'server' });
    expect(fields.contracts[0]?.makes?.[0]?.mode).toBe(0o755);
    expect(fields.goals[0]?.holds).toMatchObject({ packages: { absent: ['gcc'] }, in: 'layers' });
    expect(fields.allow).toEqual(['exec-form']);
  });

  test('may leave out target and allow', () => {
    expect(read(right.replace('target: runtime\n', '').replace('allow: [exec-form]\n', ''))).toMatchObject({
      allow: [],
    });
  });

  test.each<[string, string | RegExp, string, string[]]>([
    ['an unknown rule in allow', 'allow: [exec-form]', 'allow: [exec-frm]', ['allow.0', 'Did you mean "exec-form"?']],
    [
      'an unknown rule in messages',
      'allow: [exec-form]',
      'messages: { exec-frm: Say it otherwise. }',
      ['messages.exec-frm', 'There is no rule "exec-frm". Did you mean "exec-form"?'],
    ],
    ['an empty message', 'allow: [exec-form]', 'messages: { exec-form: "" }', ['messages.exec-form', 'must not be empty']],
    ['nothing that breaks', /breaks: .*\n/, '', ['breaks', 'This must be a text']],
    ['a goal as long as a paragraph', /goal: .*/, `goal: ${'long '.repeat(40)}`, ['goal', 'under 160 characters']],
    ['nothing that must stay', /keep: .*/, 'keep: []', ['keep', 'at least one thing that must stay']],
    ['an unknown field', 'minutes: 8', 'minuts: 8', ['minut']],
    [
      'a field too many',
      'minutes: 8',
      'minutes: 8\nminute: 9',
      ['There is no field "minute" here', 'Did you mean "minutes"?'],
    ],
    ['a criterion of old', 'goals:', 'criteria: []\ngoals:', ['There is no field "criteria" here']],
    ['no job', 'runs: { made: server }', 'run: { made: server }', ['job', 'runs']],
    ['a job with both', 'runs: { made: server }', 'runs: { made: server, file: a.sh }', ['job.runs']],
    ['a time without its unit', 'stays: 4s', 'stays: 4', ['job.stays']],
    ['a mode that chmod refuses', 'mode: 755', 'mode: 789', ['contracts.0.makes.0.mode', 'as chmod takes it: 755']],
    ['an unknown condition', 'in: layers', 'im: layers', ['goals.0.holds', 'There is no field "im" here']],
    ['a place that there is not', 'in: layers', 'in: stages', ['goals.0.holds.in', 'image or layers']],
    [
      'a goal that asks for nothing',
      /holds: .*/,
      'holds: { in: layers }',
      ['goals.0.holds', 'Say what holds besides "in"'],
    ],
    ['a place of nothing', /holds: .*/, 'holds: { pid1: init, in: layers }', ['goals.0.holds', 'says where something']],
    ['a pattern without a folder', '"/var/cache/apk/*"', '"*.c"', ['goals.0.holds.absent.0', 'absolute path']],
    ['a pattern over folders', '"/var/cache/apk/*"', '"/var/**"', ['goals.0.holds.absent.0', 'write * and not **']],
    ['a goal that is no id', 'id: no-tools', 'id: No tools', ['goals.0.id', 'small letters']],
    ['a symptom that is no sentence', 'still there.', 'still there', ['goals.0.symptom', 'full stop']],
    ['no goals', /goals:\n(?: .*\n)+/, 'goals: []\n', ['goals', 'at least one goal']],
    ['a fraction of a minute', 'minutes: 8', 'minutes: 8.5', ['minutes']],
    ['no hints', /hints: .*\n/, 'hints: []\n', ['hints', 'at least one hint']],
    ['a missing title', /title: .*\n/, '', ['title', 'This must be a text']],
    ['a question that asks nothing', 'give back?', 'give back.', ['recall.question', 'question mark']],
    ['a question without a right answer', ', right: true', '', ['recall.answers', 'Mark at least one answer as right']],
    [
      'a question without a wrong answer',
      'says: All of it,',
      'says: All of it, right: true,',
      ['recall.answers', 'Leave at least one answer wrong'],
    ],
    ['a question with one answer', /answers: .*/, 'answers: [{ says: Yes, right: true, why: So. }]', ['two to four']],
    ['a reason that is no sentence', 'adds. }]', 'adds }]', ['recall.answers.1.why', 'full stop']],
    ['a field too many in an answer', 'says: Nothing', 'says: Nothing, whi: So.', ['recall.answers.0', 'Did you mean "why"?']],
    ['praise that is no sentence', 'are gone.', 'are gone', ['passed.well', 'full stop']],
    ['a figure of two things', 'size: image', 'size: image, exit: docker', ['passed.figures.0.from', 'one of size, layer']],
    ['a size of another thing', 'size: image', 'size: layer', ['passed.figures.0.from.size', 'size: image']],
    ['a line of no output', 'size: image', 'size: image, line: UTC', ['passed.figures.0.from', 'belongs to "prints"']],
    ['a figure with one side', ', to: { state: solution, layer: RUN }', '', ['passed.figures.0', '"from" and "to"']],
    [
      'two cited numbers that are equal',
      /figures: .*/,
      'figures: [{ says: Time, cited: { before: 2, after: 2, unit: s, source: 1 } }]',
      ['passed.figures.0.cited', 'equal'],
    ],
    ['four figures', /figures: .*/, 'figures: [{}, {}, {}, {}]', ['passed.figures', 'one to three']],
    ['one other answer', ', { answer: mount, says: Seldom. }', '', ['passed.others', 'two or three']],
    ['an answer named twice', 'answer: mount', 'answer: stages', ['passed.others', 'once']],
    ['a reviewer who asks nothing', 'ask: Why so?', 'ask: So.', ['passed.ask', 'question mark']],
    ['another platform', 'minutes: 8', 'minutes: 8\nplatform: linux/arm64', ['platform', 'linux/amd64']],
    ['an address without a protocol', 'https://man', 'man', ['sources.0.url', 'full address']],
  ])('says where and why for %s', (_, line, by, parts) => {
    const message = messageFor(line, by);
    expect(message).toContain('content/lessons/x/lesson.mdx');
    for (const part of parts) expect(message).toContain(part);
  });
});
