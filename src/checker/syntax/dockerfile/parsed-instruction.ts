import { NONE } from '../../lists.ts';
import type { MappedText, Range } from '../../text.ts';
import { plainOffset, plainText } from '../mapped-text.ts';
import type { Instruction } from './types.ts';

/** What an instruction has besides its keyword and its text. */
type Parts = Pick<Instruction, 'flags' | 'form' | 'args' | 'pairs' | 'heredocs' | 'leading' | 'onbuild'>;

/** Places in the source: where the keyword begins and ends, and where the instruction ends. */
interface Place {
  readonly start: number;
  readonly keywordEnd: number;
  readonly end: number;
}

/** Of `RUN a && b`: one object for all such lines. */
const PLAIN: Parts = {
  flags: NONE,
  form: 'shell',
  args: NONE,
  pairs: NONE,
  heredocs: NONE,
  leading: NONE,
  onbuild: undefined,
};

/**
 * An instruction as it was read. A file may have 300,000 of these, so it holds numbers where it can: its ranges, and the
 * text of a line that stands in the source as it is, are made when asked for.
 */
export class ParsedInstruction implements Instruction {
  readonly keyword: string;
  readonly #parts: Parts;
  /** The text of the file, where the body is a piece of it; else the body. */
  readonly #source: string | MappedText;
  readonly #start: number;
  readonly #keywordEnd: number;
  readonly #bodyStart: number;
  readonly #bodyEnd: number;
  readonly #end: number;

  /** @param text of the file */
  constructor(keyword: string, { start, keywordEnd, end }: Place, body: MappedText, text: string, parts: Parts) {
    const at = plainOffset(body);
    this.keyword = keyword;
    this.#parts = isPlain(parts) ? PLAIN : parts;
    this.#source = at === undefined ? body : text;
    this.#start = start;
    this.#keywordEnd = keywordEnd;
    this.#bodyStart = at ?? 0;
    this.#bodyEnd = (at ?? 0) + body.text.length;
    this.#end = end;
  }

  get keywordRange(): Range {
    return { start: this.#start, end: this.#keywordEnd };
  }

  get range(): Range {
    return { start: this.#start, end: this.#end };
  }

  get body(): MappedText {
    return typeof this.#source === 'string' ? plainText(this.#source, this.#bodyStart, this.#bodyEnd) : this.#source;
  }

  get flags(): Parts['flags'] {
    return this.#parts.flags;
  }

  get form(): Parts['form'] {
    return this.#parts.form;
  }

  get args(): Parts['args'] {
    return this.#parts.args;
  }

  get pairs(): Parts['pairs'] {
    return this.#parts.pairs;
  }

  get heredocs(): Parts['heredocs'] {
    return this.#parts.heredocs;
  }

  get leading(): Parts['leading'] {
    return this.#parts.leading;
  }

  get onbuild(): Instruction | undefined {
    return this.#parts.onbuild;
  }

  with(change: Partial<Parts>, end = this.#end): Instruction {
    const place = { start: this.#start, keywordEnd: this.#keywordEnd, end };
    const text = typeof this.#source === 'string' ? this.#source : '';
    return new ParsedInstruction(this.keyword, place, this.body, text, { ...this.#parts, ...change });
  }
}

function isPlain({ flags, form, args, pairs, heredocs, leading, onbuild }: Parts): boolean {
  return (
    form === 'shell' &&
    onbuild === undefined &&
    flags.length + args.length + pairs.length + heredocs.length + leading.length === 0
  );
}
