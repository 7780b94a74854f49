import { afterEach, expect, it, vi } from 'vitest';
import type { Fix } from '../../checker/index.ts';
import type { TextSurface } from '../dockerfile-editor/surface.ts';
import type { EditorPane } from './editor-pane.ts';
import type { FileTabs } from './file-tabs.ts';
import { FindingCommands } from './finding-commands.ts';
import * as grader from './grading.ts';
import type { GradingLoop } from './grading-loop.ts';
import type { FindingView } from './view.ts';
import { Workspace } from './workspace.ts';

afterEach(() => void vi.restoreAllMocks());

function open(fix: Fix) {
  const finding = { key: 'x', label: 'X', message: '', rule: 'x', place: undefined, fix } as unknown as FindingView;
  const applyEdits = vi.fn<TextSurface['applyEdits']>();
  const onFailure = vi.fn();
  const commands = new FindingCommands({
    workspace: new Workspace([{ path: 'Dockerfile', starter: 'FROM alpine\n', isNew: false, editable: true }]),
    pane: { reach: () => ({ applyEdits }) } as unknown as EditorPane,
    tabs: { select: () => undefined } as unknown as FileTabs,
    loop: {
      grader,
      current: () => Promise.resolve({ view: { criteria: [finding], others: [] } }),
    } as unknown as GradingLoop,
    ruleUrl: (id) => `/rules/${id}/`,
    onFailure,
  });
  vi.stubGlobal('document', { baseURI: 'https://belay.example/' });
  return { commands, finding, applyEdits, onFailure };
}

const edit = (start: number, end: number) => ({ range: { start, end }, text: '' });

it('applies a fix and copies it for review', async () => {
  const { commands, finding, applyEdits, onFailure } = open({ title: 'Drop it', kind: 'safe', edits: [edit(0, 4)] });
  await commands.fix(finding, () => undefined);
  expect(applyEdits).toHaveBeenCalledOnce();
  expect(await commands.review(finding)).toContain('https://belay.example/rules/x/');
  expect(onFailure).not.toHaveBeenCalled();
});

it('changes nothing and says so when the edits of a fix overlap', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const fix: Fix = { title: 'Drop it twice', kind: 'safe', edits: [edit(0, 4), edit(2, 6)] };
  const { commands, finding, applyEdits, onFailure } = open(fix);
  await commands.fix(finding, () => undefined);
  expect(
    await commands.review({ ...finding, place: { range: { start: 0, end: 1 }, label: 'Line 1' } }),
  ).toBeUndefined();
  expect(applyEdits).not.toHaveBeenCalled();
  expect(onFailure.mock.calls).toEqual([['Drop it twice'], ['Drop it twice']]);
});
