import { describe, expect, it } from 'vitest';
import type { Grade } from '../../checker/index.ts';
import { pickRecording, type Candidate, type Learner } from './pick-recording.ts';

/** A grade of goals a, b, c, …: `x` is met. */
function grade(marks: string): Grade {
  return {
    passed: !marks.includes('-'),
    criteria: marks.split('').map((mark, index) => ({
      id: `goal:${String.fromCharCode(97 + index)}`,
      level: 'essential',
      state: mark === 'x' ? 'met' : 'unmet',
      met: mark === 'x',
      label: '',
      message: '',
      range: undefined,
      fix: undefined,
    })),
    others: [],
  };
}

function state(name: string, marks: string, recorded = true): Candidate {
  return {
    name,
    title: name,
    dockerfile: `FROM ${name}`,
    files: {},
    grade: grade(marks),
    fingerprint: `print of ${name}`,
    recorded,
  };
}

function learner(marks: string, fingerprint = 'another', text = 'FROM me'): Learner {
  return { text, files: { Dockerfile: text }, grade: grade(marks), fingerprint };
}

const states = [state('starter', '---'), state('solution', 'xxx'), state('halfway', 'x--'), state('other-half', '--x')];
const none = (): string[] => [];

describe('pickRecording', () => {
  it('takes the recording whose model is equal, whatever its grade', () => {
    const pick = pickRecording(learner('---', 'print of solution'), states, none);
    expect(pick).toMatchObject({ state: 'solution', exact: true });
  });

  it('takes an equal text as equal, also when the checker cannot tell', () => {
    expect(pickRecording(learner('---', '', 'FROM halfway'), states, none)).toMatchObject({
      state: 'halfway',
      exact: true,
    });
  });

  it.each([
    ['---', 'starter'],
    ['xxx', 'solution'],
    ['x--', 'halfway'],
    ['--x', 'other-half'],
  ])('takes the most equal grade: %s', (marks, name) => {
    expect(pickRecording(learner(marks), states, none)).toMatchObject({ state: name, exact: false });
  });

  it('takes the fewest differences among equal grades, then the starter', () => {
    const half = [state('z', 'x-'), state('a', '-x'), state('starter', '--')];
    const differences = (candidate: Candidate): string[] => (candidate.name === 'a' ? ['One.'] : ['One.', 'Two.']);
    expect(pickRecording(learner('xx'), half, differences)?.state).toBe('a');
    expect(pickRecording(learner('xx'), half.toReversed(), none)?.state).toBe('a');
    expect(pickRecording(learner('--'), [state('z', '--'), state('starter', '--')], none)?.state).toBe('starter');
  });

  it('says what differs and that the file was not run', () => {
    const pick = pickRecording(learner('x--'), states, () => [
      'Recorded with two stages; yours has one.',
      'More.',
      'Even more.',
    ]);
    expect(pick?.because).toBe('The closest recording, not your file. Recorded with two stages; yours has one. More.');
    expect(pickRecording(learner('x--'), states, none)?.because).toContain('differs in a detail');
  });

  it('says where the learner’s own file stops', () => {
    const stops = 'The build stops at line 4: `apt-get: not found` (exit code 127).';
    const mine = learner('x--');
    const [first, ...more] = mine.grade.criteria;
    const builds = { ...first!, id: 'builds', state: 'unmet' as const, met: false, message: stops };
    const pick = pickRecording({ ...mine, grade: { ...mine.grade, criteria: [builds, ...more] } }, states, none);
    expect(pick?.because).toMatch(
      /^Yours would not get so far\. The build stops at line 4: .* closest recording, not your file\./,
    );
  });

  it('passes over what is not recorded and says so', () => {
    const some = [state('starter', '---'), state('solution', 'xxx', false)];
    const pick = pickRecording(learner('xxx', 'print of solution'), some, () => ['Recorded with …']);
    expect(pick).toEqual({
      state: 'starter',
      exact: false,
      because: 'The closest recording, not your file. Yours does the same as “solution”, which is not recorded yet.',
    });
  });

  it('does not call a build of other files the same', () => {
    const script = { ...state('starter', '---'), files: { 'run.sh': 'exec app\n', 'app.c': '' } };
    const trap = { ...script, name: 'trap', files: { 'run.sh': 'trap app\n', 'app.c': '' } };
    const mine = (text: string): Learner => ({
      ...learner('---', script.fingerprint),
      files: { Dockerfile: '', 'run.sh': text, 'new.txt': '' },
    });
    expect(pickRecording(mine('trap app'), [script, trap], none)).toMatchObject({ state: 'trap', exact: true });
    expect(pickRecording(mine('exec app\n\n'), [script, trap], none)).toMatchObject({ state: 'starter', exact: true });
    expect(pickRecording(mine('app'), [script, trap], none)).toEqual({
      state: 'starter',
      exact: false,
      because: 'The closest recording, not your file. Your `run.sh` is not the recorded one.',
    });
  });

  it('picks nothing when nothing is recorded', () => {
    expect(pickRecording(learner('xxx'), [state('starter', '---', false)], none)).toBeUndefined();
    expect(pickRecording(learner('xxx'), [], none)).toBeUndefined();
  });
});
