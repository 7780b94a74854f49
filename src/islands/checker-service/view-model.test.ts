import { describe, expect, it } from 'vitest';
import { lineStarts, type CriterionResult, type Diagnostic, type Grade } from '../../checker/index.ts';
import { gradeView, placeLabel, uncheckedView } from './view-model.ts';

const text = 'FROM alpine:3.24\nRUN apk add git\nCMD ["git"]\n';
const add = { start: text.indexOf('apk'), end: text.indexOf('git') + 3 };

function criterion(change: Partial<CriterionResult>): CriterionResult {
  return {
    id: 'job',
    level: 'essential',
    state: 'met',
    met: true,
    label: 'It does its job',
    message: 'It does its job.',
    range: undefined,
    fix: undefined,
    ...change,
  };
}

const cache = criterion({
  id: 'rule:apk-no-cache',
  state: 'unmet',
  met: false,
  label: 'Keep the index out of the layer',
  message: 'Give `apk add` the option `--no-cache`.',
  range: add,
  fix: { kind: 'safe', title: 'Add --no-cache', edits: [] },
});

function grade(criteria: readonly CriterionResult[], others: readonly Diagnostic[] = []): Grade {
  return { passed: criteria.every(({ met, level }) => met || level !== 'essential'), criteria, others };
}

describe('gradeView', () => {
  it('counts, and says what stands first in the way with its line', () => {
    const view = gradeView(grade([criterion({}), cache]), text);
    expect(view.summary).toBe('1 of 2 met');
    expect(view.status).toBe('1 of 2 met. Line 2: Give apk add the option --no-cache.');
    expect(view.passed).toBe(false);
    expect(view.criteria[1]).toMatchObject({
      state: 'unmet',
      open: true,
      rule: 'apk-no-cache',
      place: { label: 'Line 2' },
    });
  });

  it('names the criterion where no line stands for it', () => {
    const missing = criterion({ state: 'unmet', met: false, message: '`git` is never started.' });
    expect(gradeView(grade([missing]), text).status).toBe('0 of 1 met. It does its job: git is never started.');
  });

  it('says the symptom of a goal, and the cause with its line only to who asks', () => {
    const goal = criterion({
      id: 'goal:no-index',
      state: 'unmet',
      met: false,
      label: 'No layer holds the index',
      message: 'Everybody pulls it. The layer of line 2 holds it.',
      symptom: 'Everybody pulls it.',
      range: add,
    });
    const view = gradeView(grade([goal]), text);
    expect(view.criteria[0]).toMatchObject({ message: 'Everybody pulls it.', why: 'The layer of line 2 holds it.' });
    expect(view.status).toBe('0 of 1 met. No layer holds the index: Everybody pulls it.');
  });

  it('says what cannot be told, and passes all the same where the grade does', () => {
    const open = criterion({ id: 'builds', state: 'unknown', met: false, message: 'We could not tell.', range: add });
    const view = gradeView({ ...grade([open, criterion({})]), passed: true }, text);
    expect(view.criteria[0]).toMatchObject({ state: 'unknown', open: true, message: 'We could not tell.' });
    expect(view.status).toBe('Passed: 1 of 2 met. Line 2: We could not tell.');
    expect(gradeView(grade([open, cache]), text).status).toContain('Give apk add');
    expect(gradeView(grade([criterion({})]), text).status).toBe('Passed: 1 of 1 met.');
  });

  it('leaves what has to wait for another row at its state', () => {
    const waiting = criterion({ state: 'not-yet', met: false, message: 'The container does not start yet.' });
    const [, row] = gradeView(grade([cache, waiting]), text).criteria;
    expect(row).toMatchObject({ state: 'not-yet', open: false, message: '' });
  });

  it('does not repeat the label, and offers no fix for what is met', () => {
    const [met] = gradeView(grade([criterion({ fix: cache.fix })]), text).criteria;
    expect(met).toMatchObject({ message: '', fix: undefined, open: false });
  });

  it('tells findings of one rule apart and lists no more than twenty', () => {
    const other: Diagnostic = { rule: 'no-such-rule', severity: 'warning', message: 'Look.', range: add };
    const view = gradeView(
      grade(
        [cache],
        Array.from({ length: 25 }, () => other),
      ),
      text,
    );
    expect(view.others).toHaveLength(20);
    expect(view.furtherOthers).toBe(5);
    expect(new Set(view.others.map(({ key }) => key)).size).toBe(20);
    expect(view.others[0]).toMatchObject({ label: 'no-such-rule', state: 'seen', level: 'warning' });
  });
});

describe('uncheckedView', () => {
  it('lists the criteria without a verdict', () => {
    const view = uncheckedView(grade([criterion({}), cache]), text);
    expect(view.summary).toBe('2 to be checked');
    expect(view.status).toBe('');
    expect(view.criteria.map(({ state, open }) => [state, open])).toEqual([
      ['unchecked', false],
      ['unchecked', true],
    ]);
  });
});

describe('placeLabel', () => {
  const starts = lineStarts('a\nbb\ncc\n');
  it.each([
    [0, 1, 'Line 1'],
    [0, 2, 'Line 1'],
    [0, 3, 'Lines 1–2'],
    [2, 7, 'Lines 2–3'],
    [2, 2, 'Line 2'],
    [8, 8, 'Line 4'],
  ])('%d to %d is %s', (start, end, expected) => {
    expect(placeLabel({ start, end }, starts)).toBe(expected);
  });
});
