import { isSpace } from '../chars.ts';
import type { WordPart } from './types.ts';

export type LexError = 'quote' | 'brace' | 'operator' | 'too-deep';

const special = /["'$\\`]/;
const nameCode = /[\p{L}\p{Nd}]/u;
const deepest = 100;

/**
 * Takes the quotes and escapes off a word and finds its variables, by BuildKit's rules (frontend/dockerfile/shell).
 * On an error BuildKit stops the build; here the whole word becomes one literal.
 */
export function lexWord(text: string, escape: string): { readonly parts: WordPart[]; readonly error?: LexError } {
  if (!special.test(text)) return { parts: [{ kind: 'literal', value: text }] };
  const lexer = new WordLexer(text, escape);
  const parts = lexer.until('', false);
  if (lexer.error === undefined && lexer.unsupported) lexer.error = 'operator';
  if (lexer.error !== undefined) return { parts: [{ kind: 'literal', value: text }], error: lexer.error };
  return { parts: parts.length > 0 ? parts : [{ kind: 'literal', value: '' }] };
}

export class WordLexer {
  pos: number;
  error: LexError | undefined;
  /** `${A:0:2}` and the like: an error for a word, but not for the search for heredocs. */
  unsupported = false;
  readonly #text: string;
  readonly #escape: string;
  #depth = 0;

  constructor(text: string, escape: string, pos = 0) {
    this.#text = text;
    this.#escape = escape;
    this.pos = pos;
  }

  /**
   * Reads up to and over `stop`, or to the end for ''.
   * @param raw keep escapes, as in the pattern of `${A#pattern}`
   */
  until(stop: string, raw: boolean): WordPart[] {
    const text = this.#text;
    const parts: WordPart[] = [];
    let literal = '';
    if (++this.#depth > deepest) this.error = 'too-deep';
    while (this.error === undefined && this.pos < text.length) {
      const char = text[this.pos] ?? '';
      if (char === stop) {
        this.pos++;
        this.#depth--;
        if (literal !== '') parts.push({ kind: 'literal', value: literal });
        return parts;
      }
      if (char === "'") {
        const close = text.indexOf("'", this.pos + 1);
        if (close < 0) this.error = 'quote';
        literal += text.slice(this.pos + 1, close);
        this.pos = close + 1;
      } else if (char === '"') {
        literal = this.#doubleQuoted(parts, literal, raw);
      } else if (char === '$') {
        literal = this.#addDollar(parts, literal);
      } else if (char === this.#escape) {
        if (raw) literal += char;
        literal += text[this.pos + 1] ?? '';
        this.pos += 2;
      } else {
        literal += char;
        this.pos++;
      }
    }
    this.#depth--;
    if (stop !== '') this.error ??= 'brace';
    if (literal !== '') parts.push({ kind: 'literal', value: literal });
    return parts;
  }

  #doubleQuoted(parts: WordPart[], before: string, raw: boolean): string {
    const text = this.#text;
    const escape = this.#escape;
    let literal = before;
    this.pos++;
    while (this.error === undefined) {
      const char = text[this.pos];
      if (char === undefined) {
        this.error = 'quote';
      } else if (char === '"') {
        this.pos++;
        break;
      } else if (char === '$') {
        literal = this.#addDollar(parts, literal);
      } else if (char === escape) {
        const next = text[this.pos + 1];
        if (raw) literal += char;
        this.pos++;
        if (next === undefined) continue;
        if (next === '"' || next === '$' || next === escape) {
          literal += next;
          this.pos++;
        } else literal += char;
      } else {
        literal += char;
        this.pos++;
      }
    }
    return literal;
  }

  /** Adds what stands at `$`; returns the literal that is being collected. */
  #addDollar(parts: WordPart[], literal: string): string {
    const part = this.dollar();
    if (part === undefined) return literal + '$';
    if (literal !== '') parts.push({ kind: 'literal', value: literal });
    parts.push(part);
    return '';
  }

  /** Reads a variable at `$`; undefined for a dollar sign alone. */
  dollar(): WordPart | undefined {
    const text = this.#text;
    this.pos++;
    if (text[this.pos] !== '{') {
      const name = this.#name();
      return name === '' ? undefined : { kind: 'variable', name, operator: undefined, operand: [] };
    }
    const first = text[++this.pos];
    if (first === undefined) this.error = 'brace';
    else if (first === '{' || first === '}' || first === ':') this.error = 'operator';
    if (this.error !== undefined) return undefined;
    const name = this.#name();
    let operator = text[this.pos++] ?? '';
    switch (operator) {
      case '}':
        return { kind: 'variable', name, operator: undefined, operand: [] };
      case '/': {
        if (text[this.pos] === '/') {
          operator = '//';
          this.pos++;
        }
        const operand = this.until('/', true);
        const replacement = this.until('}', true);
        return { kind: 'variable', name, operator, operand, replacement };
      }
      case '#':
      case '%':
        if (text[this.pos] === operator) {
          operator += operator;
          this.pos++;
        }
        return { kind: 'variable', name, operator, operand: this.until('}', true) };
      case ':': {
        const modifier = text[this.pos++] ?? '';
        operator += modifier;
        if (modifier === '#' || modifier === '%') this.error = 'operator';
        else if (modifier !== '-' && modifier !== '+' && modifier !== '?') this.unsupported = true;
        break;
      }
      case '-':
      case '+':
      case '?':
        break;
      case '':
        this.error = 'brace';
        break;
      default:
        this.error = 'operator';
    }
    if (this.error !== undefined) return undefined;
    return { kind: 'variable', name, operator, operand: this.until('}', false) };
  }

  /** A name, a number, or one special parameter such as `$?`. */
  #name(): string {
    const text = this.#text;
    const start = this.pos;
    const code = text.charCodeAt(start);
    if (code >= 48 && code <= 57) {
      while (isDigit(text.charCodeAt(this.pos))) this.pos++;
    } else if ('@*#?-$!'.includes(text[start] ?? 'x')) {
      this.pos++;
    } else {
      while (isNameCode(text, this.pos)) this.pos++;
    }
    return text.slice(start, this.pos);
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isNameCode(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) {
    return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || isDigit(code) || code === 95;
  }
  return at < text.length && nameCode.test(text[at] ?? '');
}

/**
 * Where the words of `text.slice(start, end)` begin and end when quotes hold them together, as for ENV, LABEL and
 * ARG. Quotes and escapes stay in.
 */
export function splitQuoted(text: string, start: number, end: number, escape: string): [number, number][] {
  const words: [number, number][] = [];
  let from = -1;
  let quote = '';
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (from < 0) {
      if (isSpace(code)) continue;
      from = at;
    }
    const char = text[at] ?? '';
    if (quote === '' && isSpace(code)) {
      words.push([from, at]);
      from = -1;
    } else if (char === escape && quote !== "'") {
      // An escape at the very end is dropped.
      if (at + 1 === end) end = at;
      else at++;
    } else if (quote === '') {
      if (char === '"' || char === "'") quote = char;
    } else if (char === quote) quote = '';
  }
  if (from >= 0 && end > from) words.push([from, end]);
  return words;
}
