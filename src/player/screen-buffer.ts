import { limits } from './limits.ts';

/**
 * The rows of a terminal, with everything that has scrolled off the top kept. A cell is one code point; wide
 * characters count as one column, which only moves line breaks that the transcript joins again.
 */
export interface Row {
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
  column = 0;
  /** First row of the visible screen; those above are history. */
  #top = 0;
  #saved = { row: 0, column: 0 };

  constructor(columns: number, height: number) {
    this.columns = columns;
    this.height = height;
  }

  /** Writes text without control characters at the cursor, wrapping at the right edge. */
  print(text: string): void {
    this.work += text.length;
    let cells = this.#cells();
    for (const character of text) {
      if (this.column >= this.columns) {
        this.lineFeed();
        this.column = 0;
        cells = this.#cells();
        const row = this.rows[this.row];
        if (row) row.wrapped = true;
      }
      for (; cells.length < this.column; this.work++) cells.push(' ');
      cells[this.column] = character;
      this.column += 1;
    }
  }

  /** Down one row, scrolling at the bottom; the column stays. */
  lineFeed(): void {
    if (this.row === this.#top + this.height - 1) this.#top += 1;
    this.row += 1;
  }

  /** Moves within the visible screen. */
  moveTo(row: number, column: number): void {
    this.row = Math.min(Math.max(row, this.#top), this.#top + this.height - 1);
    this.column = Math.min(Math.max(column, 0), this.columns - 1);
  }

  moveBy(rows: number, columns: number): void {
    this.moveTo(this.row + rows, Math.min(this.column, this.columns - 1) + columns);
  }

  /** To a place of the visible screen, from 0. */
  moveOnScreen(row: number, column: number): void {
    this.moveTo(this.#top + row, column);
  }

  save(): void {
    this.#saved = { row: this.row - this.#top, column: this.column };
  }

  restore(): void {
    this.moveOnScreen(this.#saved.row, this.#saved.column);
  }

  /** 0: from the cursor to the end, 1: from the start to the cursor, 2: all. */
  eraseInLine(part: number): void {
    const cells = this.#cells();
    if (part === 0) cells.length = Math.min(cells.length, this.column);
    else if (part === 2) cells.length = 0;
    else for (let at = 0; at <= this.column && at < cells.length; at++) cells[at] = ' ';
  }

  /** As {@link eraseInLine}, for the visible screen. Erasing all of it moves it into history, so no text is lost. */
  eraseInScreen(part: number): void {
    if (part === 2 || part === 3) {
      const column = this.column;
      const place = this.row - this.#top;
      this.newScreen();
      this.moveOnScreen(place, column);
      return;
    }
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
    this.row = this.#top;
    this.column = 0;
  }

  insertCells(count: number): void {
    const cells = this.#cells();
    if (cells.length > this.column) cells.splice(this.column, 0, ...Array<string>(count).fill(' '));
    cells.length = Math.min(cells.length, this.columns);
  }

  deleteCells(count: number): void {
    this.#cells().splice(this.column, count);
  }

  eraseCells(count: number): void {
    const cells = this.#cells();
    for (let at = this.column; at < this.column + count && at < cells.length; at++) cells[at] = ' ';
  }

  resize(columns: number, height: number): void {
    this.columns = columns;
    this.height = height;
    this.#top = Math.max(this.#top, this.row - height + 1);
  }

  /** The cells of the cursor's row, made when nothing was written there yet. */
  #cells(): string[] {
    this.work += this.row + 1 - Math.min(this.rows.length, this.row + 1);
    for (let at = this.rows.length; at <= Math.min(this.row, limits.rows); at++) {
      this.rows.push({ cells: [], wrapped: false, firstEvent: this.event, lastEvent: this.event });
    }
    const row = this.rows[this.row];
    if (row === undefined) return [];
    if (row.cells.length === 0) row.firstEvent = this.event;
    row.lastEvent = this.event;
    return row.cells;
  }
}
