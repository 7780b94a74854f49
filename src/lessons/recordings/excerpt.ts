import { withoutEnd } from '../../checker/index.ts';

/** Which part of a text to show. Lines are found by what they contain. */
interface ExcerptRange {
  /** Begin with the first line that contains this. */
  readonly from?: string;
  /** End with the next line that contains this. */
  readonly to?: string;
  /** At most so many lines. */
  readonly lines?: number;
}

interface Excerpt {
  readonly text: string;
  /** Number of the first line shown, from 1. */
  readonly firstLine: number;
  /** Whether something follows that is not shown. */
  readonly more: boolean;
}

/** Cuts a text. Undefined when `from` or `to` is in none of its lines. */
export function excerpt(text: string, { from, to, lines }: ExcerptRange): Excerpt | undefined {
  const all = withoutEnd(text, '\n').split('\n');
  const start = from === undefined ? 0 : all.findIndex((line) => line.includes(from));
  if (start < 0) return undefined;
  let end = all.length;
  if (to !== undefined) {
    const last = all.findIndex((line, i) => i >= start && line.includes(to));
    if (last < 0) return undefined;
    end = last + 1;
  }
  if (lines !== undefined) end = Math.min(end, start + lines);
  return { text: all.slice(start, end).join('\n'), firstLine: start + 1, more: end < all.length };
}
