import type { Instruction } from '../syntax/dockerfile/types.ts';
import type { ShellCommand, ShellNode, ShellScript, ShellWord } from '../syntax/shell/types.ts';
import { parseShellText } from '../syntax/shell/parse-shell.ts';
import { shellOf } from '../syntax/shell-of.ts';
import type { Range } from '../text.ts';
import { literalOf } from '../syntax/expand.ts';
import { LiteralWord } from '../syntax/shell/literal-word.ts';
import { parseApk } from '../apk/command.ts';
import { NONE } from '../lists.ts';
import { addFields, isOperand, textOf } from './fields.ts';
import { baseName, resolvePath } from './paths.ts';
import type { Argument, Invocation, Step } from './types.ts';
import { VariableLog, type VariableView } from './variables.ts';
import { isShell, nestedScript, peelWrappers } from './wrappers.ts';

const MAX_NESTED_SHELLS = 4;

interface Scope {
  readonly certain: boolean;
  readonly tested: boolean;
  readonly inSubstitution: boolean;
  readonly pipeline: Invocation['pipeline'];
  readonly joint: Invocation['joint'];
}

/** A class whose members all stand in the object, or follow from one that does: a long file has very many of them. */
class CollectedInvocation implements Invocation {
  readonly step: Step;
  readonly name: string | undefined;
  readonly args: readonly Argument[];
  readonly assignments: Assignments;
  readonly order: number;
  readonly cwd: string | undefined;
  readonly variables: VariableView;
  readonly apk: Invocation['apk'];
  memo: Invocation['memo'];
  /** The node; the range of an instruction in exec form, which has none. */
  readonly #origin: ShellCommand | Range;
  readonly #program: Argument | undefined;
  readonly #scope: Scope;

  constructor(
    step: Step,
    program: Argument | undefined,
    args: readonly Argument[],
    node: ShellCommand | undefined,
    range: Range,
    assignments: Assignments,
    scope: Scope,
    order: number,
    cwd: string | undefined,
    variables: VariableView,
  ) {
    this.step = step;
    this.name = program?.value === undefined ? undefined : baseName(program.value);
    this.args = args;
    this.assignments = assignments;
    this.order = order;
    this.cwd = cwd;
    this.variables = variables;
    this.memo = undefined;
    this.#origin = node ?? range;
    this.#program = program;
    this.#scope = sharedScope(scope);
    this.apk = this.name === 'apk' ? parseApk(this) : undefined;
  }

  get program(): string | undefined {
    return this.#program?.value;
  }

  get range(): Range {
    return 'start' in this.#origin ? this.#origin : this.#origin.range;
  }

  get node(): ShellCommand | undefined {
    return 'start' in this.#origin ? undefined : this.#origin;
  }

  get programRange(): Range {
    return this.#program?.range ?? this.range;
  }

  get redirects(): Invocation['redirects'] {
    return this.node?.redirects ?? NONE;
  }

  get certain(): boolean {
    return this.#scope.certain;
  }

  get tested(): boolean {
    return this.#scope.tested;
  }

  get inSubstitution(): boolean {
    return this.#scope.inSubstitution;
  }

  get pipeline(): Invocation['pipeline'] {
    return this.#scope.pipeline;
  }

  get joint(): Invocation['joint'] {
    return this.#scope.joint;
  }
}

/** Collects what a RUN (or CMD, ENTRYPOINT, HEALTHCHECK) executes, in order, through nested shells. */
export class InvocationCollector {
  readonly invocations: Invocation[] = [];
  /** What the instruction gives to a shell. */
  script: ShellScript | undefined;
  readonly #step: Step;
  readonly #before: VariableView;
  /** What the script itself sets; there only when it does. */
  #set: VariableLog | undefined;
  #cwd: string | undefined;
  #nesting = 0;
  #nextOrder: number;

  constructor(step: Step, variables: VariableView, firstOrder: number) {
    this.#step = step;
    this.#before = variables;
    this.#cwd = step.before.workdir;
    this.#nextOrder = firstOrder;
  }

  /** Reads an instruction in either form. */
  collect(instruction: Instruction): void {
    if (instruction.form === 'exec') {
      const words = instruction.args.map((word) => ({ value: literalOf(word), raw: word.raw, range: word.range }));
      if (words.length > 0) this.#add(words, instruction.range, TOP, undefined);
      return;
    }
    this.script = shellOf(instruction);
    if (this.script !== undefined) this.#list(this.script.commands, TOP);
  }

  #variables(): VariableView {
    return this.#set?.view() ?? this.#before;
  }

  #remember(name: string, value: string | undefined): void {
    (this.#set ??= new VariableLog(this.#before)).set(name, value);
  }

  #list(nodes: readonly ShellNode[], scope: Scope): void {
    nodes.forEach((node, i) => {
      this.#node(node, i === 0 ? scope : { ...scope, joint: ';' });
    });
  }

  #node(node: ShellNode, scope: Scope): void {
    switch (node.kind) {
      case 'command':
        this.#command(node, scope);
        break;
      case 'and-or':
        this.#andOr(node, scope);
        break;
      case 'pipeline':
        node.items.forEach((item, index) => {
          this.#node(item, {
            ...scope,
            tested: scope.tested || node.negated,
            pipeline: { index, length: node.items.length },
            joint: index === 0 ? scope.joint : '|',
          });
        });
        break;
      case 'background':
        this.#node(node.body, { ...scope, certain: false });
        break;
      case 'group': {
        const cwd = this.#cwd;
        this.#list(node.body, scope);
        if (node.style === 'subshell') this.#cwd = cwd;
        break;
      }
      case 'if':
        node.branches.forEach((branch, i) => {
          this.#list(branch.condition, { ...scope, certain: scope.certain && i === 0, tested: true });
          this.#list(branch.body, { ...scope, certain: false, joint: ';' });
        });
        break;
      case 'loop':
        for (const word of node.words) this.#substitutions(word, scope);
        if (node.variable !== undefined) this.#remember(node.variable, undefined);
        this.#list(node.condition, { ...scope, tested: true });
        this.#list(node.body, { ...scope, certain: false, joint: ';' });
        break;
      case 'case':
        this.#substitutions(node.subject, scope);
        for (const arm of node.arms) this.#list(arm.body, { ...scope, certain: false, joint: ';' });
        break;
      case 'function':
        this.#list(node.body, { ...scope, certain: false, joint: ';' });
        break;
      default:
        break;
    }
  }

  #andOr(node: Extract<ShellNode, { kind: 'and-or' }>, scope: Scope): void {
    const lastOr = node.operators.lastIndexOf('||');
    let guarded = false;
    node.items.forEach((item, i) => {
      const operator = i === 0 ? undefined : node.operators[i - 1];
      if (operator === '||') guarded = false;
      if (operator === '&&' && lastOr >= 0 && isTest(node.items[i - 1])) guarded = true;
      const certain = scope.certain && operator !== '||' && !guarded;
      this.#node(item, { ...scope, certain, tested: scope.tested || i <= lastOr, joint: operator ?? scope.joint });
    });
  }

  #command(command: ShellCommand, scope: Scope): void {
    for (const assignment of command.assignments) {
      if (assignment.value !== undefined) this.#substitutions(assignment.value, scope);
    }
    if (command.name !== undefined) this.#substitutions(command.name, scope);
    for (const word of command.args) this.#substitutions(word, scope);
    const values = command.assignments.length === 0 ? NO_ASSIGNMENTS : this.#valuesOf(command);
    if (command.name === undefined) {
      for (const [name, value] of values) this.#remember(name, scope.certain ? value : undefined);
      if (command.redirects.length > 0) this.#add([], command.range, scope, command, values);
      return;
    }
    const variables = this.#variables();
    const words: Argument[] = [];
    addFields(command.name, variables, words);
    for (const word of command.args) addFields(word, variables, words);
    this.#add(words, command.range, scope, command, values);
  }

  #valuesOf({ assignments }: ShellCommand): Assignments {
    const view = this.#variables();
    return new Map(
      assignments.map(({ name, value }) => [name, value === undefined ? '' : textOf(value, view)] as const),
    );
  }

  #add(
    words: readonly Argument[],
    range: Range,
    scope: Scope,
    node: ShellCommand | undefined,
    assignments: Assignments = NO_ASSIGNMENTS,
  ): void {
    const at = peelWrappers(words);
    const program = words[at];
    const invocation = new CollectedInvocation(
      this.#step,
      program,
      argumentsBehind(words, at, node),
      node,
      range,
      at === 0 ? assignments : withWrapped(assignments, words.slice(0, at)),
      scope,
      this.#nextOrder++,
      this.#cwd,
      this.#variables(),
    );
    this.invocations.push(invocation);
    this.#afterwards(invocation, scope);
  }

  /** What a command changes for those behind it: directory, variables, a nested shell. */
  #afterwards(invocation: Invocation, scope: Scope): void {
    const { name, args } = invocation;
    if (name === 'cd' && !scope.inSubstitution) {
      const target = args.find((argument) => isOperand(argument));
      this.#cwd = scope.certain && target?.value !== undefined ? resolvePath(target.value, this.#cwd) : undefined;
    } else if (name === 'export' || name === 'local' || name === 'readonly' || name === 'declare') {
      for (const argument of args) {
        const match = /^(\w+)=(.*)$/s.exec(argument.value ?? argument.raw);
        const known = scope.certain && argument.value !== undefined;
        if (match?.[1] !== undefined) this.#remember(match[1], known ? match[2] : undefined);
      }
    } else if (name === 'read' || name === 'unset') {
      for (const argument of args) if (argument.value !== undefined) this.#remember(argument.value, undefined);
    } else if (isShell(name)) {
      this.#nestedShell(invocation, scope);
    }
  }

  #nestedShell({ args, assignments }: Invocation, scope: Scope): void {
    const text = nestedScript(args);
    if (text?.value === undefined || this.#nesting >= MAX_NESTED_SHELLS) return;
    this.#nesting++;
    const cwd = this.#cwd;
    const before = this.#variables();
    // What stands in front of the shell counts in it.
    for (const [name, value] of assignments) this.#remember(name, value);
    this.#list(parseShellText(text.value, text.range).commands, { ...scope, joint: ';' });
    this.#cwd = cwd;
    for (const name of assignments.keys()) this.#remember(name, before.get(name));
    this.#nesting--;
  }

  #substitutions(word: ShellWord, scope: Scope): void {
    if (word instanceof LiteralWord) return;
    for (const part of word.parts) {
      if (part.kind !== 'substitution') continue;
      const cwd = this.#cwd;
      this.#list(part.script.commands, {
        certain: scope.certain,
        tested: scope.tested,
        inSubstitution: true,
        pipeline: ALONE,
        joint: 'first',
      });
      this.#cwd = cwd;
    }
  }
}

type Assignments = Invocation['assignments'];

const NO_ASSIGNMENTS: Assignments = new Map();

/** What stands behind the program; the words of the command themselves where they stay as they are. */
function argumentsBehind(words: readonly Argument[], at: number, node: ShellCommand | undefined): readonly Argument[] {
  if (words.length <= at + 1) return NONE;
  const written = node?.args ?? NONE;
  return at === 0 && written.length === words.length - 1 && areLiteral(written) ? written : words.slice(at + 1);
}

function areLiteral(words: readonly ShellWord[]): words is readonly LiteralWord[] {
  return words.every((word) => word instanceof LiteralWord);
}

/** With those of `env A=b program`. */
function withWrapped(assignments: Assignments, words: readonly Argument[]): Assignments {
  const all = new Map(assignments);
  for (const { value } of words) {
    const match = value === undefined ? null : /^(\w+)=(.*)$/s.exec(value);
    if (match?.[1] !== undefined) all.set(match[1], match[2]);
  }
  return all;
}

const ALONE: Invocation['pipeline'] = { index: 0, length: 1 };
const TOP: Scope = { certain: true, tested: false, inSubstitution: false, pipeline: ALONE, joint: 'first' };

const JOINTS = ['first', '&&', '||', ';', '|'] as const;
const scopes: Scope[] = [];

/** One object for equal scopes; those of a pipeline are kept as they are. */
function sharedScope(scope: Scope): Scope {
  if (scope.pipeline !== ALONE) return scope;
  const flags = Number(scope.certain) * 4 + Number(scope.tested) * 2 + Number(scope.inSubstitution);
  return (scopes[flags * JOINTS.length + JOINTS.indexOf(scope.joint)] ??= scope);
}

/** Commands that only ask; what stands behind `&&` after one of them in a list with `||` may not run. */
function isTest(node: ShellNode | undefined): boolean {
  if (node?.kind === 'test') return true;
  if (node?.kind === 'pipeline') return isTest(node.items.at(-1));
  if (node?.kind !== 'command') return false;
  const first = node.name?.parts[0];
  return first?.kind === 'literal' && /^(\[|test|command|which|type|grep|id|getent)$/.test(first.value);
}
