/** A line to be placed: an instruction of the Dockerfile, over several lines where it is written so. */
export interface Piece {
  readonly text: string;
  /** Of a decoy: why it does not belong there. */
  readonly because: string | undefined;
}

/** The Dockerfile that the pieces make, in this order. It is graded like any other answer of the lesson. */
export function assemble(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}

/**
 * The same things in another order, the same one for the same words: no build differs from the one before it. With more
 * than one thing it is never the order that was given.
 * @param key what the order depends on beside the things themselves.
 */
export function shuffled<T>(things: readonly T[], textOf: (thing: T) => string, key: string): T[] {
  const mixed = things
    .map((thing, index) => ({ thing, index, weight: hash(`${key}\n${index}\n${textOf(thing)}`) }))
    .sort((a, b) => a.weight - b.weight);
  const isAsGiven = mixed.every(({ index }, at) => index === at);
  const [first, ...rest] = mixed.map(({ thing }) => thing);
  return first === undefined ? [] : isAsGiven ? [...rest, first] : [first, ...rest];
}

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum;
}

/** Where a key takes a line: a step up or down or to an end, and no further. Undefined for any other key. */
export function lineKeyTarget(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
