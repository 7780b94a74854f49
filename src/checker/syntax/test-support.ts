import type { Range } from '../text.ts';
import { parseDockerfile } from './dockerfile/parse-dockerfile.ts';
import { plainText } from './mapped-text.ts';
import type { ShellNode, ShellWord } from './shell/types.ts';
import { parseShell } from './shell/parse-shell.ts';
import type { Instruction, Word, WordPart } from './dockerfile/types.ts';

/** Short notations for the tests of this folder. */

/** The one instruction of a text, without what is wrong with the file as a whole. */
export function only(text: string): Instruction {
  const { instructions } = parseDockerfile(text);
  const [instruction] = instructions;
  if (instruction === undefined || instructions.length > 1) throw new Error(`${instructions.length} instructions`);
  return instruction;
}

/** The problems of a text as `code: the text they are about`; a FROM is put in front of it. */
export function problemsOf(text: string): string[] {
  const whole = `FROM alpine\n${text}`;
  return parseDockerfile(whole).problems.map(({ code, range }) => `${code}: ${whole.slice(range.start, range.end)}`);
}

/** `text` with the first fix of its problems applied. */
export function fixed(text: string): string | undefined {
  const fix = parseDockerfile(text).problems.find((problem) => problem.fix !== undefined)?.fix;
  return fix && text.slice(0, fix.range.start) + fix.text + text.slice(fix.range.end);
}

export function raws(words: readonly (Word | ShellWord)[]): string[] {
  return words.map(({ raw }) => raw);
}

/** `a${B:-c}` for a literal and a variable. */
export function showParts(parts: readonly WordPart[]): string {
  return parts
    .map((part) =>
      part.kind === 'literal'
        ? part.value
        : `<${part.name}${part.operator ?? ''}${showParts(part.operand)}${part.replacement === undefined ? '' : `|${showParts(part.replacement)}`}>`,
    )
    .join('');
}

/** A shell tree in one line; see shell.test.ts for examples. */
export function show(text: string): string {
  return parseShell(plainText(text)).commands.map(showNode).join('; ');
}

export function showNode(node: ShellNode): string {
  switch (node.kind) {
    case 'command': {
      const assignments = node.assignments.map(({ name, value }) => `${name}=${value?.raw ?? ''}`);
      const redirects = node.redirects.map(
        ({ descriptor, operator, target, body }) =>
          `${descriptor ?? ''}${operator}${target?.raw ?? ''}${body === undefined ? '' : JSON.stringify(body)}`,
      );
      const words = node.name === undefined ? [] : raws([node.name, ...node.args]);
      return [...assignments, ...words, ...redirects].join(' ');
    }
    case 'and-or':
      return `{${node.items.map((item, i) => (i === 0 ? '' : `${node.operators[i - 1] ?? '?'} `) + showNode(item)).join(' ')}}`;
    case 'pipeline':
      return `${node.negated ? '!' : ''}[${node.items.map(showNode).join(' | ')}]`;
    case 'background':
      return `${showNode(node.body)}&`;
    case 'group':
      return `${node.style}(${node.body.map(showNode).join('; ')})${node.redirects.map(({ operator, target }) => operator + (target?.raw ?? '')).join('')}`;
    case 'if':
      return `if(${node.branches.map(({ condition, body }) => `${condition.map(showNode).join('; ')} ? ${body.map(showNode).join('; ')}`).join(' : ')})`;
    case 'loop':
      return `${node.style}(${node.variable ?? ''}${node.words.map(({ raw }) => ` ${raw}`).join('')}${node.condition.map(showNode).join('; ')} ? ${node.body.map(showNode).join('; ')})`;
    case 'case':
      return `case(${node.subject.raw}${node.arms.map(({ patterns, body }) => ` ${raws(patterns).join('|')}? ${body.map(showNode).join('; ')}`).join('')})`;
    case 'function':
      return `${node.name}()(${node.body.map(showNode).join('; ')})`;
    default:
      return node.kind;
  }
}

export function slice(text: string, { start, end }: Range): string {
  return text.slice(start, end);
}
