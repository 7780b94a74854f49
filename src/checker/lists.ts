/** The list of whatever there is none of; one for all, since each of a long file's lines has a dozen of them. */
export const NONE: readonly never[] = [];

/** A list that will not grow any more, without the room that pushing leaves behind its end. */
export function settled<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? NONE : list.slice();
}

/** Adds a value to the list of a key. */
export function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(words: readonly string[], joiner = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${joiner} ${words.at(-1) ?? ''}`;
}

/** The same with each word in backquotes. */
export function codeList(words: readonly string[], joiner?: string): string {
  return enumerate(
    words.map((word) => `\`${word}\``),
    joiner,
  );
}
