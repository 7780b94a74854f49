import { describe, expect, it, vi } from 'vitest';
import { checker, type Fix, fullyNamedIndex } from '../../checker/index.ts';
import type { LessonData } from '../../lessons/content/lesson-data.ts';
import { LessonGrader } from './lesson-grader.ts';
import { lesson, solution, starter } from './testing/fake-worker.ts';
import type { FindingView } from './view.ts';

const files = {};
const grader = new LessonGrader(lesson);

function firstFix(text: string): { rule: string; edits: Fix['edits'] } {
  const found = checker.check(text, { profile: 'lesson' }).diagnostics.find(({ fix }) => fix !== undefined);
  if (found?.fix === undefined) throw new Error('There is nothing to fix.');
  return { rule: found.rule, edits: found.fix.edits };
}

const staying = 'FROM alpine:3.24\nRUN apk add --no-cache git tzdata && apk del tzdata\nENV TZ=Asia/Tokyo\n';

describe('LessonGrader', () => {
  it('has nothing against a fix that holds', () => {
    const text = 'FROM alpine:3.24\nRUN apk add git\n';
    expect(grader.fix({ text, files, ...firstFix(text) })).toEqual({ problem: undefined });
  });

  it('names a fix after which its finding would stay', () => {
    expect(grader.fix({ text: staying, files, ...firstFix(staying) })).toEqual({ problem: 'its finding would stay' });
  });

  it.each([
    [
      [
        [1, 5],
        [2, 6],
      ],
      'its edits overlap',
    ],
    [[[80, 95]], 'it reaches beyond the end of the text'],
    [[[0, 4]], 'it would bring something that Docker or the shell cannot read'],
  ])('throws nothing for edits at %j of another text', (ranges, problem) => {
    const edits = ranges.map(([start = 0, end = 0]) => ({ range: { start, end }, text: 'x' }));
    expect(grader.fix({ text: 'FROM alpine:3.24\n', files, rule: undefined, edits })).toEqual({ problem });
  });

  it('copies a finding for review without a fix that would do harm', () => {
    const { view } = grader.grade({ text: starter, files });
    const finding = view?.others[0];
    expect(finding?.fix).toBeDefined();
    const link = 'https://belay.example/rules/apk-no-cache/';
    const { markdown } = grader.review({ text: starter, files, finding: finding!, link });
    expect(markdown).toContain(link);
    expect(markdown).toContain('RUN apk add --no-cache git');
    const harmful: FindingView = {
      ...finding!,
      fix: { ...finding!.fix!, edits: [{ range: { start: 0, end: 4 }, text: 'x' }] },
    };
    const other = grader.review({ text: starter, files, finding: harmful, link }).markdown;
    expect(other).toContain('RUN apk add git');
    expect(other).not.toContain(`${harmful.fix!.title}:`);
  });

  it('picks no recording where nothing is recorded, and grades no text twice', () => {
    const grade = vi.fn(checker.grade);
    const once = new LessonGrader(lesson, { ...checker, grade });
    once.grade({ text: solution, files });
    expect(once.recording({ text: solution, files: {}, draft: {} })).toEqual({ pick: undefined });
    expect(grade).toHaveBeenCalledOnce();
    once.grade({ text: solution, files: { 'a.txt': '' } });
    expect(grade).toHaveBeenCalledTimes(2);
  });

  it('grades with all names once it has them, and says whether the last grade may be another one', async () => {
    const learner = new LessonGrader(lesson);
    const index = await fullyNamedIndex();
    const misspelled = solution.replace('git make', 'gti make');
    const state = () =>
      learner.grade({ text: misspelled, files }).view?.criteria.find(({ key }) => key === 'builds')?.state;
    expect(state()).toBe('unknown');
    expect(learner.learn(index)).toBe(true);
    expect(state()).toBe('unmet');
    expect(learner.learn(index)).toBe(false);
  });

  it('picks the recording that does the same', () => {
    const states = lesson.states.map((state) => ({ ...state, recording: { castUrl: '/x.cast', meta: {} } }));
    const recorded = new LessonGrader({ ...lesson, states } as unknown as LessonData);
    const pickOf = (text: string): unknown => recorded.recording({ text, files, draft: { Dockerfile: text } })?.pick;
    expect(pickOf(starter)).toMatchObject({ state: 'starter', exact: true });
    expect(pickOf(solution.replace('add --no-cache', '--no-cache add'))).toMatchObject({
      state: 'solution',
      exact: true,
    });
    expect(pickOf('FROM alpine:3.24\n')).toMatchObject({ exact: false });
  });
});
