import { once } from '../model/memo.ts';
import type { Argument, Invocation, Step } from '../model/types.ts';
import type { ShellNode, ShellWord } from '../syntax/shell/types.ts';
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
  const { nodes, asking } = once(step, positionsOf);
  // In the script of a nested `sh -c` it is not known what the words mean.
  const isUsed = !nodes.has(node) || asking.size > (asking.has(node) ? 1 : 0);
  return isUsed ? undefined : word;
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

/** The nodes of a script, and those that ask for `$1`, `$@` and their like outside of its functions. */
function positionsOf({ script }: Step): {
  readonly nodes: ReadonlySet<ShellNode>;
  readonly asking: ReadonlySet<ShellNode>;
} {
  const nodes = new Set<ShellNode>();
  if (script !== undefined) walkShell(script, (node) => nodes.add(node));
  const inFunctions = new Set<ShellNode>();
  for (const node of nodes) {
    if (node.kind !== 'function' || inFunctions.has(node)) continue;
    walkShell({ commands: node.body, errors: [] }, (inner) => inFunctions.add(inner));
  }
  const asking = new Set([...nodes].filter((node) => !inFunctions.has(node) && asksForPositions(node)));
  return { nodes, asking };
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
