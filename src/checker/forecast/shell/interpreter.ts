import type { Range } from '../../text.ts';
import type { ShellCommand, ShellNode, ShellRedirect, ShellScript } from '../../syntax/shell/types.ts';
import { ERROR_TEXT } from '../files/disk.ts';
import { contentOf, UNKNOWN_CONTENT } from '../files/node.ts';
import type { Machine } from '../machine.ts';
import type { Session } from '../session.ts';
import { fails, joinStatus, negate, OK, type Status, unknown, withRange } from '../status.ts';
import { BUILTINS } from './builtins.ts';
import { type Expander, type Field, expandFields, expandPattern, expandText } from './expand.ts';
import { matches } from './glob.ts';
import type { Services } from './call.ts';
import { launch } from './launch.ts';
import { Output } from './output.ts';
import { ASKED, type Jump, type Mode, PLAIN, type Shell } from './shell.ts';
import type { ShellState } from './state.ts';
import { resolvePath } from '../../model/paths.ts';

interface Pending {
  readonly jump: Jump;
  readonly machine: Machine;
  readonly state: ShellState;
}

/** Special builtins (POSIX 2.14). */
const SPECIAL = /^(?:export|readonly|set|eval|exec|exit|return|\.|:|unset|trap|shift|times|break|continue)$/;

const mostRounds = 100;
const deepest = 40;

/**
 * Follows a script over its tree as BusyBox ash does. Where it is not known which way the script goes, both ways are
 * followed on a copy of the machine and joined behind.
 */
export class Interpreter implements Shell {
  state: ShellState;
  readonly session: Session;
  readonly services: Services;
  /** Standard output; undefined when nobody reads it. */
  out: Output | undefined;
  /** Standard input; `null`: there is none. */
  stdin: string | undefined | null;
  jump: Jump | undefined;
  /** Loops around what runs, in this function: `break` outside of any does nothing. */
  loops = 0;
  /** Range of the command that runs, for what has no place of its own. */
  at: Range;
  #pending: Pending[] = [];
  #mayFail: Status | undefined;
  #substituted: Status | undefined;
  readonly #expander: Expander;

  constructor(
    session: Session,
    services: Services,
    state: ShellState,
    at: Range,
    out: Output | undefined,
    stdin: string | undefined | null,
  ) {
    this.session = session;
    this.services = services;
    this.state = state;
    this.at = at;
    this.out = out;
    this.stdin = stdin;
    const current = (): ShellState => this.state;
    this.#expander = {
      get shell() {
        return current();
      },
      disk: () => session.disk(this.state.umask),
      substitute: (script) => this.#substitute(script),
      abort: (prints, range) => {
        this.jump ??= { kind: 'exit', status: fails(2, prints, range) };
      },
    };
  }

  /**
   * Runs a whole script and gives what the shell ends with.
   * @param isText it was given to `sh -c`, so the last command takes the shell's place
   */
  script(script: ShellScript, isText = false): Status {
    const [error] = script.errors;
    // Seen with BusyBox 1.36.1: a script that cannot be read ends with 2 (what stands before may have run).
    if (error !== undefined) return fails(2, `sh: syntax error: ${error.message}`, error.range);
    return this.finish(this.list(script.commands, { ...PLAIN, tail: isText }));
  }

  finish(status: Status): Status {
    let end = this.#absorb(['exit', 'return', 'break', 'continue'], status);
    if (end.kind === 'ok' && this.#mayFail !== undefined) end = this.#mayFail;
    return end;
  }

  list(nodes: readonly ShellNode[], mode: Mode): Status {
    let status: Status = OK;
    const inner = mode.tail === true ? { ...mode, tail: false } : mode;
    for (const [index, node] of nodes.entries()) {
      status = this.node(node, index === nodes.length - 1 ? mode : inner);
      if (this.jump !== undefined) break;
    }
    return status;
  }

  node(node: ShellNode, mode: Mode): Status {
    if (!this.session.spend() || this.session.depth > deepest)
      return unknown('this script is longer than what is followed');
    let status: Status;
    switch (node.kind) {
      case 'command':
        status = withRange(this.command(node, mode), node.range);
        break;
      case 'and-or':
        return this.#andOr(node, mode);
      case 'pipeline':
        status = this.#pipeline(node, mode);
        if (node.negated) {
          this.#setLast(status);
          return status;
        }
        break;
      case 'background':
        status = this.#background(node.body);
        break;
      case 'group':
        status = this.#group(node, mode);
        if (node.style === 'brace') return status;
        break;
      case 'if':
        return this.#if(node.branches, 0, mode);
      case 'loop':
        return this.#loop(node, mode);
      case 'case':
        return this.#case(node, mode);
      case 'function':
        this.state.functions = new Map(this.state.functions).set(node.name, node.body);
        status = OK;
        break;
      default:
        for (const script of node.scripts ?? []) this.#substitute(script);
        status = unknown(`what this ${node.kind} gives is not followed`, node.range);
    }
    this.#setLast(status);
    return this.#checkExit(status, mode);
  }

  /** What `set -e` does with a command that is not ok. */
  #checkExit(status: Status, { quiet }: Mode): Status {
    if (quiet || !this.state.errexit || this.jump !== undefined || status.kind === 'ok') return status;
    if (status.kind === 'fails') this.jump = { kind: 'exit', status };
    else this.#mayFail ??= status;
    return status;
  }

  #setLast(status: Status): void {
    this.state.last = status.kind === 'ok' ? 0 : status.kind === 'fails' ? status.exit : undefined;
  }

  #andOr({ items, operators }: Extract<ShellNode, { kind: 'and-or' }>, mode: Mode): Status {
    const lastOr = operators.lastIndexOf('||');
    const step = (index: number, before: Status): Status => {
      const item = items[index];
      if (item === undefined || this.jump !== undefined) return before;
      const rest: Mode = {
        quiet: mode.quiet || index < items.length - 1,
        asked: mode.asked || lastOr >= index,
        tail: mode.tail === true && index === items.length - 1,
      };
      const operator = operators[index - 1];
      const goes = (): Status => step(index + 1, this.node(item, rest));
      const skips = (status: Status): Status => step(index + 1, status);
      if (operator === undefined) return goes();
      if (before.kind === 'unknown') {
        const failing = fails(1, before.reason?.prints, before.reason?.range);
        return operator === '&&' ? this.#branch(goes, () => skips(failing)) : this.#branch(() => skips(OK), goes);
      }
      return (before.kind === 'ok') === (operator === '&&') ? goes() : skips(before);
    };
    return items.length > 400 ? this.#longAndOr(items, operators, mode) : step(0, OK);
  }

  /** Without recursion, for lists that nobody writes by hand. */
  #longAndOr(items: readonly ShellNode[], operators: readonly string[], mode: Mode): Status {
    let status: Status = OK;
    const hasOr = operators.includes('||');
    for (const [index, item] of items.entries()) {
      if (this.jump !== undefined) break;
      const operator = operators[index - 1];
      if (operator !== undefined && status.kind !== 'unknown' && (status.kind === 'ok') !== (operator === '&&'))
        continue;
      const before = status;
      const rest: Mode = { quiet: true, asked: mode.asked || hasOr };
      status =
        before.kind === 'unknown'
          ? this.#branch(
              () => this.node(item, rest),
              () => before,
            )
          : this.node(item, rest);
    }
    return this.#checkExit(status, mode);
  }

  /** Follows two ways and joins them. */
  #branch(first: () => Status, second: () => Status): Status {
    const { session } = this;
    const otherMachine = session.machine.fork();
    const otherState = this.state.fork();
    const a = first();
    const jumpA = this.jump;
    const machineA = session.machine;
    const stateA = this.state;
    this.jump = undefined;
    session.machine = otherMachine;
    this.state = otherState;
    const b = second();
    // TypeScript does not see that `second` may set it.
    const jumpB = this.jump as Jump | undefined;
    if (jumpA !== undefined) {
      this.#pending.push({ jump: jumpA, machine: machineA, state: stateA });
      return b;
    }
    if (jumpB !== undefined) {
      this.#pending.push({ jump: jumpB, machine: session.machine, state: this.state });
      this.jump = undefined;
      session.machine = machineA;
      this.state = stateA;
      return a;
    }
    machineA.join(session.machine);
    stateA.join(this.state);
    session.machine = machineA;
    this.state = stateA;
    return joinStatus(a, b);
  }

  /** Ends what `break`, `return` or `exit` leave: all ways that lead here are joined. */
  #absorb(kinds: readonly Jump['kind'][], status: Status): Status {
    let end: Status = status;
    const here = this.#pending.filter(({ jump }) => kinds.includes(jump.kind));
    if (this.jump !== undefined && kinds.includes(this.jump.kind)) {
      end = this.jump.status;
      this.jump = undefined;
    }
    if (here.length === 0) return end;
    this.#pending = this.#pending.filter(({ jump }) => !kinds.includes(jump.kind));
    if (this.jump !== undefined) {
      this.#pending.push({ jump: this.jump, machine: this.session.machine, state: this.state });
      this.jump = undefined;
      const [first] = here.splice(0, 1);
      if (first === undefined) return end;
      this.session.machine = first.machine;
      this.state = first.state;
      end = first.jump.status;
    }
    for (const { jump, machine, state } of here) {
      // A step that fails leaves nothing behind: only the ways on which it works matter.
      const ends = kinds.includes('exit');
      if (ends && jump.status.kind === 'fails' && end.kind !== 'fails') {
        end = joinStatus(end, jump.status);
        continue;
      }
      if (ends && end.kind === 'fails' && jump.status.kind !== 'fails') {
        this.session.machine = machine;
        this.state = state;
      } else {
        this.session.machine.join(machine);
        this.state.join(state);
      }
      end = joinStatus(end, jump.status);
    }
    return end;
  }

  #group({ style, body, redirects }: Extract<ShellNode, { kind: 'group' }>, mode: Mode): Status {
    const run = (): Status => {
      if (style === 'brace') return this.list(body, mode);
      return this.subshell((inner) => inner.list(body, mode));
    };
    // Seen: what `( … ) > file` cannot open ends the subshell with 2.
    return this.#redirected(redirects, run, style === 'subshell' ? 2 : 1);
  }

  /** Runs something in a copy of this shell. */
  subshell(run: (inner: Interpreter) => Status, io: Pick<Interpreter, 'out' | 'stdin'> = this): Status {
    const { out, stdin } = io;
    const inner = new Interpreter(this.session, this.services, this.state.fork(), this.at, out, stdin);
    inner.loops = this.loops;
    this.session.depth++;
    const status = inner.finish(run(inner));
    this.session.depth--;
    return status;
  }

  #pipeline({ items, negated }: Extract<ShellNode, { kind: 'pipeline' }>, mode: Mode): Status {
    const inner: Mode = negated ? ASKED : mode;
    const [only] = items;
    if (items.length === 1 && only !== undefined) {
      const status = this.node(only, {
        ...inner,
        quiet: inner.quiet || negated,
        tail: inner.tail === true && !negated,
      });
      if (negated && this.jump?.kind === 'return') this.jump = { ...this.jump, status: negate(this.jump.status) };
      return negated ? negate(status) : status;
    }
    if (only === undefined) return negated ? fails(1) : OK;
    let { stdin } = this;
    let end: Status = OK;
    let failing: Status | undefined;
    for (const [index, item] of items.entries()) {
      const last = index === items.length - 1;
      const out = last ? this.out : new Output();
      // Without pipefail nobody looks at how the earlier commands end.
      const way: Mode = last ? { ...inner, tail: false } : { quiet: true, asked: inner.asked || !this.state.pipefail };
      end = this.subshell((sub) => sub.node(item, way), { out, stdin });
      if (this.state.pipefail && end.kind !== 'ok') failing = end;
      if (!last) stdin = end.kind === 'unknown' ? undefined : out?.text;
    }
    if (this.state.pipefail && failing !== undefined) end = failing;
    return negated ? negate(end) : end;
  }

  #background(body: ShellNode): Status {
    const { session } = this;
    const before = session.machine;
    session.machine = before.fork();
    this.subshell((inner) => inner.node(body, ASKED), { out: new Output(), stdin: null });
    before.join(session.machine);
    session.machine = before;
    return OK;
  }

  #if(branches: Extract<ShellNode, { kind: 'if' }>['branches'], index: number, mode: Mode): Status {
    const branch = branches[index];
    if (branch === undefined) return OK;
    if (branch.condition.length === 0) return this.list(branch.body, mode);
    const condition = this.list(branch.condition, ASKED);
    if (this.jump !== undefined) return condition;
    const yes = (): Status => this.list(branch.body, mode);
    const no = (): Status => this.#if(branches, index + 1, mode);
    if (condition.kind === 'ok') return yes();
    return condition.kind === 'fails' ? no() : this.#branch(yes, no);
  }

  #case({ subject, arms }: Extract<ShellNode, { kind: 'case' }>, mode: Mode): Status {
    const text = expandText(subject, this.#expander);
    const from = (index: number): Status => {
      for (let i = index; i < arms.length; i++) {
        const arm = arms[i];
        if (arm === undefined) break;
        let hit: boolean | undefined = false;
        for (const word of arm.patterns) {
          const pattern = expandPattern(word, this.#expander);
          if (pattern === '*') hit = true;
          else if (pattern === undefined || text === undefined) hit = undefined;
          else if (matches(pattern, text)) hit = true;
          if (hit === true) break;
        }
        if (hit === true) return this.list(arm.body, mode);
        if (hit === undefined)
          return this.#branch(
            () => this.list(arm.body, mode),
            () => from(i + 1),
          );
      }
      return OK;
    };
    return from(0);
  }

  #loop(node: Extract<ShellNode, { kind: 'loop' }>, outer: Mode): Status {
    this.loops++;
    const status = this.#rounds(node, outer.tail === true ? { ...outer, tail: false } : outer);
    this.loops--;
    return status;
  }

  #rounds(node: Extract<ShellNode, { kind: 'loop' }>, mode: Mode): Status {
    if (node.style === 'for') return this.#forLoop(node, mode);
    if (node.style === 'select') return unknown('`select` is not followed', node.range);
    let status: Status = OK;
    for (let round = 0; ; round++) {
      const condition = this.list(node.condition, ASKED);
      if (this.jump !== undefined && this.#leavesLoop()) break;
      if (condition.kind === 'unknown' || round >= mostRounds || this.session.budget.left <= 0) {
        const body = (): Status => {
          const end = this.list(node.body, mode);
          if (this.jump?.kind === 'continue') this.jump = undefined;
          return end;
        };
        status = this.#branch(body, () => status);
        if (condition.kind === 'ok') status = unknown('how often this loop runs is not known', node.range);
        break;
      }
      if ((condition.kind === 'ok') !== (node.style === 'while')) break;
      status = this.list(node.body, mode);
      if (this.jump !== undefined && this.#leavesLoop()) break;
      this.#joinContinued();
    }
    return this.#absorbLoop(status);
  }

  #forLoop(node: Extract<ShellNode, { kind: 'loop' }>, mode: Mode): Status {
    const { variable } = node;
    const words = node.words.length > 0 ? expandFields(node.words, this.#expander) : this.#positionalFields(node);
    if (this.jump !== undefined) return OK;
    let status: Status = OK;
    for (const [round, { value }] of words.entries()) {
      if (variable !== undefined) this.state.set(variable, value);
      if (value === undefined) {
        const before = status;
        const body = (): Status => {
          const end = this.list(node.body, mode);
          if (this.jump?.kind === 'continue') this.jump = undefined;
          return end;
        };
        status = this.#branch(body, () => before);
      } else if (round >= mostRounds * 4) {
        status = unknown('this loop has more rounds than are followed', node.range);
        break;
      } else status = this.list(node.body, mode);
      if (this.#leavesLoop()) break;
      this.#joinContinued();
    }
    return this.#absorbLoop(status);
  }

  #positionalFields(node: Extract<ShellNode, { kind: 'loop' }>): Field[] {
    // `for i in` with nothing behind it and `for i` look the same in the tree: only without arguments are they.
    const { positional } = this.state;
    if (positional === undefined) return [{ value: undefined, range: node.range }];
    return positional.map((value) => ({ value, range: node.range }));
  }

  /** Whether the loop ends now; `continue` goes on. */
  #leavesLoop(): boolean {
    const { jump } = this;
    if (jump === undefined) return false;
    if (jump.kind === 'continue' && jump.levels <= 1) {
      this.jump = undefined;
      return false;
    }
    return true;
  }

  #joinContinued(): void {
    const here = this.#pending.filter(({ jump }) => jump.kind === 'continue' && jump.levels <= 1);
    if (here.length === 0) return;
    this.#pending = this.#pending.filter((each) => !here.includes(each));
    for (const { machine, state } of here) {
      this.session.machine.join(machine);
      this.state.join(state);
    }
  }

  #absorbLoop(status: Status): Status {
    const end = this.#absorb(['break', 'continue'], status);
    return end;
  }

  #substitute(script: ShellScript): string | undefined {
    const out = new Output();
    this.#substituted = this.subshell((inner) => inner.list(script.commands, { quiet: false, asked: true }), {
      out,
      stdin: this.stdin,
    });
    return this.#substituted.kind === 'unknown' ? undefined : out.text;
  }

  /** Where a command's output and input go; the command does not run when one of them cannot be opened. */
  #redirected(redirects: readonly ShellRedirect[], run: () => Status, exit = 1): Status {
    if (redirects.length === 0) return run();
    const { out, stdin } = this;
    const disk = this.session.disk(this.state.umask);
    const targets: { path: string; append: boolean; sink: Output }[] = [];
    for (const { operator, descriptor, target, body, range } of redirects) {
      const text = target === undefined ? undefined : expandText(target, this.#expander);
      if (operator === '<<') {
        const literal = target?.parts[0]?.kind === 'literal' && target.parts[0].quoted;
        if (!literal && body !== undefined && this.state.nounset) {
          const unset = [...body.matchAll(/(?<!\\)\$\{?([A-Za-z_]\w*)\}?/g)]
            .map((match) => match[1] ?? '')
            .find((name) => this.state.lookup(name) === null);
          if (unset !== undefined) return fails(1, `sh: ${unset}: parameter not set`, range);
        }
        this.stdin = literal || body === undefined || !/[$`\\]/.test(body) ? body : this.#heredoc(body);
        continue;
      }
      if (operator === '>&' || operator === '<&') {
        if (operator === '>&' && (descriptor ?? 1) === 1 && text === '2') this.out = new Output();
        continue;
      }
      const path = text === undefined ? undefined : resolvePath(text, this.state.cwd);
      if (path === undefined) {
        if (operator.startsWith('<')) this.stdin = undefined;
        else this.out = new Output();
        continue;
      }
      if (operator === '<') {
        const found = disk.find(path);
        if (found.at === 'there') {
          this.stdin = found.node.kind === 'file' ? this.session.textOf(found.node.content) : undefined;
          continue;
        }
        if (found.at === 'unknown') {
          this.stdin = undefined;
          continue;
        }
        this.out = out;
        // Seen with BusyBox 1.36.1.
        return fails(
          exit,
          `sh: can't open ${text ?? ''}: ${found.at === 'denied' ? ERROR_TEXT.EACCES : 'no such file'}`,
          range,
        );
      }
      const append = operator === '>>' || operator === '&>>';
      const done = disk.write(path, contentOf(''), append);
      if (done.kind === 'error') {
        this.out = out;
        const why = done.errno === 'ENOENT' ? 'nonexistent directory' : ERROR_TEXT[done.errno];
        return fails(exit, `sh: can't create ${text ?? ''}: ${why}`, range);
      }
      if (done.kind === 'unknown') this.session.given.add(`\`${text ?? ''}\` can be written: ${done.why}`);
      if (descriptor === undefined || descriptor === 1 || operator.startsWith('&')) {
        const sink = new Output();
        targets.push({ path, append, sink });
        this.out = sink;
      } else if (descriptor === 2 && !path.startsWith('/dev/')) disk.write(path, UNKNOWN_CONTENT, append);
    }
    const status = run();
    this.out = out;
    this.stdin = stdin;
    for (const { path, append, sink } of targets) {
      if (path.startsWith('/dev/')) {
        if (path === '/dev/stdout') out?.write(sink.text);
        continue;
      }
      if (sink.text !== '') this.session.disk(this.state.umask).write(path, contentOf(sink.text), append);
    }
    return status;
  }

  #heredoc(body: string): string | undefined {
    let text = '';
    let last = 0;
    for (const match of body.matchAll(/\\([$`\\\n])|\$(?:\{?([A-Za-z_]\w*|[?#0-9])\}?)|[$`]/g)) {
      text += body.slice(last, match.index);
      last = match.index + match[0].length;
      if (match[1] !== undefined) text += match[1] === '\n' ? '' : match[1];
      else if (match[2] !== undefined && match[0].includes('{') === match[0].endsWith('}')) {
        const value = match[2] === '?' ? undefined : this.state.lookup(match[2]);
        if (value === undefined) return undefined;
        text += value ?? '';
      } else if (match[0] === '$' && !/^[({]/.test(body.slice(last))) text += '$';
      else return undefined;
    }
    return text + body.slice(last);
  }

  /** How the script ends when an expansion has ended it. */
  #aborted(): Status | undefined {
    return this.jump?.status;
  }

  command(node: ShellCommand, mode: Mode): Status {
    this.at = node.range;
    this.#substituted = undefined;
    const fields = node.name === undefined ? [] : expandFields([node.name, ...node.args], this.#expander);
    if (this.#aborted() !== undefined) return this.#aborted() ?? OK;
    const assignments = node.assignments.map(({ name, value }) => ({
      name,
      value: value === undefined ? '' : expandText(value, this.#expander),
    }));
    if (this.#aborted() !== undefined) return this.#aborted() ?? OK;
    const ran: true[] = [];
    const status = this.#redirected(node.redirects, () => {
      ran.push(true);
      const [first, ...args] = fields;
      if (first === undefined) {
        for (const { name, value } of assignments) this.state.set(name, value);
        return this.#substituted ?? OK;
      }
      if (assignments.length === 0) return this.run(first, args, mode);
      const before = this.state.variables;
      const kept = new Map(before);
      for (const { name, value } of assignments) this.state.set(name, value, true);
      const status = this.run(first, args, mode);
      const isSpecial = SPECIAL.test(first.value ?? '');
      if (!isSpecial && this.state.variables === before) {
        for (const { name } of assignments) {
          const old = kept.get(name);
          if (old === undefined) before.delete(name);
          else before.set(name, old);
        }
      }
      return status;
    });
    // A redirect of a special builtin that fails ends the shell (POSIX 2.8.1; seen).
    if (ran.length === 0 && SPECIAL.test(fields[0]?.value ?? '')) this.jump ??= { kind: 'exit', status };
    return status;
  }

  /** Runs a command whose words are known: function, builtin or program. */
  run(first: Field, args: readonly Field[], mode: Mode): Status {
    const name = first.value;
    if (name === undefined) {
      this.session.machine.cloud('a command whose name is not known may have made anything');
      this.out?.write(undefined);
      return this.session.assume('the command whose name comes from a variable works', mode.asked);
    }
    const body = this.state.functions.get(name);
    if (body !== undefined) return this.#call(body, args, mode);
    const builtin = BUILTINS.get(name);
    if (builtin !== undefined) return builtin(this, args, mode, first);
    return this.launch(first, args, mode);
  }

  launch(first: Field, args: readonly Field[], mode: Mode): Status {
    return launch(this.session, [first, ...args], {
      shell: this.state,
      range: this.at,
      out: this.out,
      stdin: this.stdin,
      asked: mode.asked,
      by: 'shell',
      replaces: mode.tail,
      services: this.services,
    });
  }

  #call(body: readonly ShellNode[], args: readonly Field[], mode: Mode): Status {
    const { positional } = this.state;
    const { loops } = this;
    if (++this.session.depth > deepest) {
      this.session.depth--;
      return unknown('functions call each other too deep to follow');
    }
    this.state.positional = args.map(({ value }) => value);
    this.loops = 0;
    const status = this.#absorb(['return'], this.list(body, { ...mode, tail: false }));
    this.state.positional = positional;
    this.loops = loops;
    this.session.depth--;
    return status;
  }
}
