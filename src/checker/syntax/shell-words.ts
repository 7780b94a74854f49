import {
  forEachChild,
  type Assignment,
  type ParameterExpansionPart,
  type ParsedScript,
  type SyntaxNode,
  type Word,
  type WordPart,
} from 'unbash';
import type { MappedText, Range } from '../text.ts';
import { textAt } from './mapped-text.ts';
import type { NestedScripts, ShellScript, ShellWord, ShellWordPart } from './shell-types.ts';

export interface ShellError {
  readonly message: string;
  readonly range: Range;
}

/** Turns unbash's words into ours. Scripts inside them are the business of the class that extends this one. */
export abstract class WordAdapter {
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
