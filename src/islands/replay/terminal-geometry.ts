import type { Terminal } from '@xterm/xterm';

/** Narrower than this nothing can be read: the frame scrolls sideways instead. */
const fewestColumns = 40;
const fewestRows = 4;

/**
 * Fits a terminal into its frame, whose font it takes.
 * @param most columns of a recording that reads the same on another screen: it takes the frame's height, and its width up to
 *   these columns. Undefined: rows and columns are the recording's own, and the frame scrolls.
 */
export function fitTerminal(terminal: Terminal, frame: HTMLElement, most: number | undefined): void {
  // In a tab that is not shown there is nothing to measure.
  if (frame.clientHeight === 0) return;
  const style = getComputedStyle(frame);
  terminal.options.fontFamily = style.fontFamily;
  terminal.options.fontSize = Number.parseFloat(style.fontSize);
  terminal.options.lineHeight = 1;
  const screen = terminal.element?.querySelector<HTMLElement>('.xterm-screen');
  if (!screen || screen.offsetHeight === 0) return;
  const natural = screen.offsetHeight / terminal.rows;
  const wanted = Number.parseFloat(style.lineHeight);
  // A hair more, because xterm rounds the height of a row down to whole pixels.
  if (wanted > natural) terminal.options.lineHeight = (wanted + 0.01) / natural;
  if (most === undefined) return;
  const space = (...sides: ('Left' | 'Right' | 'Top' | 'Bottom')[]): number =>
    sides.reduce((sum, side) => sum + Number.parseFloat(style[`padding${side}`]), 0);
  const width = screen.offsetWidth / terminal.cols;
  const height = screen.offsetHeight / terminal.rows;
  const columns = Math.floor((frame.clientWidth - space('Left', 'Right')) / width);
  const rows = Math.floor((frame.clientHeight - space('Top', 'Bottom')) / height);
  terminal.resize(Math.min(most, Math.max(columns, fewestColumns)), Math.max(rows, fewestRows));
}
