import { readFileSync, readdirSync } from 'node:fs';
import xterm from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCast } from './parse.ts';
import { Screen } from './screen.ts';
import { TerminalFilter } from './terminal-filter.ts';

/** The screen of the transcript against the terminal that the page shows: xterm itself, without a window. */

/** The rows of both, history too, without blanks at their ends and empty rows at the end. */
const shown = (rows: readonly string[]): string[] => {
  const trimmed = rows.map((row) => row.trimEnd());
  return trimmed.slice(0, trimmed.findLastIndex((row) => row !== '') + 1);
};

async function inXterm(text: string, cols: number, rows: number, scrollback = 1_000): Promise<string[]> {
  // The transcript keeps what is cleared away; here the terminal does so too.
  const terminal = new xterm.Terminal({
    allowProposedApi: true,
    cols,
    rows,
    scrollback,
    scrollOnEraseInDisplay: true,
  });
  await new Promise<void>((resolve) => terminal.write(text, resolve));
  const { normal } = terminal.buffer;
  const lines = Array.from({ length: normal.length }, (_, row) => normal.getLine(row)?.translateToString(true) ?? '');
  terminal.dispose();
  return shown(lines);
}

function inTranscript(text: string, cols: number, rows: number): string[] {
  const screen = new Screen(cols, rows);
  screen.write(text, 0);
  return shown(screen.buffer.rows.map(({ cells }) => cells.join('')));
}

const lessons = new URL('../../content/lessons/', import.meta.url);
const casts = readdirSync(lessons, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.cast'));

describe('what a recording shows in the end is what xterm shows', () => {
  test.each(casts)('%s', async (path) => {
    const cast = parseCast(readFileSync(new URL(path, lessons), 'utf8'));
    if (!cast.ok) throw new Error('not a cast');
    const { columns, rows, events } = cast.value;
    const text = events.map((event) => (event.kind === 'output' ? event.data : '')).join('');
    expect(inTranscript(text, columns, rows)).toEqual(await inXterm(text, columns, rows, 50_000));
  });
});

/**
 * Text, and every sequence that the filter lets through. Two are left out, since the transcript keeps what they clear away:
 * `ESC c`, and `ESC [3J`, which forgets what has scrolled off. So are characters of two columns, each of which counts as one
 * in the transcript, and another size of the window, on which xterm breaks its lines anew.
 */
const count = fc.constantFrom('', '0', '1', '2', '3', '4', '7', '30');
const finals = fc.constantFrom(...Array.from('@ABCDEFGIKLMPSTXZ`abdemsu'));
const modes = fc.constantFrom('4', '20', '?7', '?25', '?47', '?1047', '?1048', '?1049', '?7;1049');
const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('a', 'bc', 'defghijklmnop', 'q r', 'ä', '#~') },
  { weight: 3, arbitrary: fc.constantFrom('\r', '\n', '\r\n', '\b', '\t', '\v', '\f') },
  { weight: 3, arbitrary: fc.tuple(count, finals).map(([number, final]) => `\x1b[${number}${final}`) },
  fc.constantFrom(...['7', '8', 'D', 'E', 'M', '=', '>', '(B', '(0', '(A', ')0'].map((final) => `\x1b${final}`)),
  // Behind a step back: in the last column of the last line xterm 6 throws on `ESC [1J` (eraseInDisplay, isWrapped of no line).
  fc.constantFrom('\x1b[J', '\x1b[0J', '\b\x1b[1J', '\x1b[2J'),
  fc.tuple(count, count, fc.constantFrom('H', 'f', 'r')).map(([a, b, final]) => `\x1b[${a};${b}${final}`),
  fc.tuple(modes, fc.constantFrom('h', 'l')).map(([mode, final]) => `\x1b[${mode}${final}`),
);

test('generated sequences show what xterm shows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 25 }), async (pieces) => {
      // Where a part of the screen scrolls, xterm keeps what is cleared in that part alone; no program does both.
      const scrolls = pieces.some((each) => each.endsWith('r'));
      const text = new TerminalFilter().push(pieces.filter((each) => !scrolls || each !== '\x1b[2J').join(''));
      expect(inTranscript(text, 12, 4)).toEqual(await inXterm(text, 12, 4));
    }),
    { numRuns: Number(process.env['SCREEN_RUNS'] ?? 1_000) },
  );
}, 600_000);
