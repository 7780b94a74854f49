import type { ShellWord } from '../../syntax/shell/types.ts';
import { sliceOf, type TextEdit } from '../../text.ts';

/** The longest list that is worth writing out. */
const MOST = 20;

/** A word with one plain `{a,b}` or `{1..3}` in it, written out as bash would expand it. */
export function braceEdit(text: string, { raw, range, parts }: ShellWord): TextEdit | undefined {
  const [brace, ...more] = parts.filter(({ kind }) => kind === 'brace');
  if (brace?.kind !== 'brace' || more.length > 0 || sliceOf(text, range) !== raw) return undefined;
  const at = raw.indexOf(brace.value);
  const items = itemsOf(brace.value.slice(1, -1));
  if (at < 0 || items === undefined) return undefined;
  const [before, after] = [raw.slice(0, at), raw.slice(at + brace.value.length)];
  return { range, text: items.map((item) => before + item + after).join(' ') };
}

function itemsOf(inside: string): readonly string[] | undefined {
  const [, from, to] = /^(\d{1,4})\.\.(\d{1,4})$/.exec(inside) ?? [];
  if (from !== undefined && to !== undefined) {
    const [first, last] = [Number(from), Number(to)];
    if (/^0\d/.test(from) || last < first || last - first >= MOST) return undefined;
    return Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
  }
  const items = inside.split(',');
  return /[{}'"`\\$\s]|\.\./.test(inside) || items.length < 2 || items.length > MOST ? undefined : items;
}
