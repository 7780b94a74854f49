import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checker as real } from '../../checker/index.ts';
import { gradeText, type LessonSubmission } from './grade-text.ts';
import { lesson, solution, starter } from './testing/fake-worker.ts';

const checker = { ...real, check: vi.fn(real.check), grade: vi.fn(real.grade) };

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => {
  vi.restoreAllMocks();
  vi.clearAllMocks();
});

const broken = (): never => {
  throw new Error('broken');
};

function submission(text: string): LessonSubmission {
  return {
    text,
    task: lesson.task,
    starter: { dockerfile: starter, files: {} },
    files: {},
  };
}

describe('gradeText', () => {
  it('grades, lists what to underline and says what the file does', () => {
    const { graded, fingerprint } = gradeText(submission(starter), checker);
    expect(graded.passed).toBe(false);
    expect(graded.view?.summary).toBe('0 of 1 met');
    expect(graded.findings.map(({ rule }) => rule)).toContain('apk-no-cache');
    expect(fingerprint).toBeTypeOf('string');
    expect(graded.failures).toEqual([]);
  });

  it('passes a right answer', () => {
    const { graded } = gradeText(submission(solution), checker);
    expect(graded.passed).toBe(true);
  });

  it('names a rule that failed and keeps the rest', () => {
    const { text, task } = submission(starter);
    const result = real.grade(text, task, { starter: { dockerfile: starter, files: {} } });
    const failures = [{ rule: 'exec-form', error: new Error('broken') }];
    vi.mocked(checker.grade).mockReturnValueOnce({ ...result, checked: { ...result.checked, failures } });
    const { graded } = gradeText(submission(starter), checker);
    expect(graded.failures).toEqual(['rule exec-form']);
    expect(graded.view?.summary).toBe('0 of 1 met');
  });

  it('survives a grade that throws, says so and still underlines', () => {
    vi.mocked(checker.grade).mockImplementationOnce(broken);
    const { graded, grade, fingerprint } = gradeText(submission(starter), checker);
    expect(graded).toMatchObject({ passed: false, view: undefined, failures: ['the grade'] });
    expect(grade).toBeUndefined();
    expect(graded.findings.map(({ rule }) => rule)).toContain('apk-no-cache');
    expect(fingerprint).toBeTypeOf('string');
  });

  it('survives a checker that throws, and says so', () => {
    vi.mocked(checker.check).mockImplementationOnce(broken);
    vi.mocked(checker.grade).mockImplementationOnce(broken);
    const { graded, grade, fingerprint } = gradeText(submission(starter), checker);
    expect(graded).toMatchObject({ passed: false, view: undefined, findings: [] });
    expect([grade, fingerprint]).toEqual([undefined, undefined]);
    expect(graded.failures).toEqual(['the grade', 'the check']);
  });

  it('understands a text once for grade, findings and fingerprint', () => {
    gradeText(submission(solution), checker);
    expect(checker.grade).toHaveBeenCalledOnce();
    expect(checker.check).not.toHaveBeenCalled();
  });

  it('gives plain data that a worker can send, and no more findings than anybody reads', () => {
    const long = `FROM alpine\n${'RUNN apk add git\n'.repeat(400)}`;
    const { graded } = gradeText(submission(long), checker);
    expect(structuredClone(graded)).toEqual(graded);
    expect(graded.findings).toHaveLength(200);
  });

  it.each(['', '\u0000', 'RUN', 'FROM a\\', '\ud800', 'FROM alpine\r\nRUN apk add \\\r\n'])('takes %j', (text) => {
    expect(gradeText(submission(text), checker).graded.failures).toEqual([]);
  });
});
