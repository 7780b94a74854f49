import type { ShellNode } from '../syntax/shell/types.ts';
import { shellOf } from '../syntax/shell-of.ts';
import { parseShellText } from '../syntax/shell/parse-shell.ts';
import type { CommandLine, Process, Stage } from './types.ts';
import { fieldsOf } from './fields.ts';
import { baseName } from './paths.ts';
import { isShell, isScriptFlag } from './wrappers.ts';
import { listTable } from '../data/table.ts';

/** Init programs that reap children and pass signals on, with their options that take a value. */
const INITS = listTable(`
tini=-e,-p tini-static=-e,-p dumb-init=-r,--rewrite catatonit docker-init=-e,-p s6-svscan
`);

type Words = (string | undefined)[];

/**
 * What a container of this stage starts. ENTRYPOINT and CMD combine as the Dockerfile reference says ("Understand how
 * CMD and ENTRYPOINT interact"): a shell-form ENTRYPOINT ignores CMD.
 */
export function describeProcess(stage: Stage): Process {
  const { entrypoint, command } = stage.end;
  const entry = entrypoint !== undefined && entrypoint.argv?.length === 0 ? undefined : entrypoint;
  const first = entry ?? (command?.argv?.length === 0 ? undefined : command);
  if (first === undefined) return { ...NOTHING };
  const instruction = first.instruction;
  if (first.form === 'shell') {
    const inner = ofShellForm(first, stage);
    return { argv: undefined, form: 'shell', instruction, ...peel(inner.words), shellIsPid1: !inner.execs };
  }
  const own = first.argv ?? [];
  const rest = first === command || command === undefined ? [] : (command.argv ?? ofShellForm(command, stage).words);
  const words: Words = [...own, ...rest];
  const argv = command?.form !== 'shell' && words.every((word) => word !== undefined) ? words : undefined;
  const peeled = peel(words);
  const shell = peeled.program.length > 0 && peeled.init === undefined ? scriptOf(words, stage) : undefined;
  return { argv, form: 'exec', instruction, ...peeled, shellIsPid1: shell !== undefined && !shell.execs };
}

const NOTHING: Process = {
  argv: undefined,
  form: 'none',
  instruction: undefined,
  init: undefined,
  initPath: undefined,
  program: [],
  shellIsPid1: false,
};

interface Inner {
  readonly words: Words;
  /** The shell replaces itself by the program. */
  readonly execs: boolean;
}

/** Takes off init programs and `sh -c`, as often as they are nested. */
function peel(words: Words): Pick<Process, 'init' | 'initPath' | 'program'> {
  let init: string | undefined;
  let initPath: string | undefined;
  let rest = words;
  for (let depth = 0; depth < 6; depth++) {
    const head = rest[0];
    if (head === undefined) break;
    const name = baseName(head);
    const valued = INITS.get(name);
    if (valued !== undefined) {
      init ??= name.replace('-static', '');
      initPath ??= head;
      rest = behindOptions(rest, valued);
    } else if (name === 'env' || name === 'exec' || name === 'nohup' || name === 'command') {
      rest = rest.slice(1);
      while (rest[0] !== undefined && /^(\w+=|-i$|-$|--$)/.test(rest[0])) rest = rest.slice(1);
    } else if (name === 'su-exec' || name === 'gosu') {
      rest = rest.slice(2);
    } else {
      const script = scriptOf(rest, undefined);
      if (script === undefined) break;
      rest = script.words;
      if (rest.length === 0) break;
    }
  }
  return { init, initPath, program: rest };
}

function behindOptions(words: Words, valued: readonly string[]): Words {
  let at = 1;
  for (; at < words.length; at++) {
    const word = words[at];
    if (word === '--') return words.slice(at + 1);
    if (!word?.startsWith('-')) break;
    if (valued.includes(word)) at++;
  }
  return words.slice(at);
}

/** `sh -c "…"`: the program that its script ends in. */
function scriptOf(words: Words, stage: Stage | undefined): Inner | undefined {
  const [shell, flag, text] = words;
  if (!isShell(shell) || !isScriptFlag(flag)) return undefined;
  if (text === undefined) return { words: [undefined], execs: false };
  return lastCommand(parseShellText(text, { start: 0, end: 0 }).commands, stage);
}

function ofShellForm(line: CommandLine, stage: Stage): Inner {
  const script = shellOf(line.instruction);
  return script === undefined ? { words: [undefined], execs: false } : lastCommand(script.commands, stage);
}

/** The last command of a script is the one that stays. */
function lastCommand(nodes: readonly ShellNode[], stage: Stage | undefined): Inner {
  const node = nodes.at(-1);
  if (node === undefined) return { words: [], execs: false };
  if (node.kind === 'and-or') return lastCommand(node.items, stage);
  if (node.kind === 'pipeline') return lastCommand(node.items.slice(0, 1), stage);
  if (node.kind === 'group' && node.style === 'brace') return lastCommand(node.body, stage);
  if (node.kind !== 'command' || node.name === undefined) return { words: [undefined], execs: false };
  const variables = stage?.end.env ?? { get: () => undefined, has: () => false };
  const words = fieldsOf([node.name, ...node.args], variables).map(({ value }) => value);
  return words[0] === 'exec' ? { words: words.slice(1), execs: true } : { words, execs: false };
}
