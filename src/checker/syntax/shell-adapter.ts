import type { Command, CommandNode, CompoundList, ParsedScript, PipelineNode, Redirection, Statement } from 'unbash';
import type { MappedText, Range } from '../text.ts';
import type { ShellCommand, ShellNode, ShellRedirect, ShellScript, ShellWord } from './shell-types.ts';
import { WordAdapter, type ShellError } from './shell-words.ts';

/** Turns unbash's tree of a script into ours, with ranges in the Dockerfile. */
export class ScriptAdapter extends WordAdapter {
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
