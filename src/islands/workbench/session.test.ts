import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GradedText } from '../checker-service/protocol.ts';
import { lesson, solution, starter } from '../checker-service/testing/fake-worker.ts';
import type { FindingView, GradeView } from '../checker-service/view.ts';
import { CheckerUnavailable } from '../checker-service/worker-queue.ts';
import { WorkbenchSession, type SessionParts } from './session.ts';
import { Workspace } from './workspace.ts';

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => void vi.restoreAllMocks());

/** A session among pieces that write down what they are told, in one list and in order. */
function open() {
  const told: unknown[][] = [];
  const note =
    (name: string) =>
    (...args: unknown[]): void =>
      void told.push([name, ...args]);
  const state = { hasChecker: true, canCopy: true, kind: 'monaco' as 'monaco' | 'textarea' };
  const parts: SessionParts = {
    workspace: new Workspace([{ path: 'Dockerfile', starter, isNew: false, editable: true }]),
    view: {
      showText: note('text'),
      showNote: note('note'),
      showUnavailable: note('unavailable'),
      showEditor: note('editor'),
      showPending: note('pending'),
      showGraded: note('graded'),
      showUngraded: note('ungraded'),
      showTried: note('tried'),
      tell: note('tell'),
    },
    panel: { show: note('panel') },
    changes: { update: note('changes') },
    pane: {
      get kind() {
        return state.kind;
      },
      active: 'Dockerfile',
      surface: undefined,
      prepare: () => Promise.resolve(),
      reach: () => {
        throw new Error('Nothing is edited here.');
      },
      use: (kind) => {
        state.kind = kind;
        return Promise.resolve();
      },
      setFindings: note('findings'),
    },
    sources: { showDraft: note('draft') },
    announcer: { now: note('now'), later: note('later'), cancel: note('cancel') },
    keeper: {
      changed: note('keep'),
      flush: note('flush'),
      useOther: () => ({ Dockerfile: 'FROM other\n' }),
      keepMine: note('mine'),
    },
    memory: { edited: () => true },
    reset: { update: note('reset') },
    checker: {
      start: () => Promise.resolve(state.hasChecker),
      changed: note('grade'),
      lesson: () => (state.hasChecker ? Promise.resolve(lesson) : Promise.reject(new Error('offline'))),
    },
    recordings: { graded: note('recordings') },
    commands: {
      fix: (_, before) => {
        before('Add --no-cache');
        return Promise.resolve();
      },
      review: ({ key }) => Promise.resolve(key === '' ? undefined : `# ${key}`),
    },
    solution: { open: note('solution') },
    progress: { started: note('started'), passed: note('passed') },
    savePreference: note('preference'),
    copy: (text) => {
      note('copy')(text);
      return Promise.resolve(state.canCopy);
    },
  };
  /** What was told of these since the last look. */
  const since = (...names: string[]): unknown[][] =>
    told.splice(0).filter(([name]) => names.length === 0 || names.includes(String(name)));
  return { session: new WorkbenchSession(parts), parts, state, since };
}

const view = { status: '1 of 1 met.', criteria: [], others: [] } as unknown as GradeView;
const finding = (key: string): FindingView => ({ key }) as FindingView;
const right: GradedText = {
  text: solution,
  passed: true,
  isProvisional: false,
  view,
  findings: [],
  picture: undefined,
  failures: [],
};

describe('WorkbenchSession', () => {
  it('takes a key from the editor to the checker, and what it says to the panes', async () => {
    const { session, parts, since } = open();
    expect(await session.start()).toBe(true);
    since();
    session.edited('Dockerfile', solution);
    expect(parts.workspace.text()).toBe(solution);
    expect(since()).toEqual([['reset'], ['started'], ['keep'], ['changes'], ['grade']]);
    session.graded(right, true);
    expect(since()).toEqual([
      ['panel', view],
      ['tried'],
      ['graded'],
      ['unavailable', undefined],
      ['findings', 'Dockerfile', []],
      ['text', 'failure', ''],
      ['passed'],
      ['later', '1 of 1 met. What has changed is under “Passed”.'],
      [
        'tell',
        'belay:graded',
        { passed: true, picture: undefined, passedWith: { Dockerfile: solution }, isAsked: true },
      ],
      ['recordings'],
    ]);
  });

  it('does not keep a pass that data on its way may take back', () => {
    const { session, since } = open();
    session.graded({ ...right, isProvisional: true }, false);
    expect(since('passed')).toEqual([]);
    session.graded(right, false);
    expect(since('passed')).toEqual([['passed']]);
  });

  it('notes once that the exercise was begun, and nothing for a text that stays', () => {
    const { session, since } = open();
    session.edited('Dockerfile', starter);
    expect(since()).toEqual([]);
    session.edited('Dockerfile', 'a');
    session.edited('Dockerfile', 'b');
    expect(since('started')).toHaveLength(1);
  });

  it('says what a fix has done together with its result', async () => {
    const { session, since } = open();
    await session.fix(finding('x'));
    session.graded(right, true);
    expect(since('later')).toEqual([
      ['later', 'Done: Add --no-cache. 1 of 1 met. What has changed is under “Passed”.'],
    ]);
    session.graded(right, false);
    expect(since('later')).toEqual([]);
  });

  it('shows a fix at the second press before a try, and at once after one', () => {
    const { session, since } = open();
    expect(session.mayShowFix(finding('x'))).toBe(false);
    expect(since('now')).toEqual([['now', expect.stringContaining('press again')]]);
    expect(session.mayShowFix(finding('x'))).toBe(true);
    expect(session.mayShowFix(finding('y'))).toBe(false);
    session.edited('Dockerfile', solution);
    session.graded(right, true);
    expect(session.mayShowFix(finding('z'))).toBe(true);
  });

  it('names what failed, and compares no recordings without a grade', () => {
    const { session, since } = open();
    session.graded({ ...right, passed: false, view: undefined, failures: ['the grade'] }, true);
    const all = since();
    expect(all.find(([name]) => name === 'text')?.[2]).toContain('(the grade)');
    expect(all.map(([name]) => name)).not.toContain('panel');
    expect(all.map(([name]) => name)).not.toContain('recordings');
  });

  it('keeps the last grade when a text takes the checker too long, and says so', () => {
    const { session, since } = open();
    session.graded(right, false);
    since();
    session.refused('slow');
    const [text, later] = since('text', 'later', 'ungraded', 'panel');
    expect(text).toEqual(['text', 'failure', expect.stringContaining('longer than a second') as string]);
    expect(String(later?.[1])).toContain('The last grade stays');
    session.graded(right, true);
    expect(since('text')).toEqual([['text', 'failure', '']]);
  });

  it('does not speak of a last grade where there is none', () => {
    const { session, since } = open();
    session.refused('failed');
    expect(since('ungraded', 'later').map(String).join()).toMatch(/ungraded.*Change the text to have it graded/);
  });

  it.each([
    [new CheckerUnavailable('refused', ''), 'refused'],
    [new CheckerUnavailable('missing', ''), 'missing'],
    [new Error('offline'), 'missing'],
  ])('says that nothing is graded: %s', (error, reason) => {
    const { session, since } = open();
    session.unavailable(error);
    expect(since('unavailable', 'ungraded')).toEqual([['unavailable', reason], ['ungraded']]);
  });

  it('tries again when asked to', async () => {
    const { session, state, since } = open();
    state.hasChecker = false;
    await session.retry();
    expect(since('now')).toEqual([['now', 'Trying again …']]);
    state.hasChecker = true;
    await session.retry();
    expect(since('now').at(-1)).toEqual(['now', 'The checker is here.']);
  });

  it('asks which version is meant when another tab has changed the draft', () => {
    const { session, parts, since } = open();
    session.conflict(true);
    expect(since('note', 'now')).toEqual([
      ['note', 'conflict-note', true],
      ['now', 'This exercise was changed in another tab.'],
    ]);
    session.useOther();
    expect(parts.workspace.text()).toBe('FROM other\n');
    session.keepMine();
    expect(since('mine')).toHaveLength(1);
  });

  it('copies, and says when the browser does not let us', async () => {
    const { session, state, since } = open();
    await session.copyFile();
    expect(since('copy', 'now')).toEqual([
      ['copy', starter],
      ['now', 'Copied Dockerfile.'],
    ]);
    state.canCopy = false;
    await session.copyReview(finding('x'));
    await session.copyReview(finding(''));
    expect(since('copy', 'now')).toEqual([
      ['copy', '# x'],
      ['now', 'The browser did not allow copying. Select the text and copy it by hand.'],
    ]);
  });

  it('compares with the solution, whether or not there is a checker yet', async () => {
    const { session, state, since } = open();
    await session.showSolution();
    // It waits for a first try, or for a second press.
    expect(since('solution', 'now')).toEqual([['now', expect.stringContaining('press again')]]);
    await session.showSolution();
    expect(since('solution')).toEqual([['solution', [{ path: 'Dockerfile', draft: starter, solution }], 'monaco']]);
    state.hasChecker = false;
    await session.showSolution();
    expect(since('solution')).toEqual([]);
  });

  it('changes the editor and keeps the choice', async () => {
    const { session, since } = open();
    await session.useEditor('textarea');
    expect(since('preference', 'editor', 'now')).toEqual([
      ['preference', 'textarea'],
      ['editor', 'textarea'],
      ['now', 'This is the plain editor.'],
    ]);
    session.editorFailed();
    expect(since('note')).toEqual([['note', 'editor-note', true]]);
    session.tabChanged(false, true);
    expect(since('editor', 'now')).toEqual([
      ['editor', 'monaco', false],
      ['now', 'Tab indents.'],
    ]);
  });
});
