import { isScreenSize, largestScreen } from './header.ts';

/** A control sequence that is longer is no real one. */
const longestSequence = 64;

const plain = /[^\x00-\x1f\x7f-\x9f]+/y;
/** CSI: a mark of private use, parameters, intermediates, final byte. */
const csi = /(?:\x1b\[|\x9b)([<-?]?)([\d;:]*)([ -/]*)([@-~])/y;
/** The beginning of a sequence at the end of what has arrived. */
const unfinished = /(?:\x1b(?:\[[0-?]*)?|\x9b[0-?]*)[ -/]*$/y;
/** OSC, DCS, SOS, PM, APC: a string follows. */
const stringStart = /\x1b[\]PX^_]|[\x90\x98\x9d-\x9f]/y;
const stringEnd = /[\x07\x18\x1a\x1b\x9c]/g;
/** ESC, intermediates, final byte. */
const escape = /\x1b([ -/]*[0-Z\\-~])/y;

/** What moves the cursor, writes, erases, scrolls or colours. Reports, window operations and the like are left out. */
const knownFinals = new Set('@ABCDEFGHIJKLMPSTXZ`abdefmrsu');
/** Wrapping, the cursor's look, the screen of a full-screen program. Mouse, focus and paste modes are left out. */
const knownModes = new Set(['7', '12', '25', '47', '1047', '1048', '1049']);
/** Cursor kept and brought back, line feeds, reset, keypad, the sets of characters. */
const knownEscapes = /^(?:[78DEMc=>]|[()*+][0AB])$/;
const knownControls = new Set('\b\t\n\v\f\r');

/**
 * Lets through what a recorded program may do to a terminal: text, known sequences in their usual form, with numbers
 * no larger than a screen. Everything else is dropped: links and clipboards (OSC 8, OSC 52), titles, device strings,
 * requests for a report, modes that take over mouse and keyboard. So terminal and transcript read the same, and no
 * sequence asks for more work than a screen is worth (`ESC[2147483647b` ends the page in xterm 6).
 * A sequence may be cut between two pieces; it comes out with the piece that ends it. Linear in the length of the text.
 */
export class TerminalFilter {
  #rest = '';
  #inString = false;

  push(data: string): string {
    const text = this.#rest + data;
    this.#rest = '';
    let out = '';
    let at = 0;
    while (at < text.length) {
      if (this.#inString) {
        stringEnd.lastIndex = at;
        const end = stringEnd.exec(text);
        if (end === null) return out;
        this.#inString = false;
        // An escape begins the terminator, or whatever else has cut the string off.
        at = end[0] === '\x1b' ? end.index : end.index + 1;
        continue;
      }
      const run = matchAt(plain, text, at);
      const control = run ?? matchAt(csi, text, at);
      const string = control ?? matchAt(stringStart, text, at);
      const short = string ?? matchAt(escape, text, at);
      if (run) out += run[0];
      else if (control) out += known(control);
      else if (string) this.#inString = true;
      else if (short) out += knownEscapes.test(short[1] ?? '') ? short[0] : '';
      else if (text.length - at < longestSequence && matchAt(unfinished, text, at)) {
        this.#rest = text.slice(at);
        return out;
      } else if (knownControls.has(text.charAt(at))) out += text.charAt(at);
      at += short?.[0].length ?? 1;
    }
    return out;
  }
}

/** A control sequence as it is let through; empty when it is not. */
function known([, mark, parameters = '', intermediates, final = '']: RegExpExecArray): string {
  if (intermediates !== '' || parameters.length > longestSequence) return '';
  if (mark === '?' && (final === 'h' || final === 'l')) {
    const modes = parameters.split(';').filter((mode) => knownModes.has(mode));
    return modes.length === 0 ? '' : `\x1b[?${modes.join(';')}${final}`;
  }
  if (mark !== '' || !knownFinals.has(final)) return '';
  return `\x1b[${parameters.replace(/\d+/g, atMostAScreen)}${final}`;
}

function atMostAScreen(digits: string): string {
  const number = Number(digits);
  return number === 0 || isScreenSize(number) ? digits : String(largestScreen);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
