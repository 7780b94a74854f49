import type { ApkCommand, Invocation } from '../../model/types.ts';
import type { Range, TextEdit } from '../../text.ts';

/** Puts `--no-cache` behind the word `add` (or whatever the command is), where readers look for it. */
export function insertApkOption(apk: ApkCommand, option: string): TextEdit | undefined {
  const command = apk.invocation.args.find(({ value }) => value === apk.command);
  if (command === undefined) return undefined;
  const at = command.range.end;
  return { range: { start: at, end: at }, text: ` ${option}` };
}

/**
 * Takes one command out of a `&&` or `;` chain, with the joint and the line break that belonged to it. Undefined when
 * it stands alone, in a pipeline, or its neighbours do not allow it.
 */
export function removeFromChain(text: string, invocation: Invocation): TextEdit | undefined {
  const { step, range } = invocation;
  const siblings = step.invocations.filter((other) => !other.inSubstitution);
  const index = siblings.indexOf(invocation);
  const next = siblings[index + 1];
  if (invocation.pipeline.length > 1) return undefined;
  if (next !== undefined && (next.joint === '&&' || next.joint === ';') && next.pipeline.index === 0) {
    return { range: { start: range.start, end: next.range.start }, text: '' };
  }
  const previous = siblings[index - 1];
  if (next === undefined && previous !== undefined && (invocation.joint === '&&' || invocation.joint === ';')) {
    const tail = text.slice(range.end, step.instruction.range.end);
    if (/^[\s;]*$/.test(tail))
      return { range: { start: previous.range.end, end: step.instruction.range.end }, text: '' };
  }
  return undefined;
}

/** The lines of a range with their line break, for taking a whole instruction out. */
export function wholeLines(text: string, range: Range): Range {
  const start = text.lastIndexOf('\n', range.start - 1) + 1;
  const lineEnd = text.indexOf('\n', range.end);
  return { start, end: lineEnd < 0 ? text.length : lineEnd + 1 };
}
