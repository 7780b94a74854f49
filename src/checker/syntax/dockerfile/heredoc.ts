import { insertAt, type MappedText, sliceOf } from '../../text.ts';
import { isSpace } from '../chars.ts';
import { WordLexer } from './lex.ts';
import { physicalLine } from './lines.ts';
import { MappedTextBuilder, plainText } from '../mapped-text.ts';
import type { Heredoc, SyntaxProblem } from './types.ts';

const marker = /^\d*<<(-?)[\t\n\f\r ]*((?:[^<\t\n\f\r ][^<]*)?)$/;

interface Marker {
  readonly name: string;
  readonly expand: boolean;
  readonly stripTabs: boolean;
  readonly start: number;
  readonly end: number;
}

/**
 * The heredoc markers of an instruction line. BuildKit splits the line into words by its own rules (always with `\`
 * as escape) and takes each word that is a marker as a whole: `cat<<EOF` is none, and `<<EOF)` ends at a line `EOF)`.
 * A line that these rules cannot split, for example one with `${A^}`, has no heredocs.
 */
export function findMarkers(line: string): Marker[] {
  if (!line.includes('<<')) return [];
  const markers: Marker[] = [];
  for (const word of words(line)) {
    const match = word.text.includes('<<') ? marker.exec(word.text) : null;
    const delimiter = match === null ? undefined : delimiterOf(match[2] ?? '');
    if (match !== null && delimiter !== undefined) {
      markers.push({ ...delimiter, stripTabs: match[1] === '-', start: word.start, end: word.end });
    }
  }
  return markers;
}

/** Whether a whole command is one heredoc marker, so that its body is the script: `RUN <<EOF`. */
export function isMarkerAlone(text: string): boolean {
  const match = marker.exec(text);
  return match !== null && delimiterOf(match[2] ?? '') !== undefined;
}

interface PlacedWord {
  text: string;
  readonly start: number;
  end: number;
}

/** Words with quotes and escapes left in; white space after `<<` belongs to the word. Empty when a quote is open. */
function words(line: string): PlacedWord[] {
  const found: PlacedWord[] = [];
  let word: PlacedWord | undefined;
  const take = (start: number, end: number): void => {
    word ??= { text: '', start, end };
    word.text += line.slice(start, end);
    word.end = end;
  };
  const finish = (): void => {
    if (word !== undefined && word.text !== '') found.push(word);
    word = undefined;
  };
  let at = 0;
  while (at < line.length) {
    const char = line[at] ?? '';
    const start = at;
    if (char === "'" || char === '"') {
      at = closingQuote(line, at);
      if (at < 0) return [];
      take(start, at);
    } else if (char === '$') {
      at = afterDollar(line, at);
      if (at < 0) return [];
      // BuildKit's word buffer is emptied by a nested expansion.
      if (word !== undefined && line[start + 1] === '{' && /[-+?#%/:]/.test(line.slice(start, at))) word.text = '';
      for (let from = start; from < at; from++) {
        if (isSpace(line.charCodeAt(from))) finish();
        else take(from, from + 1);
      }
    } else if (char === '\\') {
      at += 2;
      take(start, Math.min(at, line.length));
    } else if (char === '<' && line[at + 1] === '<') {
      at += 2;
      while (line[at] === ' ' || line[at] === '\t' || line[at] === '\r') at++;
      take(start, at);
    } else {
      at++;
      if (isSpace(line.charCodeAt(start))) finish();
      else take(start, at);
    }
  }
  finish();
  return found;
}

function afterDollar(line: string, at: number): number {
  const lexer = new WordLexer(line, '\\', at);
  lexer.dollar();
  return lexer.error === undefined ? lexer.pos : -1;
}

/** Offset behind the quote that closes the one at `at`, or -1. */
function closingQuote(line: string, at: number): number {
  if (line[at] === "'") return line.indexOf("'", at + 1) + 1 || -1;
  at++;
  while (at < line.length) {
    const char = line[at];
    if (char === '"') return at + 1;
    if (char === '$') {
      at = afterDollar(line, at);
      if (at < 0) return -1;
    } else if (char === '\\' && '"$\\'.includes(line[at + 1] ?? 'x')) at += 2;
    else at++;
  }
  return -1;
}

/** The delimiter without quotes; undefined when what follows `<<` is not exactly one word. */
function delimiterOf(rest: string): { name: string; expand: boolean } | undefined {
  let name = '';
  let expand = true;
  let ended = false;
  for (let at = 0; at < rest.length;) {
    const char = rest[at] ?? '';
    if (isSpace(rest.charCodeAt(at))) {
      ended ||= name !== '';
      at++;
      continue;
    }
    if (ended) return undefined;
    if (char === "'" || char === '"') {
      const close = closingQuote(rest, at);
      if (close < 0) return undefined;
      const inner = rest.slice(at + 1, close - 1);
      name += char === '"' ? inner.replace(/\\(["$\\])/g, '$1') : inner;
      expand = false;
      at = close;
    } else if (char === '$') {
      const after = afterDollar(rest, at);
      if (after < 0) return undefined;
      name += rest.slice(at, after);
      at = after;
    } else {
      const escaped = char === '\\' ? 1 : 0;
      name += rest[at + escaped] ?? '';
      at += 1 + escaped;
    }
  }
  return name === '' ? undefined : { name, expand };
}

/**
 * Reads the bodies that follow an instruction line.
 * @returns the heredocs, the end of the last line (without its break) and where the next line begins
 */
export function readBodies(
  text: string,
  line: MappedText,
  markers: readonly Marker[],
  end: number,
  next: number,
  problems: SyntaxProblem[],
): { heredocs: Heredoc[]; end: number; next: number } {
  const heredocs: Heredoc[] = [];
  for (const found of markers) {
    const builder = new MappedTextBuilder();
    const bodyStart = next;
    let bodyEnd = next;
    let closed = false;
    while (next < text.length) {
      const current = physicalLine(text, next);
      let start = current.start;
      if (found.stripTabs) while (text.charCodeAt(start) === 9) start++;
      next = current.next;
      end = Math.max(current.end, start);
      if (end - start === found.name.length && text.startsWith(found.name, start)) {
        closed = true;
        break;
      }
      builder.add(text.slice(start, end), start);
      if (text.charCodeAt(next - 1) === 10) builder.add('\n', next - 1);
      bodyEnd = next;
    }
    const range = line.range(found.start, found.end);
    const heredoc: Heredoc = {
      name: found.name,
      expand: found.expand,
      stripTabs: found.stripTabs,
      body: bodyEnd > bodyStart ? builder.build() : plainText(text, bodyStart, bodyStart),
      range,
      bodyRange: { start: bodyStart, end: bodyEnd },
      closed,
    };
    if (!closed && heredocs.every((other) => other.closed)) problems.push(notClosed(text, heredoc));
    heredocs.push(heredoc);
  }
  return { heredocs, end, next };
}

function notClosed(text: string, heredoc: Heredoc): SyntaxProblem {
  const { name, range, bodyRange } = heredoc;
  const problem = { code: 'heredoc-not-closed', range } as const;
  const glued = /^(\w+)([;|&>()].*)$/.exec(name);
  const written = sliceOf(text, range);
  const behind = glued?.[1] === undefined ? -1 : written.indexOf(glued[1]) + glued[1].length;
  if (glued !== null && behind > 0 && written.slice(behind) === glued[2]) {
    return {
      ...problem,
      message: `Put a space behind \`${glued[1]}\`: Docker takes the whole word \`${name}\` as the end mark of this heredoc and never finds it.`,
      fix: { title: 'Insert a space', ...insertAt(range.start + behind, ' ') },
    };
  }
  for (let next = bodyRange.start; next < text.length;) {
    const line = physicalLine(text, next);
    next = line.next;
    if (sliceOf(text, line).trim() !== name) continue;
    return {
      ...problem,
      message: `Write \`${name}\` alone at the start of a line: with blanks beside it, Docker does not take it as the end of this heredoc.`,
      fix: { title: `Remove the blanks beside ${name}`, range: { start: line.start, end: line.end }, text: name },
    };
  }
  return {
    ...problem,
    message: `Add a line with \`${name}\` alone where this heredoc ends: without it the rest of the file belongs to the heredoc.`,
  };
}
