import type { Terminal } from '@xterm/xterm';

/**
 * Fits a terminal into its frame, whose size CSS has fixed before the terminal came: the frame's font size is the
 * terminal's, and the line height spreads the rows over the frame's height. The number of columns is that of the
 * recording and never changes, so no line is lost or broken otherwise; a narrow frame scrolls sideways.
 */
export function fitTerminal(terminal: Terminal, frame: HTMLElement): void {
  const style = getComputedStyle(frame);
  terminal.options.fontFamily = style.fontFamily;
  terminal.options.fontSize = Number.parseFloat(style.fontSize);
  terminal.options.lineHeight = 1;
  const screen = terminal.element?.querySelector<HTMLElement>('.xterm-screen');
  const natural = (screen?.offsetHeight ?? 0) / terminal.rows;
  const wanted = Number.parseFloat(style.lineHeight);
  // A hair more, because xterm rounds the height of a row down to whole pixels.
  if (natural > 0 && wanted > natural) terminal.options.lineHeight = (wanted + 0.01) / natural;
}
