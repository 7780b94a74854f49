import { type Readable, Transform } from 'node:stream';

/** A stream that passes everything on and remembers whether it began with a byte order mark, which readers take off. */
export class MarkWatch extends Transform {
  #begin = Buffer.alloc(0);

  /** Reads a stream to its end through a new watch. */
  static of(stream: Readable): MarkWatch {
    const watch = new MarkWatch();
    stream.on('error', (error) => watch.destroy(error));
    return stream.pipe(watch);
  }

  /** The mark, to be put in front again, or nothing. */
  get mark(): string {
    return this.#begin.equals(Buffer.from('\ufeff')) ? '\ufeff' : '';
  }

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void {
    if (this.#begin.length < 3) this.#begin = Buffer.concat([this.#begin, chunk.subarray(0, 3 - this.#begin.length)]);
    done(null, chunk);
  }
}
