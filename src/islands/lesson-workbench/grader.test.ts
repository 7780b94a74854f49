import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as checker from '../../checker/taught.ts';
import { gradeSubmission, type Submission } from './grader.ts';

vi.mock(import('../../checker/taught.ts'), async (original) => {
  const real = await original();
  return { ...real, check: vi.fn(real.check), grade: vi.fn(real.grade), fingerprint: vi.fn(real.fingerprint) };
});

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => void vi.restoreAllMocks());

const starter = 'FROM alpine:3.24\nRUN apk add git\n';

function submission(text: string): Submission {
  return {
    text,
    criteria: { criteria: [{ rule: 'apk-no-cache' }, { expect: { installs: ['git'] } }], allow: [] },
    starter,
    context: { read: () => undefined, paths: [] },
  };
}

describe('gradeSubmission', () => {
  it('grades, lists what to underline and says what the file does', () => {
    const graded = gradeSubmission(submission(starter));
    expect(graded.grade?.passed).toBe(false);
    expect(graded.view?.summary).toBe('1 of 2 met');
    expect(graded.findings.map(({ rule }) => rule)).toContain('apk-no-cache');
    expect(graded.fingerprint).toBeTypeOf('string');
    expect(graded.failures).toEqual([]);
  });

  it('passes a right answer', () => {
    const graded = gradeSubmission(submission('FROM alpine:3.24\nRUN apk --no-cache add git\n'));
    expect(graded.grade?.passed).toBe(true);
  });

  it('names a rule that failed and keeps the rest', () => {
    const real = checker.check(starter);
    const failure = { rule: 'exec-form', error: new Error('broken') };
    vi.mocked(checker.check).mockReturnValueOnce({ ...real, failures: [failure] });
    const graded = gradeSubmission(submission(starter));
    expect(graded.failures).toEqual(['rule exec-form']);
    expect(graded.view?.summary).toBe('1 of 2 met');
  });

  it('survives a checker that throws, and says so', () => {
    vi.mocked(checker.check).mockImplementationOnce(() => {
      throw new Error('broken');
    });
    vi.mocked(checker.grade).mockImplementationOnce(() => {
      throw new Error('broken');
    });
    const graded = gradeSubmission(submission(starter));
    expect(graded).toMatchObject({ grade: undefined, view: undefined, findings: [], fingerprint: undefined });
    expect(graded.failures).toEqual(['the check', 'the grade']);
  });

  it.each(['', '\u0000', 'RUN', 'FROM a\\', '\ud800', 'FROM alpine\r\nRUN apk add \\\r\n'])('takes %j', (text) => {
    expect(gradeSubmission(submission(text)).failures).toEqual([]);
  });
});
