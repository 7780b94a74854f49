import { settled } from '../../lists.ts';
import type { MappedText, Range } from '../../text.ts';
import { skipBlanks, wordEnd } from '../chars.ts';
import { literalKeywords } from './keywords.ts';
import { lexWord, type LexError } from './lex.ts';
import type { Comment, SyntaxProblem, Word } from './types.ts';

export interface InstructionContext {
  /** Of the file. */
  readonly text: string;
  readonly escape: '\\' | '`';
  readonly problems: SyntaxProblem[];
  readonly leading: readonly Comment[];
}

/** The word at a place of the body. */
export function readWord(
  keyword: string,
  body: MappedText,
  start: number,
  end: number,
  context: InstructionContext,
): Word {
  const raw = body.text.slice(start, end);
  const range = body.range(start, end);
  if (literalKeywords.includes(keyword) || (raw.includes('<<') && (keyword === 'COPY' || keyword === 'ADD'))) {
    return { raw, range, parts: [{ kind: 'literal', value: raw }] };
  }
  const { parts, error } = lexWord(raw, context.escape);
  if (error !== undefined) context.problems.push(badWord(keyword, raw, error, range));
  return { raw, range, parts };
}

/** The body split at blanks; quotes do not hold words together. */
export function blankSeparated(keyword: string, body: MappedText, context: InstructionContext): readonly Word[] {
  const { text } = body;
  const words: Word[] = [];
  for (let at = 0; at < text.length;) {
    const end = wordEnd(text, at, text.length);
    words.push(readWord(keyword, body, at, end, context));
    at = skipBlanks(text, end, text.length);
  }
  return settled(words);
}

export function badWord(keyword: string, raw: string, error: LexError, range: Range): SyntaxProblem {
  const blanks = keyword === 'COPY' || keyword === 'ADD' || keyword === 'VOLUME';
  const messages: Record<LexError, string> = {
    quote: blanks
      ? 'Close the quote, or use the JSON form for names with blanks: Docker splits this line at blanks, also inside quotes.'
      : 'Close the quote: Docker finds no second one in this word.',
    brace: 'Close the variable with `}`: Docker finds no end of the `${`.',
    operator: 'Use `${name}` or one of the operators `:-` `:+` `:?` `#` `%` `/`: Docker knows no other form.',
    'too-deep': 'Nest fewer variables: this word goes deeper than Belay reads.',
  };
  return {
    code: error === 'too-deep' ? 'too-deep' : 'bad-argument',
    message: `${messages[error]} Found: \`${shorten(raw)}\`.`,
    range,
  };
}

/** Messages show the start of long words. */
export function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
