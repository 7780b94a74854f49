import { ScreenBuffer } from './screen-buffer.ts';

/** Longest control sequence that is waited for across events; a longer one is dropped. */
const longestSequence = 4096;

const plain = /[^\x00-\x1f\x7f-\x9f]+/y;
/** CSI: parameters, intermediates, final byte. */
const csi = /(?:\x1b\[|\x9b)([0-?]*)[ -/]*([@-~])/y;
/** OSC, DCS, SOS, PM, APC: a string that BEL or ST ends. Titles and links, nothing of which is text. */
const stringSequence = /(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)/y;
/** ESC, intermediates, final byte: character sets and the like. */
const escape = /\x1b[ -/]*[0-~]/y;

/**
 * Interprets what a program writes to a terminal, as far as the text is concerned: carriage return, backspace, tab,
 * cursor movement, erasing. Colours are dropped, unknown sequences skipped. Sequences may be cut anywhere between
 * two calls of {@link write}. Linear in the length of the text.
 */
export class Screen {
  readonly buffer: ScreenBuffer;
  #rest = '';
  /** Set while a full-screen program (`?1049h`) draws: its screen is thrown away when it ends. */
  #alternate: ScreenBuffer | undefined;

  constructor(columns: number, height: number) {
    this.buffer = new ScreenBuffer(columns, height);
  }

  /** @param event index of the event; the rows that it makes remember it. */
  write(data: string, event: number): void {
    const text = this.#rest + data;
    this.#rest = '';
    this.buffer.event = event;
    let at = 0;
    while (at < text.length) {
      const run = matchAt(plain, text, at);
      if (run) {
        this.#target.print(run[0]);
        at += run[0].length;
        continue;
      }
      const character = text.charAt(at);
      if (!/[\x1b\x90\x98\x9b\x9d-\x9f]/.test(character)) {
        this.#control(character);
        at += 1;
        continue;
      }
      const length = this.#sequence(text, at);
      if (length === 0) {
        if (text.length - at < longestSequence) this.#rest = text.slice(at);
        return;
      }
      at += length;
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

  /** Length of the sequence at a place; 0 when it is not complete. */
  #sequence(text: string, at: number): number {
    const control = matchAt(csi, text, at);
    if (control) {
      this.#csi(control[1] ?? '', control[2] ?? '');
      return control[0].length;
    }
    const string = matchAt(stringSequence, text, at);
    if (string) return string[0].length;
    // What can still become a longer sequence waits; anything else is a short one or a stray escape.
    const introducer = text.charAt(at) === '\x1b' ? text.charAt(at + 1) : text.charAt(at);
    if (introducer === '') return 0;
    if (introducer === '[' || introducer === '\x9b') return isUnfinishedCsi(text, at) ? 0 : 1;
    if (/[\]PX^_\x90\x98\x9d-\x9f]/.test(introducer)) return text.length - at < longestSequence ? 0 : 1;
    const short = matchAt(escape, text, at);
    if (short) {
      this.#escape(short[0].slice(1));
      return short[0].length;
    }
    return /^\x1b[ -/]*$/.test(text.slice(at, at + 8)) ? 0 : 1;
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
    const value = Number.isFinite(first) ? Math.min(first ?? 0, 1000) : 0;
    const count = Math.max(1, value);
    const other = Number.isFinite(second) ? Math.max(1, second ?? 1) : 1;
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
    else if (final === 's') target.save();
    else if (final === 'u') target.restore();
  }

  #mode(parameters: string, final: string): void {
    if (!/^\?(?:47|1047|1049)$/.test(parameters)) return;
    if (final === 'h') this.#alternate ??= new ScreenBuffer(this.buffer.columns, this.buffer.height);
    else if (final === 'l') this.#alternate = undefined;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const unfinishedCsi = /(?:\x1b\[|\x9b)[0-?]*[ -/]*/y;

function isUnfinishedCsi(text: string, at: number): boolean {
  const match = matchAt(unfinishedCsi, text, at);
  return match !== null && at + match[0].length === text.length;
}
