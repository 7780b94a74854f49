import type { Range } from '../../text.ts';
import { plainText } from '../../syntax/mapped-text.ts';
import { parseShell, tooDeepMessage } from '../../syntax/shell/parse-shell.ts';
import type { ShellCommand, ShellNode, ShellScript } from '../../syntax/shell/types.ts';
import type { Disk } from '../files/disk.ts';
import type { Session } from '../session.ts';
import { fails, negate, OK, type Status, unknown, withRange } from '../status.ts';
import { BUILTINS } from './builtins.ts';
import type { Services } from './call.ts';
import { refusedByAsh } from './ash-syntax.ts';
import { isCutOff } from './cut-off.ts';
import { andOr, caseOf, ifElse } from './choices.ts';
import { doubleBracket } from './double-bracket.ts';
import { type Expander, type Field, expandCommand, expandText } from './expand.ts';
import { launch } from './launch.ts';
import { loop } from './loops.ts';
import { Output } from './output.ts';
import { redirected } from './redirects.ts';
import { ASKED, type Mode, PLAIN, type Walker } from './shell.ts';
import type { ShellState } from './state.ts';
import { type Jump, Ways } from './ways.ts';

/** Special builtins (POSIX 2.14). */
const SPECIAL = /^(?:export|readonly|set|eval|exec|exit|return|\.|:|unset|trap|shift|times|break|continue)$/;

const deepest = 40;

/**
 * Follows a script over its tree as BusyBox ash does. Where it is not known which way the script goes, both ways are
 * followed on a copy of the machine and joined behind.
 */
export class Interpreter implements Walker, Expander {
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
  #commands: readonly ShellNode[] | undefined;
  #mayFail: Status | undefined;
  #substituted: Status | undefined;
  readonly ways = new Ways(this);

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
  }

  disk(): Disk {
    return this.session.disk(this.state.umask);
  }

  abort(prints: string, range: Range): void {
    this.jump ??= { kind: 'exit', status: fails(2, prints, range) };
  }

  /**
   * Runs a whole script and gives what the shell ends with.
   * @param isText it was given to `sh -c`, so the last command takes the shell's place
   */
  script(script: ShellScript, isText = false): Status {
    const [error] = script.errors;
    // Seen with BusyBox 1.36.1: a script that cannot be read ends with 2 (what stands before may have run).
    if (error?.message === tooDeepMessage) return unknown('this script is nested deeper than is followed', error.range);
    if (error !== undefined) return fails(2, 'syntax error', error.range);
    const refused = this.state.isAsh ? script.commands.findIndex((line) => refusedByAsh(line) !== undefined) : -1;
    const line = script.commands[refused];
    const { commands } = script;
    this.#commands = commands;
    if (line === undefined) return this.finish(this.list(commands, { ...PLAIN, tail: isText }));
    // What stands on earlier lines has run; of the same line it is taken to have run too, which leaves the end as it is.
    const before = this.list(script.commands.slice(0, refused), PLAIN);
    return this.finish(this.jump === undefined ? (refusedByAsh(line) ?? before) : before);
  }

  finish(status: Status): Status {
    let end = this.ways.absorb(['exit', 'return', 'break', 'continue'], status);
    if (end.kind === 'ok' && this.#mayFail !== undefined) end = this.#mayFail;
    return this.#trapped(end);
  }

  /** Runs what `trap … EXIT` has left: the shell ends as before, unless that itself ends it. */
  #trapped(end: Status): Status {
    const { atExit } = this.state;
    this.state.atExit = null;
    if (atExit === null) return end;
    const script = atExit === undefined ? undefined : parseShell(plainText(atExit));
    if (script === undefined || script.errors.length > 0) {
      this.session.machine.cloud('what a trap does is not known');
      return end;
    }
    this.#setLast(end);
    this.list(script.commands, PLAIN);
    return this.ways.absorb(['exit', 'return', 'break', 'continue'], end);
  }

  /** Whether these are all commands of a RUN. */
  #isStep(nodes: readonly ShellNode[]): boolean {
    return nodes === this.#commands && this.session.watch === undefined && this.session.depth === 0;
  }

  list(nodes: readonly ShellNode[], mode: Mode): Status {
    let status: Status = OK;
    const inner = mode.tail === true ? { ...mode, tail: false } : mode;
    for (const [index, node] of nodes.entries()) {
      // What stands behind `&` when the script ends is killed: an installation has not even begun.
      const isLost = node.kind === 'background' && this.#isStep(nodes) && isCutOff(node.body, nodes.slice(index + 1));
      status = isLost ? OK : this.node(node, index === nodes.length - 1 ? mode : inner);
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
        return andOr(this, node, mode);
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
        return ifElse(this, node.branches, 0, mode);
      case 'loop':
        return loop(this, node, mode);
      case 'case':
        return caseOf(this, node, mode);
      case 'function':
        this.state.functions = new Map(this.state.functions).set(node.name, node.body);
        status = OK;
        break;
      case 'test':
        status = withRange(doubleBracket(this, node.words), node.range);
        break;
      default:
        for (const script of node.scripts ?? []) this.substitute(script);
        status = unknown(`what this ${node.kind} gives is not followed`, node.range);
    }
    this.#setLast(status);
    return this.checkExit(status, mode);
  }

  /** What `set -e` does with a command that is not ok. */
  checkExit(status: Status, { quiet }: Mode): Status {
    if (quiet || !this.state.errexit || this.jump !== undefined || status.kind === 'ok') return status;
    if (status.kind === 'fails') this.jump = { kind: 'exit', status };
    else this.#mayFail ??= status;
    return status;
  }

  #setLast(status: Status): void {
    this.state.last = status.kind === 'ok' ? 0 : status.kind === 'fails' ? status.exit : undefined;
  }

  #group({ style, body, redirects }: Extract<ShellNode, { kind: 'group' }>, mode: Mode): Status {
    const run = (): Status => {
      if (style === 'brace') return this.list(body, mode);
      return this.subshell((inner) => inner.list(body, mode), this, mode.tail);
    };
    // Seen: what `( … ) > file` cannot open ends the subshell with 2.
    return redirected(this, redirects, run, style === 'subshell' ? 2 : 1);
  }

  /**
   * Runs something in a copy of this shell.
   * @param replaces as the last thing that ash has to do: it does not fork for it then (BusyBox, shell/ash.c, evalsubshell)
   */
  subshell(
    run: (inner: Interpreter) => Status,
    io: Pick<Interpreter, 'out' | 'stdin'> = this,
    replaces = false,
  ): Status {
    const { out, stdin } = io;
    const { isFirst, isDirect } = this.session;
    this.session.isFirst = isFirst && replaces;
    this.session.isDirect = isDirect && replaces;
    const inner = new Interpreter(this.session, this.services, this.state.fork(), this.at, out, stdin);
    inner.loops = this.loops;
    inner.state.atExit = null;
    this.session.depth++;
    const status = inner.finish(run(inner));
    this.session.depth--;
    this.session.isFirst = isFirst;
    this.session.isDirect = isDirect;
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
      const way: Mode = last
        ? { ...inner, tail: false }
        : {
            quiet: inner.quiet,
            asked: inner.asked || !this.state.pipefail,
            unheard: !inner.asked || inner.unheard === true,
          };
      const { isAlone } = this.session;
      if (!last) this.session.isAlone = false;
      end = this.subshell((sub) => sub.node(item, way), { out, stdin });
      this.session.isAlone = isAlone;
      if (this.state.pipefail && end.kind !== 'ok') failing = end;
      if (!last) stdin = end.kind === 'unknown' ? undefined : out?.text;
    }
    if (this.state.pipefail && failing !== undefined) end = failing;
    return negated ? negate(end) : end;
  }

  #background(body: ShellNode): Status {
    const { session } = this;
    // It may send signals later.
    session.isAlone = false;
    const before = session.machine;
    session.machine = before.fork();
    session.background++;
    const status = this.subshell((inner) => inner.node(body, { quiet: false, asked: true }), {
      out: new Output(),
      stdin: null,
    });
    this.state.isBehindOpen ||= status.kind !== 'ok';
    session.background--;
    before.join(session.machine);
    session.machine = before;
    return OK;
  }

  substitute(script: ShellScript): string | undefined {
    const out = new Output();
    this.#substituted = this.subshell(
      (inner) => {
        // ash forgets `set -e` in `$( )`, as bash does and dash does not (seen with BusyBox 1.36.1).
        if (this.state.isAsh || this.state.isBash) inner.state.errexit = false;
        return inner.list(script.commands, { quiet: false, asked: true });
      },
      { out, stdin: this.stdin },
    );
    return this.#substituted.kind === 'unknown' ? undefined : out.text;
  }

  /** How the script ends when an expansion has ended it. */
  #aborted(): Status | undefined {
    return this.jump?.status;
  }

  command(node: ShellCommand, mode: Mode): Status {
    this.at = node.range;
    this.#substituted = undefined;
    const fields = node.name === undefined ? [] : expandCommand(node.name, node.args, this);
    if (this.#aborted() !== undefined) return this.#aborted() ?? OK;
    const assignments = node.assignments.map(({ name, value }) => ({
      name,
      value: value === undefined ? '' : expandText(value, this),
    }));
    if (this.#aborted() !== undefined) return this.#aborted() ?? OK;
    const ran: true[] = [];
    const status = redirected(this, node.redirects, () => {
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
      unheard: mode.unheard,
      by: 'shell',
      replaces: mode.tail,
      services: this.services,
    });
  }

  #call(body: readonly ShellNode[], args: readonly Field[], mode: Mode): Status {
    const { positional, inFunction, hidden } = this.state;
    const { loops } = this;
    if (++this.session.depth > deepest) {
      this.session.depth--;
      return unknown('functions call each other too deep to follow');
    }
    this.state.positional = args.map(({ value }) => value);
    this.state.inFunction = true;
    this.state.hidden = new Map();
    this.loops = 0;
    const status = this.ways.absorb(['return'], this.list(body, { ...mode, tail: false }));
    this.state.positional = positional;
    this.state.inFunction = inFunction;
    this.state.unhide(hidden);
    this.loops = loops;
    this.session.depth--;
    return status;
  }
}
