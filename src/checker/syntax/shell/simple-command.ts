import type { Range } from '../../text.ts';
import type { ShellCommand, ShellRedirect, ShellWord } from './types.ts';

/** A simple command; its range is made when asked for. Not to be spread into another object, which would get none. */
export class SimpleCommand implements ShellCommand {
  readonly kind = 'command';
  readonly name: ShellWord | undefined;
  readonly args: readonly ShellWord[];
  readonly assignments: ShellCommand['assignments'];
  readonly redirects: readonly ShellRedirect[];
  readonly #start: number;
  readonly #end: number;

  constructor(
    name: ShellWord | undefined,
    args: readonly ShellWord[],
    assignments: ShellCommand['assignments'],
    redirects: readonly ShellRedirect[],
    { start, end }: Range,
  ) {
    this.name = name;
    this.args = args;
    this.assignments = assignments;
    this.redirects = redirects;
    this.#start = start;
    this.#end = end;
  }

  get range(): Range {
    return { start: this.#start, end: this.#end };
  }
}
