import type { PackageEvent, Stage, Step } from '../model/types.ts';
import { insertAt, type TextEdit } from '../text.ts';
import { isWritten } from './edits.ts';
import { insertRootRun, mayRunAsRoot } from '../facts/root-run.ts';

/** Puts names behind the last package of an `apk add`, laid out as that list is. */
export function appendPackages(text: string, event: PackageEvent, names: readonly string[]): TextEdit | undefined {
  const last = event.packages.at(-1);
  const before = event.packages.at(-2);
  if (last === undefined || event.invocation.node === undefined || !isWritten(text, last)) return undefined;
  const between = before === undefined ? ' ' : text.slice(before.range.end, last.range.start);
  const gap = /^(\s|\\\r?\n)+$/.test(between) ? between : ' ';
  return insertAt(last.range.end, names.map((name) => gap + name).join(''));
}

/** Installs packages: in the list of a plain `apk add` of the stage, else in a RUN of its own before the step `before`. */
export function installPackages(text: string, stage: Stage, names: readonly string[], before: Step): TextEdit {
  const add = stage.packageEvents.find(
    ({ kind, apk, invocation, packages, step }) =>
      kind === 'add' &&
      apk !== undefined &&
      apk.virtual === undefined &&
      invocation.certain &&
      mayRunAsRoot(step) &&
      packages.length > 0 &&
      invocation.redirects.length === 0,
  );
  const appended = add === undefined ? undefined : appendPackages(text, add, names);
  return appended ?? insertRootRun(text, before, () => `apk add --no-cache ${names.join(' ')}`);
}
