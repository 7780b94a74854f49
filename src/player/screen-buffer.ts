import type { Charset } from './charsets.ts';
import { limits } from './limits.ts';

/**
 * The rows of a terminal, with everything that has scrolled off the top kept. It moves as xterm 6 does
 * (`InputHandler.ts`), which a test holds it to. A cell is one code point; wide characters count as one column, which only
 * moves line breaks that the transcript joins again.
 */
interface Row {
  cells: string[];
  /** The row continues the one before: the text was too long for one row. */
  wrapped: boolean;
  /** Index of the event that first wrote to the row, and of the one that last did. */
  firstEvent: number;
  lastEvent: number;
}

export class ScreenBuffer {
  readonly rows: Row[] = [];
  /** Index of the event that is being written; rows remember it. */
  event = 0;
  /** Cells that were written, erased or moved, all in all. */
  work = 0;
  columns: number;
  height: number;
  /** Row of the cursor, counted from the very first row. */
  row = 0;
  /** Column of the cursor; as many as there are columns when the last one was written and nothing came behind it. */
  column = 0;
  /** Text goes on in the next row at the right edge (`?7h`). */
  wraps = true;
  /** Text pushes what stands there to the right (`4h`). */
  inserts = false;
  /** First row of the visible screen; those above are history. */
  #top = 0;
  /** Rows of the visible screen that scroll: first and last. */
  #region: readonly [first: number, last: number];
  /** What stands for a character; undefined: itself. */
  charset: Charset | undefined;
  #saved: { readonly row: number; readonly column: number; readonly charset?: Charset | undefined } = {
    row: 0,
    column: 0,
  };

  constructor(columns: number, height: number) {
    this.columns = columns;
    this.height = height;
    this.#region = [0, height - 1];
  }

  /** Writes text without control characters at the cursor, wrapping at the right edge. */
  print(text: string): void {
    this.work += text.length;
    let cells = this.#cells();
    for (const character of text) {
      if (this.column >= this.columns && this.wraps) {
        this.#down();
        this.column = 0;
        cells = this.#cells();
        const row = this.rows[this.row];
        if (row) row.wrapped = true;
      } else if (this.column >= this.columns) {
        this.column = this.columns - 1;
      }
      for (; cells.length < this.column; this.work++) cells.push(' ');
      if (this.inserts) this.#insert(cells, 1);
      cells[this.column] = this.charset?.get(character) ?? character;
      this.column += 1;
    }
  }

  /** The character before the cursor. */
  get lastWritten(): string {
    return this.rows[this.row]?.cells[this.column - 1] ?? '';
  }

  /** Down one row, scrolling at the bottom; the column stays. */
  lineFeed(): void {
    this.#down();
    this.#restrict();
    const row = this.rows[this.row];
    if (row) row.wrapped = false;
  }

  /** Up one row, scrolling down at the top. */
  reverseLineFeed(): void {
    this.#restrict();
    if (this.row - this.#top === this.#region[0]) this.#shift(this.#region[0], 1);
    else this.#moveTo(this.row - 1, this.column);
  }

  /** Moves within the visible screen, and not out of the part that scrolls. */
  moveBy(rows: number, columns: number): void {
    this.#restrict();
    const place = this.row - this.#top;
    const [first, last] = this.#region;
    const least = place >= first ? first : 0;
    const most = place <= last ? last : this.height - 1;
    this.#moveTo(this.#top + Math.min(Math.max(place + rows, least), most), this.column + columns);
  }

  /** Down within the visible screen, wherever it scrolls. */
  moveDown(rows: number): void {
    this.#restrict();
    this.#moveTo(this.row + rows, this.column);
  }

  moveToColumn(column: number): void {
    this.#moveTo(this.row, column);
  }

  /** To a place of the visible screen, from 0. */
  moveOnScreen(row: number, column: number): void {
    this.#moveTo(this.#top + row, column);
  }

  /** To the next tab stop, or back to one; a full row stays as it is. */
  tab(count: number): void {
    if (this.column >= this.columns) return;
    const stop = count > 0 ? Math.floor(this.column / 8) + count : Math.ceil(this.column / 8) + count;
    this.column = Math.min(Math.max(stop * 8, 0), this.columns - 1);
  }

  save(): void {
    this.#saved = { row: this.row, column: this.column, charset: this.charset };
  }

  restore(): void {
    this.#moveTo(this.#saved.row, this.#saved.column);
    this.charset = this.#saved.charset;
  }

  /** Takes over from another screen: the cursor at the same place, and how text is written. */
  takeOver(other: ScreenBuffer): void {
    this.row = this.#top + other.row - other.#top;
    this.column = other.column;
    this.wraps = other.wraps;
    this.inserts = other.inserts;
    this.charset = other.charset;
  }

  /** Which rows of the visible screen scroll, from 0; all when these are none. */
  setRegion(first: number, last: number): void {
    const end = Math.min(last, this.height - 1);
    if (end <= first) return;
    this.#region = [first, end];
    this.moveOnScreen(0, 0);
  }

  /** 0: from the cursor to the end, 1: from the start to the cursor, 2: all. */
  eraseInLine(part: number): void {
    const cells = this.#cells();
    if (part === 0) cells.length = Math.min(cells.length, this.column);
    else if (part === 2) cells.length = 0;
    else if (part === 1) cells.fill(' ', 0, this.column + 1);
  }

  /** As {@link eraseInLine}, for the visible screen. Erasing all of it moves it into history, so no text is lost. */
  eraseInScreen(part: number): void {
    if (part === 2) {
      const place = this.row - this.#top;
      const last = this.rows.findLastIndex(({ cells }) => cells.some((cell) => cell !== ' '));
      this.#top = Math.max(this.#top, last + 1);
      this.row = this.#top + place;
      return;
    }
    if (part > 1) return;
    this.eraseInLine(part);
    const [from, to] = part === 0 ? [this.row + 1, this.#top + this.height] : [this.#top, this.row];
    for (let at = from; at < to; at++) {
      const row = this.rows[at];
      if (row) row.cells.length = 0;
    }
  }

  /** Starts an empty screen below everything that was written. */
  newScreen(): void {
    this.#top = this.rows.length;
    this.#region = [0, this.height - 1];
    this.row = this.#top;
    this.column = 0;
    this.#saved = { row: this.row, column: 0 };
    this.wraps = true;
    this.inserts = false;
    this.charset = undefined;
  }

  insertCells(count: number): void {
    this.#restrict();
    this.#insert(this.#cells(), count);
  }

  deleteCells(count: number): void {
    this.#restrict();
    this.#cells().splice(this.column, count);
  }

  eraseCells(count: number): void {
    this.#restrict();
    this.#cells().fill(' ', this.column, this.column + count);
  }

  /** Empty lines at the cursor; what stands there moves down, out of the part that scrolls. */
  insertLines(count: number): void {
    this.#atLine(count);
  }

  /** Takes lines out at the cursor; what stands below moves up. */
  deleteLines(count: number): void {
    this.#atLine(-count);
  }

  /** Moves the part that scrolls down, or up with a negative count; what leaves it is gone. */
  scroll(count: number): void {
    this.#shift(this.#region[0], count);
  }

  resize(columns: number, height: number): void {
    this.columns = columns;
    this.height = height;
    this.#region = [0, height - 1];
    this.#top = Math.max(this.#top, this.row - height + 1);
  }

  #down(): void {
    const place = this.row - this.#top;
    const [first, last] = this.#region;
    if (place !== last) {
      this.row = this.#top + Math.min(place + 1, this.height - 1);
    } else if (first > 0) {
      this.#shift(first, -1);
    } else {
      // The first row of the screen becomes history; what stands below the part that scrolls stays where it is.
      if (last < this.height - 1 && this.rows.length > this.row + 1)
        this.rows.splice(this.row + 1, 0, this.#emptyRow());
      this.#top += 1;
      this.row += 1;
    }
  }

  #atLine(count: number): void {
    this.#restrict();
    const place = this.row - this.#top;
    const [first, last] = this.#region;
    if (place < first || place > last) return;
    this.#shift(place, count);
    this.column = 0;
  }

  /** Moves the rows from a place of the screen to the end of the part that scrolls: down, or up when negative. */
  #shift(place: number, count: number): void {
    const [from, to] = [this.#top + place, this.#top + this.#region[1] + 1];
    this.#fill(to);
    const moved = Math.min(Math.abs(count), to - from);
    const empty = Array.from({ length: moved }, () => this.#emptyRow());
    this.rows.splice(count > 0 ? to - moved : from, moved);
    this.rows.splice(count > 0 ? from : to - moved, 0, ...empty);
  }

  #insert(cells: string[], count: number): void {
    if (cells.length > this.column) cells.splice(this.column, 0, ...Array<string>(count).fill(' '));
    cells.length = Math.min(cells.length, this.columns);
  }

  #moveTo(row: number, column: number): void {
    this.row = Math.min(Math.max(row, this.#top), this.#top + this.height - 1);
    this.column = Math.min(Math.max(column, 0), this.columns - 1);
  }

  /** Back from behind the right edge. */
  #restrict(): void {
    this.column = Math.min(this.column, this.columns - 1);
  }

  /** The cells of the cursor's row, made when nothing was written there yet. */
  #cells(): string[] {
    this.#fill(this.row + 1);
    const row = this.rows[this.row];
    if (row === undefined) return [];
    if (row.cells.length === 0) row.firstEvent = this.event;
    row.lastEvent = this.event;
    return row.cells;
  }

  /** Makes rows until there are so many. */
  #fill(count: number): void {
    this.work += Math.max(0, count - this.rows.length);
    while (this.rows.length < Math.min(count, limits.rows + 1)) this.rows.push(this.#emptyRow());
  }

  #emptyRow(): Row {
    return { cells: [], wrapped: false, firstEvent: this.event, lastEvent: this.event };
  }
}
