import type { Instruction } from '../syntax/dockerfile/types.ts';
import { insertAt, lineStart, type TextEdit } from '../text.ts';

let asked = '';
let found = '\n';

/** The line break that a text uses. Asked for by every fix of a text, so the text is searched once. */
export function lineBreak(text: string): string {
  if (text !== asked) {
    asked = text;
    found = text.includes('\r\n') ? '\r\n' : '\n';
  }
  return found;
}

/** A new line in front of an instruction; `line` has no line break. Comments directly above stay with the instruction, and apart from it. */
export function insertBefore(text: string, instruction: Instruction, line: string): TextEdit {
  const at = instruction.leading[0]?.range.start ?? instruction.range.start;
  const start = lineStart(text, at);
  const newLine = lineBreak(text);
  const isApart = at < instruction.range.start && /\n[ \t]*\r?\n$/.test(text.slice(Math.max(0, start - 200), start));
  return insertAt(start, indentOf(text, instruction) + line + newLine + (isApart ? newLine : ''));
}

/** A new line behind an instruction. */
export function insertAfter(text: string, instruction: Instruction, line: string): TextEdit {
  return insertAt(instruction.range.end, lineBreak(text) + indentOf(text, instruction) + line);
}

/** What the author has in front of an instruction. */
function indentOf(text: string, { range: { start } }: Instruction): string {
  const before = text.slice(lineStart(text, start), start);
  return before.trim() === '' ? before : '';
}

/** A comment above says that what is newest is wanted: another tag would contradict it. */
export function asksForNewest({ leading }: Instruction): boolean {
  return leading.some(({ text }) => /\b(latest|newest|always|up[ -]to[ -]date)\b/i.test(text));
}

/** A word as it stands in JSON, for exec form. */
export function jsonArray(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}
