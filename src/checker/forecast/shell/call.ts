import type { Range } from '../../text.ts';
import type { Session } from '../session.ts';
import type { Status } from '../status.ts';
import type { Field } from './expand.ts';
import type { Output } from './output.ts';
import type { Environment, ShellState } from './state.ts';

/** What programs are made of: given from above, so that a program may run a shell and a shell a program. */
export interface Services {
  readonly commands: ReadonlyMap<string, Command>;
  /** Runs the text of a script in a shell of its own. */
  readonly runText: (call: Call, text: string, how: TextRun) => Status;
}

/** How a script is run. */
export interface TextRun {
  /** `$0`. */
  readonly zero: string;
  readonly positional: readonly (string | undefined)[];
  readonly errexit?: boolean;
  /** It was given to `sh -c`. */
  readonly isText?: boolean;
  /** BusyBox ash reads it. */
  readonly isAsh?: boolean;
  /** Bash reads it. */
  readonly isBash?: boolean;
}

/** How a program is started. */
export interface Start {
  /** The shell that starts it: folder, environment, umask. */
  readonly shell: ShellState;
  readonly range: Range;
  readonly out: Output | undefined;
  readonly stdin: string | undefined | null;
  readonly asked: boolean;
  /** See `Mode`. */
  readonly unheard?: boolean | undefined;
  /** Who says that it is not there, and how. */
  readonly by: 'shell' | 'env' | 'xargs' | 'engine' | 'tini' | 'dumb-init' | 'catatonit';
  /** The environment, where it is not the shell's. */
  readonly environment?: Environment | undefined;
  /** Whoever starts it becomes it: exec, the last command of `sh -c`, env. */
  readonly replaces?: boolean | undefined;
  readonly services: Services;
}

/** A program while it runs. */
export interface Call extends Start {
  readonly session: Session;
  /** BusyBox does it, which knows fewer options than GNU's tool. */
  readonly isBusyBox: boolean;
  readonly name: string;
  /** The path that it was found at, links not followed; undefined where its place is not known. */
  readonly found?: string;
  readonly args: readonly Field[];
  /** The arguments' texts where all are known. */
  readonly words: readonly (string | undefined)[];
  /** An absolute path; undefined when the folder is not known. */
  readonly path: (written: string) => string | undefined;
}

export type Command = (call: Call) => Status;
