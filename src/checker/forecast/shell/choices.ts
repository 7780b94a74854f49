import type { ShellNode } from '../../syntax/shell/types.ts';
import { fails, OK, type Status } from '../status.ts';
import { expandPattern, expandText } from './expand.ts';
import { matches } from './glob.ts';
import { ASKED, type Mode, type Walker } from './shell.ts';

/** `&&`, `||`, `if` and `case`: which of several ways a script goes. */

const mostForks = 5;

export function andOr(shell: Walker, { items, operators }: Extract<ShellNode, { kind: 'and-or' }>, mode: Mode): Status {
  const lastOr = operators.lastIndexOf('||');
  const step = (index: number, before: Status, forks: number): Status => {
    const item = items[index];
    if (item === undefined || shell.jump !== undefined) return before;
    const rest: Mode = {
      quiet: mode.quiet || index < items.length - 1,
      asked: mode.asked || lastOr >= index,
      tail: mode.tail === true && index === items.length - 1,
    };
    const operator = operators[index - 1];
    const goes = (): Status => step(index + 1, shell.node(item, rest), forks);
    const skips = (status: Status): Status => step(index + 1, status, forks);
    if (operator === undefined) return goes();
    if (before.kind === 'unknown') {
      const failing = fails(1, before.reason?.prints, before.reason?.range);
      // Ways that fork again and again are joined at once: what follows would be gone through on each of them.
      if (++forks > mostForks) {
        const joined = shell.ways.branch(
          () => shell.node(item, rest),
          () => (operator === '&&' ? failing : OK),
        );
        return step(index + 1, joined, forks);
      }
      return operator === '&&'
        ? shell.ways.branch(goes, () => skips(failing))
        : shell.ways.branch(() => skips(OK), goes);
    }
    return (before.kind === 'ok') === (operator === '&&') ? goes() : skips(before);
  };
  return items.length > 400 ? longAndOr(shell, items, operators, mode) : step(0, OK, 0);
}

/** Without recursion, for lists that nobody writes by hand. */
function longAndOr(shell: Walker, items: readonly ShellNode[], operators: readonly string[], mode: Mode): Status {
  let status: Status = OK;
  const hasOr = operators.includes('||');
  for (const [index, item] of items.entries()) {
    if (shell.jump !== undefined) break;
    const operator = operators[index - 1];
    if (operator !== undefined && status.kind !== 'unknown' && (status.kind === 'ok') !== (operator === '&&')) continue;
    const before = status;
    const rest: Mode = { quiet: true, asked: mode.asked || hasOr };
    status =
      before.kind === 'unknown'
        ? shell.ways.branch(
            () => shell.node(item, rest),
            () => before,
          )
        : shell.node(item, rest);
  }
  return shell.checkExit(status, mode);
}

export function ifElse(
  shell: Walker,
  branches: Extract<ShellNode, { kind: 'if' }>['branches'],
  index: number,
  mode: Mode,
): Status {
  const branch = branches[index];
  if (branch === undefined) return OK;
  if (branch.condition.length === 0) return shell.list(branch.body, mode);
  const condition = shell.list(branch.condition, ASKED);
  if (shell.jump !== undefined) return condition;
  const yes = (): Status => shell.list(branch.body, mode);
  const no = (): Status => ifElse(shell, branches, index + 1, mode);
  if (condition.kind === 'ok') return yes();
  return condition.kind === 'fails' ? no() : shell.ways.branch(yes, no);
}

export function caseOf(shell: Walker, { subject, arms }: Extract<ShellNode, { kind: 'case' }>, mode: Mode): Status {
  const text = expandText(subject, shell);
  const from = (index: number): Status => {
    for (let i = index; i < arms.length; i++) {
      const arm = arms[i];
      if (arm === undefined) break;
      let hit: boolean | undefined = false;
      for (const word of arm.patterns) {
        const pattern = expandPattern(word, shell);
        if (pattern === '*') hit = true;
        else if (pattern === undefined || text === undefined) hit = undefined;
        else if (matches(pattern, text)) hit = true;
        if (hit === true) break;
      }
      if (hit === true) return shell.list(arm.body, mode);
      if (hit === undefined)
        return shell.ways.branch(
          () => shell.list(arm.body, mode),
          () => from(i + 1),
        );
    }
    return OK;
  };
  return from(0);
}
