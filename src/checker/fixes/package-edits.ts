import type { Invocation, PackageEvent, Step } from '../model/types.ts';
import { insertAt, lineStart, type TextEdit } from '../text.ts';
import { insertRootRun, mayRunAsRoot } from '../facts/root-run.ts';
import type { ProposedFix } from '../rule.ts';
import { isWritten } from './edits.ts';
import { jsonArray, lineBreak } from './instruction-edits.ts';

/** Where packages have to be. */
interface Need {
  /** What needs them; a RUN of their own comes in front of it. */
  readonly step: Step;
  /** The command of the step that needs them; before its first one when not given. */
  readonly before?: Invocation | undefined;
  /** They are needed by what the image runs, so any place in the stage will do. */
  readonly inTheEnd?: boolean;
}

/** A longer line is not made: the names go on lines of their own. */
const LONGEST_LINE = 100;
/** As many names must be in order before that counts as sorted. */
const SORTED = 3;

/**
 * Puts names into the list of an `apk add`, laid out as that list is: one a line where they stand one a line, in their
 * place where it is sorted, else behind the last.
 * @param like another `apk add` whose layout is taken where this one says nothing
 */
export function appendPackages(
  text: string,
  event: PackageEvent,
  names: readonly string[],
  like?: PackageEvent,
): TextEdit | undefined {
  const { packages } = event;
  const [first] = packages;
  const last = packages.at(-1);
  if (first === undefined || last === undefined || event.invocation.node === undefined || !isWritten(text, last))
    return undefined;
  const own = gapOf(text, event);
  const gap = own ?? (like && gapOf(text, like)) ?? spaceOrBreak(text, event, names);
  const list = text.slice(first.range.start, last.range.end);
  const raws = packages.map(({ raw }) => raw);
  const isPlain = !list.includes('#') && packages.every((each) => isWritten(text, each));
  const isSorted = raws.length >= SORTED && raws.every((raw, i) => i === 0 || (raws[i - 1] ?? '') < raw);
  const isBroken = own === undefined && gap !== ' ';
  // A whole list is broken anew only for many names.
  if (!isPlain || !(isBroken ? names.length > 2 : isSorted))
    return insertAt(last.range.end, names.map((name) => gap + name).join(''));
  // Each name with what stands behind it.
  const entries = packages.map(({ raw, range }, i) => {
    const next = packages[i + 1];
    return { raw, behind: next === undefined || isBroken ? gap : text.slice(range.end, next.range.start) };
  });
  entries.push(...names.map((raw) => ({ raw, behind: gap })));
  if (isSorted) entries.sort((x, y) => (x.raw < y.raw ? -1 : 1));
  const whole = entries.map(({ raw, behind }, i) => raw + (i === entries.length - 1 ? '' : behind)).join('');
  return { range: { start: first.range.start, end: last.range.end }, text: whole };
}

/** What stands between the names of a list that has them on several lines; undefined for a list on one line. */
export function gapOf(text: string, { packages, invocation }: PackageEvent): string | undefined {
  const [first] = packages;
  const option = invocation.args.findLast(({ range }) => range.end <= (first?.range.start ?? 0));
  const words = packages.length === 1 && option !== undefined ? [option, ...packages] : packages;
  return words
    .flatMap(({ range }, i) => (i === 0 ? [] : [text.slice(words[i - 1]?.range.end, range.start)]))
    .findLast((gap) => gap.includes('\n') && /^(\s|[\\`]\r?\n)+$/.test(gap));
}

/** A space, or a new line where that line would become too long. */
function spaceOrBreak(text: string, { packages, step }: PackageEvent, names: readonly string[]): string {
  const end = packages.at(-1)?.range.end ?? 0;
  const start = lineStart(text, end);
  const line = text.slice(start, end);
  if (line.length + names.join(' ').length < LONGEST_LINE || step.script === undefined) return ' ';
  const [indent = ''] = /^[ \t]*/.exec(line) ?? [];
  const escape = /^#[ \t]*escape[ \t]*=[ \t]*`/im.test(text) ? '`' : '\\';
  return ` ${escape}${lineBreak(text)}${indent}${start <= step.instruction.range.start ? '    ' : ''}`;
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
