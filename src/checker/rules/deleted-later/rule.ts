import { once } from '../../model/memo.ts';
import { runCommands } from '../../model/commands.ts';
import type { FileEvent, Model, Stage, Step } from '../../model/types.ts';
import { copiedKind, PathIndex } from '../../facts/copied-files.ts';
import { downloadOf } from '../../facts/downloads.ts';
import { baseName, isWithin } from '../../model/paths.ts';
import { withoutEnd } from '../../text.ts';
import { defineRule, type Finding } from '../../rule.ts';

export const rule = defineRule({
  id: 'deleted-later',
  title: 'Delete files in the step that makes them',
  category: 'stages',
  severity: 'warning',
  fix: 'none',
  needs: ['rm'],
  *check({ model }) {
    const { target } = model;
    if (target !== undefined && /^(alpine|unknown|scratch)$/.test(target.distro)) yield* inImage(model);
  },
});

function* inImage(model: Model): Iterable<Finding> {
  const { stages } = model;
  const made = new PathIndex();
  const reported = new Set<Step>();
  for (const stage of stages) {
    if (!stage.inFinalImage) continue;
    for (const event of stage.fileEvents) {
      if (isHeavy(event)) made.add(event);
      if (!isRemoval(event)) continue;
      const path = event.path ?? '';
      const file = made
        .within(path)
        .find((each) => each.step !== event.step && !reported.has(each.step) && isSurelyHeavy(each, event, model));
      made.remove(path);
      if (file === undefined || isMounted(event.step, path)) continue;
      reported.add(file.step);
      yield describe(file, event);
    }
  }
}

/** What is worth a warning: folders, archives, downloads. A small script that is copied and deleted is not. */
function isHeavy(event: FileEvent): boolean {
  const { kind, path, source, step, invocation } = event;
  if (path === undefined || path === '/' || LIGHT.test(path) || isMounted(step, path)) return false;
  if (kind === 'create') return invocation?.certain === true && downloadOf(invocation) !== undefined;
  // `chmod` makes nothing; what it works on has an event of its own.
  if (kind !== 'copy') return false;
  const copied = copiedKind(event);
  return copied === 'folder' || copied === 'archive' || copied === undefined || /^https?:/.test(source ?? '');
}

/** `COPY wheels /wheels` may be a file: a folder by what the context says, or by what a command does with it. */
function isSurelyHeavy(file: FileEvent, removal: FileEvent, model: Model): boolean {
  const { kind, path = '', source, fromStage } = file;
  if (kind === 'copy' && isScriptOfImage(file)) return false;
  // Out of a stage comes what was made there.
  if (kind !== 'copy' || copiedKind(file) !== undefined || fromStage !== undefined) return true;
  if (model.context !== undefined)
    return once(model, foldersOf).has(withoutEnd(`/${source?.replace(/^(\.?\/)+/, '') ?? ''}`, '/'));
  return once(removal.step.stage, usedAsFolders).has(withoutEnd(path, '/'));
}

/** `COPY --from=ghcr.io/a/installer /usr/bin/install-extensions /usr/local/bin/`: one script of somebody's image, called by its name. */
function isScriptOfImage({ step: { copy, stage }, fromStage, path = '', source = '' }: FileEvent): boolean {
  if (copy?.from === undefined || fromStage !== undefined || source.endsWith('/')) return false;
  const name = baseName(path);
  return /\/s?bin\/[^/]+$/.test(path) && runCommands(stage).some((each) => each.name === name || each.program === path);
}

function foldersOf({ context }: Model): ReadonlySet<string> {
  return new Set(context?.paths.flatMap((path) => parents(`/${path}`)));
}

/** Paths that commands of a stage look into: `/wheels/*`, `cd /wheels`, `--find-links=/wheels`. */
function usedAsFolders(stage: Stage): ReadonlySet<string> {
  const used = new Set<string>();
  for (const { args, cwd } of runCommands(stage)) {
    if (cwd !== undefined && cwd !== '/') for (const each of [cwd, ...parents(cwd)]) used.add(each);
    for (const [i, { value }] of args.entries()) {
      const path = /^(--find-links=)?(\/[^\s]*)/.exec(value ?? '');
      if (path?.[2] === undefined) continue;
      if (path[1] !== undefined || /^(--find-links|-f)$/.test(args[i - 1]?.value ?? '')) used.add(path[2]);
      for (const each of parents(path[2])) used.add(each);
    }
  }
  return used;
}

/** `/a` and `/a/b` for `/a/b/c`. */
function parents(path: string): string[] {
  const parts = path.split('/').slice(0, 20);
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'));
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

/** `cd /build && npm install && …`: a mount is read-only, and belongs to root. */
function worksInside(file: FileEvent, { step }: FileEvent, path: string): boolean {
  const first = file.step.stage === step.stage ? file.step.index + 1 : 0;
  return step.stage.steps
    .slice(Math.max(first, step.index - MOST_STEPS), step.index + 1)
    .some((each) => writesInto(each, path));
}

function writesInto({ invocations }: Step, path: string): boolean {
  const folder = withoutEnd(path, '/');
  return invocations.some(
    ({ name = '', program = '', cwd }) =>
      (WRITES.test(name) || program.startsWith('./')) && cwd !== undefined && isWithin(withoutEnd(cwd, '/'), folder),
  );
}

const MOST_STEPS = 20;

const WRITES = /^(bundle|cargo|cmake|composer|configure|go|gradlew?|make|mvnw?|npm|pnpm|yarn)$/;

function describe(file: FileEvent, removal: FileEvent): Finding {
  const isCopy = file.kind === 'copy';
  const from = file.step.copy?.from === undefined ? '' : ',from=…';
  const advice = isCopy
    ? worksInside(file, removal, file.path ?? '')
      ? 'Build it in a stage of its own, and copy the result'
      : file.fromStage === undefined && file.step.instruction.keyword === 'ADD' && /^https?:/.test(file.source ?? '')
        ? 'Fetch it in the `RUN` that uses and deletes it'
        : `Mount it into the \`RUN\` that needs it (\`--mount=type=bind${from},source=…,target=…\`)`
    : 'Delete it in the `RUN` that makes it';
  // What the same step made there goes with it, and which part of all weighs, the file does not say.
  return {
    range: removal.invocation?.range ?? removal.range,
    ...(writesInto(removal.step, file.path ?? '') && { severity: 'info' }),
    message: `${advice}: \`${file.path ?? ''}\` is in an earlier layer, and deleting it here hides it without making the image smaller.`,
    related: [{ range: file.range, message: 'This layer keeps it.' }],
  };
}
