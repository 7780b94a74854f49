import type { Entries, GoneNode, Node } from './node.ts';

/** In the place of a name that was taken away. */
const REMOVED: GoneNode = { kind: 'gone', at: 0 };

/** Folders up to this size are copied, which is the quicker way for them. */
const SMALL = 12;

/** A copy that can be changed. What is given is never changed again. */
export function copyOf(entries: Entries): Entries {
  if (entries instanceof Layered) return entries.copy();
  return entries.size <= SMALL ? new Map(entries) : new Layered(entries, new Map(), entries.size);
}

/** The names under which two folders may have different nodes: all of them, unless both stand on the same entries. */
export function differing(a: Entries, b: Entries): Iterable<string> {
  return Layered.differing(a, b) ?? new Set([...a, ...b].map(([name]) => name));
}

/**
 * The entries of a folder with some changes: a stage changes few of the hundreds of names in /bin and /usr/bin, and each
 * stage begins with them all.
 */
class Layered implements Entries {
  readonly #below: Entries;
  /** {@link REMOVED}: taken away. */
  readonly #changes: Map<string, Node>;
  #size: number;

  constructor(below: Entries, changes: Map<string, Node>, size: number) {
    this.#below = below;
    this.#changes = changes;
    this.#size = size;
  }

  static differing(a: Entries, b: Entries): Iterable<string> | undefined {
    const [below, changed] = a instanceof Layered ? [a.#below, a.#changes.keys()] : [a, []];
    const [otherBelow, otherChanged] = b instanceof Layered ? [b.#below, b.#changes.keys()] : [b, []];
    return below === otherBelow ? new Set([...changed, ...otherChanged]) : undefined;
  }

  get size(): number {
    return this.#size;
  }

  copy(): Entries {
    if (this.#changes.size <= Math.max(SMALL, this.#size / 4))
      return new Layered(this.#below, new Map(this.#changes), this.#size);
    return new Layered(new Map(this), new Map(), this.#size);
  }

  get(name: string): Node | undefined {
    const own = this.#changes.get(name);
    return own === undefined ? this.#below.get(name) : own === REMOVED ? undefined : own;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  set(name: string, node: Node): this {
    if (!this.has(name)) this.#size++;
    this.#changes.set(name, node);
    return this;
  }

  delete(name: string): boolean {
    if (!this.has(name)) return false;
    this.#size--;
    this.#changes.set(name, REMOVED);
    return true;
  }

  *values(): IterableIterator<Node> {
    for (const [, node] of this) yield node;
  }

  *[Symbol.iterator](): IterableIterator<[string, Node]> {
    for (const [name] of this.#below) {
      const node = this.get(name);
      if (node !== undefined) yield [name, node];
    }
    for (const [name, node] of this.#changes) if (node !== REMOVED && !this.#below.has(name)) yield [name, node];
  }
}
