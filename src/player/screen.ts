import { charsets } from './charsets.ts';
import { limits } from './limits.ts';
import { ScreenBuffer } from './screen-buffer.ts';

const plain = /[^\x00-\x1f]+/y;
/** CSI: parameters, final byte. */
const csi = /\x1b\[([0-?]*)([@-~])/y;
/** ESC, intermediates, final byte: character sets and the like. */
const escape = /\x1b([ -/]*[0-~])/y;

/**
 * Interprets what {@link TerminalFilter} lets through, as far as the text is concerned: carriage return, backspace,
 * tab, cursor movement, erasing, repeating, scrolling. Colours are dropped. Linear in the length of the text; it ends early, and
 * says so, when the text asks for more than the limits of a recording.
 */
export class Screen {
  readonly buffer: ScreenBuffer;
  /** Set while a full-screen program (`?1049h`) draws: its screen is thrown away when it ends. */
  #alternate: ScreenBuffer | undefined;
  /** A line feed goes to the first column too (`20h`). */
  #newLines = false;
  /** Cells of the screens of full-screen programs that have ended. */
  #spent = 0;

  constructor(columns: number, height: number) {
    this.buffer = new ScreenBuffer(columns, height);
  }

  /** Why nothing more is written: the recording asks for too much. Undefined while all is well. */
  get excess(): 'rows' | 'work' | undefined {
    if (Math.max(this.buffer.row, this.#target.row) >= limits.rows) return 'rows';
    return this.#spent + this.buffer.work + (this.#alternate?.work ?? 0) > limits.work ? 'work' : undefined;
  }

  /**
   * @param text whole sequences: none is cut at the end.
   * @param event index of the event; the rows that it makes remember it.
   */
  write(text: string, event: number): void {
    this.buffer.event = event;
    let at = 0;
    let printed = false;
    while (at < text.length && this.excess === undefined) {
      const run = matchAt(plain, text, at);
      const control = run ?? matchAt(csi, text, at);
      const short = control ?? matchAt(escape, text, at);
      if (run) this.#target.print(run[0]);
      else if (control) this.#csi(control[1] ?? '', control[2] ?? '', printed);
      else if (short) this.#escape(short[1] ?? '');
      else this.#control(text.charAt(at));
      printed = run !== null;
      at += short?.[0].length ?? 1;
    }
  }

  resize(columns: number, height: number): void {
    this.buffer.resize(columns, height);
    this.#alternate?.resize(columns, height);
  }

  get #target(): ScreenBuffer {
    return this.#alternate ?? this.buffer;
  }

  #control(character: string): void {
    const target = this.#target;
    if (character === '\r') target.column = 0;
    else if (character === '\n' || character === '\v' || character === '\f') {
      target.lineFeed();
      if (this.#newLines) target.column = 0;
    } else if (character === '\b') target.moveToColumn(Math.min(target.column, target.columns - 1) - 1);
    else if (character === '\t') target.tab(1);
  }

  #escape(sequence: string): void {
    const target = this.#target;
    if (sequence === '7') target.save();
    else if (sequence === '8') target.restore();
    else if (sequence === 'c') target.newScreen();
    else if (sequence === 'D') target.lineFeed();
    else if (sequence === 'M') target.reverseLineFeed();
    else if (sequence === 'E') {
      target.column = 0;
      target.lineFeed();
    } else if (sequence.startsWith('(')) target.charset = charsets.get(sequence.slice(1));
  }

  /** @param printed whether text stands right before the sequence. */
  #csi(parameters: string, final: string, printed: boolean): void {
    if (/^[?>=<]/.test(parameters)) {
      this.#privateMode(parameters, final);
      return;
    }
    const target = this.#target;
    const [first, second] = parameters.split(/[;:]/).map(Number);
    const value = first ?? 0;
    const count = Math.max(1, value);
    const other = Math.max(1, second ?? 1);
    target.work += costOf(final, count, target);
    if (final === 'A') target.moveBy(-count, 0);
    else if (final === 'B') target.moveBy(count, 0);
    else if (final === 'e') target.moveDown(count);
    else if (final === 'C' || final === 'a') target.moveBy(0, count);
    else if (final === 'D') target.moveBy(0, -count);
    else if (final === 'E' || final === 'F') {
      target.moveBy(final === 'E' ? count : -count, 0);
      target.column = 0;
    } else if (final === 'G' || final === '`') target.moveToColumn(count - 1);
    else if (final === 'H' || final === 'f') target.moveOnScreen(count - 1, other - 1);
    else if (final === 'd') target.moveOnScreen(count - 1, target.column);
    else if (final === 'I') target.tab(count);
    else if (final === 'Z') target.tab(-count);
    else if (final === 'J') target.eraseInScreen(value);
    else if (final === 'K') target.eraseInLine(value);
    else if (final === '@') target.insertCells(count);
    else if (final === 'P') target.deleteCells(count);
    else if (final === 'X') target.eraseCells(count);
    else if (final === 'L') target.insertLines(count);
    else if (final === 'M') target.deleteLines(count);
    else if (final === 'S') target.scroll(-count);
    else if (final === 'T') target.scroll(count);
    else if (final === 'b' && printed) target.print(target.lastWritten.repeat(count));
    else if (final === 'r') target.setRegion(count - 1, (second ?? 0) === 0 ? target.height - 1 : other - 1);
    else if (final === 's') target.save();
    else if (final === 'u') target.restore();
    else if (final === 'h' || final === 'l') this.#mode(parameters, final === 'h');
  }

  #mode(parameters: string, on: boolean): void {
    const modes = parameters.split(';').map(Number);
    if (modes.includes(4)) this.#target.inserts = on;
    if (modes.includes(20)) this.#newLines = on;
  }

  #privateMode(parameters: string, final: string): void {
    for (const mode of parameters.slice(1).split(';').map(Number)) {
      if (mode === 7) this.#target.wraps = final === 'h';
      else if (mode === 1048) this.#keepCursor(final);
      else if (mode === 47 || mode === 1047 || mode === 1049) {
        if (mode === 1049 && final === 'h') this.#target.save();
        this.#switch(final);
        if (mode === 1049 && final === 'l') this.#target.restore();
      }
    }
  }

  #keepCursor(final: string): void {
    if (final === 'h') this.#target.save();
    else this.#target.restore();
  }

  /** To the screen of a full-screen program, or back from it. */
  #switch(final: string): void {
    const from = this.#target;
    if (final === 'h') this.#alternate ??= new ScreenBuffer(this.buffer.columns, this.buffer.height);
    else if (final === 'l') {
      this.#spent += this.#alternate?.work ?? 0;
      this.#alternate = undefined;
    }
    const to = this.#target;
    if (to !== from) to.takeOver(from);
  }
}

/** Cells that a terminal touches for a control sequence, beside those that it writes. */
function costOf(final: string, count: number, { columns, height }: ScreenBuffer): number {
  if ('STLM'.includes(final)) return count * columns;
  if (final === 'J') return columns * height;
  return 'IZ'.includes(final) ? count : columns;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
