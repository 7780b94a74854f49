import type { PackageIndex } from '../apk/resolver/index.ts';
import type { Contract } from './contract.ts';
import { Disk } from './files/disk.ts';
import type { Content, FileNode, Origin } from './files/node.ts';
import type { Credentials } from './files/resolve.ts';
import type { Job } from './job.ts';
import type { Machine } from './machine.ts';
import type { Environment } from './shell/state.ts';
import type { FirstProcess } from './first-process.ts';
import { type AbsentProgram, OK, type Status, unknown } from './status.ts';
import type { Range } from '../text.ts';

/** What is the same for all commands of one step. */
export interface StepFacts {
  /** Line of the instruction, from 1. */
  readonly line: number;
  readonly lineOf: (offset: number) => number;
  /** Of the branch of the base. */
  readonly index: PackageIndex | undefined;
  /** The index is a part of the branch as it was on its day: later versions may have come. */
  readonly isDated: boolean;
  readonly contracts: readonly Contract[];
  readonly job: Job | undefined;
  readonly libc: 'musl' | 'glibc' | 'none' | 'unknown';
  readonly distro: string;
  /** Alpine branch of the base. */
  readonly branch: string | undefined;
  /** The one that its tag names. */
  readonly written: string | undefined;
  /** The base is the distribution's own image. */
  readonly plain: boolean;
  /** Text of a file of the context, for scripts that are run. */
  readonly contextText: (path: string) => string | undefined;
  /** `RUN --network=none`. */
  readonly offline: boolean;
}

/** A program that is about to run. */
export interface Watched {
  readonly name: string;
  readonly path: string;
  readonly node: FileNode | undefined;
  readonly words: readonly (string | undefined)[];
  readonly environment: Environment;
  readonly cwd: string | undefined;
  readonly user: Credentials;
  /** A shell reads the file; the kernel does not start it. */
  readonly isRead: boolean;
  /** Of a script that Python reads: whether it finds a module, which apk's `package` would bring. */
  readonly imports?: (module: string, from: string) => 'there' | 'absent' | 'unknown';
}

/** Thrown where a step does more than is followed; the step is unknown then, and anything may be anywhere. */
class Exhausted extends Error {}

/** Thrown where something certainly never ends: the build does not either. */
export class Endless extends Error {
  readonly range: Range;

  constructor(range: Range, what = 'this loop never ends') {
    super(what);
    this.range = range;
  }
}

/** Why a step is not followed to its end; throws what is an error of our own. */
export function whyTooMuch(error: unknown): string {
  if (error instanceof Exhausted) return error.message;
  // Folders and scripts can be nested deeper than the call stack is, and texts longer than a string.
  if (error instanceof RangeError) return 'this is longer or nested deeper than is followed';
  throw error;
}

/** How much of a file is followed: commands and rounds of loops over all steps, and files that commands walk over. */
export class Budget {
  left: number;
  #files = 2_000_000;

  constructor(left: number) {
    this.left = left;
  }

  /** Counts a file that a command looks at or copies: copies of copies grow without end. */
  readonly visit = (): void => {
    if (--this.#files < 0) throw new Exhausted('this goes over more files than are followed');
  };
}

/** One step while it runs: the machine that it changes, who runs it and what is taken for granted. */
export class Session {
  machine: Machine;
  user: Credentials;
  readonly facts: StepFacts;
  readonly budget: Budget;
  readonly given = new Set<string>();
  /** Programs that were to run on the one way that the commands go, and are not there. */
  readonly absent: AbsentProgram[] = [];
  /** Ways that may be gone or not, one inside the other. */
  unsure = 0;
  /** No way may have left already, and nothing may end a shell from outside: a pipe that is closed, `timeout`, `kill`. */
  isAlone = true;
  /** Programs inside programs. */
  depth = 0;
  /** Asked at each program that is found; an answer ends it there. The start of a container looks for its program so. */
  watch: ((program: Watched) => Status | undefined) | undefined;
  /** Whether what runs now is the first process, and what that is. */
  isFirst = true;
  /** Whether nothing stays in front of what runs now but an init. */
  isDirect = true;
  first: FirstProcess | undefined;
  /** How many `&` stand around what runs now. */
  background = 0;
  /** Whether anything that may take its time has run since the program that `watch` looks for. */
  goesOn = false;

  constructor(machine: Machine, user: Credentials, facts: StepFacts, budget: Budget) {
    this.machine = machine;
    this.user = user;
    this.facts = facts;
    this.budget = budget;
  }

  get origin(): Origin {
    return { kind: 'run', line: this.facts.line };
  }

  disk(umask = 0o022): Disk {
    return new Disk(this.machine.tree, this.user, this.origin, umask);
  }

  /** Whether a file is one of the context, copied or written anew with the same text. */
  isFile(content: Content, path: string): boolean {
    return content.context === path || (Boolean(content.text) && content.text === this.facts.contextText(path));
  }

  textOf(content: Content): string | undefined {
    return content.text ?? (content.context === undefined ? undefined : this.facts.contextText(content.context));
  }

  /** The shell that runs now reads this text. */
  reads(script: string): void {
    if (this.isFirst && this.first !== undefined) this.first = { ...this.first, script };
  }

  /** Takes something for granted, or leaves it open where the script asks for the answer itself. */
  assume(what: string, asked: boolean): Status {
    if (asked) return unknown(what);
    this.given.add(what);
    return OK;
  }

  /** False when enough has been followed. */
  spend(): boolean {
    return --this.budget.left >= 0;
  }
}
