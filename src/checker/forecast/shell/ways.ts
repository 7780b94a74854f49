import type { Machine } from '../machine.ts';
import type { Session } from '../session.ts';
import { joinStatus, type Status } from '../status.ts';
import type { ShellState } from './state.ts';

/** How a script leaves the way from one command to the next. */
export type Jump =
  | { readonly kind: 'exit' | 'return'; readonly status: Status }
  | { readonly kind: 'break' | 'continue'; readonly status: Status; levels: number };

/** A shell whose way forks. */
interface Forked {
  readonly session: Session;
  state: ShellState;
  jump: Jump | undefined;
}

interface Pending {
  readonly jump: Jump;
  readonly machine: Machine;
  readonly state: ShellState;
}

/** The ways that a script may go where that is not known: each on a copy of the machine, joined where they meet again. */
export class Ways {
  readonly #shell: Forked;
  /** Ways that have left by `break`, `return` or `exit`, until they arrive. */
  #pending: Pending[] = [];

  constructor(shell: Forked) {
    this.#shell = shell;
  }

  /** Follows two ways and joins them. */
  branch(first: () => Status, second: () => Status): Status {
    const { session } = this.#shell;
    const otherMachine = session.machine.fork();
    const otherState = this.#shell.state.fork();
    session.unsure++;
    const a = first();
    const jumpA = this.#shell.jump;
    const machineA = session.machine;
    const stateA = this.#shell.state;
    this.#shell.jump = undefined;
    session.machine = otherMachine;
    this.#shell.state = otherState;
    const b = second();
    session.unsure--;
    // TypeScript does not see that `second` may set it.
    const jumpB = this.#shell.jump as Jump | undefined;
    if (jumpA !== undefined || jumpB !== undefined) session.isAlone = false;
    if (jumpA !== undefined) {
      this.#pending.push({ jump: jumpA, machine: machineA, state: stateA });
      return b;
    }
    if (jumpB !== undefined) {
      this.#pending.push({ jump: jumpB, machine: session.machine, state: this.#shell.state });
      this.#shell.jump = undefined;
      session.machine = machineA;
      this.#shell.state = stateA;
      return a;
    }
    machineA.join(session.machine);
    stateA.join(this.#shell.state);
    session.machine = machineA;
    this.#shell.state = stateA;
    return joinStatus(a, b);
  }

  /** Ends what `break`, `return` or `exit` leave: all ways that lead here are joined. */
  absorb(kinds: readonly Jump['kind'][], status: Status): Status {
    let end: Status = status;
    const here = this.#pending.filter(({ jump }) => kinds.includes(jump.kind));
    if (this.#shell.jump !== undefined && kinds.includes(this.#shell.jump.kind)) {
      end = this.#shell.jump.status;
      this.#shell.jump = undefined;
    }
    if (here.length === 0) return end;
    this.#pending = this.#pending.filter(({ jump }) => !kinds.includes(jump.kind));
    if (this.#shell.jump !== undefined) {
      this.#pending.push({ jump: this.#shell.jump, machine: this.#shell.session.machine, state: this.#shell.state });
      this.#shell.jump = undefined;
      const [first] = here.splice(0, 1);
      if (first === undefined) return end;
      this.#shell.session.machine = first.machine;
      this.#shell.state = first.state;
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
        this.#shell.session.machine = machine;
        this.#shell.state = state;
      } else {
        this.#shell.session.machine.join(machine);
        this.#shell.state.join(state);
      }
      end = joinStatus(end, jump.status);
    }
    return end;
  }

  /** Joins the ways on which `continue` has ended this round. */
  joinContinued(): void {
    const here = this.#pending.filter(({ jump }) => jump.kind === 'continue' && jump.levels <= 1);
    if (here.length === 0) return;
    this.#pending = this.#pending.filter((each) => !here.includes(each));
    for (const { machine, state } of here) {
      this.#shell.session.machine.join(machine);
      this.#shell.state.join(state);
    }
  }
}
