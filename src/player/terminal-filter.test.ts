import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TerminalFilter } from './terminal-filter.ts';

const filtered = (text: string): string => new TerminalFilter().push(text);

/** Everything that may come out: text, six control characters, and sequences with small numbers. */
const harmless =
  /^(?:[^\x00-\x1f\x7f-\x9f]|[\b\t-\r]|\x1b[78DEMc=>]|\x1b[()*+][0AB]|\x1b\[\??(?:0*\d{0,4}[;:]*)*[@-~])*$/;

describe('TerminalFilter', () => {
  it.each([
    ['text, colours and movement stay', '\x1b[1;38;5;9mred\x1b[0m\r\n\x1b[2A\x1b[K', undefined],
    ['a full-screen program', '\x1b[?1049h\x1b[?25l\x1b(Bx\x1b[?1049l', undefined],
    ['no number is larger than a screen', 'a\x1b[2147483647b', 'a\x1b[500b'],
    ['nor the second one', '\x1b[1;99999999999999999999H', '\x1b[1;500H'],
    ['a link opens nothing', '\x1b]8;;https://x.example\x1b\\here\x1b]8;;\x1b\\', 'here'],
    ['the clipboard stays as it is', 'a\x1b]52;c;aGk=\x07b', 'ab'],
    ['the same in 8 bits', 'a\x9d52;c;aGk=\x9cb\x9b2147483647b', 'ab\x1b[500b'],
    ['device strings', 'a\x1bP1$r0m\x1b\\\x90q\x9cb', 'ab'],
    ['a string that another sequence cuts off', '\x1b]0;t\x1b[31mred', '\x1b[31mred'],
    ['a string that never ends swallows the rest, as in a terminal', 'a\x1b]52;c;aGk=', 'a'],
    ['requests for a report', '\x1b[6n\x1b[c\x1b[>c\x1b[18t\x05a', 'a'],
    ['modes that take the mouse or the keyboard', '\x1b[?1000;25;2004h\x1b[?1003h', '\x1b[?25h'],
    ['a control character within a sequence does not hide its number', '\x1b[99\x00999999b', '[99999999b'],
    ['a sequence beyond all measure', `\x1b[${'1;'.repeat(99)}mx`, 'x'],
  ])('%s', (_name, text, wanted) => {
    expect(filtered(text)).toBe(wanted ?? text);
  });

  const piece = fc.constantFrom(
    ...['\x1b', '[', ']', '9999', '0', ';', ':', '?', 'H', 'b', 'h', '1000', '\\', '8;;u', ' ', '(', 'B'],
    ...['\x9b', '\x9d', '\x90', '\x9c', '\x07', '\x18', '\r', '\n', '\x00', 'x', '😀', '\x1b[', '\x1b]52;c;', '\x1b[?'],
  );

  it('lets out nothing but what is harmless, and that passes unchanged a second time', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const out = filtered(pieces.join(''));
        expect(out).toMatch(harmless);
        expect(filtered(out)).toBe(out);
      }),
      { numRuns: 3_000 },
    );
  });

  it('does not mind where the text is cut', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const filter = new TerminalFilter();
        expect(pieces.map((text) => filter.push(text)).join('')).toBe(filtered(pieces.join('')));
      }),
      { numRuns: 3_000 },
    );
  });
});
