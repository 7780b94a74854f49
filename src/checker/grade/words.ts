/** `a`, `a and b`, `a, b and c`, each in backquotes. */
export function codeList(values: readonly string[], joiner = 'and'): string {
  const quoted = values.map((value) => `\`${value}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${joiner} ${quoted.at(-1) ?? ''}`;
}

/** "is" or "are". */
export function be(values: readonly unknown[]): string {
  return values.length === 1 ? 'is' : 'are';
}
