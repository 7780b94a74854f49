import type { Invocation, State } from '../model/types.ts';
import { isWithinRange } from '../text.ts';
import type { ShellCommand, ShellNode } from '../syntax/shell/types.ts';
import type { VariableView } from '../model/variables.ts';

/**
 * Whether a command runs only where the one who builds asks for it: in an `if [ -n "$UPDATE" ]` or behind `[ "$UPDATE" = yes ] &&`,
 * where `UPDATE` is an `ARG` without a default.
 */
export function runsOnlyWhenAsked({ certain, step, range }: Invocation): boolean {
  if (certain || step.script === undefined) return false;
  const { args, env } = step.before;
  return isAskedFor(step.script.commands, range, (name) => isOpen(name, args) && !env.has(name));
}

/** Whether a text takes something in that only the one who builds knows: an `ARG` without a default, the platform's aside. */
export function isGiven(text: string, { args, env }: Pick<State, 'args' | 'env'>): boolean {
  return [...text.matchAll(/\$\{?(\w{1,100})/g)].some(
    ([, name = '']) =>
      !/^(TARGET|BUILD)(PLATFORM|OS|ARCH|VARIANT)$/.test(name) &&
      (env.has(name) ? env.get(name) === undefined : isOpen(name, args)),
  );
}

type Asks = (name: string) => boolean;

function isAskedFor(nodes: readonly ShellNode[], range: Invocation['range'], isArg: Asks): boolean {
  const around = nodes.find((node) => isWithinRange(range, node.range));
  switch (around?.kind) {
    case 'if': {
      const branch = around.branches.find(({ body }) => body.some((node) => isWithinRange(range, node.range)));
      return branch !== undefined && (asks(branch.condition, isArg) || isAskedFor(branch.body, range, isArg));
    }
    case 'and-or': {
      const at = around.items.findIndex((node) => isWithinRange(range, node.range));
      const before = around.operators.slice(0, at).every((each) => each === '&&') ? around.items.slice(0, at) : [];
      return asks(before, isArg) || isAskedFor(around.items, range, isArg);
    }
    case 'pipeline':
      return isAskedFor(around.items, range, isArg);
    case 'group':
    case 'loop':
      return isAskedFor(around.body, range, isArg);
    default:
      return false;
  }
}

/** A test that is false while the argument is not given. */
function asks(nodes: readonly ShellNode[], isArg: Asks): boolean {
  return nodes.some((node) => {
    if (node.kind === 'and-or') return node.operators.every((each) => each === '&&') && asks(node.items, isArg);
    const words =
      node.kind === 'command' && /^(\[|test)$/.test(node.name?.raw ?? '')
        ? (node satisfies ShellCommand).args
        : node.kind === 'test'
          ? (node.words ?? [])
          : [];
    const raw = words.map((word) => word.raw).filter((word) => !/^\]{1,2}$|^\[\[$/.test(word));
    if (raw.includes('!=') || raw.includes('-z') !== raw.includes('!')) return false;
    const compared = raw.indexOf('=') + raw.indexOf('==') + 1;
    if (compared > 0 && /^["']?["']?$/.test(raw[compared + 1] ?? '')) return false;
    return raw.some((word) => {
      const name = /^"?\$\{?(\w{1,100})\}?"?$/.exec(word)?.[1];
      return name !== undefined && isArg(name);
    });
  });
}

/** An ARG that only `--build-arg` gives a value. */
function isOpen(name: string, args: VariableView): boolean {
  return args.has(name) && (args.get(name) ?? '') === '';
}
