import type { ShellNode } from '../../syntax/shell/types.ts';

interface Variable {
  /** `null`: unset; undefined: not known. */
  readonly value: string | null | undefined;
  readonly exported: boolean;
}

/** What a shell inherits: the environment that ENV, ARG and the engine give it. */
export interface Environment {
  get(name: string): string | null | undefined;
}

/** What belongs to one shell process. A subshell works on a copy. */
export class ShellState {
  readonly environment: Environment;
  readonly variables: Map<string, Variable>;
  functions: ReadonlyMap<string, readonly ShellNode[]>;
  /** `$1 …`; undefined: not known. */
  positional: readonly (string | undefined)[] | undefined;
  zero: string;
  cwd: string | undefined;
  umask: number;
  errexit = false;
  nounset = false;
  pipefail = false;
  /** `set -a`: what is set is exported. */
  allexport = false;
  /** BusyBox ash reads the script, which does not know all that bash does. */
  isAsh = false;
  /** Bash reads the script, which makes several words of braces. */
  isBash = false;
  /** A function of the script runs. */
  inFunction = false;
  /** What `trap … EXIT` runs when this shell ends; null: nothing, undefined: not known. A subshell does not inherit it. */
  atExit: string | null | undefined = null;
  /** A command was started in the background that does not certainly end with 0. */
  isBehindOpen = false;
  /** What the names of `local` were before, in the function that runs. */
  hidden: Map<string, Variable | undefined> | undefined;
  /** `$?`; undefined: not known. */
  last: number | undefined = 0;

  constructor(environment: Environment, cwd: string | undefined, zero = '/bin/sh') {
    this.environment = environment;
    this.variables = new Map();
    this.functions = new Map();
    this.positional = [];
    this.zero = zero;
    this.cwd = cwd;
    this.umask = 0o022;
  }

  fork(): ShellState {
    const copy = new ShellState(this.environment, this.cwd, this.zero);
    for (const [name, variable] of this.variables) copy.variables.set(name, variable);
    copy.functions = this.functions;
    copy.positional = this.positional;
    copy.umask = this.umask;
    copy.errexit = this.errexit;
    copy.nounset = this.nounset;
    copy.pipefail = this.pipefail;
    copy.allexport = this.allexport;
    copy.isAsh = this.isAsh;
    copy.isBash = this.isBash;
    copy.inFunction = this.inFunction;
    copy.atExit = this.atExit;
    copy.last = this.last;
    copy.hidden = this.hidden && new Map(this.hidden);
    return copy;
  }

  /** Takes what is true of both sides of a fork. */
  join(other: ShellState): void {
    for (const name of new Set([...this.variables.keys(), ...other.variables.keys()])) {
      const a = this.lookup(name);
      if (a === other.lookup(name)) continue;
      const exported = this.variables.get(name)?.exported ?? other.variables.get(name)?.exported ?? false;
      this.variables.set(name, { value: undefined, exported });
    }
    if (this.functions !== other.functions) this.functions = new Map([...this.functions, ...other.functions]);
    if (this.cwd !== other.cwd) this.cwd = undefined;
    if (this.last !== other.last) this.last = undefined;
    if (this.atExit !== other.atExit) this.atExit = undefined;
    if (this.positional !== other.positional) this.positional = undefined;
    this.errexit &&= other.errexit;
    this.pipefail &&= other.pipefail;
    this.nounset &&= other.nounset;
  }

  lookup(name: string): string | null | undefined {
    const own = this.variables.get(name);
    return own === undefined ? this.environment.get(name) : own.value;
  }

  set(
    name: string,
    value: string | null | undefined,
    exported = this.allexport || this.variables.get(name)?.exported,
  ): void {
    const inherited = exported ?? this.environment.get(name) !== null;
    this.variables.set(name, {
      value: value !== null && value !== undefined && value.length > 65_536 ? undefined : value,
      exported: inherited,
    });
  }

  /** `local`: behind the function the name is what it was. */
  hide(name: string): void {
    if (this.hidden?.has(name) === false) this.hidden.set(name, this.variables.get(name));
  }

  /** Gives the names back that a function has hidden. @param outer those of the function that called it */
  unhide(outer: ShellState['hidden']): void {
    for (const [name, before] of this.hidden ?? []) {
      if (before === undefined) this.variables.delete(name);
      else this.variables.set(name, before);
    }
    this.hidden = outer;
  }

  /** The environment of a program that this shell starts. */
  exported(): Environment {
    const { variables, environment } = this;
    if (variables.size === 0) return environment;
    const own = new Map([...variables].filter(([, { exported }]) => exported));
    const shadowed = new Set([...variables].filter(([, { exported }]) => !exported).map(([name]) => name));
    return {
      get: (name) => {
        const found = own.get(name);
        if (found !== undefined) return found.value;
        return shadowed.has(name) ? null : environment.get(name);
      },
    };
  }
}
