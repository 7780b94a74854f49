import type { Invocation, Step } from '../../model/types.ts';
import type { ShellCommand, ShellNode } from '../../syntax/shell/types.ts';
import { walkShell } from '../../syntax/shell/walk.ts';
import { insertAt, type TextEdit } from '../../text.ts';
import { interpreterOf, isPosixShell, runsAsh } from '../../facts/ash.ts';
import { insertIntoScript } from '../../fixes/script-edits.ts';
import { isBaseChosen } from '../../facts/handed-in.ts';
import { setOptions, startOptions } from '../../facts/shell-options.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';
import { baseName } from '../../model/paths.ts';

export const rule = defineRule({
  id: 'pipefail',
  title: 'Let a pipe fail with its first command',
  category: 'musl',
  severity: 'info',
  fix: 'suggestion',
  hadolint: ['DL4006'],
  needs: ['|'],
  *check({ stagesWithOnbuild, text }) {
    for (const stage of stagesWithOnbuild) {
      for (const step of stage.steps) {
        const pipe = step.instruction.keyword === 'RUN' ? unseen(step) : undefined;
        if (pipe === undefined) continue;
        const { first } = pipe;
        yield {
          range: pipe.node.range,
          message: `Set \`pipefail\` for this \`RUN\`: a pipe counts as successful when its last command is, so a failure of \`${first.name ?? ''}\` stays unseen and the build goes on.`,
          fix:
            (isBash(step) || (runsAsh(step) && !isBaseChosen(stage))) && !step.invocations.some(endsOtherwise)
              ? makeFix(text, step)
              : undefined,
        };
      }
    }
  },
});

type Pipeline = Extract<ShellNode, { kind: 'pipeline' }>;

interface Unseen {
  readonly node: Pipeline;
  readonly first: Invocation;
}

/** Commands that only print, count or rearrange: where they fail, the command behind them has nothing to work on. */
const HARMLESS = new Set(
  (
    'apk apt-mark arch awk basename cat cut date dirname dpkg dpkg-architecture dpkg-query echo egrep env fgrep find fold ' +
    'getent grep head hostname id ldd ls md5sum nproc paste printenv printf pwd readlink realpath rev scanelf sed seq ' +
    'sha1sum sha256sum sha512sum shuf sort stat tac tail tee tr true uname uniq wc whoami xargs yes [ test'
  ).split(' '),
);

/** The last command of a pipe that fails on nothing or on broken input (tried in 3.19.4 with an empty pipe). */
const NOTICES = /^(\[|test|e?grep|fgrep|tar|gunzip|bunzip2|unzip|bsdtar|patch|gpg)$|^(sha\d+|md5)sum$/;

/** The first pipe of a RUN whose first commands may fail without notice. */
function unseen(step: Step): Unseen | undefined {
  if (step.script === undefined || !step.invocations.some(mayFailUnseen)) return undefined;
  const interpreter = interpreterOf(step);
  if (!isPosixShell(interpreter) || startOptions(interpreter).has('pipefail')) return undefined;
  const tests = testedPipes(step);
  const byStart = new Map(step.invocations.map((each) => [each.range.start, each]));
  let isSet = false;
  let found: Unseen | undefined;
  walkShell(step.script, (node) => {
    if (node.kind === 'command') isSet ||= setOptions(node).has('pipefail');
    if (node.kind !== 'pipeline' || found !== undefined || isSet || node.negated || tests.has(node)) return;
    const commands = node.items.map((item) => (item.kind === 'command' ? byStart.get(item.range.start) : undefined));
    const last = commands.at(-1);
    if (last?.name !== undefined && NOTICES.test(last.name)) return;
    const first = commands.slice(0, -1).find((each) => each !== undefined && mayFailUnseen(each));
    if (first !== undefined) found = { node, first };
  });
  return found;
}

/**
 * A command of a pipe that says something by how it ends (`getent` of a name that is not there), or that ends early and lets the
 * one in front of it fail: with `pipefail` and `-e` the step ends with it.
 */
function endsOtherwise({ name = '', args, pipeline: { index, length } }: Invocation): boolean {
  // `awk '{print $1; exit}'`, `sed 1q`.
  const stops =
    name === 'head' || (/^(awk|sed)$/.test(name) && args.some(({ raw }) => /\bexit\b|[\d;{' ]q\b|\/q['"]?$/.test(raw)));
  if (index > 0 && stops) return true;
  // `govulncheck … | tee report`: what it found is what it ends with, and the report is wanted all the same.
  if (index > 0 && name === 'tee') return true;
  return index < length - 1
    ? /^(getent|e?grep|which|type|ls|id|diff|find|ldd|apk)$/.test(name)
    : length > 1 && name === 'grep';
}

/** A command in front of the last of a pipe. */
function mayFailUnseen({ name, pipeline }: Invocation): boolean {
  return pipeline.index < pipeline.length - 1 && name !== undefined && !HARMLESS.has(name);
}

/** Pipes whose result is asked for: in `if`, `while`, in front of `||`. */
function testedPipes(step: Step): ReadonlySet<ShellNode> {
  const tests = new Set<ShellNode>();
  const all = (nodes: readonly ShellNode[]): void => {
    for (const node of nodes) {
      if (node.kind === 'and-or') all(node.items);
      else tests.add(node);
    }
  };
  if (step.script !== undefined) {
    walkShell(step.script, (node) => {
      if (node.kind === 'if') for (const { condition } of node.branches) all(condition);
      else if (node.kind === 'loop') all(node.condition);
      else if (node.kind === 'and-or') {
        const or = node.operators.lastIndexOf('||');
        if (or >= 0) all(node.items.slice(0, or + 1));
      }
    });
  }
  return tests;
}

function isBash(step: Step): boolean {
  return baseName(interpreterOf(step)[0] ?? '') === 'bash';
}

/** Into a `set -e…` at the start of the script, else a `set` in front of everything. */
function makeFix(text: string, { script, instruction }: Step): ProposedFix | undefined {
  const node = script?.commands[0];
  if (script === undefined || node === undefined || script.errors.length > 0) return undefined;
  const first = node.kind === 'and-or' ? node.items[0] : node;
  const [heredoc] = instruction.heredocs;
  let edit: TextEdit | undefined;
  if (first?.kind === 'command' && first.name?.raw === 'set') edit = intoSet(first);
  else if (heredoc !== undefined) edit = insertIntoScript(text, heredoc, 'set -o pipefail');
  else {
    const isChain = script.commands.length === 1 && /^(command|and-or|pipeline)$/.test(node.kind);
    edit = insertAt(node.range.start, `set -o pipefail${isChain ? ' &&' : ';'} `);
  }
  return edit && { title: 'Set pipefail', edits: [edit] };
}

function intoSet({ args }: ShellCommand): TextEdit | undefined {
  const last = args.at(-1);
  if (
    last === undefined ||
    !/^[-\w]+$/.test(last.raw) ||
    args.some(({ raw }) => raw === '--' || !/^-?\w+$/.test(raw))
  ) {
    return undefined;
  }
  return insertAt(last.range.end, ' -o pipefail');
}
