import { lexWord } from './dockerfile/lex.ts';
import { removePrefix, removeSuffix, replaceMatches } from './shell/patterns.ts';
import type { ShellWord } from './shell/types.ts';
import type { Word, WordPart } from './dockerfile/types.ts';

/**
 * The value of a variable: a string, `null` when it is known to be unset, undefined when nothing is known. Without
 * `null`, '' stands for unset as well, which makes a difference for `${A-b}` and `${A+b}` alone.
 */
export type Lookup = (name: string) => string | null | undefined;

/** The parts of a text that is no {@link Word}, for example of a flag's value. */
export function partsOf(text: string, escape: '\\' | '`' = '\\'): readonly WordPart[] {
  return lexWord(text, escape).parts;
}

/** The variables of a word whose value is put in as it is: `$A` and `${A}`, and not `${A:-b}`. */
export function plainVariables(parts: readonly WordPart[]): string[] {
  return parts.flatMap((part) => (part.kind === 'variable' && part.operator === undefined ? part.name : []));
}

/** The text of a word without variables; undefined when it has one. */
export function literalOf({ parts }: Pick<Word | ShellWord, 'parts'>): string | undefined {
  let text = '';
  for (const part of parts) {
    if (part.kind !== 'literal') return undefined;
    text += part.value;
  }
  return text;
}

/**
 * What a word of the Dockerfile becomes, by BuildKit's rules. Undefined when that depends on something unknown, and
 * for `${A:?}` that stops the build.
 */
export function expandWord(parts: readonly WordPart[], lookup: Lookup): string | undefined {
  let text = '';
  for (const part of parts) {
    const value = part.kind === 'literal' ? part.value : expandPart(part, lookup);
    // Values that are made of themselves double with every line.
    if (value === undefined || text.length + value.length > longestValue) return undefined;
    text += value;
  }
  return text;
}

/** Linux takes 131,072 bytes for one variable of the environment (MAX_ARG_STRLEN in linux/binfmts.h). */
const longestValue = 131_072;

function expandPart(part: Extract<WordPart, { kind: 'variable' }>, lookup: Lookup): string | undefined {
  const { name, operator, operand, replacement } = part;
  const value = lookup(name);
  if (operator === undefined) return value === null ? '' : value;
  if (value === undefined) return undefined;
  return applyOperator(
    operator,
    value,
    () => expandWord(operand, lookup),
    () => expandWord(replacement ?? [], lookup),
  );
}

type Lazy = () => string | undefined;

function applyOperator(operator: string, value: string | null, operand: Lazy, replacement: Lazy): string | undefined {
  const empty = operator.startsWith(':') ? !value : value === null;
  switch (operator) {
    case '-':
    case ':-':
    case '=':
    case ':=':
      return empty ? operand() : (value ?? '');
    case '+':
    case ':+':
      return empty ? '' : operand();
    case '?':
    case ':?':
      return empty ? undefined : (value ?? '');
  }
  const pattern = operand();
  if (pattern === undefined) return undefined;
  const text = value ?? '';
  switch (operator) {
    case '#':
    case '##':
      // BuildKit looks for the second mark after it took the quotes off.
      if (operator === '#' && pattern.startsWith('#')) return removePrefix(text, pattern.slice(1), true);
      return removePrefix(text, pattern, operator === '##');
    case '%':
    case '%%':
      if (operator === '%' && pattern.startsWith('%')) return removeSuffix(text, pattern.slice(1), true);
      return removeSuffix(text, pattern, operator === '%%');
    case '/':
    case '//': {
      const by = replacement();
      return by === undefined ? undefined : replaceMatches(text, pattern, by, operator === '//');
    }
    default:
      return undefined;
  }
}

/**
 * What a shell word becomes, before the shell splits it into fields and looks for files: globs and braces stay as
 * they are written. Undefined when it holds a substitution, arithmetic or an unknown variable.
 */
export function expandShellWord({ parts }: Pick<ShellWord, 'parts'>, lookup: Lookup): string | undefined {
  let text = '';
  for (const part of parts) {
    switch (part.kind) {
      case 'literal':
      case 'glob':
      case 'brace':
        text += part.value;
        break;
      case 'variable': {
        const value = expandShellVariable(part, lookup);
        if (value === undefined) return undefined;
        text += value;
        break;
      }
      default:
        return undefined;
    }
  }
  return text;
}

type ShellVariable = Extract<ShellWord['parts'][number], { kind: 'variable' }>;

function expandShellVariable({ name, operator, operand = '' }: ShellVariable, lookup: Lookup): string | undefined {
  const value = lookup(name);
  if (operator === undefined) return value === null ? '' : value;
  if (value === undefined) return undefined;
  const [pattern, by] = operator.startsWith('/') ? splitReplacement(operand) : [operand, ''];
  return applyOperator(
    operator,
    value,
    () => operandText(pattern, lookup, /^[#%/]/.test(operator)),
    () => operandText(by, lookup, false),
  );
}

function splitReplacement(operand: string): [string, string] {
  const slash = operand.indexOf('/');
  return slash < 0 ? [operand, ''] : [operand.slice(0, slash), operand.slice(slash + 1)];
}

/** An operand's text: variables and plain quotes are followed, anything else is unknown. */
function operandText(operand: string, lookup: Lookup, isPattern: boolean): string | undefined {
  if (/[`\\]|\$\(/.test(operand) || (isPattern && operand.includes('['))) return undefined;
  const { parts, error } = lexWord(operand, '\\');
  return error === undefined ? expandWord(parts, lookup) : undefined;
}
