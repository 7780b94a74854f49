import type { Range } from '../../text.ts';
import type { ShellWord, ShellWordPart } from './types.ts';

/**
 * A word that stands for itself: letters and digits without quotes, as most words are. It is its own argument of the
 * command too, and its one part is made when asked for: a long file has a million of these.
 */
export class LiteralWord implements ShellWord {
  readonly value: string;
  readonly raw: string;
  readonly range: Range;

  constructor(value: string, range: Range) {
    this.value = value;
    this.raw = value;
    this.range = range;
  }

  get parts(): readonly ShellWordPart[] {
    return [{ kind: 'literal', value: this.value, quoted: false }];
  }
}
