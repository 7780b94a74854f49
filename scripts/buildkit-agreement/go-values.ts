/**
 * Reads the few forms of Go in which tests write their values: strings, numbers, calls, functions that return one value
 * at once, and literals of structs, slices and maps. What else stands in a file is passed over.
 */

/** A value as a test writes it; fields of a struct and keys of a map by name. */
export type GoValue = string | number | undefined | readonly GoValue[] | GoFields | GoFunction;
export interface GoFields {
  readonly [name: string]: GoValue;
}
type GoFunction = (args: readonly GoValue[]) => GoValue;

/** A function that is called by the name that it has in the file: `fmt.Sprintf`. */
export type KnownCalls = Readonly<Record<string, GoFunction>>;

interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'sign';
  readonly text: string;
}

const TOKEN =
  /\/\/[^\n]*|\/\*[^]*?\*\/|(?<raw>`[^`]*`)|(?<string>"(?:[^"\\\n]|\\.)*")|(?<number>\d[\w.]*)|(?<word>[A-Za-z_][\w.]*)|(?<sign>:=|[^\s])/g;

function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].flatMap(({ groups = {} }): Token[] => {
    const { raw, string, number, word, sign } = groups;
    if (raw !== undefined) return [{ kind: 'string', text: raw.slice(1, -1).replaceAll('\r', '') }];
    if (string !== undefined) return [{ kind: 'string', text: JSON.parse(string) as string }];
    if (number !== undefined) return [{ kind: 'number', text: number }];
    if (word !== undefined) return [{ kind: 'word', text: word }];
    return sign === undefined ? [] : [{ kind: 'sign', text: sign }];
  });
}

/** One call of the function that is looked for, with the function of the file that it stands in. */
interface GoCall {
  readonly inside: string;
  readonly args: readonly GoValue[];
}

/**
 * Finds the calls of a function in a Go file, and works out what they are given.
 * @param known what functions of other packages give back
 */
export function callsOf(text: string, name: string, known: KnownCalls): GoCall[] {
  const reader = new Reader(tokensOf(text), known);
  const calls: GoCall[] = [];
  let inside = '';
  while (!reader.isAtEnd) {
    if (reader.isAt('func') && reader.peek(1).kind === 'word') {
      inside = reader.peek(1).text;
      reader.variables.clear();
      reader.skip(2);
    } else if (reader.peek(0).kind === 'word' && /^:?=$/.test(reader.peek(1).text)) {
      const variable = reader.peek(0).text;
      reader.skip(2);
      reader.variables.set(variable, reader.value());
    } else if (reader.isAt(name) && reader.peek(1).text === '(' && inside !== name) {
      reader.skip(1);
      calls.push({ inside, args: reader.args() });
    } else reader.skip(1);
  }
  return calls;
}

class Reader {
  readonly variables = new Map<string, GoValue>();
  readonly #tokens: readonly Token[];
  readonly #known: KnownCalls;
  #at = 0;

  constructor(tokens: readonly Token[], known: KnownCalls) {
    this.#tokens = tokens;
    this.#known = known;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  peek(ahead: number): Token {
    return this.#tokens[this.#at + ahead] ?? { kind: 'sign', text: '' };
  }

  isAt(text: string): boolean {
    const token = this.peek(0);
    return token.kind !== 'string' && token.text === text;
  }

  skip(count: number): void {
    this.#at += count;
  }

  /** The value that begins here; undefined for one that is worked out in another way. */
  value(): GoValue {
    const token = this.peek(0);
    if (token.kind === 'string' || token.kind === 'number') {
      this.skip(1);
      return token.kind === 'string' ? token.text : Number(token.text);
    }
    if (this.isAt('&')) {
      this.skip(1);
      return this.value();
    }
    if (this.isAt('{')) return this.#literal();
    if (this.isAt('[')) return this.#slice();
    if (this.isAt('func')) return this.#function();
    if (this.isAt('map')) {
      this.#skipType();
      return this.#literal();
    }
    return token.kind === 'word' ? this.#named(token.text) : undefined;
  }

  /** The values between `(` and `)`. */
  args(): GoValue[] {
    return this.#list('(', ')');
  }

  #named(name: string): GoValue {
    this.skip(1);
    if (this.isAt('(')) {
      const args = this.args();
      const own = this.variables.get(name);
      return typeof own === 'function' ? own(args) : this.#known[name]?.(args);
    }
    if (this.isAt('{') && /^[a-z]+[A-Z]\w*$/.test(name)) return this.#literal();
    return this.variables.get(name);
  }

  /** `[]byte(…)` is the text in it; `[]T{…}` a list. */
  #slice(): GoValue {
    this.#skipType();
    return this.isAt('(') ? this.args()[0] : this.#literal();
  }

  #skipType(): void {
    while (!this.isAtEnd && !this.isAt('(') && !this.isAt('{')) this.skip(1);
  }

  /** `{ A: 1, B: 2 }` and `{ 1, 2 }`. */
  #literal(): GoValue {
    const fields: Record<string, GoValue> = {};
    const elements: GoValue[] = [];
    this.skip(1);
    while (!this.isAtEnd && !this.isAt('}')) {
      const key = this.peek(0).text;
      if (this.peek(1).kind === 'sign' && this.peek(1).text === ':') {
        this.skip(2);
        fields[key] = this.#element();
      } else elements.push(this.#element());
    }
    this.skip(1);
    return Object.keys(fields).length > 0 ? fields : elements;
  }

  #list(open: string, close: string): GoValue[] {
    const values: GoValue[] = [];
    if (this.isAt(open)) this.skip(1);
    while (!this.isAtEnd && !this.isAt(close)) values.push(this.#element());
    this.skip(1);
    return values;
  }

  /** A value up to the comma behind it. What is not read is passed over, brackets and all. */
  #element(): GoValue {
    const value = this.value();
    let depth = 0;
    while (!this.isAtEnd) {
      const { kind, text } = this.peek(0);
      const sign = kind === 'sign' ? text : '';
      if (depth === 0 && /^[,)}\]]$/.test(sign)) break;
      if (/^[({[]$/.test(sign)) depth++;
      if (/^[)}\]]$/.test(sign)) depth--;
      this.skip(1);
    }
    if (this.isAt(',')) this.skip(1);
    return value;
  }

  /** `func(name string, line int) T { return … }`, worked out when it is called; another one is worth nothing. */
  #function(): GoValue {
    this.skip(2);
    const names: string[] = [];
    while (!this.isAtEnd && !this.isAt(')')) {
      if (/^[(,]$/.test(this.peek(-1).text)) names.push(this.peek(0).text);
      this.skip(1);
    }
    this.#skipType();
    if (this.peek(1).text !== 'return') return undefined;
    const body = this.#at + 2;
    this.skip(1);
    for (let depth = 1; depth > 0 && !this.isAtEnd;) {
      depth += this.isAt('{') ? 1 : this.isAt('}') ? -1 : 0;
      this.skip(1);
    }
    return (args) => {
      const back = this.#at;
      this.#at = body;
      for (const [i, name] of names.entries()) this.variables.set(name, args[i]);
      const value = this.value();
      this.#at = back;
      return value;
    };
  }
}
