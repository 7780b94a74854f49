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
    return { argv: undefined, form: 'shell', instruction, ...peel(inner.words), ...shellWords(inner) };
  }
  const own = first.argv ?? [];
  const rest = first === command || command === undefined ? [] : (command.argv ?? ofShellForm(command, stage).words);
  const words: Words = [...own, ...rest];
  const argv = command?.form !== 'shell' && words.every((word) => word !== undefined) ? words : undefined;
  const peeled = peel(words);
  const shell = peeled.program.length > 0 && peeled.init === undefined ? scriptOf(words, stage) : undefined;
  return { argv, form: 'exec', instruction, ...peeled, ...shellWords(shell) };
}

const NOTHING: Process = {
  argv: undefined,
  form: 'none',
  instruction: undefined,
  init: undefined,
  initPath: undefined,
  program: [],
  shellIsPid1: false,
  shellYields: false,
};

interface Inner {
  readonly words: Words;
  /** The shell is told to become the program, becomes it unasked, or stays in front of it. */
  readonly shell: 'execs' | 'yields' | 'stays';
}

function shellWords(inner: Inner | undefined): Pick<Process, 'shellIsPid1' | 'shellYields'> {
  return { shellIsPid1: inner?.shell === 'stays', shellYields: inner?.shell === 'yields' };
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
  if (text === undefined) return { words: [undefined], shell: 'stays' };
  return lastCommand(parseShellText(text, { start: 0, end: 0 }).commands, { stage, kind: kindOf(shell, stage) });
}

function ofShellForm(line: CommandLine, stage: Stage): Inner {
  const script = shellOf(line.instruction);
  if (script === undefined) return { words: [undefined], shell: 'stays' };
  const step = stage.steps.find(({ instruction }) => instruction === line.instruction);
  return lastCommand(script.commands, { stage, kind: kindOf((step?.before ?? stage.end).shell[0], stage) });
}

/**
 * What a shell with `-c` does with the last command. Seen: BusyBox ash 1.36.1 becomes it, out of `if`, `case` and `( )` too;
 * bash 5.2.15 becomes it where it stands in no such thing and has no redirect; dash 0.5.12 never does.
 */
type ShellKind = 'ash' | 'bash' | 'dash' | 'unknown';

function kindOf(shell: string | undefined, stage: Stage | undefined): ShellKind {
  const name = baseName(shell ?? '');
  if (name === 'ash' || name === 'bash' || name === 'dash') return name;
  if (name !== 'sh' || stage === undefined) return 'unknown';
  if (stage.distro === 'alpine') return stage.installed.has('dash-binsh') ? 'dash' : 'ash';
  return stage.distro === 'debian' ? 'dash' : stage.distro === 'redhat' ? 'bash' : 'unknown';
}

interface Around {
  readonly stage: Stage | undefined;
  readonly kind: ShellKind;
}

/** They end a script and are not what a container is started for. */
const TRAILERS = new Set(['exit', 'true', ':', 'false', 'echo', 'printf', 'wait', 'return']);

/** The last command of a script is the one that stays, but for words such as `|| exit 1` and `; echo done` behind it. */
function lastCommand(nodes: readonly ShellNode[], around: Around): Inner {
  const found = nodes.findLastIndex((node) => !TRAILERS.has(commandName(node) ?? ''));
  const at = found < 0 ? nodes.length - 1 : found;
  const node = nodes[at];
  if (node === undefined) return { words: [], shell: 'stays' };
  const inner = ofNode(node, around);
  const traps = nodes.slice(0, at).some(setsTrap);
  // A shell that waits is woken by the signal, and its trap does the rest.
  if (traps && commandName(nodes.at(-1)) === 'wait') return { ...inner, shell: 'execs' };
  return inner.shell === 'yields' && (traps || at < nodes.length - 1) ? { ...inner, shell: 'stays' } : inner;
}

function ofNode(node: ShellNode, around: Around): Inner {
  const { kind, stage } = around;
  // Where bash stays, so may a shell that is not known.
  const isCompound = (inner: Inner): Inner =>
    inner.shell === 'yields' && kind === 'bash' ? { ...inner, shell: 'stays' } : inner;
  switch (node.kind) {
    case 'and-or':
      return lastCommand(node.items, around);
    case 'pipeline':
      return { ...lastCommand(node.items.filter(isNoSource).slice(0, 1), around), shell: 'stays' };
    case 'background':
      return { ...ofNode(node.body, around), shell: 'stays' };
    case 'group': {
      const inner = isCompound(lastCommand(node.body, around));
      const redirects = node.style === 'brace' && node.redirects.length > 0;
      return redirects && inner.shell === 'yields' ? { ...inner, shell: 'stays' } : inner;
    }
    case 'if':
      return isCompound(together(node.branches.map(({ body }) => lastCommand(body, around))));
    case 'case':
      return isCompound(together(node.arms.map(({ body }) => lastCommand(body, around))));
    case 'command': {
      if (node.name === undefined) return { words: [undefined], shell: 'stays' };
      const variables = stage?.end.env ?? { get: () => undefined, has: () => false };
      const words = fieldsOf([node.name, ...node.args], variables).map(({ value }) => value);
      if (words[0] === 'exec') return { words: words.slice(1), shell: 'execs' };
      const stays =
        kind === 'dash' || /^(\.|source|eval)$/.test(words[0] ?? '') || (kind === 'bash' && node.redirects.length > 0);
      return { words, shell: stays ? 'stays' : 'yields' };
    }
    default:
      return { words: [undefined], shell: 'stays' };
  }
}

/** Of several ways that a script may end, what holds for all. */
function together(ways: readonly Inner[]): Inner {
  const [first, ...more] = ways;
  if (first === undefined) return { words: [undefined], shell: 'stays' };
  const shell = (['stays', 'yields'] as const).find((each) => ways.some((way) => way.shell === each)) ?? 'execs';
  return { words: more.length === 0 ? first.words : [undefined], shell };
}

function commandName(node: ShellNode | undefined): string | undefined {
  const part = node?.kind === 'command' ? node.name?.parts[0] : undefined;
  return part?.kind === 'literal' ? part.value : undefined;
}

/** Not what only feeds a pipe; the last one in any case. */
function isNoSource(node: ShellNode, i: number, items: readonly ShellNode[]): boolean {
  return i === items.length - 1 || !/^(cat|echo|printf|yes)$/.test(commandName(node) ?? '');
}

function setsTrap(node: ShellNode): boolean {
  if (node.kind === 'and-or') return node.items.some(setsTrap);
  return node.kind === 'command' && commandName(node) === 'trap' && node.args[0]?.raw !== '-';
}
