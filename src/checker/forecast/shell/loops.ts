import type { ShellNode } from '../../syntax/shell/types.ts';
import { OK, type Status, unknown } from '../status.ts';
import { expandFields, type Field } from './expand.ts';
import { Endless } from '../session.ts';
import { isEndless } from './endless.ts';
import { ASKED, type Mode, type Walker } from './shell.ts';

const mostRounds = 100;

export function loop(shell: Walker, node: Extract<ShellNode, { kind: 'loop' }>, outer: Mode): Status {
  shell.loops++;
  const status = rounds(shell, node, outer.tail === true ? { ...outer, tail: false } : outer);
  shell.loops--;
  return status;
}

function rounds(shell: Walker, node: Extract<ShellNode, { kind: 'loop' }>, mode: Mode): Status {
  if (node.style === 'for') return forLoop(shell, node, mode);
  if (node.style === 'select') return unknown('`select` is not followed', node.range);
  if (isEndless(shell, node)) throw new Endless(node.range);
  let status: Status = OK;
  for (let round = 0; ; round++) {
    const condition = shell.list(node.condition, ASKED);
    if (shell.jump !== undefined && leavesLoop(shell)) break;
    const isKnown = condition.kind !== 'unknown';
    if (isKnown && (condition.kind === 'ok') !== (node.style === 'while')) break;
    if (!isKnown || round >= mostRounds || shell.session.budget.left <= 0) {
      const body = (): Status => {
        const end = shell.list(node.body, mode);
        if (shell.jump?.kind === 'continue') shell.jump = undefined;
        return end;
      };
      status = shell.ways.branch(body, () => status);
      if (isKnown) status = unknown('how often this loop runs is not known', node.range);
      break;
    }
    status = shell.list(node.body, mode);
    if (shell.jump !== undefined && leavesLoop(shell)) break;
    shell.ways.joinContinued();
  }
  return absorbLoop(shell, status);
}

function forLoop(shell: Walker, node: Extract<ShellNode, { kind: 'loop' }>, mode: Mode): Status {
  const { variable } = node;
  const words = node.words.length > 0 ? expandFields(node.words, shell) : positionalFields(shell, node);
  if (shell.jump !== undefined) return OK;
  let status: Status = OK;
  for (const [round, { value }] of words.entries()) {
    if (variable !== undefined) shell.state.set(variable, value);
    if (value === undefined) {
      const before = status;
      const body = (): Status => {
        const end = shell.list(node.body, mode);
        if (shell.jump?.kind === 'continue') shell.jump = undefined;
        return end;
      };
      status = shell.ways.branch(body, () => before);
    } else if (round >= mostRounds * 4) {
      status = unknown('this loop has more rounds than are followed', node.range);
      break;
    } else status = shell.list(node.body, mode);
    if (leavesLoop(shell)) break;
    shell.ways.joinContinued();
  }
  return absorbLoop(shell, status);
}

function positionalFields(shell: Walker, node: Extract<ShellNode, { kind: 'loop' }>): Field[] {
  // `for i in` with nothing behind it and `for i` look the same in the tree: only without arguments are they.
  const { positional } = shell.state;
  if (positional === undefined) return [{ value: undefined, range: node.range }];
  return positional.map((value) => ({ value, range: node.range }));
}

/** Whether the loop ends now; `continue` goes on. */
function leavesLoop(shell: Walker): boolean {
  const { jump } = shell;
  if (jump === undefined) return false;
  if (jump.kind === 'continue' && jump.levels <= 1) {
    shell.jump = undefined;
    return false;
  }
  return true;
}

function absorbLoop(shell: Walker, status: Status): Status {
  const end = shell.ways.absorb(['break', 'continue'], status);
  return end;
}
