/**
 * Words, all up to a character, and that character with words behind it: `.*"version": "\([^"]*\)".*`. The words are of characters
 * that stand for themselves.
 */
const BASIC = /^(\^?\.\*)?([\w "':;=,%<>/#@-]+)\\\(\[\^([\w "':;=,%<>/#@-])\]\*\\\)(\3[\w "':;=,%<>/#@-]*)?(\.\*\$?)?$/;
const EXTENDED = /^(\^?\.\*)?([\w "':;=,%<>/#@-]+)\(\[\^([\w "':;=,%<>/#@-])\]\*\)(\3[\w "':;=,%<>/#@-]*)?(\.\*\$?)?$/;

const REPLACEMENT = /^([\w "':;=,%<>/#@-]*)\\1([\w "':;=,%<>/#@-]*)$/;

/**
 * Reads a substitution of `sed` that keeps one part of a line: `s|.*"version": "\([^"]*\)".*|\1|`. It is matched by hand, in
 * linear time: leftmost, and behind `.*` the last place that fits (seen with BusyBox 1.36.1).
 * @returns what becomes of a line, undefined where the pattern does not fit; undefined for any other substitution
 */
export function keptPart(
  from: string,
  to: string,
  isExtended: boolean,
): ((line: string) => string | undefined) | undefined {
  const [all, before, words = '', end = '', behind = '', after] = (isExtended ? EXTENDED : BASIC).exec(from) ?? [];
  const [whole, left = '', right = ''] = REPLACEMENT.exec(to) ?? [];
  if (all === undefined || whole === undefined) return undefined;
  const made = (line: string, at: number, to: number): string => {
    const rest = after === undefined ? line.slice(to + behind.length) : '';
    return (before === undefined ? line.slice(0, at) : '') + left + line.slice(at + words.length, to) + right + rest;
  };
  return (line) => {
    /** The first `end` behind the words that were looked at last. */
    let stop = -1;
    const fits = (): boolean => behind === '' || line.startsWith(behind, stop);
    if (before === undefined) {
      for (let at = line.indexOf(words); at >= 0; at = line.indexOf(words, at + 1)) {
        if (stop < at + words.length) stop = stopFrom(line, end, at + words.length);
        if (fits()) return made(line, at, stop);
      }
      return undefined;
    }
    let last = line.length;
    for (let at = line.lastIndexOf(words); at >= 0; at = at === 0 ? -1 : line.lastIndexOf(words, at - 1)) {
      // What lies between is looked at once.
      const near = line.slice(at + words.length, last).indexOf(end);
      if (near >= 0 || stop < 0) stop = near >= 0 ? at + words.length + near : line.length;
      if (fits()) return made(line, at, stop);
      last = at + words.length;
    }
    return undefined;
  };
}

function stopFrom(line: string, end: string, from: number): number {
  const at = line.indexOf(end, from);
  return at < 0 ? line.length : at;
}
