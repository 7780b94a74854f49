import { limits } from './limits.ts';
import { ScreenBuffer } from './screen-buffer.ts';

const plain = /[^\x00-\x1f]+/y;
/** CSI: parameters, final byte. */
const csi = /\x1b\[([0-?]*)([@-~])/y;
/** ESC, intermediates, final byte: character sets and the like. */
const escape = /\x1b([ -/]*[0-~])/y;

/**
 * Interprets what {@link TerminalFilter} lets through, as far as the text is concerned: carriage return, backspace,
 * tab, cursor movement, erasing, repeating. Colours are dropped. Linear in the length of the text; it ends early, and
 * says so, when the text asks for more than the limits of a recording.
 */
export class Screen {
  readonly buffer: ScreenBuffer;
  /** Set while a full-screen program (`?1049h`) draws: its screen is thrown away when it ends. */
  #alternate: ScreenBuffer | undefined;
  /** What was written last, for `ESC[3b`. */
  #last = '';
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
    while (at < text.length && this.excess === undefined) {
      const run = matchAt(plain, text, at);
      const control = run ?? matchAt(csi, text, at);
      const short = control ?? matchAt(escape, text, at);
      if (run) this.#print(run[0]);
      else if (control) this.#csi(control[1] ?? '', control[2] ?? '');
      else if (short) this.#escape(short[1] ?? '');
      else this.#control(text.charAt(at));
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
    else if (character === '\n' || character === '\v' || character === '\f') target.lineFeed();
    else if (character === '\b') target.moveTo(target.row, Math.min(target.column, target.columns) - 1);
    else if (character === '\t') target.moveTo(target.row, (Math.floor(target.column / 8) + 1) * 8);
  }

  #print(text: string): void {
    this.#last = Array.from(text.slice(-2)).at(-1) ?? '';
    this.#target.print(text);
  }

  #escape(sequence: string): void {
    const target = this.#target;
    if (sequence === '7') target.save();
    else if (sequence === '8') target.restore();
    else if (sequence === 'c') target.newScreen();
    else if (sequence === 'D') target.lineFeed();
    else if (sequence === 'M') target.moveBy(-1, 0);
    else if (sequence === 'E') {
      target.lineFeed();
      target.column = 0;
    }
  }

  #csi(parameters: string, final: string): void {
    if (/^[?>=<]/.test(parameters)) {
      this.#mode(parameters, final);
      return;
    }
    const target = this.#target;
    const [first, second] = parameters.split(/[;:]/).map(Number);
    const value = first ?? 0;
    const count = Math.max(1, value);
    const other = Math.max(1, second ?? 1);
    target.work += costOf(final, count, target);
    if (final === 'A') target.moveBy(-count, 0);
    else if (final === 'B' || final === 'e') target.moveBy(count, 0);
    else if (final === 'C' || final === 'a') target.moveBy(0, count);
    else if (final === 'D') target.moveBy(0, -count);
    else if (final === 'E') target.moveTo(target.row + count, 0);
    else if (final === 'F') target.moveTo(target.row - count, 0);
    else if (final === 'G' || final === '`') target.moveTo(target.row, count - 1);
    else if (final === 'H' || final === 'f') target.moveOnScreen(count - 1, other - 1);
    else if (final === 'd') target.moveOnScreen(count - 1, target.column);
    else if (final === 'J') target.eraseInScreen(value);
    else if (final === 'K') target.eraseInLine(value);
    else if (final === '@') target.insertCells(count);
    else if (final === 'P') target.deleteCells(count);
    else if (final === 'X') target.eraseCells(count);
    else if (final === 'b') target.print(this.#last.repeat(count));
    else if (final === 's') target.save();
    else if (final === 'u') target.restore();
  }

  #mode(parameters: string, final: string): void {
    if (!/\b(?:47|1047|1049)\b/.test(parameters)) return;
    if (final === 'h') this.#alternate ??= new ScreenBuffer(this.buffer.columns, this.buffer.height);
    else if (final === 'l') {
      this.#spent += this.#alternate?.work ?? 0;
      this.#alternate = undefined;
    }
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
