import { interpreterOf, isPosixShell } from '../../facts/ash.ts';
import { insertAfter } from '../../fixes/instruction-edits.ts';
import { isPlainWord, removeFromChain } from '../../fixes/edits.ts';
import { resolvePath } from '../../model/paths.ts';
import { isTriggers } from '../../model/stage-chain.ts';
import type { Invocation, Step } from '../../model/types.ts';
import type { ShellCommand, ShellNode } from '../../syntax/shell/types.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'state-lost',
  title: 'Set folders and variables with WORKDIR and ENV',
  category: 'running',
  severity: 'warning',
  fix: 'suggestion',
  *check({ stagesWithOnbuild, text }) {
    for (const stage of stagesWithOnbuild) {
      for (const step of stage.steps) {
        const { script } = step;
        // Where a broken script ends, nobody can say.
        if (script === undefined || script.errors.length > 0) continue;
        const last = step.instruction.keyword === 'RUN' ? lastCommand(script.commands.at(-1)) : undefined;
        if (last === undefined || !isPosixShell(interpreterOf(step))) continue;
        const lost = lostBy(last, step);
        if (lost === undefined) continue;
        const { advice, what, instead } = lost;
        yield {
          range: last.range,
          message: `${advice}: ${what} of a \`RUN\` ends with it, so nothing is left of this for the next instruction or the container.`,
          fix: instead === undefined ? undefined : makeFix(text, step, last, instead),
        };
      }
    }
  },
});

/** The command that a script ends in, where it runs unless something before it fails. */
function lastCommand(node: ShellNode | undefined): ShellCommand | undefined {
  if (node?.kind === 'and-or') return node.operators.at(-1) === '&&' ? lastCommand(node.items.at(-1)) : undefined;
  return node?.kind === 'command' ? node : undefined;
}

interface Lost {
  readonly advice: string;
  /** What ends with the RUN. */
  readonly what: string;
  /** The instruction that does it, where it is known. */
  readonly instead?: string | undefined;
}

/** What a command does to its own shell alone; undefined for one that leaves something in the image. */
function lostBy(node: ShellCommand, step: Step): Lost | undefined {
  if (node.redirects.length > 0) return undefined;
  const invocation = step.invocations.find((each) => each.node === node);
  const words = invocation?.args.map(({ value }) => value) ?? [];
  const [first, second] = words;
  switch (node.name === undefined ? '=' : invocation?.name) {
    case 'cd':
      return invocation && folderLost(invocation);
    case 'export':
      return node.args.some(({ raw }) => raw.includes('=') && !isSame(raw))
        ? variableLost(
            node.args.map(({ raw }) => raw),
            step,
          )
        : undefined;
    case '=':
      // In front of others it may be for them.
      return isAlone(node, step) ? variableLost([], step) : undefined;
    case '.':
    case 'source': {
      if (first === undefined || !ENVIRONMENT.test(first)) return undefined;
      const path = first.endsWith('/bin/activate') ? resolvePath(first, invocation?.cwd) : undefined;
      const folder = path?.slice(0, path.lastIndexOf('/'));
      return {
        advice: folder === undefined ? 'Set what it sets with `ENV`' : `Write \`ENV PATH="${folder}:$PATH"\``,
        what: 'the shell',
        instead: folder !== undefined && isPlainWord(folder) ? `ENV PATH="${folder}:$PATH"` : undefined,
      };
    }
    case 'alias':
    case 'umask':
      return first === undefined || first.startsWith('-') ? undefined : IN_PLACE;
    case 'ulimit':
      return second === undefined ? undefined : { ...IN_PLACE, advice: 'Start the container with `--ulimit`' };
    case 'conda':
    case 'mamba':
    case 'micromamba':
      return first === 'activate' ? { advice: 'Put its `bin` folder into `ENV PATH`', what: 'the shell' } : undefined;
    case 'service':
    case 'rc-service':
      return second === 'start' ? { ...IN_PLACE, what: 'every process' } : undefined;
    default:
      return undefined;
  }
}

const IN_PLACE: Lost = {
  advice: 'Do this in the `RUN` that needs it, or when the container starts',
  what: 'the shell',
};

/** Scripts that only set variables of the shell that reads them. */
const ENVIRONMENT = /(^|\/)(activate|nvm\.sh|conda\.sh|\.bashrc|\.profile|\.bash_profile|profile|\.cargo\/env)$/;

/** `TOKEN=${TOKEN}`: what was there before is there in the next step, too. */
function isSame(assignment: string): boolean {
  return /^(\w+)="?\$\{?\1\}?"?$/.test(assignment);
}

function variableLost(assignments: readonly string[], { before }: Step): Lost {
  // What a shell would work out, ENV does not.
  const isPlain =
    assignments.length > 0 &&
    // `TOKEN=${TOKEN}` of an `ARG` would put into the image what is there for the build alone.
    assignments.every((raw) => /^\w+=[\w./:$+,@%{}"-]+$/.test(raw) && !isSame(raw));
  const isSet = (name: string): boolean => name === 'PATH' || before.env.has(name) || before.args.has(name);
  const unset = assignments
    .flatMap((raw) => raw.match(/\$\{?[A-Za-z_]\w*/g) ?? [])
    .map((word) => word.replace(/^\$\{?/, ''))
    .find((name) => !isSet(name));
  return {
    advice: `Write it as \`ENV\`${unset === undefined ? '' : `, with what \`$${unset}\` stands for written out`}`,
    what: 'the shell',
    // `$HOME` is there in a shell, and not for ENV.
    instead: isPlain && unset === undefined ? `ENV ${assignments.join(' ')}` : undefined,
  };
}

function isAlone(node: ShellCommand, { script }: Step): boolean {
  return script?.commands.length === 1 && script.commands[0] === node;
}

/** A `cd` at the end, unless it leads back, or what follows says where it is. */
function folderLost({ step, args, cwd }: Invocation): Lost | undefined {
  const [folder] = args;
  if (folder === undefined || args.length > 1 || /^(\/|-|~|\.\.(\/\.\.)*)\/?$/.test(folder.value ?? '$'))
    return undefined;
  if (step.invocations.filter(({ name }) => name === 'cd' || name === 'pushd').length > 1 || !needsFolder(step))
    return undefined;
  // What a variable or `~` stands for depends on who runs it.
  const path = /[$~]/.test(folder.raw) ? undefined : resolvePath(folder.value ?? '', cwd);
  const known = path !== undefined && isPlainWord(path.slice(1)) ? `WORKDIR ${path}` : undefined;
  return { advice: `Write \`WORKDIR ${path ?? folder.raw}\``, what: 'the shell', instead: known };
}

/** Whether something behind a step goes by its folder, before a WORKDIR. */
function needsFolder({ stage, index }: Step): boolean {
  for (const { instruction, copy, invocations } of stage.steps.slice(index + 1)) {
    const { keyword } = instruction;
    if (keyword === 'WORKDIR') return false;
    if (keyword === 'RUN') return invocations[0]?.name !== 'cd';
    if (copy?.destination?.value?.startsWith('/') === false) return true;
    if (keyword === 'CMD' || keyword === 'ENTRYPOINT')
      return [...instruction.args, ...invocations.flatMap(({ args }) => args)].some(({ raw }) =>
        /^"?(\.\/|[^/]+\.(js|mjs|cjs|ts|py|rb|php|sh|jar|dll)"?$)/.test(raw),
      );
  }
  return false;
}

function makeFix(text: string, step: Step, node: ShellCommand, instead: string): ProposedFix | undefined {
  const { instruction } = step;
  if (instruction.flags.length > 0 || instruction.heredocs.length > 0) return undefined;
  const title = `Write ${instead.slice(0, instead.indexOf(' '))}`;
  if (isAlone(node, step)) {
    // A comment inside would be lost.
    const { start } = instruction.keywordRange;
    const { end } = instruction.range;
    return text.slice(start, end).includes('\n')
      ? undefined
      : { title, edits: [{ range: { start, end }, text: instead }] };
  }
  const invocation = step.invocations.find((each) => each.node === node);
  const onbuild = isTriggers(step.stage) ? 'ONBUILD ' : '';
  const removed = invocation && removeFromChain(text, invocation);
  return removed && { title, edits: [removed, insertAfter(text, instruction, onbuild + instead)] };
}
