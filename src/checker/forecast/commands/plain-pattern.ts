/** Where a pattern fits in a line: from and to, as the leftmost longest match. */
type PlainMatch = (line: string) => readonly [from: number, to: number] | undefined;

/** Characters that mean themselves in basic and in extended regular expressions, with `\.`; `.*` at either end. */
const PLAIN = /^(\^?)(\.\*)?((?:[\w\s@:;=,%<>/#"'!&~-]|\\\.)*)(\.\*)?(\$?)$/;

/**
 * Reads a pattern of `grep` or `sed` that is words with anchors, and `.*` in front of or behind them. It is matched by hand, in
 * linear time. @returns undefined for any other pattern
 */
export function plainPattern(pattern: string): PlainMatch | undefined {
  const [all, start, before, text = '', after, end] = PLAIN.exec(pattern) ?? [];
  if (all === undefined) return undefined;
  const words = text.replaceAll('\\.', '.');
  const fromStart = start === '^' && before === undefined;
  const toEnd = end === '$' && after === undefined;
  return (line) => {
    if (fromStart && toEnd) return line === words ? [0, line.length] : undefined;
    // `.*` in front takes as much as it can: up to the last place where the words stand.
    const at = fromStart
      ? line.startsWith(words)
        ? 0
        : -1
      : toEnd
        ? line.endsWith(words)
          ? line.length - words.length
          : -1
        : before === undefined
          ? line.indexOf(words)
          : line.lastIndexOf(words);
    if (at < 0) return undefined;
    return [before === undefined ? at : 0, after === undefined ? at + words.length : line.length];
  };
}

/** The lines of a text; what stands behind the last line break is one only when it is not empty. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
