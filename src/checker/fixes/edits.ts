import type { ApkOption } from '../apk/types.ts';
import type { Argument, Invocation, Step } from '../model/types.ts';
import type { Instruction } from '../syntax/dockerfile/types.ts';
import { insertAt, lineStart, type Range, sliceOf, type TextEdit } from '../text.ts';
import { placesOf, type Sequence } from './shell-layout.ts';

/** True when a word stands in the text as it is used: not the value of a variable, not inside another string. */
export function isWritten(text: string, { raw, range }: Pick<Argument, 'raw' | 'range'>): boolean {
  return sliceOf(text, range) === raw;
}

/**
 * True for a text that a shell, Docker and JSON all take as one word and as nothing else: no blank, quote, variable or
 * command in it. What an author wrote elsewhere, between quotes for example, goes into a fix only when it is such a word.
 */
export function isPlainWord(text: string): boolean {
  return /^[\w%+,./:@^][\w%+,./:=@^~-]*$/.test(text);
}

/** Written as it is used, with nothing of a variable in it that other words could share. */
export function isLiteral(text: string, word: Pick<Argument, 'raw' | 'range'>): boolean {
  return isWritten(text, word) && !/[$`]/.test(word.raw);
}

/** Replaces part of a word where it stands in the text, quotes and options around it kept. */
export function replaceInWord(
  text: string,
  word: Pick<Argument, 'raw' | 'range'>,
  old: string,
  by: string,
): TextEdit | undefined {
  const at = word.raw.lastIndexOf(old);
  if (at < 0 || !isWritten(text, word)) return undefined;
  const start = word.range.start + at;
  return { range: { start, end: start + old.length }, text: by };
}

/**
 * Takes a word of a shell command out, with the space and the line break in front of it. A comment line between the two
 * stays, and the line that the word began goes on.
 */
export function removeWord(text: string, word: Pick<Argument, 'raw' | 'range'>): TextEdit | undefined {
  if (!isLiteral(text, word)) return undefined;
  const before = text.slice(Math.max(0, word.range.start - 200), word.range.start);
  const space = /(?:[ \t]|[\\`][ \t]*\r?\n)+$/.exec(before);
  const start = word.range.start - (space?.[0].length ?? 0);
  // Behind a comment line there must be something for the line before the comment to go on with.
  const isAlone = text[start - 1] === '\n' && /^[ \t]*(\r?\n|$)/.test(text.slice(word.range.end, word.range.end + 200));
  if (isAlone) return undefined;
  if (space !== null) return { range: { start, end: word.range.end }, text: '' };
  return before.endsWith('\n') ? { range: word.range, text: '' } : undefined;
}

/**
 * Takes a flag of an instruction out, with the space behind it, and with the line break where the instruction itself goes
 * on behind it. Before a comment line the break stays: it is what makes the comment one.
 */
export function removeFlag(text: string, { start, end }: Range): TextEdit {
  const [space = ''] = /^(?:[ \t]|[\\`][ \t]*\r?\n(?![ \t]*(?:#|\r?\n)))*/.exec(text.slice(end)) ?? [];
  return { range: { start, end: end + space.length }, text: '' };
}

/** Puts an option behind the word `add` (or whatever the command is), where readers look for it. */
export function insertApkOption(text: string, invocation: Invocation, option: string): TextEdit | undefined {
  const { apk, args } = invocation;
  const command = apk && args.find(({ value }) => value === apk.command);
  if (command === undefined || !isWritten(text, command)) return undefined;
  return insertOption(invocation, command.range.end, option);
}

/** Puts an option behind a place in a command; in exec form as a string of its own. */
export function insertOption(invocation: Invocation, at: number, option: string): TextEdit {
  return insertAt(at, isExec(invocation) ? `, "${option}"` : ` ${option}`);
}

/** Takes an option out, with the space in front of it; one letter out of a cluster such as `-Ut`. */
export function removeApkOption(text: string, invocation: Invocation, option: ApkOption): TextEdit | undefined {
  const { args, programRange } = invocation;
  const index = args.findIndex(({ range }) => range.start === option.range.start);
  const word = args[index];
  if (word === undefined || !isLiteral(text, word)) return undefined;
  if (isCluster(word, option)) return { range: word.range, text: word.raw.replace(option.written.slice(1), '') };
  const start = args[index - 1]?.range.end ?? programRange.end;
  if (start > option.range.start) return undefined;
  const { end } = option.range;
  // `add --update  jq`: one gap stays, the smaller.
  const [before, behind] = [text.slice(start, option.range.start), blanksAt(text, end)];
  const more = /^[ \t]+$/.test(before) && /\S/.test(text[end + behind] ?? '\n') ? behind - before.length : 0;
  return { range: { start, end: end + Math.max(more, 0) }, text: '' };
}

/** Puts another option in the place of one; behind the command's name where the old one was part of a cluster. */
export function replaceApkOption(
  text: string,
  invocation: Invocation,
  old: ApkOption,
  option: string,
): TextEdit[] | undefined {
  const word = invocation.args.find(({ range }) => range.start === old.range.start);
  if (word === undefined || !isLiteral(text, word)) return undefined;
  if (!isCluster(word, old) && !isExec(invocation)) return [{ range: old.range, text: option }];
  const removed = removeApkOption(text, invocation, old);
  const added = insertApkOption(text, invocation, option);
  return removed === undefined || added === undefined ? undefined : [removed, added];
}

function isCluster(word: Argument, { written }: ApkOption): boolean {
  return !written.startsWith('--') && /^-[a-zA-Z]{2,}$/.test(word.raw);
}

export function isExec({ node, step }: Invocation): boolean {
  return node === undefined && step.instruction.form === 'exec';
}

/**
 * Takes commands of one RUN out of their lists and `&&` chains, with the joints and line breaks that belonged to them,
 * and the whole instruction when nothing is left. Undefined where that would change what the rest does.
 * @param about what a comment above the instruction is about when it is to go with it; without, comments stay
 */
export function removeCommands(
  text: string,
  step: Step,
  gone: readonly Invocation[],
  about?: RegExp,
): TextEdit[] | undefined {
  const whole = (): TextEdit[] => [
    about === undefined ? removeInstruction(text, step.instruction) : removeWithComments(text, step.instruction, about),
  ];
  // A `set` alone does nothing.
  const left = step.invocations.filter((each) => !gone.includes(each));
  if (left.every(({ name }) => name === 'set') && step.mounts.length === 0) return whole();
  const places = placesOf(step);
  const marked = new Map<Sequence, Set<number>>();
  const mark = (sequence: Sequence, index: number): void => {
    marked.set(sequence, (marked.get(sequence) ?? new Set()).add(index));
  };
  for (const { range } of gone) {
    const place = places.get(range.start);
    if (place === undefined || place.sequence.items[place.index]?.range.end !== range.end) return undefined;
    mark(place.sequence, place.index);
  }
  for (const [{ items, holder }, indexes] of [...marked]) {
    if (indexes.size === items.length && holder !== undefined) mark(holder.sequence, holder.index);
  }
  const edits: TextEdit[] = [];
  for (const [sequence, indexes] of marked) {
    if (indexes.size === sequence.items.length) {
      if (sequence.isScript) return whole();
      if (sequence.holder === undefined) return undefined;
      continue;
    }
    const own = removeItems(sequence, indexes, text);
    if (own === undefined) return undefined;
    edits.push(...own);
  }
  return edits;
}

/** {@link removeCommands} for one command. */
export function removeFromChain(text: string, invocation: Invocation): TextEdit | undefined {
  const edits = removeCommands(text, invocation.step, [invocation]);
  return edits?.length === 1 ? edits[0] : undefined;
}

function removeItems(
  { items, operators }: Sequence,
  indexes: ReadonlySet<number>,
  text: string,
): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (let first = 0; first < items.length; first++) {
    if (!indexes.has(first)) continue;
    let last = first;
    while (indexes.has(last + 1)) last++;
    if (operators?.slice(Math.max(first - 1, 0), last + 1).includes('||') === true) return undefined;
    // `[ … ] && a; b`: without `b` the list ends with 1 when the test is false.
    const isEndOfList = operators === undefined && last === items.length - 1;
    if (isEndOfList && items[first - 1]?.kind === 'and-or') return undefined;
    if (isAnnounced(text, items, first, last)) return undefined;
    const before = gap(items, first - 1, last, 'end');
    const behind = gap(items, first, last + 1, 'start');
    // The line break and the comment that the author has in front of what goes stay in front of what comes next.
    const isOwnLine = behind !== undefined && breaksBefore(text, items, first, last);
    const range = first > 0 && !isOwnLine ? before : behind;
    if (range === undefined) return undefined;
    edits.push({ range: range === before ? withBlanks(text, range) : range, text: '' });
    first = last;
  }
  return edits;
}

/** `echo "Cleaning up"` in front of nothing else: the words would be left alone. */
function isAnnounced(text: string, items: Sequence['items'], first: number, last: number): boolean {
  const [next, end] = [items[last + 1], items[last]?.range.end];
  const isLast = next === undefined || isEcho(next) || text.slice(end, next.range.start).includes('#');
  return isLast && isEcho(items[first - 1]);
}

function isEcho(node: Sequence['items'][number] | undefined): boolean {
  return node?.kind === 'command' && node.name?.raw === 'echo' && node.redirects.length === 0;
}

/** Of the blanks that would be left at the end of the line, or in front of an operator, those that the line before had not. */
function withBlanks(text: string, { start, end }: Range): Range {
  const left = blanksAt(text, end);
  const own = blanksAt(text, start);
  const next = text.slice(end + left, end + left + 3);
  const goesOn = /^[\\`]\r?\n/.test(next);
  if (!goesOn && !/^(\r?\n|$)/.test(next)) return { start, end: end + Math.max(left - Math.max(own, 1), 0) };
  const kept = goesOn && /^[\\`]\r?\n/.test(text.slice(start + own, start + own + 3)) ? own : goesOn ? left : 0;
  return { start, end: end + Math.max(left - kept, 0) };
}

function blanksAt(text: string, at: number): number {
  let end = at;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return end - at;
}

/** A line begins with what goes, or with the `&&` of it, and what is behind goes on in that line or has no comment to lose. */
function breaksBefore(text: string, items: Sequence['items'], first: number, last: number): boolean {
  const between = (a: number): string => text.slice(items[a]?.range.end, items[a + 1]?.range.start);
  if (items[last + 1] === undefined) return false;
  const [before, behind] = [between(first - 1), between(last)];
  if (behind.includes('#')) return false;
  return (
    before.includes('#') ||
    (before.includes('\n') && !behind.includes('\n')) ||
    /\n[ \t]*&&[ \t]*\\[ \t]*\r?\n/.test(before)
  );
}

/** From one end of item `from` to the same end of item `to`. */
function gap(items: Sequence['items'], from: number, to: number, side: 'start' | 'end'): Range | undefined {
  const a = items[from];
  const b = items[to];
  if (a === undefined || b === undefined || a.kind === 'background') return undefined;
  return { start: a.range[side], end: b.range[side] };
}

/** Takes a whole instruction out; of two blank lines that would then meet, one goes too. Comments above it stay. */
export function removeInstruction(text: string, instruction: Pick<Instruction, 'range'>): TextEdit {
  const { start, end } = wholeLines(text, instruction.range);
  const blankBefore = /\n[ \t]*\r?\n$/.exec(text.slice(Math.max(0, start - 200), start));
  const blankAfter = /^[ \t]*(\r?\n|$)/.exec(text.slice(end, end + 200));
  // Nothing stands in front: the file does not begin with a blank line.
  if (start === 0) return { range: { start, end: end + (blankAfter?.[0].length ?? 0) }, text: '' };
  const more = blankBefore !== null && blankAfter !== null ? blankBefore[0].length - 1 : 0;
  return { range: { start: start - more, end }, text: '' };
}

/** {@link removeInstruction} for several in order; those with nothing but blank lines between them go together. */
export function removeInstructions(text: string, instructions: readonly Pick<Instruction, 'range'>[]): TextEdit[] {
  const ranges: Range[] = [];
  for (const { range } of instructions) {
    const last = ranges.at(-1);
    if (last === undefined || text.slice(last.end, range.start).trim() !== '') ranges.push(range);
    else ranges[ranges.length - 1] = { start: last.start, end: range.end };
  }
  return ranges.map((range) => removeInstruction(text, { range }));
}

/**
 * {@link removeInstruction} with the comments directly above that are about it: they name what goes, from the nearest upwards, or
 * there is one and the lines stand alone.
 */
export function removeWithComments(text: string, instruction: Instruction, about: RegExp): TextEdit {
  const { range, leading } = instruction;
  const { end } = wholeLines(text, range);
  const isAlone = /^[ \t]*(\r?\n|$)/.test(text.slice(end, end + 200));
  let first = leading.length === 1 && isAlone ? 0 : leading.length;
  for (let i = leading.length - 1; i >= 0; i--) {
    const words = leading[i]?.text ?? '';
    if (about.test(words)) first = i;
    // A sentence that began in a line above.
    else if (!/^[#\s]*[a-z]/.test(words) || /^[#\s]*https?:/.test(words)) break;
  }
  const start = leading[first]?.range.start ?? range.start;
  return removeInstruction(text, { range: { start, end: range.end } });
}

/** The lines of a range with their line break, for taking a whole instruction out. */
export function wholeLines(text: string, range: Range): Range {
  const start = lineStart(text, range.start);
  const lineEnd = text.indexOf('\n', range.end);
  return { start, end: lineEnd < 0 ? text.length : lineEnd + 1 };
}
