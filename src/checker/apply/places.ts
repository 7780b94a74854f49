import { search } from './edit-map.ts';
import type { Range } from '../text.ts';

/** Things at places, of which each can be taken once. */
export class Places {
  readonly #starts = new Map<string, number[]>();
  /** For each place of a key the next one that is free, itself if it is. */
  readonly #free = new Map<string, number[]>();

  constructor(things: readonly { readonly key: string; readonly start: number }[]) {
    for (const { key, start } of things) {
      const starts = this.#starts.get(key);
      if (starts === undefined) this.#starts.set(key, [start]);
      else starts.push(start);
    }
    for (const [key, starts] of this.#starts) {
      starts.sort((a, b) => a - b);
      this.#free.set(
        key,
        Array.from({ length: starts.length + 1 }, (_, i) => i),
      );
    }
  }

  /** True when one of this key stood within the span; it is taken. */
  take(key: string, { start, end }: Range): boolean {
    const starts = this.#starts.get(key);
    const free = this.#free.get(key);
    if (starts === undefined || free === undefined) return false;
    const at = nextFree(
      free,
      search(starts, (each) => each < start),
    );
    if ((starts[at] ?? Infinity) > end) return false;
    free[at] = at + 1;
    return true;
  }

  /** The places that nobody took. */
  rest(): number[] {
    return [...this.#starts].flatMap(([key, starts]) => starts.filter((_, i) => this.#free.get(key)?.[i] === i));
  }
}

/** Shortens the way for the next who asks, so that many questions stay cheap. */
function nextFree(free: number[], from: number): number {
  let at = from;
  while (free[at] !== at) at = free[at] ?? at;
  for (let i = from; i !== at;) {
    const next = free[i] ?? at;
    free[i] = at;
    i = next;
  }
  return at;
}
