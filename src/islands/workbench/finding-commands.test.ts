import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Fix } from '../../checker/index.ts';
import type { CheckerClient } from '../checker-service/checker-client.ts';
import type { GradedText } from '../checker-service/protocol.ts';
import type { FindingView } from '../checker-service/view.ts';
import type { TextSurface } from '../editor/surface.ts';
import { clampRange, FindingCommands } from './finding-commands.ts';
import { Workspace } from './workspace.ts';

afterEach(() => void vi.unstubAllGlobals());

const fix: Fix = {
  title: 'Drop it',
  kind: 'safe',
  edits: [{ range: { start: 0, end: 4 }, text: '' }],
};

/** @param answers what the checker says of a fix, one after the other; undefined for no answer. */
function open(...answers: readonly ({ problem: string | undefined } | undefined)[]) {
  const finding = { key: 'x', label: 'X', message: '', rule: 'x', place: undefined, fix } as unknown as FindingView;
  const applyEdits = vi.fn<TextSurface['applyEdits']>();
  const workspace = new Workspace([{ path: 'Dockerfile', starter: 'FROM alpine\n', isNew: false, editable: true }]);
  const left = [...answers];
  const ask = vi.fn((topic: string, rest: { readonly link?: string }) =>
    Promise.resolve(topic === 'fix' ? left.shift() : { markdown: `see ${rest.link}` }),
  );
  const commands = new FindingCommands({
    workspace,
    pane: { reach: () => ({ applyEdits }) as unknown as TextSurface },
    tabs: { select: () => undefined },
    checker: {
      ask: ask as unknown as CheckerClient['ask'],
      current: () => Promise.resolve({ view: { criteria: [finding], others: [] } } as unknown as GradedText),
    },
    ruleUrl: (id) => `/rules/${id}/`,
  });
  vi.stubGlobal('document', { baseURI: 'https://belay.example/' });
  return { commands, finding, applyEdits, ask, workspace };
}

it('applies a fix that may be applied', async () => {
  const { commands, finding, applyEdits } = open({ problem: undefined });
  const [before, refuse] = [vi.fn(), vi.fn()];
  await commands.fix(finding, before, refuse);
  expect(applyEdits.mock.calls).toEqual([['Dockerfile', fix.edits]]);
  expect(before.mock.calls).toEqual([['Drop it']]);
  expect(refuse).not.toHaveBeenCalled();
});

it('changes nothing and says why when the fix would do harm', async () => {
  const { commands, finding, applyEdits } = open({ problem: 'its edits overlap' });
  const refuse = vi.fn();
  await commands.fix(finding, () => undefined, refuse);
  expect(applyEdits).not.toHaveBeenCalled();
  expect(refuse.mock.calls).toEqual([['its edits overlap']]);
});

it('changes nothing without an answer', async () => {
  const { commands, finding, applyEdits } = open(undefined);
  await commands.fix(finding, () => undefined, vi.fn());
  expect(applyEdits).not.toHaveBeenCalled();
});

it('asks again when a key was pressed before the answer', async () => {
  const { commands, finding, applyEdits, ask, workspace } = open({ problem: 'old' }, { problem: undefined });
  ask.mockImplementationOnce(() => {
    workspace.set('Dockerfile', 'FROM scratch\n');
    return Promise.resolve({ problem: 'old' });
  });
  const refuse = vi.fn();
  await commands.fix(finding, () => undefined, refuse);
  expect(refuse.mock.calls).toEqual([['old']]);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(applyEdits).not.toHaveBeenCalled();
});

it('copies a finding for review with the address of its rule', async () => {
  const { commands, finding } = open();
  expect(await commands.review(finding)).toBe('see https://belay.example/rules/x/');
});

describe('clampRange', () => {
  it.each([
    [
      { start: 2, end: 5 },
      { start: 2, end: 5 },
    ],
    [
      { start: 8, end: 40 },
      { start: 8, end: 10 },
    ],
    [
      { start: 20, end: 40 },
      { start: 10, end: 10 },
    ],
    [
      { start: -4, end: -2 },
      { start: 0, end: 0 },
    ],
    [
      { start: 5, end: 2 },
      { start: 5, end: 5 },
    ],
  ])('%j lies within ten characters as %j', (range, expected) => {
    expect(clampRange(range, 10)).toEqual(expected);
  });
});
