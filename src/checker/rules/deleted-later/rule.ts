import { isWithin } from '../../model/paths.ts';
import type { FileEvent, Model, Step } from '../../model/types.ts';
import { copiedKind } from '../support/copied-files.ts';
import { downloadOf } from '../support/downloads.ts';
import { defineRule, type Finding } from '../types.ts';

export const rule = defineRule({
  id: 'deleted-later',
  title: 'Delete files in the step that makes them',
  category: 'stages',
  severity: 'warning',
  fix: 'none',
  lesson: 'multi-stage',
  *check({ model }) {
    const { target } = model;
    if (target !== undefined && /^(alpine|unknown|scratch)$/.test(target.distro)) yield* inImage(model);
  },
});

function* inImage({ stages }: Model): Iterable<Finding> {
  const made = new Map<string, FileEvent[]>();
  const reported = new Set<Step>();
  for (const stage of stages) {
    if (!stage.inFinalImage) continue;
    for (const event of stage.fileEvents) {
      if (isHeavy(event)) for (const folder of foldersOf(event.path)) push(made, folder, event);
      if (!isRemoval(event)) continue;
      const path = event.path?.replace(/\/$/, '') ?? '';
      const file = made.get(path)?.find(({ step }) => step !== event.step && !reported.has(step));
      made.delete(path);
      if (file === undefined || isMounted(event.step, path)) continue;
      reported.add(file.step);
      yield describe(file, event);
    }
  }
}

/** A path and the folders that it lies in; a removal of any of them removes it. */
function foldersOf(path = ''): string[] {
  const parts = path.replace(/\/$/, '').split('/').slice(0, 20);
  return parts.map((_, i) => parts.slice(0, i + 1).join('/')).slice(1);
}

function push(map: Map<string, FileEvent[]>, key: string, event: FileEvent): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [event]);
  else list.push(event);
}

/** What is worth a warning: folders, archives, downloads. A small script that is copied and deleted is not. */
function isHeavy(event: FileEvent): boolean {
  const { kind, path, source, step, invocation, fromStage } = event;
  if (path === undefined || path === '/' || LIGHT.test(path) || isMounted(step, path)) return false;
  if (kind === 'create') return invocation?.certain === true && downloadOf(invocation) !== undefined;
  const copied = copiedKind(event);
  // Out of a stage comes what was made there.
  return (
    copied === 'folder' ||
    copied === 'archive' ||
    (copied === undefined && fromStage !== undefined) ||
    /^https?:/.test(source ?? '')
  );
}

const LIGHT = /^\/(var\/)?(tmp|cache)(\/|$)|^\/(run|dev\/shm)\//;

function isRemoval({ kind, path, invocation }: FileEvent): boolean {
  // A pattern may leave some of them.
  return (
    kind === 'delete' && path !== undefined && invocation?.name === 'rm' && invocation.certain && !/[*?[]/.test(path)
  );
}

function isMounted({ mounts }: Step, path: string): boolean {
  return mounts.some(({ target }) => target !== undefined && isWithin(path, target));
}

function describe(file: FileEvent, removal: FileEvent): Finding {
  const isCopy = file.kind === 'copy';
  const from = file.step.copy?.from === undefined ? '' : ',from=…';
  const advice = isCopy
    ? file.fromStage === undefined && file.step.instruction.keyword === 'ADD' && /^https?:/.test(file.source ?? '')
      ? 'Fetch it in the `RUN` that uses and deletes it'
      : `Mount it into the \`RUN\` that needs it (\`--mount=type=bind${from},source=…,target=…\`)`
    : 'Delete it in the `RUN` that makes it';
  return {
    range: removal.invocation?.range ?? removal.range,
    message: `${advice}: \`${file.path ?? ''}\` is in an earlier layer, and deleting it here hides it without making the image smaller.`,
    related: [{ range: file.range, message: 'This layer keeps it.' }],
  };
}
