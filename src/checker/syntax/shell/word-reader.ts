import type { MappedText, Range } from '../../text.ts';
import { sliceMapped, textAt } from '../mapped-text.ts';
import { LiteralWord } from './literal-word.ts';
import { wordAt } from './word-store.ts';
import type { NestedScripts, ShellScript, ShellWord, ShellWordPart } from './types.ts';

/** Brackets and compound commands that may stand inside each other. Scripts that people write have fewer than ten. */
const deepest = 100;

/** Braces that turn out not to be `{a,b}`: we look for the end of so many, for linear time. */
const mostBraces = 100;

const simpleWord = /[\w./:=,%^~@+-]+(?=[ \t\n;&|)<>]|$)/y;
const wordStart = /[^ \t\n;&|()<>]|[<>]\(/y;
const plain = /[^ \t\n;&|()<>\\'"`$*?[{}!@+]+/y;
const plainQuoted = /[^\\'"`$}]+/y;
const variable = /[A-Za-z_]\w*|[\d@*#?$!-]/y;
/** Of `${…}`: a prefix that changes what it means, the name, the operator. */
const parameter =
  /([#!](?=\w|[@*#?$!-][}[]))?(\d+|[A-Za-z_]\w*|[@*#?$!-]|)(:?[-=+?]|##?|%%?|\/[/#%]?|:|\^\^?|,,?|@|~~?|)/y;
const ansiQuoted = /\$'([^'\\]*(?:\\[^][^'\\]*)*)('?)/y;
const backquoted = /`([^`\\]*(?:\\[^][^`\\]*)*)(`?)/y;
const bracket =
  /\[[!^]?(?:\]|(?!\]))(?:[^\][\\'"` \t\n;&|()<>]|\\[^]|'[^']*'|"[^"\\]*(?:\\[^][^"\\]*)*"|\[(?:[:.=]\w*[:.=]\])?)*\]/y;
/** Brackets, and what hides them. */
const balance = /[{}(),; \t\n&|<>]|\.\.|\\[^]|'[^']*'|"[^"\\]*(?:\\[^][^"\\]*)*"|`[^`]*`|\$\{[^}]*\}|\$\([^()]*\)/g;

/** Reads a sticky pattern at an offset. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

interface ShellError {
  readonly message: string;
  readonly range: Range;
}

/** Reads the words of a script. Scripts inside them are the business of the class that extends this one. */
export abstract class WordReader {
  protected readonly source: MappedText;
  protected readonly text: string;
  protected pos = 0;
  /** Behind the last token: where a node ends. */
  protected last = 0;
  /** Of the script that is being read and those inside it. */
  protected errors: ShellError[] = [];
  #depth: number;
  #braces = 0;

  constructor(source: MappedText, depth: number) {
    this.source = source;
    this.text = source.text;
    this.#depth = depth;
  }

  /** Reads commands up to and over `close`, or to the end for ''. */
  abstract script(close: '' | ')'): ShellScript;
  /** A reader for a part of the text, or for a text of its own. */
  protected abstract inside(source: MappedText, depth: number): WordReader;

  protected fail(message: string, at = this.pos): void {
    this.errors.push({ message, range: this.source.range(at, at + 1) });
  }

  protected nest<T>(read: () => T): T {
    if (++this.#depth > deepest) throw new RangeError();
    const result = read();
    this.#depth--;
    return result;
  }

  protected take(length: number): void {
    this.last = this.pos += length;
  }

  protected since(start: number): Range {
    return this.source.range(start, this.last);
  }

  protected atWord(): boolean {
    wordStart.lastIndex = this.pos;
    return wordStart.test(this.text);
  }

  protected word(): ShellWord {
    const start = this.pos;
    simpleWord.lastIndex = start;
    if (simpleWord.test(this.text)) {
      this.last = this.pos = simpleWord.lastIndex;
      return new LiteralWord(wordAt(this.text, start, this.pos), this.since(start));
    }
    const parts = this.#parts('', false);
    if (parts.length === 0) parts.push({ kind: 'literal', value: '', quoted: false });
    this.last = this.pos;
    return { raw: this.text.slice(start, this.pos), range: this.since(start), parts };
  }

  /**
   * Reads up to `stop`: '' is the end of a word, 'end' that of the text.
   * @param quoted read as between double quotes
   */
  #parts(stop: '' | '"' | '}' | ')' | 'end', quoted: boolean): ShellWordPart[] {
    const { text } = this;
    const run = quoted ? plainQuoted : plain;
    const parts: ShellWordPart[] = [];
    let literal = '';
    let brackets = true;
    const add = (...more: ShellWordPart[]): void => {
      if (literal !== '') parts.push({ kind: 'literal', value: literal, quoted });
      literal = '';
      parts.push(...more);
    };
    while (this.pos < text.length) {
      const start = this.pos;
      const plainText = matchAt(run, text, start);
      if (plainText !== null) {
        literal += plainText[0];
        this.pos += plainText[0].length;
        continue;
      }
      const char = text[start] ?? '';
      const next = text[start + 1];
      if (char === stop) break;
      this.pos++;
      if (char === '\\') {
        this.pos++;
        if (next !== '\n')
          literal += next === undefined || (quoted && !'$`"\\'.includes(next)) ? char + (next ?? '') : next;
        this.pos = Math.min(this.pos, text.length);
      } else if (char === '`') add(this.#backquoted(start, quoted));
      else if (char === '$') {
        if (!quoted && next === "'") add(this.#ansiQuoted(start));
        else if (quoted || next !== '"') {
          const part = this.#expansion(start, quoted);
          if (part === undefined) literal += char;
          else add(part);
        }
      } else if (char === '"' && !(quoted && stop === 'end')) {
        const inner = this.#parts('"', true);
        if (text[this.pos] !== '"') this.fail('unterminated double quote', start);
        else this.pos++;
        add(...(inner.length > 0 ? inner : [{ kind: 'literal', value: '', quoted: true } as const]));
      } else if (quoted) literal += char;
      else if (char === "'") {
        const close = text.indexOf("'", this.pos);
        if (close < 0) this.fail('unterminated single quote', start);
        const value = text.slice(this.pos, close < 0 ? text.length : close);
        this.pos += value.length + (close < 0 ? 0 : 1);
        add({ kind: 'literal', value, quoted: true });
      } else if (stop !== '') {
        if (char === '(' && stop === ')') add(...this.#parentheses(start));
        else literal += char;
      } else if (next === '(' && '?*+@!'.includes(char)) {
        this.pos++;
        const scripts = scriptsOf(this.#parentheses(start));
        add({ kind: 'other', value: text.slice(start, this.pos), ...scripts });
      } else if (char === '*' || char === '?') {
        if (char === '*') while (text[this.pos] === '*' && text[this.pos + 1] !== '(') this.pos++;
        add({ kind: 'glob', value: text.slice(start, this.pos) });
      } else if (char === '[') {
        const glob = brackets ? matchAt(bracket, text, start)?.[0] : undefined;
        if (glob === undefined) {
          brackets = false;
          literal += char;
        } else {
          // A variable in brackets is one as elsewhere: `[$A]`.
          const value = glob.includes('$') ? char : glob;
          this.pos = start + value.length;
          add({ kind: 'glob', value });
        }
      } else if (char === '{') {
        const end = this.#braceEnd(start);
        if (end < 0) literal += char;
        else {
          this.pos = end;
          add({ kind: 'brace', value: text.slice(start, end), ...this.scriptsBetween(start + 1, end - 1) });
        }
      } else if ((char === '<' || char === '>') && next === '(' && parts.length === 0 && literal === '') {
        this.pos++;
        add({ kind: 'substitution', script: this.script(')'), quoted });
      } else if (' \t\n;&|()<>'.includes(char)) {
        this.pos--;
        break;
      } else literal += char;
    }
    add();
    return parts;
  }

  /** Up to and over a closing parenthesis, for the pattern in `@(…)`. */
  #parentheses(start: number): ShellWordPart[] {
    const parts = this.nest(() => this.#parts(')', false));
    if (this.pos < this.text.length) this.pos++;
    else this.fail('unterminated pattern', start);
    return parts;
  }

  #ansiQuoted(start: number): ShellWordPart {
    const [all = '', value = '', close] = matchAt(ansiQuoted, this.text, start) ?? [];
    if (close === '') this.fail('unterminated single quote', start);
    this.pos = start + all.length;
    return { kind: 'literal', value: decodeAnsi(value), quoted: true };
  }

  #backquoted(start: number, quoted: boolean): ShellWordPart {
    const [all = '', body = '', close] = matchAt(backquoted, this.text, start) ?? [];
    if (close === '') this.fail('unterminated backquote', start);
    this.pos = start + all.length;
    const text = body.replace(quoted ? /\\([\\$`"])/g : /\\([\\$`])/g, '$1');
    const { source } = this;
    // With escapes it has a text of its own, without places in the source.
    const inner =
      text === body
        ? sliceMapped(source, start + 1, start + 1 + body.length)
        : textAt(text, source.range(start, this.pos));
    return { kind: 'substitution', script: this.nest(() => this.#read(inner).script('')), quoted };
  }

  /** Reads what `$` begins; undefined for a dollar sign alone. */
  #expansion(start: number, quoted: boolean): ShellWordPart | undefined {
    const { text } = this;
    const next = text[start + 1];
    if (next === '{') return this.#parameter(start, quoted);
    if (next === '(') {
      const end = text[start + 2] === '(' ? this.arithmeticEnd(start + 3) : -1;
      if (end >= 0) {
        this.pos = end + 2;
        return { kind: 'arithmetic', value: text.slice(start, this.pos), ...this.scriptsBetween(start + 3, end) };
      }
      this.pos++;
      return { kind: 'substitution', script: this.nest(() => this.script(')')), quoted };
    }
    const name = matchAt(variable, text, start + 1)?.[0];
    if (name === undefined) return undefined;
    this.pos += name.length;
    return { kind: 'variable', name, operator: undefined, operand: undefined, quoted };
  }

  #parameter(start: number, quoted: boolean): ShellWordPart {
    const { text } = this;
    const [head = '', prefix, name = '', operator = ''] = matchAt(parameter, text, start + 2) ?? [];
    const from = (this.pos = start + 2 + head.length);
    const inner = this.nest(() => this.#parts('}', quoted && !/[#%/]/.test(operator)));
    const operand = text.slice(from, this.pos);
    if (this.pos < text.length) this.pos++;
    else this.fail('unterminated parameter expansion', start);
    const scripts = scriptsOf(inner);
    if (prefix !== undefined || (operator === '' && operand !== '')) {
      return { kind: 'other', value: text.slice(start, this.pos), ...scripts };
    }
    return operator === ''
      ? { kind: 'variable', name, operator: undefined, operand: undefined, quoted }
      : { kind: 'variable', name, operator, operand, quoted, ...scripts };
  }

  /** The place of the `))` that ends arithmetic; -1 when it is a subshell inside something after all. */
  protected arithmeticEnd(from: number): number {
    let depth = 0;
    balance.lastIndex = from;
    for (let match; (match = balance.exec(this.text)) !== null;) {
      if (match[0] === '(') depth++;
      else if (match[0] === ')' && --depth < 0) return this.text[match.index + 1] === ')' ? match.index : -1;
    }
    return -1;
  }

  /** Behind the brace that closes the one at `start`; -1 when nothing between them makes several words of it. */
  #braceEnd(start: number): number {
    if (this.#braces > mostBraces) return -1;
    let depth = 0;
    let several = false;
    balance.lastIndex = start;
    for (let match; (match = balance.exec(this.text)) !== null;) {
      const [token] = match;
      if (token === '{') depth++;
      else if (token === '}') {
        if (--depth === 0) {
          if (several) return balance.lastIndex;
          break;
        }
      } else if (token === ',' || token === '..') several ||= depth === 1;
      else if (token.length === 1) break;
    }
    this.#braces++;
    return -1;
  }

  /** An array behind `a=`. */
  protected array(): ShellWord {
    const start = this.pos;
    const inner: ShellWordPart[] = [];
    this.pos++;
    for (;;) {
      this.skip(true);
      if (this.atWord()) inner.push(...this.word().parts);
      else if (this.pos >= this.text.length) {
        this.fail('unterminated array', start);
        break;
      } else if (this.text[this.pos++] === ')') break;
    }
    this.last = this.pos;
    const raw = this.text.slice(start, this.pos);
    return { raw, range: this.since(start), parts: [{ kind: 'other', value: raw, ...scriptsOf(inner) }] };
  }

  /** Skips blanks and comments, and with `lines` also line breaks and the heredocs behind them. */
  protected abstract skip(lines: boolean): void;

  #read(source: MappedText): WordReader {
    const reader = this.inside(source, this.#depth);
    reader.errors = this.errors;
    return reader;
  }

  /** The scripts in a part of the text that is no word. */
  protected scriptsBetween(start: number, end: number, quoted = false): { scripts?: NestedScripts } {
    return scriptsOf(this.nest(() => this.#read(sliceMapped(this.source, start, end)).#parts('end', quoted)));
  }
}

/** The scripts inside parts of a word, as a property to spread. */
export function scriptsOf(parts: readonly ShellWordPart[]): { scripts?: NestedScripts } {
  const scripts = parts.flatMap((part) =>
    part.kind === 'substitution' ? [part.script] : 'scripts' in part ? (part.scripts ?? []) : [],
  );
  return scripts.length > 0 ? { scripts } : {};
}

/** What follows a backslash in `$'…'`, and what it becomes. */
const escapes = 'abeEfnrtv\\\'"?';
const escaped = '\x07\b\x1b\x1b\f\n\r\t\v\\\'"?';

function decodeAnsi(value: string): string {
  return value.replace(/\\(?:([0-7]{1,3})|x([\dA-Fa-f]{1,2})|u([\dA-Fa-f]{1,4})|[^])/g, (all, ...groups: string[]) => {
    const [octal, byte, unit] = groups;
    const hex = byte ?? unit;
    if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
    return hex === undefined ? (escaped[escapes.indexOf(all[1] ?? '')] ?? all) : String.fromCharCode(parseInt(hex, 16));
  });
}
