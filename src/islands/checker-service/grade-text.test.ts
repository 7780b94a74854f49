import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checker as real } from '../../checker/index.ts';
import { gradeSubmission, type Submission } from './grade-text.ts';

const checker = { ...real, check: vi.fn(real.check), grade: vi.fn(real.grade) };
const gradeIt = (submitted: Submission): ReturnType<typeof gradeSubmission> => gradeSubmission(submitted, checker);

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => {
  vi.restoreAllMocks();
  vi.clearAllMocks();
});

const starter = 'FROM alpine:3.24\nRUN apk add git\n';

const broken = (): never => {
  throw new Error('broken');
};

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
    const graded = gradeIt(submission(starter));
    expect(graded.grade?.passed).toBe(false);
    expect(graded.view?.summary).toBe('1 of 2 met');
    expect(graded.findings.map(({ rule }) => rule)).toContain('apk-no-cache');
    expect(graded.fingerprint).toBeTypeOf('string');
    expect(graded.failures).toEqual([]);
  });

  it('passes a right answer', () => {
    const graded = gradeIt(submission('FROM alpine:3.24\nRUN apk --no-cache add git\n'));
    expect(graded.grade?.passed).toBe(true);
  });

  it('names a rule that failed and keeps the rest', () => {
    const { text, criteria, context } = submission(starter);
    const whole = real.grade(text, criteria, { starter, context });
    const failures = [{ rule: 'exec-form', error: new Error('broken') }];
    vi.mocked(checker.grade).mockReturnValueOnce({ ...whole, checked: { ...whole.checked, failures } });
    const graded = gradeIt(submission(starter));
    expect(graded.failures).toEqual(['rule exec-form']);
    expect(graded.view?.summary).toBe('1 of 2 met');
  });

  it('survives a grade that throws, says so and still underlines', () => {
    vi.mocked(checker.grade).mockImplementationOnce(broken);
    const graded = gradeIt(submission(starter));
    expect(graded).toMatchObject({ grade: undefined, view: undefined, failures: ['the grade'] });
    expect(graded.findings.map(({ rule }) => rule)).toContain('apk-no-cache');
    expect(graded.fingerprint).toBeTypeOf('string');
  });

  it('survives a checker that throws, and says so', () => {
    vi.mocked(checker.check).mockImplementationOnce(broken);
    vi.mocked(checker.grade).mockImplementationOnce(broken);
    const graded = gradeIt(submission(starter));
    expect(graded).toMatchObject({ grade: undefined, view: undefined, findings: [], fingerprint: undefined });
    expect(graded.failures).toEqual(['the grade', 'the check']);
  });

  it('understands a text once for grade, findings and fingerprint', () => {
    gradeIt(submission('FROM alpine:3.24\nRUN apk --no-cache add git\n'));
    expect(checker.grade).toHaveBeenCalledOnce();
    expect(checker.check).not.toHaveBeenCalled();
  });

  it('gives plain data that a worker can send, and no more findings than anybody reads', () => {
    const graded = gradeIt(submission(`FROM alpine\n${'RUN apk add git && cd /tmp && sudo ls\n'.repeat(400)}`));
    expect(structuredClone(graded)).toEqual(graded);
    expect(graded.findings).toHaveLength(200);
  });

  it.each(['', '\u0000', 'RUN', 'FROM a\\', '\ud800', 'FROM alpine\r\nRUN apk add \\\r\n'])('takes %j', (text) => {
    expect(gradeIt(submission(text)).failures).toEqual([]);
  });
});
