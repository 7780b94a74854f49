/**
 * The patterns of `${A#pattern}`, `${A%pattern}` and `${A/pattern/text}` as BuildKit reads them: `*` and `?`, a
 * backslash before a special character, no bracket expressions. Results are undefined for a pattern that BuildKit
 * refuses, and for work out of proportion.
 */

/** A character to match, or a wildcard. */
type Token = string | { readonly wild: '*' | '?' };

const mostWork = 1_000_000;

function tokensOf(pattern: string): Token[] | undefined {
  const tokens: Token[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] ?? '';
    if (char === '*' || char === '?') tokens.push({ wild: char });
    else if (char === '\\') {
      const next = pattern[++i];
      if (next === undefined || !'*?\\}/'.includes(next)) return undefined;
      tokens.push(next);
    } else tokens.push(char);
  }
  return tokens;
}

/** Where a match of `tokens` that begins at `start` ends: the first place, or the last when `longest`; else -1. */
function matchEnd(text: string, start: number, tokens: readonly Token[], longest: boolean): number {
  // ends: the places that the tokens so far can reach, in order.
  let ends = [start];
  for (const token of tokens) {
    const next: number[] = [];
    if (typeof token === 'object' && token.wild === '*') {
      for (let at = ends[0] ?? Infinity; at <= text.length; at++) next.push(at);
    } else {
      for (const at of ends)
        if (at < text.length && (typeof token === 'object' || text[at] === token)) next.push(at + 1);
    }
    ends = next;
    if (ends.length === 0) return -1;
  }
  return (longest ? ends.at(-1) : ends[0]) ?? -1;
}

/** `${A#pattern}`, `${A##pattern}`. */
export function removePrefix(text: string, pattern: string, longest: boolean): string | undefined {
  const tokens = tokensOf(pattern);
  return tokens && trim(text, tokens, longest);
}

/** `${A%pattern}`, `${A%%pattern}`: the same from behind. */
export function removeSuffix(text: string, pattern: string, longest: boolean): string | undefined {
  const tokens = tokensOf(pattern);
  const rest = tokens && trim(reverse(text), tokens.reverse(), longest);
  return rest === undefined ? undefined : reverse(rest);
}

function trim(text: string, tokens: readonly Token[], longest: boolean): string | undefined {
  if (text.length * tokens.length > mostWork) return undefined;
  const end = matchEnd(text, 0, tokens, longest);
  return end < 0 ? text : text.slice(end);
}

/** UTF-16 units in reverse order: a pair is turned round twice in the end. */
function reverse(text: string): string {
  let reversed = '';
  for (let i = text.length - 1; i >= 0; i--) reversed += text[i] ?? '';
  return reversed;
}

/** `${A/pattern/by}` and `${A//pattern/by}`: the longest match at each place, from the left. */
export function replaceMatches(text: string, pattern: string, by: string, all: boolean): string | undefined {
  const tokens = tokensOf(pattern);
  if (tokens === undefined || text.length * text.length * tokens.length > mostWork) return undefined;
  let result = '';
  let at = 0;
  let done = false;
  while (!done) {
    const end = matchEnd(text, at, tokens, true);
    if (end >= 0) result += by;
    if (end > at) at = end;
    else result += text[at++] ?? '';
    done = (end >= 0 && !all) || at > text.length || (at === text.length && tokens.length > 0);
  }
  return result + text.slice(at);
}
