import { describe, expect, it } from 'vitest';
import { exerciseFiles } from './exercise-files.ts';
import type { LessonData, LessonState } from './lesson-data.ts';

function state(name: string, files: Record<string, string>): LessonState {
  return { name, title: name, dockerfile: `FROM ${name}\n`, files, recording: undefined, recordCommand: '' };
}

function lesson(...states: LessonState[]): LessonData {
  return { version: 1, slug: 'x', title: 'X', breaks: 'It breaks.', goal: 'Mend it.', keep: ['x'], form: 'fix', task: { job: { runs: { made: 'x' } }, contracts: [], goals: [], allow: [] }, hints: [], states };
}

describe('exerciseFiles', () => {
  it('puts the Dockerfile first, then what may change, then what is only read', () => {
    const files = exerciseFiles(
      lesson(
        state('starter', { 'app.js': 'a', 'entrypoint.sh': 'old' }),
        state('solution', { 'app.js': 'a', 'entrypoint.sh': 'new', '.dockerignore': '.git' }),
      ),
    );
    expect(files.map((file) => [file.path, file.editable, file.isNew])).toEqual([
      ['Dockerfile', true, false],
      ['.dockerignore', true, true],
      ['entrypoint.sh', true, false],
      ['app.js', false, false],
    ]);
    expect(files[0]?.starter).toBe('FROM starter\n');
    expect(files[1]?.starter).toBe('');
  });

  it('lets the learner read a file that the solution drops', () => {
    const files = exerciseFiles(lesson(state('starter', { 'old.sh': 'x' }), state('solution', {})));
    expect(files[1]).toMatchObject({ path: 'old.sh', editable: false });
  });

  it('names a lesson without a starter', () => {
    expect(() => exerciseFiles(lesson(state('solution', {})))).toThrow('The lesson x has no state "starter".');
  });
});
