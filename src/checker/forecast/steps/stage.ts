import type { Dockerfile, Instruction } from '../../syntax/dockerfile/types.ts';
import { literalOf } from '../../syntax/expand.ts';
import type { Range } from '../../text.ts';
import type { SourceTree } from '../placing.ts';
import type { ContextUse } from '../sent.ts';
import type { Node } from '../files/node.ts';
import type { Clock, Tree } from '../files/tree.ts';
import type { Machine } from '../machine.ts';
import type { Budget, Session, StepFacts } from '../session.ts';
import type { AbsentProgram, Cause } from '../status.ts';
import type { Because, Bytes, ForecastOptions, ForecastStep } from '../types.ts';
import type { BuildVariables } from '../variables.ts';
import type { Config } from './config.ts';

/** What all stages of a file share. */
export interface Shared {
  readonly file: Dockerfile;
  readonly options: ForecastOptions;
  readonly lineOf: (offset: number) => number;
  readonly clock: Clock;
  readonly budget: Budget;
  readonly context: Tree | undefined;
  /** What keeps the context from being sent: a line of .dockerignore that cannot be read. */
  readonly contextProblem: string | undefined;
  /** What the steps so far take from the context. */
  readonly uses: ContextUse[];
  readonly globals: BuildVariables;
  /** What is in the caches that RUNs mount, by id. */
  readonly caches: Map<string, Node>;
}

/** What an instruction comes to. */
export interface StepResult {
  readonly outcome: ForecastStep['outcome'];
  readonly because?: Because;
  readonly exit?: number;
  readonly given?: string[];
  readonly bytes?: Bytes;
  readonly absent?: readonly AbsentProgram[];
}

/** A stage as its instructions see it. */
export interface Stage {
  readonly shared: Shared;
  readonly base: string | undefined;
  readonly config: Config;
  readonly variables: BuildVariables;
  readonly libc: StepFacts['libc'];
  machine: Machine;
  distro: string;
  failed: boolean;
  /** An earlier stage by name or number. */
  stageOf(reference: string): Pick<Stage, 'failed' | 'machine' | 'session'> | undefined;
  /** Where `--from` points to; the context without one. */
  source(reference: string | undefined): SourceTree | { readonly fails: string };
  session(instruction: Instruction): Session;
  because(range: Range, prints: string, cause?: Cause): Because;
}

/** The words of an exec form. */
export function stringsOf(instruction: Instruction): string[] {
  return instruction.args.map((word) => literalOf(word) ?? word.raw);
}
