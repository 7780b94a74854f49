/**
 * Positions. Inside the checker a place is a UTF-16 offset, counted from 0; a range is half-open.
 * Lines and columns appear only at the edge (editor, command line) and count from 1.
 */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A place as people and editors count it: both numbers start at 1, columns count UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Offsets at which each line of `text` begins. LF, CRLF and a lone CR all end a line, as in Monaco. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** The line and column of an offset, by binary search in what {@link lineStarts} returned. */
export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** Replaces one range of a text. Ranges always refer to the text before any edit. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** Where the line of an offset begins; on the first line behind a byte order mark. */
export function lineStart(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.startsWith('\ufeff') ? 1 : start;
}

/** Whether a range lies in another one, or is the same. */
export function isWithinRange(inner: Range, outer: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The part of a text that a range holds. */
export function sliceOf(text: string, { start, end }: Range): string {
  return text.slice(start, end);
}

/** A text without what it ends with of these characters; a regular expression would try at each of them. */
export function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}

/** An edit that puts text at a place. */
export function insertAt(at: number, text: string): TextEdit {
  return { range: { start: at, end: at }, text };
}

/** Why edits cannot be applied to a text, or need not be; undefined when all is well. */
export function faultOfEdits(text: string, edits: readonly TextEdit[]): string | undefined {
  const sorted = inOrder(edits);
  let at = 0;
  for (const { range } of sorted) {
    if (range.start < at || range.end < range.start) return 'its edits overlap';
    at = range.end;
  }
  if (at > text.length) return 'it reaches beyond the end of the text';
  return edits.every((edit) => sliceOf(text, edit.range) === edit.text) ? 'it changes nothing' : undefined;
}

function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/**
 * Applies edits that do not overlap, in any order.
 * @param within gives what becomes of a part of the text that holds all edits, and not the rest.
 * @throws RangeError when two edits overlap: that is a bug of the rule that made them.
 */
export function applyEdits(text: string, edits: readonly TextEdit[], within?: Range): string {
  const sorted = inOrder(edits);
  let result = '';
  let at = within?.start ?? 0;
  for (const edit of sorted) {
    if (edit.range.start < at) throw new RangeError(`Edits overlap at offset ${edit.range.start}.`);
    result += text.slice(at, edit.range.start) + edit.text;
    at = edit.range.end;
  }
  return result + text.slice(at, within?.end);
}

/**
 * A piece of source with line continuations and comment lines taken out, that still knows where each character
 * came from.
 */
export interface MappedText {
  readonly text: string;
  /** Source offset of a character of `text`; `text.length` maps to just behind the last character. */
  toSource(offset: number): number;
  /** Source range of `text.slice(start, end)`. */
  range(start: number, end: number): Range;
}
