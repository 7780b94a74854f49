/** A longer word is a piece of its text to V8, and costs no text of its own. */
const longest = 12;
/** Places in the store; a power of two. */
const size = 1024;

/**
 * Short words, each of which is one string however often it is read: of the million words that a long file may have,
 * nearly all are the same few. A place holds the last word that was read for it.
 */
const words: string[] = Array.from({ length: size }, () => '');

/** `text.slice(start, end)`. */
export function wordAt(text: string, start: number, end: number): string {
  const length = end - start;
  if (length > longest) return text.slice(start, end);
  const place = (text.charCodeAt(start) * 31 + text.charCodeAt(end - 1) * 7 + length * 131) & (size - 1);
  const known = words[place] ?? '';
  if (known.length === length && text.startsWith(known, start)) return known;
  return (words[place] = text.slice(start, end));
}
