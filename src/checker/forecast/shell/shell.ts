import type { Range } from '../../text.ts';
import type { ShellNode } from '../../syntax/shell/types.ts';
import type { Session } from '../session.ts';
import type { Status } from '../status.ts';
import type { Services } from './call.ts';
import type { Expander, Field } from './expand.ts';
import type { Output } from './output.ts';
import type { ShellState } from './state.ts';
import type { Jump, Ways } from './ways.ts';

/** `quiet`: `set -e` does not look. `asked`: the script goes on when it fails, so nothing is taken for granted. */
export interface Mode {
  readonly quiet: boolean;
  readonly asked: boolean;
  /** Nobody looks at how it ends, although nothing says that it may fail: in a pipeline, in front of the last. */
  readonly unheard?: boolean | undefined;
  /** Nothing follows, so ash becomes the program (`sh -c` alone; seen with BusyBox 1.36.1). */
  readonly tail?: boolean | undefined;
}

export const PLAIN: Mode = { quiet: false, asked: false };
export const ASKED: Mode = { quiet: true, asked: true };

/** A shell as its builtins see it. */
export interface Shell {
  readonly session: Session;
  readonly services: Services;
  readonly state: ShellState;
  /** Standard output; undefined when nobody reads it. */
  readonly out: Output | undefined;
  /** Standard input; `null`: there is none. */
  stdin: string | undefined | null;
  jump: Jump | undefined;
  /** Loops around what runs, in this function: `break` outside of any does nothing. */
  readonly loops: number;
  /** Range of the command that runs. */
  readonly at: Range;
  list(nodes: readonly ShellNode[], mode: Mode): Status;
  launch(first: Field, args: readonly Field[], mode: Mode): Status;
}

/** A shell as what walks the tree sees it: loops, choices, redirects. */
export interface Walker extends Shell, Expander {
  state: ShellState;
  out: Output | undefined;
  stdin: string | undefined | null;
  loops: number;
  readonly ways: Ways;
  node(node: ShellNode, mode: Mode): Status;
  /** What `set -e` does with a command that is not ok. */
  checkExit(status: Status, mode: Mode): Status;
}
