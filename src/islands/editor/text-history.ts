import type { TextEdit } from '../../checker/index.ts';

/** Typing belongs to one step of undo until it rests for so many milliseconds. */
const rest = 500;
/** More steps than anybody takes back, and not too many copies of a text. */
const most = 100;

/** The texts through which undo goes back, for a text field whose own undo cannot be asked. */
export class TextHistory {
  #texts: string[];
  #last = -Infinity;

  constructor(text: string) {
    this.#texts = [text];
  }

  /** Oldest first; the last one is the text as it stands. */
  get texts(): readonly string[] {
    return this.#texts;
  }

  /** @param now in milliseconds, of any clock that only goes forward. */
  changed(text: string, now: number): void {
    if (text === this.#texts.at(-1)) return;
    if (this.#texts.length > 1 && now - this.#last < rest) this.#texts.pop();
    this.#texts = [...this.#texts.slice(1 - most), text];
    this.#last = now;
  }
}

/** The one edit that makes `before` into `after`. */
export function changeBetween(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { range: { start, end: before.length - same }, text: after.slice(start, after.length - same) };
}
