import {
  forEachChild,
  parse,
  type Assignment,
  type Command,
  type CommandNode,
  type CompoundList,
  type ParameterExpansionPart,
  type ParsedScript,
  type PipelineNode,
  type Redirection,
  type Statement,
  type SyntaxNode,
  type Word,
  type WordPart,
} from 'unbash';
import { sliceMapped, textAt } from '../syntax/mapped-text.ts';
import type {
  NestedScripts,
  ShellCommand,
  ShellNode,
  ShellRedirect,
  ShellScript,
  ShellWord,
  ShellWordPart,
} from '../syntax/shell/types.ts';
import type { MappedText, Range } from '../text.ts';

/**
 * Tests only: the tree of a shell script by way of unbash, to compare our own parser with.
 */

/** Open parentheses and braces that may stand inside each other. Scripts that people write have fewer than ten. */
const deepest = 100;

/** Heredocs that may begin on one line: their cost in unbash grows with the square. */
const mostHeredocs = 200;

/**
 * Parses a shell script with unbash, which knows the grammar of Bash. What BusyBox ash does differently stays visible
 * in the tree: it leaves `{a,b}` alone, has no arrays, `select`, `coproc`, `(( … ))` or `@(…)`.
 *
 * Never throws. After a syntax error unbash goes on where it can, and where it stops we begin again behind the next
 * separator: the commands behind an error are there, but they may stand in another place of the tree.
 * `errors` of a script includes those of the scripts nested in it.
 */
export function parseWithUnbash(source: MappedText): ShellScript {
  const { text } = source;
  if (isTooDeep(text)) return tooDeep(source);
  try {
    return parseParts(source);
  } catch (error) {
    // Long runs of some keywords (`function function …`) use up the call stack of unbash.
    if (error instanceof RangeError) return tooDeep(source);
    throw error;
  }
}

/** How often parsing begins again behind an error. */
const mostRestarts = 8;

function parseParts(source: MappedText): ShellScript {
  const script = parse(source.text);
  const result = new ScriptAdapter(source).script(script);
  if (script.errors === undefined || script.errors.length === 0) return result;
  const commands = [...result.commands];
  const separator = /;|\n|&&|\|\|/g;
  let rest = source;
  let stopped = stopOf(script);
  for (let restart = 0; restart < mostRestarts; restart++) {
    separator.lastIndex = stopped;
    if (!separator.test(rest.text)) break;
    rest = sliceMapped(rest, separator.lastIndex, rest.text.length);
    const next = parse(rest.text);
    for (const command of new ScriptAdapter(rest).script(next).commands) commands.push(command);
    if (next.errors === undefined || next.errors.length === 0) break;
    stopped = stopOf(next);
  }
  return { commands, errors: result.errors };
}

/** Where unbash stopped reading: behind the last statement, or at the last error. */
function stopOf({ commands, errors = [] }: ParsedScript): number {
  return errors.reduce((last, { pos }) => Math.max(last, pos), commands.at(-1)?.end ?? 0);
}

const tooDeepMessage = 'nested too deep';

function tooDeep(source: MappedText): ShellScript {
  return { commands: [], errors: [{ message: tooDeepMessage, range: source.range(0, source.text.length) }] };
}

/**
 * Whether unbash would take time out of proportion. Counts brackets without regard to quotes: cheap, and far from the
 * limits for anything but noise.
 */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let heredocs = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 40: // (
      case 123: // {
        if (++depth > deepest) return true;
        break;
      case 41:
      case 125:
        if (depth > 0) depth--;
        break;
      case 60: // <
        if (text.charCodeAt(i + 1) === 60 && ++heredocs > mostHeredocs) return true;
        break;
      case 10:
        heredocs = 0;
    }
  }
  return false;
}

interface ShellError {
  readonly message: string;
  readonly range: Range;
}

/** Turns unbash's words into ours. Scripts inside them are the business of the class that extends this one. */
abstract class WordAdapter {
  protected readonly source: MappedText;
  protected readonly text: string;
  protected errors: ShellError[] = [];

  constructor(source: MappedText) {
    this.source = source;
    this.text = source.text;
  }

  abstract script(script: ParsedScript): ShellScript;
  /** An adapter for a script that has a text of its own. */
  protected abstract inside(source: MappedText): WordAdapter;

  /** A script inside a word. Backquotes with escapes have a text of their own, without places in the source. */
  private nested(script: ParsedScript, holder: SyntaxNode): ShellScript {
    if (script.source === undefined) return this.script(script);
    const { start, end } = this.range(holder);
    const inner = this.inside(textAt(script.source, { start, end }));
    const result = inner.script(script);
    for (const error of result.errors) this.errors.push(error);
    return result;
  }

  protected range(node: { readonly pos: number; readonly end: number }): Range {
    return this.source.range(node.pos, node.end);
  }

  protected assigned({ value }: Assignment): ShellWord {
    if (value.type === 'Word') return this.word(value);
    const raw = this.text.slice(value.pos, value.end);
    return { raw, range: this.range(value), parts: [{ kind: 'other', value: raw, ...this.scripts(value) }] };
  }

  /** `export A=b`: one word for us. */
  protected assignmentWord(node: Assignment): ShellWord {
    const value = this.assigned(node);
    const name = this.text.slice(node.pos, node.value.pos);
    return {
      raw: node.text,
      range: this.range(node),
      parts: [{ kind: 'literal', value: name, quoted: false }, ...value.parts],
    };
  }

  protected word(word: Word): ShellWord {
    const { text } = word;
    const parts: ShellWordPart[] = [];
    if (word.parts === undefined) parts.push({ kind: 'literal', value: word.value, quoted: false });
    else for (const part of word.parts) this.part(part, false, parts);
    return { raw: text, range: this.range(word), parts };
  }

  private part(part: WordPart, quoted: boolean, into: ShellWordPart[]): void {
    switch (part.type) {
      case 'Literal':
        into.push({ kind: 'literal', value: part.value, quoted });
        return;
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        into.push({ kind: 'literal', value: part.value, quoted: true });
        return;
      case 'DoubleQuoted':
      case 'LocaleString':
        if (part.parts.length === 0) into.push({ kind: 'literal', value: '', quoted: true });
        for (const inner of part.parts) this.part(inner, true, into);
        return;
      case 'Glob':
        into.push({ kind: 'glob', value: part.text });
        return;
      case 'SimpleExpansion':
        into.push({ kind: 'variable', name: part.text.slice(1), operator: undefined, operand: undefined, quoted });
        return;
      case 'ParameterExpansion':
        into.push(this.parameter(part, quoted));
        return;
      case 'CommandExpansion':
      case 'ProcessSubstitution':
        if (part.script === undefined) into.push({ kind: 'other', value: part.text });
        else into.push({ kind: 'substitution', script: this.nested(part.script, part), quoted });
        return;
      case 'ArithmeticExpansion':
        into.push({ kind: 'arithmetic', value: part.text, ...this.scripts(part) });
        return;
      case 'BraceExpansion':
        into.push({ kind: 'brace', value: part.text, ...this.scripts(part) });
        return;
      case 'ExtendedGlob':
        into.push({ kind: 'other', value: part.text, ...this.scripts(part) });
    }
  }

  private parameter(part: ParameterExpansionPart, quoted: boolean): ShellWordPart {
    const { parameter: name, prefix, index, operation } = part;
    if (prefix !== undefined || index !== undefined || operation?.type === 'Unknown' || operation?.type === 'Names') {
      return { kind: 'other', value: part.text, ...this.scripts(part) };
    }
    const operand = operation && this.text.slice(operation.operatorEnd, operation.end);
    return { kind: 'variable', name, operator: operation?.operator, operand, quoted, ...this.scripts(part) };
  }

  /** The scripts somewhere inside a node, as a property to spread. */
  protected scripts(node: SyntaxNode): { scripts?: NestedScripts } {
    const scripts: ShellScript[] = [];
    const visit = (child: SyntaxNode): void => {
      if (
        child.type === 'CommandExpansion' ||
        child.type === 'ProcessSubstitution' ||
        child.type === 'ArithmeticCommandExpansion'
      ) {
        if (child.script !== undefined) scripts.push(this.nested(child.script, child));
      } else forEachChild(child, visit);
    };
    forEachChild(node, visit);
    return scripts.length > 0 ? { scripts } : {};
  }
}

/** Turns unbash's tree of a script into ours, with ranges in the Dockerfile. */
class ScriptAdapter extends WordAdapter {
  script(script: ParsedScript): ShellScript {
    const outer = this.errors;
    const errors: ShellError[] = [];
    this.errors = errors;
    const commands = script.commands.map((statement) => this.statement(statement));
    for (const { message, pos } of script.errors ?? []) {
      errors.push({
        message,
        range: this.source.range(Math.min(pos, this.text.length), Math.min(pos + 1, this.text.length)),
      });
    }
    this.errors = outer;
    for (const error of errors) outer.push(error);
    return { commands, errors };
  }

  protected inside(source: MappedText): ScriptAdapter {
    return new ScriptAdapter(source);
  }

  private list(list: CompoundList): ShellNode[] {
    return list.commands.map((statement) => this.statement(statement));
  }

  private statement(statement: Statement): ShellNode {
    const { command, background } = statement;
    const node =
      command.type === 'AndOr'
        ? ({
            kind: 'and-or',
            items: command.commands.map((item) => this.pipeline(item)),
            operators: command.operators,
            range: this.range(command),
          } as const)
        : this.pipeline(command);
    return background === true ? { kind: 'background', body: node, range: this.range(statement) } : node;
  }

  private pipeline(node: PipelineNode): ShellNode {
    if (node.type !== 'Pipeline') return this.command(node);
    const negated = node.prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1;
    const items = node.commands.map((item) => this.command(item));
    const [only] = items;
    // `time` alone does not change what runs.
    if (items.length === 1 && only !== undefined && !negated) return only;
    return { kind: 'pipeline', items, negated, range: this.range(node) };
  }

  private command(node: CommandNode): ShellNode {
    const range = this.range(node);
    switch (node.type) {
      case 'Command':
        return this.simple(node, range);
      case 'Redirected': {
        const redirects = node.redirects.map((redirect) => this.redirect(redirect));
        const inner = this.command(node.command);
        if (inner.kind === 'group') return { ...inner, redirects, range };
        return { kind: 'group', style: 'brace', body: [inner], redirects, range };
      }
      case 'Subshell':
        return { kind: 'group', style: 'subshell', body: this.list(node.body), redirects: [], range };
      case 'BraceGroup':
        return { kind: 'group', style: 'brace', body: this.list(node.body), redirects: [], range };
      case 'If': {
        const branches = [node, ...node.elif].map(({ clause, then }) => ({
          condition: this.list(clause),
          body: this.list(then),
        }));
        if (node.else !== undefined) branches.push({ condition: [], body: this.list(node.else) });
        return { kind: 'if', branches, hasElse: node.else !== undefined, range };
      }
      case 'For':
      case 'Select':
        return {
          kind: 'loop',
          style: node.type === 'For' ? 'for' : 'select',
          variable: node.name.value,
          words: (node.wordlist ?? []).map((word) => this.word(word)),
          condition: [],
          body: this.list(node.body),
          range,
        };
      case 'ArithmeticFor':
        return {
          kind: 'loop',
          style: 'for',
          variable: undefined,
          words: [],
          condition: [],
          body: this.list(node.body),
          range,
        };
      case 'While':
        return {
          kind: 'loop',
          style: node.kind,
          variable: undefined,
          words: [],
          condition: this.list(node.clause),
          body: this.list(node.body),
          range,
        };
      case 'Case':
        return {
          kind: 'case',
          subject: this.word(node.word),
          range,
          arms: node.items.map(({ pattern, body }) => ({
            patterns: pattern.map((word) => this.word(word)),
            body: this.list(body),
          })),
        };
      case 'Function':
        return { kind: 'function', name: node.name.value, body: this.body(node.body), range };
      case 'Coproc':
        return {
          kind: 'background',
          body: { kind: 'group', style: 'brace', body: this.body(node.body), redirects: [], range },
          range,
        };
      case 'TestCommand':
        return { kind: 'test', range, ...this.scripts(node) };
      case 'ArithmeticCommand':
        return { kind: 'arithmetic', range, ...this.scripts(node) };
    }
  }

  private body(node: CommandNode | CompoundList): ShellNode[] {
    return node.type === 'CompoundList' ? this.list(node) : [this.command(node)];
  }

  private simple(node: Command, range: Range): ShellCommand {
    const args: ShellWord[] = [];
    const redirects: ShellRedirect[] = [];
    const assignments: { name: string; value: ShellWord | undefined; range: Range }[] = [];
    for (const item of node.prefix) {
      if (item.type === 'Assignment') {
        assignments.push({ name: item.name, value: this.assigned(item), range: this.range(item) });
      } else redirects.push(this.redirect(item));
    }
    for (const item of node.suffix) {
      if (item.type === 'Word') args.push(this.word(item));
      else if (item.type === 'Assignment') args.push(this.assignmentWord(item));
      else redirects.push(this.redirect(item));
    }
    return { kind: 'command', name: node.name && this.word(node.name), args, assignments, redirects, range };
  }

  private redirect(node: Redirection): ShellRedirect {
    const descriptor = node.descriptor?.type === 'FileDescriptor' ? node.descriptor.value : undefined;
    const range = this.range(node);
    if (node.type !== 'HereDoc') {
      return {
        operator: node.operator,
        descriptor,
        target: node.target && this.word(node.target),
        body: undefined,
        range,
      };
    }
    const { delimiter, body, operator } = node;
    const target = delimiter && {
      raw: delimiter.text,
      range: this.range(delimiter),
      parts: [{ kind: 'literal', value: delimiter.value, quoted: delimiter.quoted }] as const,
    };
    const text = operator === '<<-' ? body.text.replace(/^\t+/gm, '') : body.text;
    return { operator: '<<', descriptor, target, body: text, range, ...this.scripts(body) };
  }
}
