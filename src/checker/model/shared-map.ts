import { NumberMap } from './number-map.ts';

interface Entry<Value> {
  readonly key: string;
  readonly value: Value;
  /** When the key came, counted. */
  readonly at: number;
}

/**
 * A map that keeps the order in which its keys came, as `Map` does, and whose copies cost nothing: of thousands of stages
 * that stand on one with thousands of packages, each holds only what it changed.
 */
export class SharedMap<Value> {
  /** Numbers of all keys there ever were, in this map and in those that it was copied from or to. */
  #numbers = new Map<string, number>();
  #byNumber = new NumberMap<Entry<Value>>();
  #inOrder = new NumberMap<Entry<Value>>();
  #next = 0;
  #size = 0;

  copy(): SharedMap<Value> {
    const copy = new SharedMap<Value>();
    copy.#numbers = this.#numbers;
    copy.#byNumber = this.#byNumber.copy();
    copy.#inOrder = this.#inOrder.copy();
    copy.#next = this.#next;
    copy.#size = this.#size;
    return copy;
  }

  get size(): number {
    return this.#size;
  }

  get(key: string): Value | undefined {
    return this.#find(key)?.value;
  }

  has(key: string): boolean {
    return this.#find(key) !== undefined;
  }

  set(key: string, value: Value): void {
    const before = this.#find(key);
    const entry = { key, value, at: before?.at ?? this.#next++ };
    if (before === undefined) this.#size++;
    let number = this.#numbers.get(key);
    if (number === undefined) this.#numbers.set(key, (number = this.#numbers.size));
    this.#byNumber.set(number, entry);
    this.#inOrder.set(entry.at, entry);
  }

  delete(key: string): void {
    const number = this.#numbers.get(key);
    const before = this.#find(key);
    if (number === undefined || before === undefined) return;
    this.#byNumber.delete(number);
    this.#inOrder.delete(before.at);
    this.#size--;
  }

  *keys(): Iterable<string> {
    for (const { key } of this.#inOrder.values()) yield key;
  }

  *values(): Iterable<Value> {
    for (const { value } of this.#inOrder.values()) yield value;
  }

  #find(key: string): Entry<Value> | undefined {
    const number = this.#numbers.get(key);
    return number === undefined ? undefined : this.#byNumber.get(number);
  }
}
