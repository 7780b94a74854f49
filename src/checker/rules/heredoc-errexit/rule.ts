import { oneForEachCause } from '../../facts/one-fact.ts';
import type { Step } from '../../model/types.ts';
import { isMarkerAlone } from '../../syntax/dockerfile/heredoc.ts';
import type { ShellCommand, ShellNode } from '../../syntax/shell/types.ts';
import { interpreterOf, isPosixShell } from '../../facts/ash.ts';
import { insertIntoScript } from '../../fixes/script-edits.ts';
import { setOptions, startOptions } from '../../facts/shell-options.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'heredoc-errexit',
  title: 'Begin a heredoc script with set -e',
  category: 'musl',
  severity: 'warning',
  fix: 'suggestion',
  needs: ['<<'],
  *check({ stagesWithOnbuild, text }) {
    for (const stage of stagesWithOnbuild) {
      // What SHELL an image that is not known has, its Dockerfile says.
      if (stage.distro !== 'alpine' && stage.distro !== 'debian') continue;
      for (const step of stage.steps) {
        const ignored = step.instruction.keyword === 'RUN' ? firstIgnored(step) : undefined;
        const [heredoc] = step.instruction.heredocs;
        if (ignored === undefined || heredoc === undefined) continue;
        yield {
          range: heredoc.range,
          cause: 'no set -e',
          message: `Begin this script with \`set -e\`: without it the shell goes on after a command that fails, here \`${ignored.name?.raw ?? ''}\`, and only the last command decides whether the \`RUN\` failed.`,
          fix: { title: 'Add set -e', edits: [insertIntoScript(text, heredoc, 'set -e')] },
        };
      }
    }
  },
  together: oneForEachCause,
});

/** Commands that do not fail, or whose failure nobody minds. */
const HARMLESS = new Set(
  'echo printf true : set export unset alias umask trap shift exit return local readonly'.split(' '),
);

/** The first command of a `RUN <<EOF` whose failure the script passes over. */
function firstIgnored(step: Step): ShellCommand | undefined {
  const { instruction, script } = step;
  const [heredoc] = instruction.heredocs;
  if (script === undefined || heredoc?.closed !== true || !isMarkerAlone(instruction.body.text)) return undefined;
  const interpreter = interpreterOf(step);
  if (!isPosixShell(interpreter) || startOptions(interpreter).has('errexit') || script.errors.length > 0)
    return undefined;
  for (const [i, node] of script.commands.entries()) {
    if (node.kind === 'command' && setOptions(node).has('errexit')) return undefined;
    if (i === script.commands.length - 1) return undefined;
    const command = mayFail(node);
    if (command !== undefined) return command;
  }
  return undefined;
}

/** The command of a statement that can fail it; undefined where the statement takes care of it. */
function mayFail(node: ShellNode): ShellCommand | undefined {
  switch (node.kind) {
    case 'command': {
      const name = node.name?.raw;
      // `cat > file <<X` writes what stands there.
      const isText = name === 'cat' && node.args.length === 0;
      return name === undefined || HARMLESS.has(name) || isText ? undefined : node;
    }
    case 'pipeline':
      return node.negated ? undefined : lastOf(node.items);
    case 'and-or':
      // `a || exit 1` and `[ -f x ] && b` say what happens.
      return node.operators.includes('||') || isTest(node.items[0]) ? undefined : lastOf(node.items);
    case 'group':
      return lastOf(node.body);
    case 'if':
      for (const { body } of node.branches) {
        const inner = lastOf(body);
        if (inner !== undefined) return inner;
      }
      return undefined;
    case 'loop':
      return lastOf(node.body);
    default:
      return undefined;
  }
}

function lastOf(nodes: readonly ShellNode[]): ShellCommand | undefined {
  const last = nodes.at(-1);
  return last && mayFail(last);
}

function isTest(node: ShellNode | undefined): boolean {
  return node?.kind === 'test' || (node?.kind === 'command' && /^(\[|test|grep|command)$/.test(node.name?.raw ?? ''));
}
