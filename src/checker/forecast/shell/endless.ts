import type { ShellCommand, ShellNode, ShellWord } from '../../syntax/shell/types.ts';
import { walkNode } from '../../syntax/shell/walk.ts';
import type { Walker } from './shell.ts';

/** Can end a loop, the shell or another process, or do what its words do not tell. */
const ENDS =
  /^(?:break|return|exit|exec|continue|kill\w*|pkill|eval|\.|source|trap|set|export|readonly|local|unset|shift|command|busybox|env|sudo|su|xargs|timeout)$/;
/** Do nothing and cannot fail. */
const IDLE = /^(?::|true|echo|printf|wait|date|pwd)$/;

/**
 * Whether a loop certainly never ends: `while true` or `until false` with no way out in it, in a shell that nothing ends from
 * outside. Nothing behind it runs then, and no build gets past it.
 */
export function isEndless(shell: Walker, node: Extract<ShellNode, { kind: 'loop' }>): boolean {
  const { session, state } = shell;
  if (!session.isAlone || session.unsure > 0 || session.background > 0 || session.watch !== undefined) return false;
  const [condition, ...more] = node.condition;
  if (condition?.kind !== 'command' || more.length > 0 || condition.args.length > 0 || !isPlain(condition))
    return false;
  const asked = textOf(condition.name);
  if (!(node.style === 'while' ? /^(?:true|:)$/ : /^false$/).test(asked ?? '') || state.functions.has(asked ?? ''))
    return false;
  const mayFail = !state.errexit && !state.nounset;
  let isClosed = true;
  const look = (each: ShellNode): void => {
    if (each.kind === 'command') {
      const name = textOf(each.name);
      const isCalm = name !== undefined && !ENDS.test(name) && !state.functions.has(name);
      const isIdle = isCalm && (IDLE.test(name) || (name === 'sleep' && /^\d+$/.test(textOf(each.args[0]) ?? '')));
      const stays = [...each.args].every(isQuiet);
      if (!isPlain(each) || !stays || !(mayFail ? isCalm : isIdle)) isClosed = false;
    } else if (each.kind !== 'and-or' && each.kind !== 'pipeline' && each.kind !== 'if') isClosed = false;
  };
  for (const each of node.body) walkNode(each, look);
  return isClosed;
}

/** No assignment, and no redirect but to /dev/null or another stream: what cannot be opened ends a shell. */
function isPlain({ assignments, redirects }: ShellCommand): boolean {
  return (
    assignments.length === 0 &&
    redirects.every(({ target }) => /^(?:\/dev\/(?:null|stdout|stderr)|[012])$/.test(textOf(target) ?? ''))
  );
}

/** Expanding it ends no shell: `${A:?}` and arithmetic may. */
function isQuiet({ parts }: ShellWord): boolean {
  return parts.every(
    ({ kind, ...part }) =>
      kind === 'literal' ||
      kind === 'glob' ||
      kind === 'substitution' ||
      (kind === 'variable' && !('operator' in part && part.operator !== undefined)),
  );
}

function textOf(word: ShellWord | undefined): string | undefined {
  const [part, ...more] = word?.parts ?? [];
  return part?.kind === 'literal' && more.length === 0 ? part.value : undefined;
}
