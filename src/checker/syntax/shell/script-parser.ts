import type { MappedText, Range } from '../../text.ts';
import { OneCommand } from './one-command.ts';
import { SimpleCommand } from './simple-command.ts';
import type { ShellNode, ShellRedirect, ShellScript, ShellWord } from './types.ts';
import { matchAt, scriptsOf, WordReader } from './word-reader.ts';
import { literalOf } from '../expand.ts';
import { settled } from '../../lists.ts';

/** Heredocs that may wait for their bodies. */
const mostHeredocs = 200;

const keywords =
  /(?:if|then|elif|else|fi|for|in|do|done|while|until|case|esac|select|function|coproc|time|[{}!]|\[\[|\]\])(?=[ \t\n;&|()<>]|$)/y;
/** What begins a compound command. */
const openers = /^(?:if|for|while|until|case|select|\{|\[\[)$/;
const closers = /^(?:then|elif|else|fi|do|done|esac|\})$/;
const declarations = /^(?:local|alias|export|declare|typeset|readonly)$/;
const assignment = /([A-Za-z_]\w*)(?:\[[^\]\n]*\])?\+?=/y;
const redirection = /&>>?|(?:(\d+)|\{[A-Za-z_]\w*\})?(<<<|<<-?|<[>&]|>[>&|]|[<>](?!\())/y;
const parameters = /[ \t]*\([ \t]*\)/y;
const coprocess = /[A-Za-z_]\w*[ \t]+(?=[{(])/y;
const armEnd = /;;&?|;&/y;
const token = /[;&|]{1,3}|[()]|[^ \t\n;&|()<>]{1,40}|[<>]{1,3}/y;
/** Where reading begins again behind an error. */
const restart = /[;&|]+|(?=[\n)])/g;

interface Heredoc {
  readonly redirect: { -readonly [K in keyof ShellRedirect]: ShellRedirect[K] };
  readonly delimiter: string;
  readonly stripTabs: boolean;
  readonly expand: boolean;
}

/**
 * Reads the commands of a script by the grammar of POSIX and what Bash adds to it.
 * @throws RangeError when something is nested too deep
 */
export class ScriptParser extends WordReader {
  /** Heredocs whose bodies begin behind the next line break. */
  #heredocs: Heredoc[] = [];

  protected inside(source: MappedText, depth: number): ScriptParser {
    return new ScriptParser(source, depth);
  }

  script(close: '' | ')'): ShellScript {
    const { errors: outer, pos: start, text } = this;
    const heredocs = this.#heredocs;
    const errors: typeof outer = (this.errors = []);
    this.#heredocs = [];
    const commands: ShellNode[] = [];
    for (;;) {
      for (const node of this.#list()) commands.push(node);
      if (this.pos >= text.length) {
        if (close !== '') this.fail('unterminated command substitution', start - 2);
        break;
      }
      if (text[this.pos] === close) {
        this.take(1);
        break;
      }
      this.#unexpected();
      restart.lastIndex = this.pos + 1;
      this.pos = restart.test(text) ? restart.lastIndex : text.length;
    }
    this.#heredocs = heredocs.concat(this.#heredocs);
    this.errors = outer;
    for (const error of errors) outer.push(error);
    const [only] = commands;
    return only !== undefined && commands.length === 1 && errors.length === 0
      ? new OneCommand(only)
      : { commands: settled(commands), errors: settled(errors) };
  }

  protected skip(lines: boolean): void {
    const { text } = this;
    for (;;) {
      const char = text[this.pos];
      if (char === ' ' || char === '\t') this.pos++;
      else if (char === '\\' && text[this.pos + 1] === '\n') this.pos += 2;
      else if (char === '#') {
        const end = text.indexOf('\n', this.pos);
        this.pos = end < 0 ? text.length : end;
      } else if (lines && char === '\n') {
        this.pos++;
        if (this.#heredocs.length > 0) this.#bodies();
      } else return;
    }
  }

  /** Reads the bodies of heredocs at the beginning of a line. */
  #bodies(): void {
    const { text } = this;
    for (const { redirect, delimiter, stripTabs, expand } of this.#heredocs.splice(0)) {
      const start = this.pos;
      let end = start;
      let continued = false;
      while (this.pos < text.length) {
        const lineBreak = text.indexOf('\n', this.pos);
        const line = text.slice(this.pos, lineBreak < 0 ? text.length : lineBreak);
        this.pos = lineBreak < 0 ? text.length : lineBreak + 1;
        if (!continued && (stripTabs ? line.replace(/^\t+/, '') : line) === delimiter) break;
        end = this.pos;
        continued = expand && /(?:^|[^\\])(?:\\\\)*\\$/.test(line);
      }
      const body = text.slice(start, end);
      redirect.body = stripTabs ? body.replace(/^\t+/gm, '') : body;
      if (expand) Object.assign(redirect, this.scriptsBetween(start, end, true));
    }
  }

  /** The reserved word here, or ''. */
  #keyword(): string {
    return matchAt(keywords, this.text, this.pos)?.[0] ?? '';
  }

  /** Whether a command begins here, behind line breaks with `lines`. */
  #starts(lines: boolean): boolean {
    this.skip(lines);
    const { text, pos } = this;
    const char = text[pos];
    if (char === undefined || char === '\n' || char === ';' || char === '|' || char === ')') return false;
    if (char === '&') return text[pos + 1] === '>';
    return !closers.test(this.#keyword());
  }

  #unexpected(): void {
    this.fail(`unexpected '${matchAt(token, this.text, this.pos)?.[0] ?? 'end'}'`);
  }

  /** Goes over a reserved word or `)`. */
  #expect(word: string): void {
    if (word === ')' ? this.text[this.pos] === word : this.#keyword() === word) this.take(word.length);
    else this.fail(`expected '${word}'`);
  }

  #list(): ShellNode[] {
    const nodes: ShellNode[] = [];
    while (this.#starts(true)) nodes.push(this.#statement());
    return nodes;
  }

  /** A list that may not be empty. */
  #block(): ShellNode[] {
    const nodes = this.#list();
    if (nodes.length === 0) this.fail('expected a command');
    return nodes;
  }

  #statement(): ShellNode {
    const { text, pos: start } = this;
    const node = this.#andOr();
    const char = text[this.pos];
    const next = text[this.pos + 1];
    if (char === '&' && next !== '&') {
      this.take(1);
      return { kind: 'background', body: node, range: this.since(start) };
    }
    if (char === ';' && next !== ';' && next !== '&') this.pos++;
    else if (this.#starts(false)) this.#unexpected();
    return node;
  }

  #andOr(): ShellNode {
    const { text, pos: start } = this;
    const items = [this.#pipeline()];
    const operators: ('&&' | '||')[] = [];
    for (;;) {
      this.skip(false);
      const operator = text.slice(this.pos, this.pos + 2);
      if (operator !== '&&' && operator !== '||') break;
      this.take(2);
      operators.push(operator);
      if (!this.#starts(true)) {
        this.#unexpected();
        break;
      }
      items.push(this.#pipeline());
    }
    const [only] = items;
    return operators.length === 0 && only !== undefined
      ? only
      : { kind: 'and-or', items, operators, range: this.since(start) };
  }

  #pipeline(): ShellNode {
    const { text, pos: start } = this;
    let negated = false;
    for (;;) {
      const word = this.#keyword();
      if (word === '!') negated = !negated;
      // With another option than `-p` it is the program.
      else if (word !== 'time' || /^time[ \t]{1,9}-(?!p?[ \t])/.test(text.slice(this.pos, this.pos + 16))) break;
      this.take(word.length);
      this.skip(false);
      if (word === 'time' && /^-p(?![^ \t\n;&|()<>])/.test(text.slice(this.pos, this.pos + 3))) this.take(2);
      this.skip(false);
    }
    const items: ShellNode[] = [];
    const pipeBoth: Range[] = [];
    if (this.pos === start || this.#starts(false)) {
      items.push(this.#command());
      while (text[this.pos] === '|' && text[this.pos + 1] !== '|') {
        const bar = this.pos;
        const isBoth = text[bar + 1] === '&';
        this.take(isBoth ? 2 : 1);
        if (isBoth) pipeBoth.push(this.since(bar));
        if (!this.#starts(true)) {
          this.#unexpected();
          break;
        }
        items.push(this.#command());
      }
    }
    const [only] = items;
    // `time` alone does not change what runs.
    if (items.length === 1 && only !== undefined && !negated) return only;
    const pipeline = { kind: 'pipeline', items, negated, range: this.since(start) } as const;
    return pipeBoth.length === 0 ? pipeline : { ...pipeline, pipeBoth };
  }

  /** One command with its redirects; goes on to what stands behind it. */
  #command(): ShellNode {
    const start = this.pos;
    const word = this.text[start] === '(' ? '(' : this.#keyword();
    let node: ShellNode;
    if (word === '(' || openers.test(word)) {
      const inner = this.nest(() => this.#compound(word));
      const redirects: ShellRedirect[] = [];
      this.#redirects(redirects);
      if (redirects.length === 0) node = inner;
      else {
        const range = this.since(start);
        node =
          inner.kind === 'group'
            ? { ...inner, redirects, range }
            : { kind: 'group', style: 'brace', body: [inner], redirects, range };
      }
    } else if (word === 'function') {
      this.take(word.length);
      this.skip(false);
      const name = this.#needWord().raw;
      this.#parameters();
      node = this.#definition(start, name);
    } else if (word === 'coproc') {
      this.take(word.length);
      this.skip(false);
      this.pos += matchAt(coprocess, this.text, this.pos)?.[0].length ?? 0;
      const body = this.nest(() => this.#only());
      const range = this.since(start);
      node = { kind: 'background', body: { kind: 'group', style: 'brace', body, redirects: [], range }, range };
    } else node = this.#simple();
    this.skip(false);
    return node;
  }

  #only(): ShellNode[] {
    if (this.#starts(false)) return [this.#command()];
    this.#unexpected();
    return [];
  }

  /** What a function runs: in Bash only a compound command, in BusyBox ash any. */
  #definition(start: number, name: string): ShellNode {
    this.skip(true);
    return { kind: 'function', name, body: this.nest(() => this.#only()), range: this.since(start) };
  }

  /** The `()` of a function. */
  #parameters(): boolean {
    const match = matchAt(parameters, this.text, this.pos);
    if (match !== null) this.take(match[0].length);
    return match !== null;
  }

  /** A word, empty with an error when there is none. */
  #needWord(): ShellWord {
    if (!this.atWord()) this.#unexpected();
    return this.word();
  }

  #compound(word: string): ShellNode {
    const { text, pos: start } = this;
    if (word === '(' && text[start + 1] === '(') {
      const end = this.arithmeticEnd(start + 2);
      if (end >= 0) {
        this.take(end + 2 - start);
        return { kind: 'arithmetic', range: this.since(start), ...this.scriptsBetween(start + 2, end) };
      }
    }
    this.take(word.length);
    switch (word) {
      case '(':
      case '{': {
        const body = this.#block();
        this.#expect(word === '(' ? ')' : '}');
        const style = word === '(' ? 'subshell' : 'brace';
        return { kind: 'group', style, body, redirects: [], range: this.since(start) };
      }
      case 'if': {
        const branches = [this.#branch()];
        while (this.#keyword() === 'elif') {
          this.take(4);
          branches.push(this.#branch());
        }
        const hasElse = this.#keyword() === 'else';
        if (hasElse) {
          this.take(4);
          branches.push({ condition: [], body: this.#block() });
        }
        this.#expect('fi');
        return { kind: 'if', branches, hasElse, range: this.since(start) };
      }
      case 'while':
      case 'until': {
        const condition = this.#block();
        const body = this.#loopBody();
        const range = this.since(start);
        return { kind: 'loop', style: word, variable: undefined, words: [], condition, body, range };
      }
      case 'case':
        return this.#cases(start);
      case '[[': {
        const words: ShellWord[] = [];
        let isPlain = true;
        for (;;) {
          this.skip(true);
          if (this.atWord()) {
            if (this.#keyword() === ']]') break;
            words.push(this.word());
          } else if (this.pos >= text.length || text[this.pos] === ';') break;
          else {
            isPlain = false;
            this.pos++;
          }
        }
        this.#expect(']]');
        const scripts = scriptsOf(words.flatMap(({ parts }) => parts));
        return { kind: 'test', range: this.since(start), ...scripts, ...(isPlain && { words }) };
      }
      default:
        return this.#forLoop(start, word === 'for' ? 'for' : 'select');
    }
  }

  #branch(): { condition: ShellNode[]; body: ShellNode[] } {
    const condition = this.#block();
    this.#expect('then');
    return { condition, body: this.#block() };
  }

  #forLoop(start: number, style: 'for' | 'select'): ShellNode {
    const words: ShellWord[] = [];
    let variable: string | undefined;
    this.skip(false);
    const end = this.text.startsWith('((', this.pos) ? this.arithmeticEnd(this.pos + 2) : -1;
    if (end >= 0) this.pos = end + 2;
    else {
      variable = this.#needWord().raw;
      this.skip(true);
      if (this.#keyword() === 'in') {
        this.take(2);
        this.skip(false);
        while (this.atWord()) {
          words.push(this.word());
          this.skip(false);
        }
      }
    }
    this.skip(true);
    if (this.text[this.pos] === ';') this.pos++;
    this.skip(true);
    const body = this.#loopBody();
    return { kind: 'loop', style, variable, words, condition: [], body, range: this.since(start) };
  }

  #loopBody(): ShellNode[] {
    const open = this.#keyword() === '{' ? '{' : 'do';
    this.#expect(open);
    const body = this.#block();
    this.#expect(open === 'do' ? 'done' : '}');
    return body;
  }

  #cases(start: number): ShellNode {
    const { text } = this;
    const arms: { patterns: ShellWord[]; body: ShellNode[] }[] = [];
    this.skip(false);
    const subject = this.#needWord();
    this.skip(true);
    this.#expect('in');
    for (;;) {
      this.skip(true);
      if (this.pos >= text.length || this.#keyword() === 'esac') break;
      if (text[this.pos] === '(') this.pos++;
      const patterns: ShellWord[] = [];
      do {
        if (patterns.length > 0) this.pos++;
        this.skip(false);
        patterns.push(this.#needWord());
        this.skip(false);
      } while (text[this.pos] === '|');
      this.#expect(')');
      arms.push({ patterns, body: this.#list() });
      const end = matchAt(armEnd, text, this.pos);
      if (end === null) break;
      this.take(end[0].length);
    }
    this.#expect('esac');
    return { kind: 'case', subject, arms, range: this.since(start) };
  }

  #simple(): ShellNode {
    const { text, pos: start } = this;
    const assignments: { name: string; value: ShellWord | undefined; range: ShellWord['range'] }[] = [];
    const args: ShellWord[] = [];
    const redirects: ShellRedirect[] = [];
    let name: ShellWord | undefined;
    let declares = false;
    for (;;) {
      this.#redirects(redirects);
      if (!this.atWord()) break;
      const from = this.pos;
      const assigned = name === undefined || declares ? matchAt(assignment, text, from) : null;
      if (assigned !== null) {
        this.take(assigned[0].length);
        const value = text[this.pos] === '(' ? this.array() : this.word();
        const range = this.since(from);
        if (name === undefined) assignments.push({ name: assigned[1] ?? '', value, range });
        else {
          const literal = { kind: 'literal', value: assigned[0], quoted: false } as const;
          args.push({ raw: text.slice(from, this.pos), range, parts: [literal, ...value.parts] });
        }
        continue;
      }
      const word = this.word();
      if (name !== undefined) {
        args.push(word);
        continue;
      }
      name = word;
      declares = declarations.test(word.raw);
      if (assignments.length === 0 && this.#parameters()) return this.#definition(start, word.raw);
    }
    const range = this.since(start);
    return new SimpleCommand(name, settled(args), settled(assignments), settled(redirects), range);
  }

  #redirects(into: ShellRedirect[]): void {
    const { text } = this;
    for (;;) {
      this.skip(false);
      const start = this.pos;
      const match = matchAt(redirection, text, start);
      if (match === null) return;
      const [all, digits, operator = all] = match;
      const descriptor = digits === undefined ? undefined : Number(digits);
      this.take(all.length);
      this.skip(false);
      const target = this.atWord() ? this.word() : undefined;
      if (target === undefined) this.fail('expected a file name');
      const range = this.since(start);
      if (operator !== '<<' && operator !== '<<-') {
        into.push({ operator, descriptor, target, body: undefined, range });
        continue;
      }
      const delimiter = target === undefined ? '' : (literalOf(target) ?? target.raw);
      const quoted = target !== undefined && /['"\\]/.test(target.raw);
      const redirect: Heredoc['redirect'] = {
        operator: '<<',
        descriptor,
        target: target && {
          raw: target.raw,
          range: target.range,
          parts: [{ kind: 'literal', value: delimiter, quoted }],
        },
        body: '',
        range,
      };
      into.push(redirect);
      this.#heredocs.push({ redirect, delimiter, stripTabs: operator === '<<-', expand: !quoted });
      if (this.#heredocs.length > mostHeredocs) throw new RangeError();
    }
  }
}
