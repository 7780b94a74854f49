import type { Range, TextEdit } from '../text.ts';

interface Placed {
  readonly edit: TextEdit;
  /** Where its text stands afterwards. */
  readonly start: number;
  readonly end: number;
}

/** Where places of a text are after edits of it that do not overlap. */
export class EditMap {
  readonly #placed: readonly Placed[];

  constructor(edits: readonly TextEdit[]) {
    let shift = 0;
    this.#placed = [...edits]
      .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)
      .map((edit) => {
        const start = edit.range.start + shift;
        shift += edit.text.length - (edit.range.end - edit.range.start);
        return { edit, start, end: start + edit.text.length };
      });
  }

  /** The place of an offset; where an edit replaced it or put something there, all that the edit wrote. */
  span(offset: number): Range {
    const placed = this.#placed;
    const first = search(placed, ({ edit }) => edit.range.end < offset);
    const before = placed[first - 1];
    let start = before === undefined ? offset : before.end + offset - before.edit.range.end;
    let end = start;
    for (let i = first; i < placed.length; i++) {
      const each = placed[i];
      if (each === undefined || each.edit.range.start > offset) break;
      const isBehind = each.edit.range.end === offset && each.edit.range.start < offset;
      if (i === first) start = isBehind ? each.end : each.start;
      end = each.end;
    }
    return { start: Math.min(start, end), end: Math.max(start, end) };
  }

  /** The edits that wrote into a range of the new text, and the nearest one before an offset (else the first of all). */
  near({ start, end }: Range, offset: number): TextEdit[] {
    const placed = this.#placed;
    const found: TextEdit[] = [];
    for (let i = search(placed, (each) => each.end < start); i < placed.length; i++) {
      const each = placed[i];
      if (each === undefined || each.start > end) break;
      found.push(each.edit);
    }
    const nearest = placed[Math.max(0, search(placed, (each) => each.start <= offset) - 1)];
    if (nearest !== undefined) found.push(nearest.edit);
    return found;
  }
}

/** How many of the first things have a property that those behind them lack. */
export function search<T>(things: readonly T[], holds: (thing: T) => boolean): number {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const thing = things[middle];
    if (thing !== undefined && holds(thing)) low = middle + 1;
    else high = middle;
  }
  return low;
}
