import { NONE } from '../lists.ts';

const BITS = 5;
const MASK = (1 << BITS) - 1;

/** 32 places: branches of the next level, or values on the lowest. What has the token of a map it may change in place. */
class Branch<Value> {
  readonly token: object;
  readonly branches: (Branch<Value> | undefined)[];
  readonly values: (Value | undefined)[];
  used: number;

  constructor(token: object, branches: (Branch<Value> | undefined)[], values: (Value | undefined)[], used: number) {
    this.token = token;
    this.branches = branches;
    this.values = values;
    this.used = used;
  }

  /** Itself, or a copy where it belongs to another map, too. */
  ownedBy(token: object): Branch<Value> {
    return this.token === token ? this : new Branch(token, [...this.branches], [...this.values], this.used);
  }
}

/**
 * A map from whole numbers, small ones first, in their order. A copy of it costs nothing: both have the same branches
 * until one of them changes, which costs as many branches as the number has digits (a trie with the base 32).
 */
export class NumberMap<Value> {
  #root: Branch<Value> | undefined;
  /** Digits of the greatest number that has room. */
  #digits = 1;
  #token: object = {};

  copy(): NumberMap<Value> {
    const copy = new NumberMap<Value>();
    copy.#root = this.#root;
    copy.#digits = this.#digits;
    // What there is now belongs to both.
    this.#token = {};
    return copy;
  }

  get isEmpty(): boolean {
    return this.#root === undefined;
  }

  get(at: number): Value | undefined {
    if (at >= 1 << (BITS * this.#digits)) return undefined;
    let branch = this.#root;
    for (let shift = BITS * (this.#digits - 1); shift > 0 && branch !== undefined; shift -= BITS) {
      branch = branch.branches[(at >>> shift) & MASK];
    }
    return branch?.values[at & MASK];
  }

  set(at: number, value: Value): void {
    for (; at >= 1 << (BITS * this.#digits); this.#digits++) {
      if (this.#root !== undefined) this.#root = new Branch(this.#token, [this.#root], [], 1);
    }
    this.#root = this.#with(this.#root, BITS * (this.#digits - 1), at, value);
  }

  delete(at: number): void {
    if (this.get(at) === undefined || this.#root === undefined) return;
    this.#root = this.#without(this.#root, BITS * (this.#digits - 1), at);
  }

  /** In the order of the numbers. */
  values(): Iterable<Value> {
    return this.#root === undefined ? NONE : valuesOf(this.#root);
  }

  #with(old: Branch<Value> | undefined, shift: number, at: number, value: Value): Branch<Value> {
    const branch = old?.ownedBy(this.#token) ?? new Branch<Value>(this.#token, [], [], 0);
    const place = (at >>> shift) & MASK;
    if (shift === 0) {
      if (branch.values[place] === undefined) branch.used++;
      branch.values[place] = value;
    } else {
      const below = branch.branches[place];
      if (below === undefined) branch.used++;
      branch.branches[place] = this.#with(below, shift - BITS, at, value);
    }
    return branch;
  }

  /** Undefined for a branch that has nothing left, so that what was deleted costs nobody a step. */
  #without(old: Branch<Value>, shift: number, at: number): Branch<Value> | undefined {
    const branch = old.ownedBy(this.#token);
    const place = (at >>> shift) & MASK;
    const below = branch.branches[place];
    if (below === undefined) branch.values[place] = undefined;
    else branch.branches[place] = this.#without(below, shift - BITS, at);
    if (branch.branches[place] === undefined) branch.used--;
    return branch.used === 0 ? undefined : branch;
  }
}

function* valuesOf<Value>(branch: Branch<Value>): Iterable<Value> {
  for (const value of branch.values) if (value !== undefined) yield value;
  for (const below of branch.branches) if (below !== undefined) yield* valuesOf(below);
}
