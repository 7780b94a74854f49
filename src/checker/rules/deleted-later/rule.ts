import { once } from '../../model/memo.ts';
import type { FileEvent, Model, Step } from '../../model/types.ts';
import { copiedKind, PathIndex } from '../../facts/copied-files.ts';
import { downloadOf } from '../../facts/downloads.ts';
import { withoutEnd } from '../../text.ts';
import { defineRule, type Finding } from '../../rule.ts';

export const rule = defineRule({
  id: 'deleted-later',
  title: 'Delete files in the step that makes them',
  category: 'stages',
  severity: 'warning',
  fix: 'none',
  *check({ model }) {
    const { target } = model;
    if (target !== undefined && /^(alpine|unknown|scratch)$/.test(target.distro)) yield* inImage(model);
  },
});

function* inImage({ stages }: Model): Iterable<Finding> {
  const made = new PathIndex();
  const reported = new Set<Step>();
  for (const stage of stages) {
    if (!stage.inFinalImage) continue;
    for (const event of stage.fileEvents) {
      if (isHeavy(event)) made.add(event);
      if (!isRemoval(event)) continue;
      const path = event.path ?? '';
      const file = made.within(path).find(({ step }) => step !== event.step && !reported.has(step));
      made.remove(path);
      if (file === undefined || isMounted(event.step, path)) continue;
      reported.add(file.step);
      yield describe(file, event);
    }
  }
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

function isMounted(step: Step, path: string): boolean {
  const targets = step.mounts.length === 0 ? undefined : once(step, targetsOf);
  if (targets === undefined) return false;
  // From the path upwards, so that many mounts take no more time than one.
  for (let at = withoutEnd(path, '/'); at !== ''; at = at.slice(0, at.lastIndexOf('/')))
    if (targets.has(at)) return true;
  return targets.has('');
}

/** Where the mounts of a step lie, without a slash at the end. */
function targetsOf({ mounts }: Step): ReadonlySet<string> {
  return new Set(mounts.flatMap(({ target }) => (target === undefined ? [] : withoutEnd(target, '/'))));
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
