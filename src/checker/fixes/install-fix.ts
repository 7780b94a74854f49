import type { Invocation, PackageEvent, Step } from '../model/types.ts';
import { insertAt, type TextEdit } from '../text.ts';
import type { ProposedFix } from '../rule.ts';
import { isWritten } from './edits.ts';
import { jsonArray } from './instruction-edits.ts';
import { insertRootRun, mayRunAsRoot } from '../facts/root-run.ts';

/**
 * Installs a package before something in `step` needs it: at the end of an `apk add` that already stands in front of it,
 * else in a RUN of its own.
 */
export function installFix(text: string, step: Step, name: string, before?: Invocation): ProposedFix {
  const edit =
    appendToAdd(text, step, name, before) ??
    insertRootRun(text, step, (place) => addCommand(['apk', 'add', '--no-cache', name], place));
  return { title: `Install ${name}`, edits: [edit] };
}

function appendToAdd(text: string, step: Step, name: string, before: Invocation | undefined): TextEdit | undefined {
  const order = before?.order ?? step.invocations[0]?.order ?? Infinity;
  const add = step.stage.packageEvents.findLast(
    (event) =>
      event.kind === 'add' &&
      event.order < order &&
      event.step.index <= step.index &&
      event.invocation.certain &&
      mayRunAsRoot(event.step) &&
      event.apk?.has('no-network') === false &&
      // A group of build tools goes again; in the same RUN it is there long enough.
      (event.apk.virtual === undefined || event.step === step),
  );
  return add && append(text, add, name);
}

/** Behind the last name, on a line of its own where the names stand so. */
function append(text: string, { packages, invocation }: PackageEvent, name: string): TextEdit | undefined {
  const last = packages.at(-1);
  if (last === undefined || invocation.node === undefined || !isWritten(text, last)) return undefined;
  if (invocation.args.at(-1)?.range.start !== last.range.start) return undefined;
  const previous = packages.at(-2)?.range.end;
  const between = previous === undefined ? ' ' : text.slice(previous, last.range.start);
  const gap = /^[ \t]*[\\`]\r?\n[ \t]*$/.test(between) ? between : ' ';
  return insertAt(last.range.end, gap + name);
}

/** Under a SHELL that may not work yet, exec form does. */
function addCommand(words: readonly string[], { before }: Step): string {
  return /^(.*\/)?a?sh$/.test(before.shell[0] ?? '') ? words.join(' ') : jsonArray(words);
}
