import type { ShellNode, ShellWord } from '../../syntax/shell/types.ts';
import { walkNode } from '../../syntax/shell/walk.ts';
import type { Walker } from './shell.ts';

/** Can end a loop, the shell or another process, or do what its words do not tell. */
const ENDS =
  /^(?:break|return|exit|exec|continue|p?kill|killall|eval|\.|source|trap|set|export|readonly|local|unset|shift|command|busybox|env|su|xargs)$/;
/** Do nothing and cannot fail. */
const IDLE = /^(?::|true|echo|printf|wait|sleep)$/;

/**
 * Whether a loop certainly never ends: `while true` or `until false` with no way out in it, in a shell that nothing ends from
 * outside. Nothing behind it runs then, and no build gets past it.
 */
export function isEndless(shell: Walker, { style, condition, body }: Extract<ShellNode, { kind: 'loop' }>): boolean {
  const { session, state } = shell;
  if (!session.isAlone || session.unsure > 0 || session.watch !== undefined) return false;
  let isClosed = true;
  /** No redirect but to /dev/null, no assignment, no `${A:?}`: each may end a shell. With `set -e` so may what fails. */
  const look = (node: ShellNode): void => {
    if (node.kind === 'command') {
      const name = textOf(node.name) ?? '.';
      const isCalm = state.errexit || state.nounset ? IDLE.test(name) : !ENDS.test(name);
      isClosed &&=
        isCalm &&
        !state.functions.has(name) &&
        node.assignments.length === 0 &&
        node.redirects.every(({ target }) => /^(?:\/dev\/null|[12])$/.test(textOf(target) ?? '')) &&
        node.args.every(({ parts }) =>
          parts.every((part) =>
            part.kind === 'variable' ? part.operator === undefined : /^(?:lit|glo|sub)/.test(part.kind),
          ),
        );
    } else if (!/^(?:and-or|pipeline|if)$/.test(node.kind)) isClosed = false;
  };
  const [asked, ...more] = condition;
  if (asked?.kind !== 'command' || more.length > 0 || asked.args.length > 0) return false;
  if (!(style === 'while' ? /^(?:true|:)$/ : /^false$/).test(textOf(asked.name) ?? '')) return false;
  if (asked.redirects.length + asked.assignments.length > 0 || state.functions.has(textOf(asked.name) ?? ''))
    return false;
  for (const each of body) walkNode(each, look);
  return isClosed;
}

function textOf(word: ShellWord | undefined): string | undefined {
  const [part, ...more] = word?.parts ?? [];
  return part?.kind === 'literal' && more.length === 0 ? part.value : undefined;
}
