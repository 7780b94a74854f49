import { positionAt, type Range, withoutEnd } from '../checker/index.ts';
import { type Shown, show, visible } from './escape/shown.ts';
import type { Paint } from './paint.ts';

/** How much of a long line is shown. */
const width = 100;

/**
 * The first line of a range with carets under it:
 * ```
 *   3 | RUN apk add git
 *     |     ^^^^^^^^^^^
 * ```
 * @param starts what `lineStarts` gave for `text`, so that a file with many findings is split once.
 */
export function codeFrame(text: string, starts: readonly number[], range: Range, paint: Paint): Shown {
  const { line, column } = positionAt(starts, range.start);
  const start = starts[line - 1] ?? 0;
  const raw = withoutEnd(text.slice(start, starts[line] ?? text.length), '\r\n');
  const from = column - 1;
  const to = Math.max(from + 1, Math.min(raw.length, range.end - start));
  const cutLeft = raw.length <= width ? 0 : Math.max(0, Math.min(from - 20, raw.length - width));
  const cutRight = Math.min(raw.length, cutLeft + width);
  const shown = (cutLeft > 0 ? '…' : '') + raw.slice(cutLeft, cutRight) + (cutRight < raw.length ? '…' : '');
  const pad = (cutLeft > 0 ? ' ' : '') + blanks(raw.slice(cutLeft, from));
  const carets = '^'.repeat(Math.max(1, expand(raw.slice(from, Math.min(to, cutRight))).length));
  const number = String(line);
  const gutter = (label: string): Shown => paint.dim(show`  ${visible(label.padStart(number.length))} |`);
  return show`${gutter(number)} ${visible(expand(shown))}\n${gutter('')} ${visible(pad)}${paint.bold(visible(carets))}`;
}

/** Tabs as two blanks, so that carets stand under what they mean. */
function expand(text: string): string {
  return text.replaceAll('\t', '  ');
}

function blanks(text: string): string {
  return ' '.repeat(expand(text).length);
}
