import { once } from '../model/memo.ts';
import type { Argument, Invocation } from '../model/types.ts';
import type { ShellCommand, ShellNode, ShellScript, ShellWord } from '../syntax/shell/types.ts';
import { walkShell } from '../syntax/shell/walk.ts';
import { interpreterOf, isPosixShell } from './ash.ts';

/** Long names that `set -o` knows and that people write without it. */
export const OPTION_NAME = /^(pipefail|errexit|nounset|xtrace)$/;

/** The word that `set` takes for an argument where a command, or an option with `-o`, was meant; undefined when there is none. */
export function swallowedWord(invocation: Invocation): Argument | undefined {
  return once(invocation, read);
}

function read(invocation: Invocation): Argument | undefined {
  const { step, node } = invocation;
  const word = firstOperand(invocation);
  if (word === undefined || node === undefined || step.script === undefined || !isPosixShell(interpreterOf(step)))
    return undefined;
  return usesPositions(step.script, node) ? undefined : word;
}

/** The first word behind the options of a `set` that has no `--`; `set a b` without options is meant as it stands. */
function firstOperand({ args }: Invocation): Argument | undefined {
  let at = 0;
  for (; at < args.length; at++) {
    const value = args[at]?.value;
    if (value === undefined || !/^[-+][a-zA-Z]+$/.test(value)) break;
    // `-eo pipefail`
    if (value.includes('o')) at++;
  }
  const operands = args.slice(at);
  const [first] = operands;
  if (/^--?$/.test(first?.value ?? '')) return undefined;
  // Options may be in a variable; words that are written are none.
  const word = operands.find(({ value, raw }) => value !== undefined && !raw.includes('$'));
  return at > 0 || OPTION_NAME.test(word?.value ?? '') ? word : undefined;
}

/** Whether a script asks for `$1`, `$@` and their like outside of its functions, as one does that sets them on purpose. */
function usesPositions(script: ShellScript, set: ShellCommand): boolean {
  const nodes = new Set<ShellNode>();
  walkShell(script, (node) => nodes.add(node));
  // In the script of a nested `sh -c` it is not known what the words mean.
  if (!nodes.delete(set)) return true;
  const functions = [...nodes].filter(({ kind }) => kind === 'function');
  const isInFunction = ({ range }: ShellNode): boolean =>
    functions.some((each) => each.range.start <= range.start && range.end <= each.range.end);
  return [...nodes].some((node) => asksForPositions(node) && !isInFunction(node));
}

function asksForPositions(node: ShellNode): boolean {
  switch (node.kind) {
    case 'command':
      return (
        /^(shift|getopts)$/.test(node.name?.raw ?? '') ||
        [node.name, ...node.args, ...node.assignments.map(({ value }) => value)].some(hasPosition) ||
        node.redirects.some(({ target, body }) => hasPosition(target) || POSITION.test(body ?? ''))
      );
    case 'loop':
      return (node.style === 'for' && node.words.length === 0) || node.words.some(hasPosition);
    case 'case':
      return hasPosition(node.subject);
    case 'test':
      return node.words === undefined || node.words.some(hasPosition);
    case 'arithmetic':
    case 'other':
      return true;
    default:
      return false;
  }
}

const POSITION = /\$\{?[\d@*#]/;

function hasPosition(word: ShellWord | undefined): boolean {
  return (
    word?.parts.some((part) => {
      if (part.kind === 'variable') return /^[\d@*#]+$/.test(part.name) || POSITION.test(part.operand ?? '');
      return part.kind !== 'literal' && part.kind !== 'substitution' && POSITION.test(part.value);
    }) === true
  );
}
