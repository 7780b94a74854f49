import { afterEach, expect, it, vi } from 'vitest';
import type { Fix } from '../../checker/index.ts';
import type { TextSurface } from '../editor/surface.ts';
import type { EditorPane } from './editor-pane.ts';
import type { FileTabs } from './file-tabs.ts';
import { FindingCommands } from './finding-commands.ts';
import * as grader from './grading.ts';
import type { GradingLoop } from './grading-loop.ts';
import type { FindingView } from './view.ts';
import { Workspace } from './workspace.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function open(fix: Fix, problem?: string) {
  const finding = { key: 'x', label: 'X', message: '', rule: 'x', place: undefined, fix } as unknown as FindingView;
  const applyEdits = vi.fn<TextSurface['applyEdits']>();
  const commands = new FindingCommands({
    workspace: new Workspace([{ path: 'Dockerfile', starter: 'FROM alpine\n', isNew: false, editable: true }]),
    pane: { reach: () => ({ applyEdits }) } as unknown as EditorPane,
    tabs: { select: () => undefined } as unknown as FileTabs,
    loop: {
      grader,
      problemOf: () => problem,
      current: () => Promise.resolve({ view: { criteria: [finding], others: [] } }),
    } as unknown as GradingLoop,
    ruleUrl: (id) => `/rules/${id}/`,
  });
  vi.stubGlobal('document', { baseURI: 'https://belay.example/' });
  return { commands, finding, applyEdits };
}

const edit = (start: number, end: number) => ({ range: { start, end }, text: '' });

it('applies a fix and copies it for review', async () => {
  const { commands, finding, applyEdits } = open({ title: 'Drop it', kind: 'safe', edits: [edit(0, 4)] });
  const refuse = vi.fn();
  await commands.fix(finding, () => undefined, refuse);
  expect(applyEdits).toHaveBeenCalledOnce();
  expect(await commands.review(finding)).toContain('https://belay.example/rules/x/');
  expect(refuse).not.toHaveBeenCalled();
});

it('changes nothing, says why and copies no fix when the fix would do harm', async () => {
  const fix: Fix = { title: 'Drop it twice', kind: 'safe', edits: [edit(0, 4), edit(2, 6)] };
  const { commands, finding, applyEdits } = open(fix, 'its edits overlap');
  const refuse = vi.fn();
  await commands.fix(finding, () => undefined, refuse);
  expect(applyEdits).not.toHaveBeenCalled();
  expect(refuse.mock.calls).toEqual([['its edits overlap']]);
  const copied = await commands.review({ ...finding, place: { range: { start: 0, end: 1 }, label: 'Line 1' } });
  expect(copied).toContain('https://belay.example/rules/x/');
  expect(copied).not.toContain('```');
});
