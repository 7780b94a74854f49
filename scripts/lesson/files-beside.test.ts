import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { requireJudgeable } from '../../src/lessons/content/judged-lesson.ts';
import { exerciseFiles } from '../../src/lessons/content/exercise-files.ts';
import { loadLesson } from '../../src/lessons/content/load.ts';
import { lessonCases } from '../prove/cases.ts';
import { root } from '../root.ts';
import { readAccepted, readMutants } from './answers.ts';
import { lessonFaults } from './lesson-faults.ts';
import { changesOf } from './mutants.ts';

/** A lesson that is solved in a file beside the Dockerfile. */
const lesson = loadLesson('sent-files', { root, roots: ['tests/fixtures/content'], base: '/' });
const written = {
  lesson,
  mutants: readMutants(lesson),
  accepted: readAccepted(lesson),
  texts: new Map(),
  stale: [],
  tracks: ['fixtures'],
};

describe('a lesson with files beside the Dockerfile', () => {
  test('is judged by them', () => {
    // Nobody records a lesson of the tests, so it has no figures of what was passed; and it has few answers.
    expect(lessonFaults(written).filter((fault) => !/"passed"|of at least/.test(fault))).toEqual([]);
    expect(() => requireJudgeable(lesson)).not.toThrow();
  });

  test('gives those that it names to be edited, in its order', () => {
    expect(exerciseFiles(lesson.data).map(({ path, editable, isNew }) => [path, editable, isNew])).toEqual([
      ['Dockerfile', true, false],
      ['.dockerignore', true, true],
      ['serve.sh', true, false],
      ['.env', false, false],
      ['logs/today.log', false, false],
      ['words.txt', false, false],
    ]);
  });

  test('has accepted answers that lie over the solution, or as a folder over the starter', () => {
    const answers = new Map(written.accepted);
    expect([...answers.keys()]).toEqual(['entrypoint', 'everything-but', 'named-sources']);
    expect(answers.get('entrypoint')?.files['.dockerignore']).toBe('.env\nlogs\n');
    expect(answers.get('everything-but')?.dockerfile).toContain('COPY . .');
    expect(answers.get('named-sources')?.files['.dockerignore']).toBeUndefined();
  });

  test('is proved with the same files as it is graded with', () => {
    const cases = new Map(lessonCases(join(root, lesson.folder)).map((one) => [one.name, one]));
    expect([...(cases.get('accepted/named-sources')?.files.keys() ?? [])]).not.toContain('.dockerignore');
    expect([...(cases.get('mutants/gone')?.files.keys() ?? [])]).not.toContain('.dockerignore');
    expect(String(cases.get('mutants/taken-back')?.files.get('.dockerignore'))).toBe('.env\nlogs\n!.env\n');
  });
});

test('a mutant that takes away what is not there is none', () => {
  const mutant = { name: 'x', files: { 'none.txt': null }, fails: ['job'] };
  expect(() => changesOf(mutant, () => undefined)).toThrow('The solution has no file none.txt to be taken away.');
});
