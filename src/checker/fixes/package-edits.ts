import type { Invocation, PackageEvent, Step } from '../model/types.ts';
import { insertAt, type TextEdit } from '../text.ts';
import { insertRootRun, mayRunAsRoot } from '../facts/root-run.ts';
import type { ProposedFix } from '../rule.ts';
import { isWritten } from './edits.ts';
import { jsonArray } from './instruction-edits.ts';

/** Where packages have to be. */
interface Need {
  /** What needs them; a RUN of their own comes in front of it. */
  readonly step: Step;
  /** The command of the step that needs them; before its first one when not given. */
  readonly before?: Invocation | undefined;
  /** They are needed by what the image runs, so any place in the stage will do. */
  readonly inTheEnd?: boolean;
}

/** Puts names behind the last package of an `apk add`, laid out as that list is. */
export function appendPackages(text: string, event: PackageEvent, names: readonly string[]): TextEdit | undefined {
  const last = event.packages.at(-1);
  const before = event.packages.at(-2);
  if (last === undefined || event.invocation.node === undefined || !isWritten(text, last)) return undefined;
  const between = before === undefined ? ' ' : text.slice(before.range.end, last.range.start);
  const gap = /^(\s|[\\`]\r?\n)+$/.test(between) ? between : ' ';
  return insertAt(last.range.end, names.map((name) => gap + name).join(''));
}

/** Installs packages: in the list of an `apk add` that is there in time, else in a RUN of its own. */
export function installPackages(text: string, names: readonly string[], need: Need): TextEdit {
  const add = placeIn(need);
  return (
    (add && appendPackages(text, add, names)) ??
    insertRootRun(text, need.step, (place) => addCommand(['apk', 'add', '--no-cache', ...names], place))
  );
}

/** {@link installPackages} as a fix of its own. */
export function installFix(text: string, step: Step, name: string, before?: Invocation): ProposedFix {
  return { title: `Install ${name}`, edits: [installPackages(text, [name], { step, before })] };
}

/** The `apk add` that takes them in: the nearest in front of what needs them, or the first of all. */
function placeIn({ step, before, inTheEnd }: Need): PackageEvent | undefined {
  const adds = step.stage.packageEvents.filter(
    (event) =>
      event.kind === 'add' &&
      event.invocation.certain &&
      mayRunAsRoot(event.step) &&
      event.apk?.has('no-network') === false &&
      // A group of build tools goes again; in the same RUN it is there long enough for a command.
      (event.apk.virtual === undefined || (before !== undefined && event.step === step)),
  );
  if (inTheEnd === true) return adds[0];
  const order = before?.order ?? step.invocations[0]?.order ?? Infinity;
  return adds.findLast((event) => event.order < order && event.step.index <= step.index);
}

/** Under a SHELL that may not work yet, exec form does. */
function addCommand(words: readonly string[], { before }: Step): string {
  return /^(.*\/)?a?sh$/.test(before.shell[0] ?? '') ? words.join(' ') : jsonArray(words);
}
