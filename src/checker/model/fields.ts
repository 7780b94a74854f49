import { LiteralWord } from '../syntax/shell/literal-word.ts';
import type { ShellWord, ShellWordPart } from '../syntax/shell/types.ts';
import type { Argument } from './types.ts';
import type { VariableView } from './variables.ts';

type Variables = Pick<VariableView, 'get' | 'has'>;

/** Expands shell words to the arguments that they become. */
export function fieldsOf(words: readonly ShellWord[], variables: Variables): Argument[] {
  const fields: Argument[] = [];
  for (const word of words) addFields(word, variables, fields);
  return fields;
}

/**
 * Adds what one word becomes. An unquoted variable with a known value is split at white space, as the shell does; a
 * word with an unknown part stays one argument without a value.
 */
export function addFields(word: ShellWord, variables: Variables, into: Argument[]): void {
  if (word instanceof LiteralWord) {
    into.push(word);
    return;
  }
  const { parts, raw, range } = word;
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'literal') {
    into.push({ value: only.value, raw, range });
    return;
  }
  const fields: string[] = [];
  let current: string | undefined;
  for (const part of parts) {
    const value = valueOf(part, variables);
    if (value === undefined) {
      into.push({ value, raw, range });
      return;
    }
    if (part.kind === 'variable' && !part.quoted) {
      const pieces = value.split(/[ \t\n]+/);
      if (pieces.length === 1) {
        current = value === '' ? current : (current ?? '') + value;
        continue;
      }
      pieces.forEach((piece, i) => {
        if (i > 0 && current !== undefined) {
          fields.push(current);
          current = undefined;
        }
        if (piece !== '') current = (current ?? '') + piece;
      });
    } else {
      current = (current ?? '') + value;
    }
  }
  if (current !== undefined) fields.push(current);
  for (const value of fields) into.push({ value, raw, range });
}

/** The text of a word where it is one field (an assignment's value, a redirect's target). */
export function textOf(word: ShellWord, variables: Variables): string | undefined {
  let text = '';
  for (const part of word.parts) {
    const value = valueOf(part, variables);
    if (value === undefined) return undefined;
    text += value;
  }
  return text;
}

function valueOf(part: ShellWordPart, variables: Variables): string | undefined {
  switch (part.kind) {
    case 'literal':
    case 'glob':
    case 'brace':
      return part.value;
    case 'variable': {
      const value = variables.get(part.name);
      if (part.operator === undefined) return value;
      const operand = part.operand !== undefined && /^[\w./:+-]*$/.test(part.operand) ? part.operand : undefined;
      if (part.operator === ':-' || part.operator === '-') {
        if (!variables.has(part.name)) return undefined;
        return value === '' && part.operator === ':-' ? operand : value;
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

/** False for an option. */
export function isOperand({ value }: Pick<Argument, 'value'>): boolean {
  return value?.startsWith('-') !== true;
}
