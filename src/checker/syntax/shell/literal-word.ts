import type { Range } from '../../text.ts';
import type { ShellWord, ShellWordPart } from './types.ts';

/**
 * A word that stands for itself: letters and digits without quotes, as most words are. It is its own argument of the
 * command too, and its range and its one part are made when asked for: a long file has a million of these. Not to be
 * spread into another object, which would get neither.
 */
export class LiteralWord implements ShellWord {
  readonly value: string;
  readonly #start: number;
  readonly #end: number;

  constructor(value: string, { start, end }: Range) {
    this.value = value;
    this.#start = start;
    this.#end = end;
  }

  get raw(): string {
    return this.value;
  }

  get range(): Range {
    return { start: this.#start, end: this.#end };
  }

  get parts(): readonly ShellWordPart[] {
    return [{ kind: 'literal', value: this.value, quoted: false }];
  }
}
