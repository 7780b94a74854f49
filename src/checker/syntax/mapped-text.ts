import type { MappedText, Range } from '../text.ts';

/** A text that stands in the source as it is: nearly every line of a file. */
class PlainText implements MappedText {
  readonly text: string;
  readonly start: number;

  constructor(text: string, start: number) {
    this.text = text;
    this.start = start;
  }

  toSource(offset: number): number {
    return this.start + Math.max(0, Math.min(offset, this.text.length));
  }

  range(start: number, end: number): Range {
    const from = this.toSource(start);
    return { start: from, end: Math.max(from, this.toSource(end)) };
  }

  slice(start: number, end: number): MappedText {
    return new PlainText(this.text.slice(start, end), this.start + start);
  }
}

/**
 * A text made of pieces of the source. Two parallel tables say where each piece begins, in the text and in the
 * source; a lookup is a binary search. Slices share the tables.
 */
class PieceTable implements MappedText {
  readonly text: string;
  readonly #offsets: readonly number[];
  readonly #sources: readonly number[];
  readonly #shift: number;

  constructor(text: string, offsets: readonly number[], sources: readonly number[], shift: number) {
    this.text = text;
    this.#offsets = offsets;
    this.#sources = sources;
    this.#shift = shift;
  }

  toSource(offset: number): number {
    const last = this.text.length - 1;
    if (offset <= 0 || last < 0) return this.#locate(0);
    return offset > last ? this.#locate(last) + 1 : this.#locate(offset);
  }

  range(start: number, end: number): Range {
    const from = this.toSource(start);
    // Parsers of broken text give places behind its end now and then.
    const last = Math.min(end, this.text.length) - 1;
    return { start: from, end: last >= start ? this.toSource(last) + 1 : from };
  }

  slice(start: number, end: number): MappedText {
    return new PieceTable(this.text.slice(start, end), this.#offsets, this.#sources, this.#shift + start);
  }

  /** The pieces with their places in the source. */
  *pieces(): Generator<[string, number]> {
    const offsets = this.#offsets;
    const sources = this.#sources;
    const shift = this.#shift;
    const { text } = this;
    for (let i = 0; i < offsets.length; i++) {
      const start = Math.max((offsets[i] ?? 0) - shift, 0);
      const end = Math.min((offsets[i + 1] ?? Infinity) - shift, text.length);
      if (end > start) yield [text.slice(start, end), (sources[i] ?? 0) + start + shift - (offsets[i] ?? 0)];
    }
  }

  #locate(offset: number): number {
    const at = offset + this.#shift;
    let low = 0;
    let high = this.#offsets.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#offsets[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return (this.#sources[low] ?? 0) + at - (this.#offsets[low] ?? 0);
  }
}

/** Collects pieces of a source, in order, into one text. */
export class MappedTextBuilder {
  #text = '';
  readonly #offsets: number[] = [];
  readonly #sources: number[] = [];
  #expected = -1;

  /** `piece` must be what stands in the source at `source`, or as long as that (a line break for a CR LF, say). */
  add(piece: string, source: number): void {
    if (source !== this.#expected || this.#offsets.length === 0) {
      this.#offsets.push(this.#text.length);
      this.#sources.push(source);
    }
    this.#text += piece;
    this.#expected = source + piece.length;
  }

  append(mapped: MappedText): void {
    if (mapped instanceof PieceTable) for (const [piece, source] of mapped.pieces()) this.add(piece, source);
    else this.add(mapped.text, mapped.toSource(0));
  }

  build(): MappedText {
    return new PieceTable(this.#text, this.#offsets, this.#sources, 0);
  }
}

/** `source.slice(start, end)` as it stands. */
export function plainText(source: string, start = 0, end = source.length): MappedText {
  return new PlainText(source.slice(start, end), start);
}

/** Where a text begins in the source when it stands there as it is; undefined when it is made of pieces. */
export function plainOffset(mapped: MappedText): number | undefined {
  return mapped instanceof PlainText ? mapped.start : undefined;
}

/** Part of a mapped text, with its places kept. */
export function sliceMapped(mapped: MappedText, start: number, end: number): MappedText {
  if (mapped instanceof PlainText || mapped instanceof PieceTable) return mapped.slice(start, end);
  return {
    text: mapped.text.slice(start, end),
    toSource: (offset) => mapped.toSource(start + offset),
    range: (from, to) => mapped.range(start + from, start + to),
  };
}

/** Mapped texts of one source, one behind the other. */
export function joinMapped(texts: readonly MappedText[]): MappedText {
  const builder = new MappedTextBuilder();
  for (const mapped of texts) builder.append(mapped);
  return builder.build();
}

/**
 * A text that was a word or a string of the source, for scripts inside a string. Places are exact when the source
 * has the same length there, with or without a pair of quotes; else every part of the text is at `at`.
 */
export function textAt(text: string, at: Range): MappedText {
  const quotes = at.end - at.start - text.length;
  if (quotes === 0 || quotes === 2) return new PlainText(text, at.start + quotes / 2);
  return { text, toSource: (offset) => (offset < text.length ? at.start : at.end), range: () => at };
}
