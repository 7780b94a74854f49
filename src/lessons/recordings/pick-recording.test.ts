import { describe, expect, it } from 'vitest';
import type { Difference, Grade } from '../../checker/index.ts';
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
const none = (): Difference[] => [];
const material = (says: string): Difference => ({ says, material: true });
const detail = (says: string): Difference => ({ says, material: false });

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
    const differences = (candidate: Candidate): Difference[] =>
      candidate.name === 'a' ? [detail('One.')] : [detail('One.'), detail('Two.')];
    expect(pickRecording(learner('xx'), half, differences)?.state).toBe('a');
    expect(pickRecording(learner('xx'), half.toReversed(), none)?.state).toBe('a');
    expect(pickRecording(learner('--'), [state('z', '--'), state('starter', '--')], none)?.state).toBe('starter');
  });

  it('says what differs and that the file was not run', () => {
    const pick = pickRecording(learner('x--'), states, () => [detail('One.'), detail('Two.'), detail('Three.')]);
    expect(pick).toMatchObject({ fit: 'near', because: 'The nearest recording. One. Two.' });
    expect(pickRecording(learner('x--'), states, none)?.because).toContain('differs in a detail');
  });

  it('says first what makes another image of it', () => {
    const pick = pickRecording(learner('x--'), states, () => [
      material('Recorded on alpine:3.24; yours starts from debian:13.'),
      detail('Recorded with one RUN instruction; yours has two.'),
    ]);
    expect(pick).toMatchObject({
      fit: 'differs',
      because: 'Not your build. Recorded on alpine:3.24; yours starts from debian:13.',
    });
  });

  const stopped = (id: 'builds' | 'starts', message: string): Grade['criteria'][number] => ({
    ...grade('-').criteria[0]!,
    id,
    message,
  });

  it('shows none while the learner’s own file stops, and says where and why', () => {
    const stops = 'The build stops at line 4: `apt-get: not found` (exit code 127).';
    const mine = learner('x--');
    const criteria = [stopped('builds', stops), ...mine.grade.criteria];
    const pick = pickRecording({ ...mine, grade: { ...mine.grade, criteria } }, states, () => [material('More.')]);
    expect(pick).toEqual({
      state: 'halfway',
      exact: false,
      fit: 'stops',
      because: `No recording fits your file. ${stops}`,
    });
  });

  it('shows a recording that stops in the same way', () => {
    const fails = (message: string): Grade => ({ ...grade('-'), criteria: [stopped('starts', message)] });
    const recorded = [{ ...state('starter', '-'), grade: fails('It is not there.') }];
    const fitOf = (message: string): string | undefined =>
      pickRecording({ ...learner('-'), grade: fails(message) }, recorded, none)?.fit;
    expect([fitOf('It is not there.'), fitOf('It is a folder.')]).toEqual(['near', 'stops']);
  });

  it('passes over what is not recorded and says so', () => {
    const some = [state('starter', '---'), state('solution', 'xxx', false)];
    const pick = pickRecording(learner('xxx', 'print of solution'), some, () => [material('Recorded with …')]);
    expect(pick).toEqual({
      state: 'starter',
      exact: false,
      fit: 'differs',
      because: 'Not your build. Yours does the same as “solution”, which is not recorded yet.',
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
      fit: 'differs',
      because: 'Not your build. Your `run.sh` is not the recorded one.',
    });
  });

  it('picks nothing when nothing is recorded', () => {
    expect(pickRecording(learner('xxx'), [state('starter', '---', false)], none)).toBeUndefined();
    expect(pickRecording(learner('xxx'), [], none)).toBeUndefined();
  });
});
