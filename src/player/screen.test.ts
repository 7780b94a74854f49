import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Screen } from './screen.ts';
import { TerminalFilter } from './terminal-filter.ts';

function shown(text: string, columns = 20, rows = 5): string[] {
  const screen = new Screen(columns, rows);
  screen.write(new TerminalFilter().push(text), 0);
  return screen.buffer.rows.map((row) => row.cells.join('').trimEnd());
}

describe('Screen', () => {
  it.each([
    ['plain lines', 'one\r\ntwo', ['one', 'two']],
    ['a carriage return overwrites', '10%\r100%\rdone', ['done']],
    ['what is longer stays', 'abcdef\rxy', ['xycdef']],
    ['a line feed keeps the column', 'ab\ncd', ['ab', '  cd']],
    ['backspace', 'abc\b\bX', ['aXc']],
    ['tab', 'a\tb', ['a       b']],
    ['colours are dropped', '\x1b[1;32mgreen\x1b[0m \x1b[38;5;9mred\x1b[m', ['green red']],
    ['erase to the end of the line', 'abcdef\r\x1b[3C\x1b[K', ['abc']],
    ['erase to the start of the line', 'abcdef\x1b[3D\x1b[1K', ['    ef']],
    ['erase the line', 'abc\x1b[2K\rx', ['x']],
    ['erase below', 'a\r\nb\r\nc\x1b[2A\x1b[J', ['a', '', '']],
    ['clearing the screen keeps the text as history', 'a\r\nb\x1b[H\x1b[2Jc', ['a', 'b', 'c']],
    ['cursor up and down', 'a\r\nb\x1b[Ac\x1b[Bd', ['ac', 'b d']],
    ['cursor to a place', 'x\x1b[2;3Hy\x1b[1Gz', ['x', 'z y']],
    ['save and restore', 'ab\x1b7cd\x1b8X\x1b[sY\x1b[uZ', ['abXZ']],
    ['insert and delete', 'abcd\r\x1b[2@\x1b[6G\x1b[1P\x1b[1G\x1b[1X', ['  abc']],
    ['titles and links are dropped', '\x1b]0;title\x07a\x1b]8;;http://x\x1b\\b\x1b]8;;\x1b\\', ['ab']],
    ['character sets and modes are dropped', '\x1b(B\x1b=\x1b[?25lab\x1b[?25h', ['ab']],
    ['device strings are dropped', '\x1bP1$r0m\x1b\\a', ['a']],
    ['bell and the like', 'a\x07\x00b\x7f', ['ab']],
    ['a full-screen program leaves nothing', 'a\x1b[?1049hEDITOR\x1b[?1049lb', ['ab']],
    ['8-bit CSI', 'ab\x9b1Dc', ['ac']],
    ['a stray escape', 'a\x1b\x01b', ['ab']],
    ['surrogate pairs are one cell', '😀b\b\bc', ['cb']],
  ])('%s', (_name, text, lines) => {
    expect(shown(text)).toEqual(lines);
  });

  it('wraps long text and says so', () => {
    const screen = new Screen(5, 3);
    screen.write('abcdefg\r\nhijkl\r\nm', 0);
    expect(screen.buffer.rows.map((row) => [row.cells.join(''), row.wrapped])).toEqual([
      ['abcde', false],
      ['fg', true],
      ['hijkl', false],
      ['m', false],
    ]);
  });

  it('keeps what scrolls away, out of reach of the cursor', () => {
    expect(shown('1\r\n2\r\n3\r\n4\x1b[99A\rX', 10, 3)).toEqual(['1', 'X', '3', '4']);
  });

  it('does not mind where the text is cut', () => {
    const pieces = [
      'a',
      '😀',
      '\r',
      '\n',
      '\b',
      '\x1b[2A',
      '\x1b[K',
      '\x1b[1;31m',
      '\x1b]0;t\x07',
      '\x1b]8;;u\x1b\\',
      '\x1b7',
      '\x1b(B',
      '\t',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), fc.array(fc.nat(200)), (parts, cuts) => {
        const text = parts.join('');
        const whole = shown(text);
        const screen = new Screen(20, 5);
        const filter = new TerminalFilter();
        // Cut between code units, but not inside a surrogate pair: events hold whole characters.
        const places = [...new Set(cuts)]
          .filter((at) => at < text.length && !/[\uDC00-\uDFFF]/.test(text.charAt(at)))
          .sort((a, b) => a - b);
        let from = 0;
        for (const at of [...places, text.length]) {
          screen.write(filter.push(text.slice(from, at)), 0);
          from = at;
        }
        expect(screen.buffer.rows.map((row) => row.cells.join('').trimEnd())).toEqual(whole);
      }),
    );
  });

  it('survives anything', () => {
    const hostile = fc.array(
      fc.constantFrom('\x1b', '[', ']', '9', ';', '?', 'H', 'J', 'A', 'h', '\x9b', '\x07', '\r', '\n', 'x', '\uD800'),
    );
    fc.assert(
      fc.property(hostile, (parts) => {
        const screen = new Screen(3, 2);
        const filter = new TerminalFilter();
        for (const part of parts) screen.write(filter.push(part), 0);
        for (const row of screen.buffer.rows) expect(row.cells.length).toBeLessThanOrEqual(3);
      }),
    );
  });

  it('repeats a character', () => {
    expect(shown('a😀\x1b[3bz')).toEqual(['a😀😀😀😀z']);
  });
});
